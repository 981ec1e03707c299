/** The answers of a set-up: what the account suggests, what people have changed, and what leads there again. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../source/errors.js';
import type { OwnedInventory } from '../../../../source/plan/account/ownership.js';
import { flagsOf } from '../../../../source/plan/intent/command-line.js';
import type { PlanDocument } from '../../../../source/plan/intent/document.js';
import { type FlagAnswers, withFlags } from '../../../../source/plan/intent/flags.js';
import { normalDocument } from '../../../../source/plan/intent/normal.js';
import { requireValid } from '../../../../source/plan/intent/validate.js';
import { defaultDocument, gridOf, namedWave, type SlotWave } from '../../../../source/plan/intent/waves.js';
import type { Intent } from '../../../../source/plan/setup/adoption.js';
import { intentOf } from '../../../../source/plan/setup/intent.js';
import { answersGiven, intentOfAnswers } from '../../../../source/ui/flows/setup/answering.js';
import { hasChoice, type PlanTarget, plansOf } from '../../../../source/ui/flows/setup/plans.js';
import type { SetupState } from '../../../../source/ui/flows/setup/steps.js';
import { inventory, node, record, target, task, window } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import { anyDocument, anyGrid, anyPlanName, anySlot, anyTask, anyWaveName } from '../../../plan/intent/arbitraries.js';
import {
  after,
  answered,
  chose,
  edited,
  named,
  read,
  readAgain,
  requestOf,
  type Start,
  walked,
  walkedTo,
  wizard,
} from './driven.js';

const usual = defaultDocument();
const windowsNode = node('i-1', 'Microsoft Windows Server 2022');
const ubuntuNode = node('i-2', 'Ubuntu', '22.04');

function suggestedBy(account: OwnedInventory, start: Start = {}): PlanDocument {
  return read(answered(wizard(start)), account).answering.document;
}

describe('what the fleet suggests for a new plan', () => {
  const nodesByTagKey = { PatchGroup: 0, 'Patch Group': 4 };
  const account = inventory({ nodes: [ubuntuNode, windowsNode, ubuntuNode], nodesByTagKey });

  it('is AWS’s rules for each of its systems, in the usual order, and the tag key that it has', () => {
    const baselines = ['WINDOWS', 'UBUNTU'].map((os) => ({ kind: 'aws-rules', os }));
    expect(suggestedBy(account)).toEqual({ ...usual, baselines, tagKey: 'Patch Group' });
    const both = { PatchGroup: 1, 'Patch Group': 4 };
    expect(suggestedBy(inventory({ nodesByTagKey: both })).tagKey).toBe('PatchGroup');
  });

  it('is the original scripts’ baseline where there are no nodes, or none that Patch Manager knows', () => {
    for (const nodes of [[], [node('i-3', 'Bottlerocket')]]) expect(suggestedBy(inventory({ nodes }))).toEqual(usual);
  });

  it('gives way to flags, and to a record', () => {
    expect(suggestedBy(account, { flags: { baselines: usual.baselines, tagKey: 'PatchGroup' } })).toEqual(usual);
    expect(suggestedBy({ ...account, records: inventory({ records: [record()] }).records })).toEqual(usual);
  });
});

describe('another account', () => {
  const dev = namedWave('default', 'dev', usual.waves[0]?.when as SlotWave['when']);
  const task = { ...usual.task, maxErrors: '10%' };
  const here = { ...usual, timeZone: 'Europe/London', tags: { Team: 'web' }, task };
  const there = { ...usual, timeZone: 'Asia/Tokyo', waves: [dev], task: { ...usual.task, maxConcurrency: '5' } };
  const [first, second] = [here, there].map((document) => inventory({ records: [record(document)] }));
  const state = read(answered(wizard()), first);

  it('suggests its own, where nobody has changed anything', () => {
    expect(state.answering.document).toEqual(here);
    expect(readAgain(state, second).answering.document).toEqual(there);
    expect(readAgain(state).answering.document).toEqual(usual);
  });

  it.each<[Partial<FlagAnswers>]>([
    [{ timeZone: 'UTC' }],
    [{ tagKey: 'Patch Group' }],
    [{ baselines: [{ kind: 'aws-rules', os: 'SUSE' }] }],
    [{ tags: {} }],
    // Of what a window does, each member by itself.
    [{ task: { durationHours: 3 } }],
    [{ when: { kind: 'weekdays', weeks: [4] } }],
  ])('leaves alone what somebody has changed: %j', (edits) => {
    const both = { task: {}, ...edits };
    const { answering } = readAgain(edited(state, edits), second);
    const { task: changed, when, ...members } = both;
    const waves = when ? edited(state, edits).answering.document.waves : there.waves;
    expect(answering.document).toEqual({ ...there, ...members, waves, task: { ...there.task, ...changed } });
  });

  it('has windows of a plan by its new name, which is no change of its waves', () => {
    const renamed = readAgain(edited(read(answered(wizard()), second), { plan: 'web' }), first);
    expect(renamed.answering.document).toEqual({ ...usual, plan: 'web' });
  });
});

describe('what was chosen so far', () => {
  const flags = { when: { kind: 'weekdays', weeks: [1], weekdays: [2] }, task: { durationHours: 3 } } as const;
  const fleet = inventory({ nodes: [windowsNode, ubuntuNode] });
  const given = (state: SetupState) => answersGiven(state.answering);

  it('is nothing without flags, whatever the account suggests', () => {
    expect(given(wizard())).toEqual({ task: {} });
    expect(given(read(answered(wizard()), fleet))).toEqual({ task: {} });
  });

  it('is the flags, and every answer that is not the suggestion, defaults too', () => {
    const state = read(answered(wizard({ flags })), fleet);
    expect(given(state)).toEqual(flags);
    const { baselines } = usual;
    const task = { reboot: 'NoReboot', durationHours: 1 } as const;
    expect(given(edited(state, { baselines, timeZone: 'UTC', task }))).toEqual({ ...flags, baselines, task });
  });

  it('is the plan that was chosen', () => {
    const account = inventory({ records: [record('web'), record('db')] });
    const which = walkedTo('plan', wizard(), account);
    expect(given(after(which, named('web')))).toEqual({ task: {}, plan: 'web' });
    expect(given(after(which, chose({ kind: 'new' })))).toEqual({ task: {}, plan: 'default' });
  });
});

const everyFlag = fc.record<Required<FlagAnswers>>({
  plan: fc.constantFrom('default', 'web', 'new'),
  timeZone: fc.constantFrom('UTC', 'Asia/Tokyo'),
  tagKey: fc.constantFrom('PatchGroup', 'Patch Group'),
  when: fc.oneof(
    anyGrid,
    // Only some of a grid's lists, which waves by name cannot be asked for.
    fc.constant({ kind: 'weekdays', times: [{ hour: 5, minute: 30 }] } as const),
    fc.tuple(anyWaveName, anySlot).map(([name, slot]) => ({ kind: 'waves' as const, waves: [{ name, slot }] })),
  ),
  baselines: anyDocument.map(({ baselines }) => baselines),
  approvals: fc.constantFrom('each-wave', 'first-wave'),
  task: anyTask.map((all) => ({ serviceRoleArn: '', ...all })),
  tags: anyDocument.map(({ tags }) => tags),
});

/** The members of an object that are named. */
function only<Whole extends object>(whole: Whole, names: readonly string[]): Partial<Whole> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name))) as Partial<Whole>;
}

const anyFlags: fc.Arbitrary<FlagAnswers> = fc
  .tuple(
    everyFlag,
    fc.subarray(['plan', 'timeZone', 'tagKey', 'when', 'baselines', 'tags']),
    fc.subarray(['reboot', 'durationHours', 'cutoffHours', 'maxErrors', 'serviceRoleArn']),
  )
  .map(([all, names, members]) => ({ ...only(all, names), task: only(all.task, members) }));

/** What an account keeps: one plan, two, or none. */
const anyRecords = fc
  .subarray(['default', 'web'])
  .chain((plans) => fc.tuple(...plans.map((plan) => anyDocument.map((document) => ({ ...document, plan })))));

/** Windows that nobody's plan has: two that a plan can have with one tag key or the other, and some like waves of the plans. */
function foreign(documents: readonly PlanDocument[], count: number) {
  const alike = documents.flatMap(({ tagKey, waves }) =>
    waves.map((wave) => ({ name: wave.window, group: wave.patchGroup, tagKey })),
  );
  const erp = (['PatchGroup', 'Patch Group'] as const).map((tagKey) => ({ name: 'erp', group: 'erp', tagKey }));
  return [...erp, ...alike].slice(0, count).map(({ name, group, tagKey }, index) => {
    const [id, targetId] = [`mw-${index}`, `t-${index}`];
    const tasks = [task(`p-${index}`, { targetIds: [targetId] })];
    return window(name, { id, targets: [target(targetId, group, `tag:${tagKey}`)], tasks });
  });
}

const anyAccount = fc
  .tuple(anyRecords, fc.nat(5))
  .map(([documents, count]) =>
    inventory({ records: documents.map((each) => record(normalDocument(each))), windows: foreign(documents, count) }),
  );

/** The end of pressing Enter, at the question which plan after a choice. */
function byEnter(start: Start, account: OwnedInventory, chosen: PlanTarget): SetupState {
  const end = walked(wizard({ region: 'eu-west-1', ...start }), account).at(-1) as SetupState;
  return end.step === 'plan' ? (walked(after(end, chose(chosen))).at(-1) as SetupState) : end;
}

function unlessRefused<Result>(result: () => Result): Result | UserError {
  try {
    return result();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

describe('for the same account and flags', () => {
  it('Enter alone comes to what a set-up without a screen does, or to why that is refused', () => {
    const anyStart = fc.record({
      flags: anyFlags,
      adopt: fc.boolean(),
      file: fc.option(anyDocument, { nil: undefined, freq: 4 }),
    });
    return forAll([anyAccount, anyStart, fc.nat(1)], (account, { flags, adopt, file }, at) => {
      const start = { flags, file, consent: { adopt } };
      const { plans } = plansOf(account);
      const plan = plans[at % Math.max(1, plans.length)];
      const isAsked = flags.plan === undefined && file === undefined && !adopt && hasChoice(plansOf(account));
      const meant = isAsked && plan ? { ...start, flags: { ...flags, plan } } : start;
      const intent = unlessRefused((): Intent => intentOf(requestOf(meant), account));
      const chosen: PlanTarget = plan === undefined ? { kind: 'new' } : { kind: 'plan', name: plan };
      const end = unlessRefused(() => byEnter(start, account, chosen));
      if (intent instanceof UserError) {
        // Flags that do not go with the file end before there is a screen.
        if (end instanceof UserError) expect(end.code).toBe(intent.code);
        else expect(end).toMatchObject({ step: 'refused', error: { title: intent.message } });
        return;
      }
      const problem = unlessRefused(() => requireValid(intent.document));
      if (problem instanceof UserError) expect(end).toMatchObject({ problem: problem.message });
      else {
        expect(end).toMatchObject({ step: 'hub' });
        expect(intentOfAnswers((end as SetupState).answering)).toEqual(intent);
      }
    });
  });
});

describe('another start with what was chosen so far', () => {
  const anyEdits = fc.record({
    ...{ edits: anyFlags, grid: fc.option(anyGrid, { nil: undefined }) },
    name: fc.option(anyPlanName, { nil: undefined, freq: 3 }),
  });

  it('comes to the same document', () =>
    forAll([anyAccount, anyFlags, anyEdits], (account, flags, { edits, grid, name }) => {
      const chosen: PlanTarget = { kind: 'plan', name: 'web' };
      const { when: _, plan: __, ...others } = edits;
      const first = byEnter({ flags }, account, chosen);
      fc.pre(first.step === 'hub');
      // A number that a flag gives all waves is no longer told from the same one of a wave's own.
      const kept = account.records?.flatMap(({ plan, content }) =>
        plan === 'web' && content.kind === 'document' ? content.document : [],
      );
      for (const before of kept ?? [])
        fc.pre(isDeepStrictEqual(withFlags(before, { task: flags.task }).waves, before.waves));
      const there = edited(first, { ...others, ...(grid && { when: grid }), ...(name && { plan: name }) });
      const { document } = there.answering;
      // Flags say a plan by another name as a whole, or not at all.
      fc.pre(name === undefined || flagsOf(document) !== undefined);
      // Nor do they say waves of which one is unlike the others.
      const isSame = isDeepStrictEqual(document.waves, there.answering.suggested.waves);
      fc.pre(isSame || gridOf(document.waves) !== undefined || flagsOf(document) !== undefined);
      fc.pre(name === undefined || !plansOf(account).plans.includes(name));
      const again = read(answered(wizard({ flags: answersGiven(there.answering) })), account);
      expect(again.answering.document).toEqual(document);
    }));
});
