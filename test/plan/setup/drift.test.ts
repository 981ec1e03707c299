/** Drift: a change by hand is drift of exactly that thing, in words that name it, and a set-up mends it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemOf } from '../../../source/plan/intent/baseline-choice.js';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { withoutIds } from '../../helpers/account-dump.js';
import type { PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { type Edited, edits, everyEdit, type Place, placeIn } from './by-hand.js';
import { accountWith, documentOf, few } from './documents.js';

/** Rules of a file are seen to be others, and only the file can say which they were. */
function isOfFile({ baselines }: PlanDocument, { kind }: Edited, { baseline }: Place): boolean {
  const choice = baselines.find((each) => systemOf(each) === baseline?.operatingSystem);
  return kind === 'UpdatePatchBaseline' && choice?.kind === 'file';
}

/** Makes each change, expects it and nothing else to be drift, and has a set-up mend it. */
async function expectSeenAndMended(document: PlanDocument, names: readonly string[], nth: number): Promise<void> {
  const account = await accountWith(document);
  const { plan } = document;
  const before = withoutIds(await account.dump());
  for (const name of names) {
    const place = placeIn(account.ssm, await account.read(), nth);
    const seen = await edits[name]?.(place);
    if (seen === undefined) continue;
    const ofFile = isOfFile(document, seen, place);
    const found = await account.drift();
    const told = found.map(({ kind, id, members }) => ({ kind, id, members }));
    expect(told, name).toEqual([{ ...seen, members: ofFile ? ['rules'] : seen.members }]);
    expect(found).toMatchObject([{ plan, message: expect.stringMatching(/\.$/) }]);
    const mending = await account.setUp({ flags: { plan } });
    if (ofFile) {
      expect(mending.findings.map(({ code }) => code)).toContain('rules-changed');
      expect(await account.drift()).toEqual(found);
      await account.setUp({ file: document });
    }
    expect(withoutIds(await account.dump()), name).toEqual(before);
  }
}

const corporate = {
  kind: 'file',
  fileName: 'corp.json',
  rules: { definition: { OperatingSystem: 'WINDOWS', Name: 'corp', ApprovedPatches: ['KB1', 'KB2'] } },
} as const;

describe('a change of any member by hand is drift of exactly that thing, and a set-up mends it', () => {
  it('in a plan whose rules come from a file', () =>
    expectSeenAndMended(few({ baselines: [corporate], tags: { Team: 'ops' } }), everyEdit, 1));

  it.each([
    [1, 25],
    [8, 12],
  ])('in any plan of %i windows', async (count, maxLength) => {
    const some = fc.shuffledSubarray(everyEdit, { minLength: maxLength, maxLength });
    await forSome(1, [documentOf(count), some, fc.nat(7)], (document, names, nth) =>
      expectSeenAndMended({ ...document, tags: { ...document.tags, Team: 'ops' } }, names, nth),
    );
  });
});

describe('the words', () => {
  const group = 'Week 1 Day 2 - Unattended - 03:00';
  const name = 'Week1Day2Unattended0300';

  it.each<[string, string]>([
    ['a window that is gone', `The window ${name} is missing.`],
    ['a window’s duration', `The window ${name} was changed: Duration is 2 (plan: 1).`],
    ['a window’s last day', `The window ${name} was changed: EndDate is "2099-01-01T00:00:00Z" (plan: none).`],
    ['a window’s tag of the plan', `The window ${name} (ID) has lost its tag ssm-patch-wizard:plan.`],
    ['a window’s given tag', `The tags of ${name} were changed: Team is not set (plan: "ops").`],
    ['a target that is gone', `The window ${name} has lost its target, so it patches nothing.`],
    ['a target’s key', `The target of ${name} was changed: Targets differs from the plan.`],
    ['a task that is gone', `The window ${name} has lost its patching task, so it patches nothing.`],
    ['a task’s priority', `The task of ${name} was changed: Priority is 7 (plan: 1).`],
    ['a baseline’s tag of the plan', 'The baseline corp (ID) has lost its tag ssm-patch-wizard:plan.'],
    [
      'a baseline’s approved patches',
      'The baseline corp was changed: it no longer has the rules from corp.json. It now approves: 1 patch by name.',
    ],
    ['a registration that is gone', `The patch group ${group} is not registered with corp.`],
    ['a registration that was moved', `The patch group ${group} was moved from corp to ID.`],
  ])('of %s', async (edit, message) => {
    const account = await accountWith(few({ baselines: [corporate], tags: { Team: 'ops' } }));
    const place = placeIn(account.ssm, await account.read(), 0);
    const seen = await edits[edit]?.(place);
    expect((await account.drift()).map((drift) => drift.message.replaceAll(seen?.id ?? '-', 'ID'))).toEqual([message]);
  });

  it('of a baseline that is gone name the file that has its rules, and a set-up asks for it', async () => {
    const account = await accountWith(few({ baselines: [corporate] }));
    await goneBaseline(account);
    expect(await account.drift()).toMatchObject([
      {
        kind: 'CreatePatchBaseline',
        name: 'WINDOWS',
        id: null,
        message: 'The baseline with the rules from corp.json is missing.',
      },
    ]);
    await expect(account.setUp()).rejects.toMatchObject({
      code: 'rules-unknown',
      nextSteps: ['Give the file again: --baseline-file corp.json'],
    });
    await account.setUp({ file: few({ baselines: [corporate] }) });
    expect(await account.drift()).toEqual([]);
  });

  it('of one of the plan’s own rules say which baseline is missing, and nothing of its registrations', async () => {
    const account = await accountWith(few());
    await goneBaseline(account);
    expect((await account.drift()).map(({ message }) => message)).toEqual([
      'The baseline Windows-0day-Important is missing.',
    ]);
  });
});

/** Takes the plan's baseline away; somebody else's of the same name is none of the plan's. */
async function goneBaseline({ ssm, manager }: PlanningAccount): Promise<void> {
  const { baselines, patchGroups } = await manager.readInventory({ details: 'all' });
  for (const { baselineId, patchGroup } of patchGroups)
    await manager.perform('DeregisterPatchBaselineForPatchGroup', { BaselineId: baselineId, PatchGroup: patchGroup });
  for (const { id } of baselines) await manager.perform('DeletePatchBaseline', { BaselineId: id });
  await ssm.createPatchBaseline({ Name: 'corp', ApprovedPatches: ['KB9'] });
}
