/** Setting back: the commands that are told after a change and after a take-over lead to what was there before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlanFlags } from '../../../source/commands/plan-answers.js';
import { setup } from '../../../source/commands/setup.js';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { scriptWave } from '../../../source/plan/intent/waves.js';
import { formerDocument, giveBackCommands, setBackCommand } from '../../../source/plan/setup/set-back.js';
import { optionsOf } from '../../commands/parsed.js';
import { makeForeignWindow, PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { accountWith, few, grid, slot, twoDocuments } from './documents.js';

const ireland = { region: 'eu-west-1' };

/** What a set-up's command asks for. */
function asked(command: string) {
  const [, ...words] = [...command.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/g)]
    .slice(1)
    .map(([, quoted, plain]) => quoted ?? plain ?? '');
  const options = optionsOf(setup, ...words);
  return { flags: readPlanFlags(options).flags, consent: options.consent };
}

describe('after a change', () => {
  it('the answers before come back by the command, whatever they were', () =>
    forSome(8, [twoDocuments(2)], async ([one, other]) => {
      fc.pre(
        one.baselines.every(({ kind }) => kind !== 'file') && other.baselines.every(({ kind }) => kind !== 'file'),
      );
      const account = await accountWith(one);
      const found = await account.setUp({ file: other });
      const command = setBackCommand(found, ireland);
      if (formerDocument(found) === undefined) return expect(command).toBeUndefined();
      if (command === undefined || command.includes('get-parameter')) return;
      await account.setUp(asked(command));
      const [record] = (await account.read()).records;
      expect(record?.content).toEqual({ kind: 'document', document: one });
    }));

  it.each<[string, Partial<PlanDocument>, string]>([
    [
      'an hour, and what is a default',
      { waves: [scriptWave(slot(2, 2, 5))], task: { ...few().task, durationHours: 2 } },
      '--plan default -w 1 -d 2 -t 3 4 --duration 1',
    ],
    [
      'a tag, which no flag takes away',
      { tags: { Team: 'ops' } },
      '--name /patch-wizard/plans/default:1 --query Parameter.Value --output text > default-before.json && ssm-patch-wizard setup --yes --region eu-west-1 --file default-before.json',
    ],
  ])('of %s', async (_, change, words) => {
    const account = await accountWith(few());
    const command = setBackCommand(await account.setUp({ file: few(change) }), ireland);
    expect(command).toContain(words);
  });

  it('what was switched off is switched on again', async () => {
    const account = await accountWith(few());
    const before = await account.read();
    const found = await account.setUp({ flags: { when: grid([1], [2], [3]) }, consent: { disable: true } });
    const command = setBackCommand(found, ireland);
    expect(command).toBe('ssm-patch-wizard setup --yes --region eu-west-1 --plan default -w 1 -d 2 -t 3 4 --resume');
    await account.setUp(asked(command ?? ''));
    const { windows } = await account.read();
    expect(windows.map(({ enabled }) => enabled)).toEqual(before.windows.map(() => true));
  });

  it('a new plan, and one that stays as it was, have nothing to go back to', async () => {
    const account = await PlanningAccount.open();
    expect(setBackCommand(await account.setUp({ file: few() }), ireland)).toBeUndefined();
    expect(setBackCommand(await account.plan(), ireland)).toBeUndefined();
  });
});

it('what was taken over is left to nobody again, and nothing of it goes', async () => {
  const account = await PlanningAccount.open();
  const { patchGroup, window: Name } = scriptWave(slot(1, 2, 3));
  const windowId = await makeForeignWindow(account.ssm, {
    window: { Name },
    patchGroup,
    target: { OwnerInformation: 'ours' },
  });
  const found = await account.setUp({ consent: { adopt: true } });
  const [window] = (await account.read()).windows;
  expect(window?.owner?.plan).toBe('default');
  const [untag, unmark, forget] = giveBackCommands(found, { region: 'eu-west-1' });
  const keys = /--tag-keys (.*)$/.exec(untag ?? '')?.[1]?.split(' ');
  await account.ssm.removeTagsFromResource({ ResourceType: 'MaintenanceWindow', ResourceId: windowId, TagKeys: keys });
  expect(unmark).toBe(
    `aws ssm update-maintenance-window-target --region eu-west-1 --window-id ${windowId} --window-target-id ${window?.targets[0]?.id} --owner-information ours`,
  );
  await account.ssm.updateMaintenanceWindowTarget({
    WindowId: windowId,
    WindowTargetId: window?.targets[0]?.id,
    OwnerInformation: 'ours',
  });
  expect(forget).toBe('aws ssm delete-parameter --region eu-west-1 --name /patch-wizard/plans/default');
  await account.ssm.deleteParameter({ Name: '/patch-wizard/plans/default' });
  const after = await account.read();
  expect(after.windows).toMatchObject([{ id: windowId, owner: undefined, tags: {} }]);
});
