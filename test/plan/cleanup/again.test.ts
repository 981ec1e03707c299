/** How to go on: commands that do what was confirmed and nothing else, whatever has gone meanwhile. */
import { describe, expect, it } from 'vitest';
import { type CleanupCall, goOnCommands, lookCommand } from '../../../source/plan/cleanup/again.js';
import { type CleanupChoice, type CleanupSelection, selected } from '../../../source/plan/cleanup/choice.js';
import { everyPlan, itemsOf } from '../../helpers/choices.js';
import { baseline, ownTags, registration, task, window } from '../../helpers/inventory.js';

const own = baseline('own', { tags: ownTags('web app') });
const items = itemsOf({
  windows: [
    window('ours', { tags: ownTags('web app'), tasks: [task('t1')] }),
    window('theirs', { tasks: [task('t2')] }),
  ],
  baselines: [own],
  patchGroups: [registration('Week 1', own)],
});

const connection = { region: 'eu-west-1', isSandbox: true };
const by = (selection: Partial<CleanupSelection> = {}, more: Partial<CleanupCall> = {}): CleanupCall => ({
  ...{ selection: { ...everyPlan, ...selection }, hasBackup: true, isConfirmed: true, connection },
  ...more,
});

function goOn(call: CleanupCall, choice: CleanupChoice = selected(items, call.selection), isChanged = false): string[] {
  return goOnCommands({ items, choice, left: choice, isChanged }, call);
}

const own3 = "--only mw-ours 'pb-own Week 1' pb-own";

describe('what is left goes', () => {
  it.each<[string, CleanupCall, string]>([
    ['of the wizard', by(), '--yes'],
    ['of a plan', by({ plan: 'web app' }), "--plan 'web app' --yes"],
    ['switched off', by({ isDisabling: true }), '--disable --yes'],
    ['without a backup', by({}, { hasBackup: false }), '--no-backup --yes'],
    ['at a terminal', by({}, { isConfirmed: false }), ''],
    ['what was named', by({ only: ['ours'] }), '--only mw-ours --yes'],
    ['named to be off', by({ only: ['ours'], isDisabling: true }), '--disable --only mw-ours --yes'],
    ['everything about patching', by({ isAllPatching: true }), `${own3} mw-theirs --yes`],
    ['of a plan and of others', by({ isAllPatching: true, plan: 'nobody' }), '--only mw-theirs --yes'],
  ])('%s', (_, call, words) => {
    const command = `ssm-patch-wizard cleanup ${words} --sandbox --region eu-west-1`.replace(/ {2}/, ' ');
    expect(goOn(call)).toEqual([command]);
  });

  it('as it was confirmed, where that is not what flags say', () => {
    const choice: CleanupChoice = new Map([
      ['mw-ours', 'disable'],
      ['pb-own Week 1', 'delete'],
    ]);
    expect(goOn(by({}, { isConfirmed: false }), choice)).toEqual([
      "ssm-patch-wizard cleanup --only 'pb-own Week 1' --sandbox --region eu-west-1",
      'ssm-patch-wizard cleanup --disable --only mw-ours --sandbox --region eu-west-1',
    ]);
  });

  it('without what somebody has changed, which flags would take', () => {
    const { selection } = by();
    const choice = selected(items, selection);
    const left: CleanupChoice = new Map([['pb-own', 'delete']]);
    expect(goOnCommands({ items, choice, left, isChanged: true }, by())).toEqual([
      'ssm-patch-wizard cleanup --only pb-own --yes --sandbox --region eu-west-1',
    ]);
  });

  it('where nothing is left, by no command; it can be looked at', () => {
    expect(goOn(by(), new Map())).toEqual([]);
    expect(lookCommand(by())).toBe('ssm-patch-wizard cleanup --dry-run --sandbox --region eu-west-1');
  });
});
