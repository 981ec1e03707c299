/** What a clean-up warns of: nothing that flags are about stays without a word, and nothing that runs goes without one. */
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../source/errors.js';
import { type CleanupSelection, selected } from '../../../source/plan/cleanup/choice.js';
import { cleanupFindings } from '../../../source/plan/cleanup/findings.js';
import { everyPlan, itemsOf } from '../../helpers/choices.js';
import {
  baseline,
  now,
  ownTags,
  protectedOwnTags,
  protectedTags,
  registration,
  target,
  task,
  window,
} from '../../helpers/inventory.js';

const lambda = task('lambda', { document: 'arn:fn', type: 'LAMBDA', name: 'report' });
const soon = { nextExecutionTime: '2026-11-23T10:40:00Z' };
const own = baseline('own', { tags: ownTags(), isDefault: true });
const kept = baseline('kept', { tags: protectedOwnTags, operatingSystem: 'UBUNTU' });
const stages = baseline('stages', { tags: ownTags(), operatingSystem: 'SUSE' });
const items = itemsOf({
  windows: [
    window('tuesday', { tags: ownTags(), tasks: [task('t1')], ...soon }),
    window('vault', { tags: protectedOwnTags, tasks: [task('t2')], targets: [target('v', 'gold')] }),
    window('shared', { tags: ownTags(), tasks: [task('t3'), task('t4'), lambda] }),
    window('theirs', { tasks: [task('t5')], isRunning: true }),
    window('asleep', { tasks: [task('t6')], enabled: false }),
    window('month-end', { tasks: [task('t7'), lambda] }),
    window('corp-vault', { tags: protectedTags, tasks: [task('t8')] }),
    window('inventory', { tasks: [task('t9', { document: 'AWS-GatherSoftwareInventory' })] }),
    window('linux', { tasks: [task('t10', { document: 'Shared-PatchLinux' })] }),
    window('draft'),
  ],
  baselines: [own, kept, stages],
  patchGroups: [registration('web', kept), registration('gold', stages), registration('tin', stages)],
});

function warnings(flags: Partial<CleanupSelection> = {}): string[] {
  const selection = { ...everyPlan, ...flags };
  return cleanupFindings(items, selected(items, selection), selection, now).map(
    ({ code, message, nextSteps }) => `${[code, message, ...nextSteps].join(' | ')}`,
  );
}

const ownStay = [
  "protected-item | gold stays: vault (tagged ssm-patch-wizard:protect) patches it. | To delete it anyway: --only 'pb-stages gold'",
  "default-baseline | own stays: it is the default for Windows Server. | To delete it, make AWS's baseline the default in the same run: --only default/WINDOWS pb-own",
  'protected-item | stages stays: its patch group gold stays, because vault (tagged ssm-patch-wizard:protect) patches it. | To delete it anyway: --only pb-stages',
  'protected-item | vault stays: tagged ssm-patch-wizard:protect.',
  'protected-item | web stays: its baseline kept is tagged ssm-patch-wizard:protect.',
  'protected-item | kept stays: tagged ssm-patch-wizard:protect.',
];

describe('the warnings', () => {
  it('of the wizard’s own: what stays and why, a window that does other things too, and what runs soon', () => {
    const rest = [
      'runs-soon | tuesday runs in 40 minutes.',
      'mixed-window | shared stays, because it also runs a Lambda task (report).',
    ];
    expect(warnings()).toEqual([...ownStay, ...rest]);
    expect(warnings({ plan: 'default' })).toEqual([...ownStay, ...rest]);
    expect(warnings({ plan: 'nobody' })).toEqual([]);
  });

  it('of everything about patching: what others protect too, what may patch as well, but nothing that is not about patching', () => {
    expect(warnings({ plan: 'nobody', isAllPatching: true })).toEqual([
      'protected-item | corp-vault stays: tagged ssm-patch-wizard:protect.',
      'running | theirs is running now. This run will not be stopped.',
      'mixed-window | month-end stays, because it also runs a Lambda task (report).',
      "unknown-document | linux runs Shared-PatchLinux, which is not one of AWS's patching documents; deleted only if you choose it by name. | To delete it too: --only mw-linux",
    ]);
  });

  it('of what others have put into a plan’s window in place of its task', () => {
    const tasks = [task('t11', { document: 'Shared-PatchLinux' })];
    const all = itemsOf({ windows: [window('tuesday', { tasks, tags: ownTags() })] });
    for (const isDisabling of [false, true]) {
      const selection = { ...everyPlan, isDisabling };
      expect(selected(all, selection).size).toBe(0);
      expect(cleanupFindings(all, new Map(), selection, now)).toMatchObject([
        {
          message: "tuesday stays: it runs Shared-PatchLinux, which is not one of AWS's patching documents.",
          nextSteps: ['To delete it anyway: --only mw-tuesday'],
        },
      ]);
    }
  });

  it('of what is named: only what is about it', () => {
    expect(warnings({ only: ['theirs', 'asleep'] })).toEqual([
      'running | theirs is running now. This run will not be stopped.',
    ]);
    expect(warnings({ only: ['default/WINDOWS', 'own'] })).toEqual([]);
  });

  it('of records that may not be read, where what their plans have goes', () => {
    const recordsRefused = describeError(new UserError('You may not.', { code: 'Denied', nextSteps: ['Ask.'] }));
    const windows = [window('ours', { tags: ownTags() }), window('theirs', { tasks: [task('t')] })];
    const all = itemsOf({ windows, recordsRefused });
    const codes = (selection: CleanupSelection) =>
      cleanupFindings(all, selected(all, selection), selection, now).map(({ code }) => code);
    expect(codes(everyPlan)).toEqual(['records-not-read']);
    expect(codes({ ...everyPlan, only: ['theirs'] })).toEqual([]);
    expect(codes({ ...everyPlan, isDisabling: true })).toEqual([]);
  });

  it('of switching off: what stays on, and what is off already', () => {
    expect(warnings({ plan: 'nobody', isAllPatching: true, isDisabling: true })).toEqual([
      'already-off | asleep is already switched off.',
      'mixed-window | month-end stays switched on and keeps patching, because it also runs a Lambda task (report). | To delete its patching task, leave out --disable: --only t7',
      'protected-item | corp-vault stays: tagged ssm-patch-wizard:protect.',
      'running | theirs is running now. This run will not be stopped.',
      expect.stringMatching(/^unknown-document \| linux runs Shared-PatchLinux/),
    ]);
    expect(warnings({ only: ['asleep'], isDisabling: true })).toEqual([
      'already-off | asleep is already switched off.',
    ]);
  });
});
