/** The words of the clean-up's screens: each thing is named, dated and asked about so that nobody takes it for another. */
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../../source/errors.js';
import type { Inventory } from '../../../../source/plan/account/inventory.js';
import type { CleanupAction, CleanupChoice } from '../../../../source/plan/cleanup/choice.js';
import type { CleanupItem } from '../../../../source/plan/cleanup/items.js';
import {
  choiceWords,
  itemDetails,
  itemFacts,
  itemQuestion,
  kindWords,
} from '../../../../source/ui/flows/cleanup/words.js';
import { itemsOf } from '../../../helpers/choices.js';
import { baseline, ownTags, record, registration, target, task, window } from '../../../helpers/inventory.js';

const now = new Date('2026-11-23T11:00:00Z');

const lambda = task('l', { document: 'arn:fn', type: 'LAMBDA' });
const createdAt = new Date('2025-03-03T09:14:22Z');
const corporate = { ...baseline('corporate', { isDefault: true, tags: { Team: 'web', Cost: '1' } }), createdAt };
const nightly = {
  ...window('nightly', {
    targets: [target('t-1', 'web'), target('t-2', 'db', 'tag:Patch Group')],
    tasks: [task('task-1', { operation: 'Install' })],
    tags: ownTags(),
    nextExecutionTime: '2026-12-01T03:00Z',
  }),
  createdAt,
  scheduleOffset: 3,
  timeZone: 'Europe/Dublin',
};
const account: Partial<Inventory> = {
  windows: [
    nightly,
    window('draft'),
    window('month-end', { tasks: [task('task-2', { name: 'patch' }), { ...lambda, id: 'task-3' }] }),
  ],
  baselines: [corporate],
  patchGroups: [registration('corp', corporate)],
  recordsRefused: describeError(new UserError('You may not.', { code: 'Denied', nextSteps: ['Ask for it.'] })),
  records: [{ ...record('web', 4), changedAt: createdAt, changedBy: 'arn:aws:iam::123456789012:user/jo' }],
};

const items = itemsOf(account);

function item(kind: CleanupItem['kind'], name?: string): CleanupItem {
  const found = items.find((each) => each.kind === kind && (name === undefined || each.name === name));
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

const scan = task('t', { operation: 'Scan' });
const others = ['a', 'b'].map((id) => task(id, { document: 'AWS-GatherSoftwareInventory' }));

describe('a row, the question, and what "all of this kind" means', () => {
  it.each<[CleanupItem, facts: string, question?: string, kind?: string]>([
    [
      item('window', 'nightly'),
      'window · next run Tue 1 Dec 03:00 Dublin (in 7 days)',
      'Delete window nightly with its 2 targets and 1 task?',
      'windows created by this wizard',
    ],
    [
      item('window', 'draft'),
      'window · no next run',
      'Delete window draft with its 0 targets and 0 tasks?',
      'windows created by others, without a task',
    ],
    [
      item('task'),
      'Lambda task kept · task · no next run',
      'Deregister task patch from window month-end?',
      'patching tasks in windows that do other things too',
    ],
    [
      item('registration'),
      'patch group · corporate',
      'Deregister patch group corp from corporate?',
      'patch groups created by others',
    ],
    [
      item('default'),
      'default for Windows Server is corporate',
      'Make AWS-DefaultPatchBaseline the default for Windows Server again?',
      'defaults created by others',
    ],
    [item('baseline'), 'baseline · 1 group', 'Delete baseline corporate?', 'baselines created by others'],
    [item('record'), 'record · version 4', 'Delete the record of plan web?', 'records created by this wizard'],
    [item('predefined'), 'baseline'],
    [item('unread'), 'records'],
  ])('of $name', (each, facts, question, kind) => {
    expect(itemFacts(each, now)).toBe(facts);
    if (question) expect([itemQuestion(each, 'delete'), kindWords(each)]).toEqual([question, kind]);
  });

  it.each([
    [{ enabled: false }, 'window · switched off'],
    [{ isRunning: true, nextExecutionTime: '2026-12-01T03:00:00.000Z' }, 'window · running now'],
    // AWS writes these times in several forms.
    [
      { nextExecutionTime: '2026-12-01T03:00:00.123Z' },
      expect.stringContaining('next run Tue 1 Dec 03:00 UTC (in 7 days)'),
    ],
    [
      { nextExecutionTime: '2026-12-01T03:00-07:00' },
      expect.stringContaining('next run Tue 1 Dec 10:00 UTC (in 7 days)'),
    ],
    [
      { nextExecutionTime: '2026-12-05T18:00:00Z', timeZone: 'Asia/Tokyo' },
      expect.stringContaining('next run Sun 6 Dec 03:00 Tokyo (in 12 days)'),
    ],
    [{ nextExecutionTime: 'soon' }, 'window · no next run'],
    [{ tasks: [scan, lambda], enabled: false }, 'Lambda task kept · scan task · switched off'],
    [{ tasks: [task('t'), ...others], enabled: false }, '2 other tasks kept · task · switched off'],
  ])('of a window with %j says %s', (options, facts) => {
    const [each] = itemsOf({ windows: [window('w', options)] });
    expect(each && itemFacts(each, now)).toEqual(facts);
  });
});

describe('the details', () => {
  const schedule = 'Schedule  cron(0 3 ? * TUE#1 *), UTC';
  const system = 'System    Windows Server';
  const suse = 'AWS-SuseDefaultPatchBaseline';

  it.each<[CleanupItem, string[]]>([
    [
      item('window', 'nightly'),
      [
        'Id        mw-nightly, created Mon 3 Mar 2025',
        'Schedule  cron(0 3 ? * TUE#1 *), 3 days later, Europe/Dublin',
        'Targets   tag:PatchGroup = web; tag:Patch Group = db',
        'Tasks     AWS-RunPatchBaseline · Install · priority 1',
        'Tags      ssm-patch-wizard:plan=default, ssm-patch-wizard:version=1',
      ],
    ],
    [item('window', 'draft'), ['Id        mw-draft', schedule, 'Targets   none', 'Tasks     none', 'Tags      none']],
    [
      item('task'),
      [
        'Id        task-2 in window mw-month-end',
        schedule,
        'Targets   none',
        'Tasks     kept: a Lambda task (arn:fn) · priority 1; AWS-RunPatchBaseline · priority 1',
        'Tags      none',
      ],
    ],
    [item('unread'), ['Next step Ask for it.']],
    [item('record'), ['Version   4, changed Mon 3 Mar 2025', 'By        arn:aws:iam::123456789012:user/jo']],
    [item('registration'), ['Baseline  corporate (pb-corporate)', system]],
    [item('baseline'), ['Id        pb-corporate, created Mon 3 Mar 2025', system, 'Tags      Team=web, Cost=1']],
    [item('predefined', suse), [`Id        arn:aws:ssm:eu-west-1:845259048710:patchbaseline/pb-${suse}`]],
  ])('of $name', (each, lines) => {
    expect(itemDetails(each, now)).toEqual(lines);
  });
});

it('the question says where a window is only switched off', () => {
  expect(itemQuestion(item('window', 'nightly'), 'disable')).toBe('Switch off window nightly?');
});

describe('a whole choice', () => {
  it.each<[string[], string[], string]>([
    [[], [], ''],
    [['mw-nightly'], [], 'delete 1 window of plan default'],
    [
      ['mw-nightly', 'task-2', 'pb-corporate corp'],
      [],
      'delete 1 window of plan default and 1 patching task, 1 registration outside your plans',
    ],
    [['default/WINDOWS'], [], 'reset 1 default'],
    [[], ['mw-nightly', 'mw-draft'], 'switch off 2 windows'],
    [['pb-corporate'], ['mw-nightly'], 'delete 1 baseline outside your plans and switch off 1 window'],
    [
      ['pb-corporate', 'pb-corporate corp', 'default/WINDOWS'],
      ['mw-nightly'],
      'delete 1 registration, 1 baseline outside your plans, reset 1 default and switch off 1 window',
    ],
  ])('%j gone and %j off: %s', (deleted, disabled, words) => {
    const choice: CleanupChoice = new Map<string, CleanupAction>([
      ...deleted.map((id) => [id, 'delete'] as const),
      ...disabled.map((id) => [id, 'disable'] as const),
    ]);
    expect(choiceWords({ items, choice })).toBe(words);
  });
});
