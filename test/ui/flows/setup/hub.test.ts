/** The hub: its rows in words, what is decided on it, and that nothing of what goes is cut. */
import { inspect } from 'node:util';
import { UpdateMaintenanceWindowCommand } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperationKind } from '../../../../source/plan/account/operations.js';
import { scriptWave } from '../../../../source/plan/intent/waves.js';
import { type Consent, noConsent } from '../../../../source/plan/setup/consent.js';
import { hubLines, hubView, labelColumns } from '../../../../source/ui/flows/setup/hub-lines.js';
import { hubRows } from '../../../../source/ui/flows/setup/hub-rows.js';
import {
  applyWord,
  confirmationOf,
  hubQuestion,
  isUndecided,
  leftoverOffers,
  whyNot,
} from '../../../../source/ui/flows/setup/hub-words.js';
import type { SetupEvent } from '../../../../source/ui/flows/setup/state.js';
import { consentOf, type HubRow, type HubStep, type SetupState } from '../../../../source/ui/flows/setup/steps.js';
import { chooseSymbols } from '../../../../source/ui/symbols.js';
import { cityWords } from '../../../../source/ui/words/dates.js';
import { inventory, node, now } from '../../../helpers/inventory.js';
import { kinds, makeForeignWindow } from '../../../helpers/planning.js';
import { forAll, forSome } from '../../../helpers/properties.js';
import { anyDocument } from '../../../plan/intent/arbitraries.js';
import { accountWith, few, slot } from '../../../plan/setup/documents.js';
import {
  after,
  answered,
  back,
  edited,
  named,
  planOf,
  readAgain,
  type Start,
  setup,
  walkedTo,
  wizard,
} from './driven.js';

const [, paused] = few().waves;
const thursday = slot(4, 4, 5);
const foreign = {
  patchGroup: scriptWave(thursday).patchGroup,
  window: { Name: scriptWave(thursday).window, Schedule: 'cron(0 5 ? * THU#4 *)' },
};

/** An account with something to decide: a window that is no longer wanted, one that is switched off, one in the way. */
const account = await accountWith(few({ waves: [...few().waves, scriptWave(slot(2, 5, 1))] }), few());
const held = (await account.read()).windows.find(({ name }) => name === paused?.window);
await account.ssm.send(new UpdateMaintenanceWindowCommand({ WindowId: held?.id, Enabled: false }));
await makeForeignWindow(account.ssm, foreign);
const read = await account.read();
const file = few({ waves: [...few().waves, scriptWave(thursday)] });
const atHub = walkedTo('hub', wizard({ file }), read);

const decide = (leftovers: HubStep['choices']['leftovers']): SetupEvent => ({ type: 'chose', choices: { leftovers } });
const resume: SetupEvent = { type: 'chose', choices: { resume: true } };
const adopt: SetupEvent = { type: 'took-over' };

function hubOf(state: SetupState): HubStep {
  if (state.step !== 'hub') throw new Error(`${state.step} is on the screen`);
  return state;
}

const consents = (state: SetupState) => consentOf(hubOf(state));
const symbols = chooseSymbols({ LANG: 'en_GB.UTF-8' });

/** The rows as they stand there, by their names. */
function rowsOf(state: SetupState): Partial<Record<HubRow, string>> {
  const rows = hubRows({ hub: hubOf(state), plan: planOf(state), now, ownZone: 'UTC', isSmall: false });
  return Object.fromEntries(
    rows.map(({ row, words, warning, given }) => [
      row,
      [words, warning && `! ${warning}`, given].filter(Boolean).join(' | '),
    ]),
  );
}

function linesOf(state: SetupState, columns: number) {
  const plan = planOf(state);
  const isSmall = columns < 76;
  const rows = hubRows({ hub: hubOf(state), plan, now, ownZone: 'UTC', isSmall });
  return hubLines({ rows, plan, commands: ['ssm-patch-wizard setup --yes'], columns, isSmall, symbols });
}

/** The calls that differ, of those after. */
function changed(before: SetupState, then: SetupState): Partial<Record<OperationKind, number>> {
  const [was, is] = [kinds(planOf(before)), kinds(planOf(then))];
  const differ = [...new Set([...Object.keys(was), ...Object.keys(is)])] as OperationKind[];
  return Object.fromEntries(differ.filter((kind) => was[kind] !== is[kind]).map((kind) => [kind, is[kind] ?? 0]));
}

describe('the rows', () => {
  const nodes = [node('i-1', 'Microsoft Windows Server 2022'), node('i-2', 'Ubuntu', '22.04')];

  it('say each answer of a plan', () => {
    expect(rowsOf(walkedTo('hub', wizard(), inventory({ nodes })))).toEqual({
      baseline: "AWS's rules: Windows after 7 days; Ubuntu immediately",
      schedule: '1st + 2nd Tue, Wed · 03:00 and 04:00 UTC · first Tue 1 Dec 03:00 (in 7 days)',
      nodes: 'nodes in these 8 groups: not counted yet',
      options: 'Install · reboots after any patch · open 1 h · 2 at a time, about 4 nodes per window',
      account: '8 of 50 windows after this · no other windows at these hours',
      name: 'default · groups by tag PatchGroup',
    });
  });

  it.each<[HubRow, Start, string]>([
    [
      'baseline',
      { flags: { baselines: [{ kind: 'zero-day' }] } },
      "Windows: the scripts' Windows-0day-Important | from --os windows-0day-important",
    ],
    [
      'schedule',
      { flags: { when: { kind: 'weekdays', times: [{ hour: 22, minute: 30 }] }, timeZone: 'Europe/Paris' } },
      '1st + 2nd Tue, Wed · 22:30 Paris · first Tue 1 Dec 22:30 (21:30 UTC, in 8 days) | from -t 22:30 -z Europe/Paris',
    ],
    [
      'options',
      { flags: { task: { operation: 'Scan', durationHours: 3, cutoffHours: 1 } } },
      'Scan only: no installs, no reboots · open 3 h · no new nodes in the last 1 h · 2 at a time, about 8 nodes per window | from --operation scan --duration 3 --cutoff 1',
    ],
    [
      'options',
      { flags: { task: { reboot: 'NoReboot', maxConcurrency: '10%' } } },
      'Install · never reboots · open 1 h · 10% at a time | from --reboot never --max-concurrency 10%',
    ],
    [
      'name',
      { flags: { plan: 'web', tags: { Team: 'ops' } } },
      'web · groups by tag PatchGroup · tags Team=ops | from --plan web --tag Team=ops',
    ],
  ])('%s, from flags: %j', (row, start, words) => {
    expect(rowsOf(walkedTo('hub', wizard(start)))[row]).toBe(words);
  });

  it('no longer say that a flag has given what was changed since', () => {
    const given = walkedTo('hub', wizard({ flags: { task: { durationHours: 3 } } }));
    expect(rowsOf(edited(given, { task: { durationHours: 4 } })).options).not.toContain('from');
  });

  it.each<[string, Map<string, ReturnType<typeof node>[]>, string]>([
    ['no node', new Map(), '! 0 of 2 nodes are in these 8 groups, so nothing is patched yet'],
    [
      'some',
      new Map([['Week 1 Day 2 - Unattended - 03:00', nodes.slice(0, 1)]]),
      '1 of 2 nodes is in these 8 groups | ! 7 groups without nodes',
    ],
  ])('warn about groups with %s', (_, nodesByGroup, words) => {
    expect(rowsOf(walkedTo('hub', wizard(), inventory({ nodes, nodesByGroup }))).nodes).toBe(words);
  });

  it('warn about nodes whose system has no rules', () => {
    const nodesByGroup = new Map([['Week 1 Day 2 - Unattended - 03:00', nodes]]);
    const start = { flags: { baselines: [{ kind: 'zero-day' }] } } as const;
    const row = rowsOf(walkedTo('hub', wizard(start), inventory({ nodes, nodesByGroup }))).baseline;
    expect(row).toContain("! no rules for 1 node with Ubuntu; the account's rules apply");
  });

  it('tell the truth about the quota, and whose windows run at the same hours', () => {
    const windows = Array.from({ length: 156 }, (_, index) => ({
      ...read.windows[0],
      id: `mw-${index}`,
      name: `w${index}`,
      owner: undefined,
      tags: {},
    }));
    const row = rowsOf(walkedTo('hub', wizard({ file: few() }), { ...inventory({}), windows } as typeof read)).account;
    expect(row).toContain("158 windows after this; AWS's default limit is 50, so yours was raised");
    expect(row).toContain('! 156 other windows at these hours: w0, w1, w2 and 153 more');
  });
});

it('a plan whose record is gone opens as its windows are, and nothing of them changes', async () => {
  const own = few({ timeZone: 'Asia/Tokyo', task: { ...few().task, durationHours: 3 } });
  const lost = await accountWith(own);
  await lost.ssm.deleteParameter({ Name: '/patch-wizard/plans/default' });
  const state = after(walkedTo('plan', wizard(), await lost.read()), named('default'));
  expect(state).toMatchObject({ step: 'hub', answering: { document: own } });
  expect(kinds(planOf(state))).toEqual({ PutParameter: 1 });
  expect(rowsOf(state).name).toContain('! its answers were not recorded; these come from its windows');
});

describe('what is decided on the hub', () => {
  const deleted = {
    ...{ DeleteMaintenanceWindow: 1, DeregisterPatchBaselineForPatchGroup: 1 },
    ...{ DeregisterTargetFromMaintenanceWindow: 1, DeregisterTaskFromMaintenanceWindow: 1 },
  };
  const takenOver = {
    ...{ AddTagsToResource: 1, UpdateMaintenanceWindowTarget: 1 },
    ...{ CreateMaintenanceWindow: 0, RegisterTargetWithMaintenanceWindow: 0, RegisterTaskWithMaintenanceWindow: 0 },
  };

  it.each<[string, SetupEvent, Partial<Consent>, ReturnType<typeof changed>]>([
    ['deleting what is no longer wanted', decide('delete'), { prune: true }, deleted],
    ['switching it off', decide('disable'), { disable: true }, { UpdateMaintenanceWindow: 1 }],
    ['leaving it', decide('leave'), {}, {}],
    ['taking over', adopt, { adopt: true }, takenOver],
    ['ending the pause', resume, { resume: true }, { UpdateMaintenanceWindow: 1 }],
  ])('%s changes the plan by just that', (_, event, consent, calls) => {
    const decided = after(atHub, event);
    expect(consents(decided)).toEqual({ ...noConsent, disable: false, ...consent });
    expect(changed(atHub, decided)).toEqual(calls);
  });

  it('stands in rows of its own', () => {
    expect(rowsOf(atHub)).toMatchObject({
      leftovers: '! 1 window no longer needed: delete, switch off or keep?',
      pause: '! 1 of 3 windows is paused and stays paused',
      adopt: '! 1 window in no plan patches a group of this plan: take it over?',
    });
    const all = after(atHub, adopt, decide('delete'), resume);
    expect(rowsOf(all)).toMatchObject({
      leftovers: '! 2 things no longer needed: will be deleted, after a backup',
      pause: 'ends when you apply this; windows then run on schedule',
      adopt: 'the plan takes over 1 window as it is',
    });
    expect(inspect(rowsOf(after(all, adopt)).adopt)).toBe(inspect(rowsOf(atHub).adopt));
  });

  it('ends with the answers that it was for, and stays where those stay as they were', () => {
    const decided = after(atHub, adopt, decide('delete'), resume);
    const there = after(decided, { type: 'revise', step: 'options' });
    expect(consents(setup(back(there)))).toEqual(consents(decided));
    expect(consents(answered(there))).toEqual(consents(decided));
    const scan = after(there, { type: 'options', event: { type: 'change', by: 1 } });
    expect(consents(answered(scan))).toEqual({ ...noConsent, disable: false, adopt: true });
  });

  it('begins with what flags have agreed to', () => {
    const given = walkedTo('hub', wizard({ file, consent: { prune: true, resume: true } }), read);
    expect(consents(given)).toMatchObject({ prune: true, resume: true });
    expect(isUndecided(planOf(given), hubOf(given).choices)).toBe(false);
  });
});

it('what was changed since windows were taken over stays when they are not, or in another account', () => {
  const takenOver = edited(after(atHub, adopt), { task: { maxErrors: '9' } });
  const document = { ...file, task: { ...file.task, maxErrors: '9' } };
  expect(after(takenOver, adopt).answering.document).toEqual(document);
  const other = answered(readAgain(after(takenOver, { type: 'revise', step: 'account' })));
  expect(other.answering).toMatchObject({ document, takingOver: undefined });
});

describe('going ahead', () => {
  const [fresh, unchanged] = [walkedTo('hub'), walkedTo('hub', wizard({ file: few() }), read)];
  const free = after(atHub, adopt);

  it.each<[string, SetupState, string, string | undefined]>([
    ['a first set-up', fresh, 'Create this plan?', undefined],
    [
      'something in the way',
      atHub,
      'This plan cannot be applied as it is.',
      'This blocks the plan: A window that belongs to no plan',
    ],
    ['changes', free, 'Apply these changes?', undefined],
    ['nothing but leftovers', unchanged, 'What should happen to the leftovers?', undefined],
    [
      'nothing but leftovers that are left',
      after(unchanged, decide('leave')),
      'The account already matches this plan.',
      'Nothing to create',
    ],
  ])('with %s', (_, state, question, refusal) => {
    expect(hubQuestion(planOf(state), hubOf(state).choices)).toBe(question);
    const why = whyNot(planOf(state), hubOf(state).choices);
    if (refusal === undefined) expect(why).toBeUndefined();
    else expect(why).toContain(refusal);
  });

  it('in other regions too: also where nothing is to do here, but not with what is decided for this one alone', () => {
    const whyNotThere = (state: SetupState, change: object = {}) =>
      whyNot({ ...planOf(state), ...change }, hubOf(state).choices, ['us-east-1']);
    expect(whyNotThere(fresh)).toBeUndefined();
    expect(whyNotThere(after(unchanged, decide('leave')))).toBeUndefined();
    expect(whyNotThere(atHub)).toContain('This blocks the plan');
    expect(whyNotThere(free)).toContain('taken over in only one region at a time');
    expect(whyNotThere(fresh, { nodes: {} })).toContain('groups in only one region at a time');
    const { document } = planOf(fresh);
    const unsaid = { ...document, waves: document.waves.map((wave) => ({ ...wave, window: `${wave.window}-own` })) };
    expect(whyNotThere(fresh, { document: unsaid })).toContain('Flags cannot describe this plan');
  });

  it('asks for a word, or, where something goes, for the account’s id, in things', () => {
    const place = { account: '123456789012', region: 'eu-west-1', profile: 'prod-main' };
    expect(applyWord(planOf(fresh))).toBe('create');
    expect(confirmationOf(planOf(fresh), place)).toMatchObject({
      question: 'Type yes to create 17 things in prod-main (1234 5678 9012), eu-west-1.',
      expected: 'yes',
    });
    expect(confirmationOf(planOf(after(free, decide('delete'))), { ...place, profile: undefined })).toMatchObject({
      question:
        'Type the account id to create 1 thing, change 1 thing and delete 2 things in 1234 5678 9012, eu-west-1.',
      expected: place.account,
    });
  });

  it('offers to switch off only what is on', () => {
    expect(leftoverOffers(planOf(atHub)).map(({ choice }) => choice)).toEqual(['delete', 'disable', 'leave']);
    expect(leftoverOffers({ leftovers: planOf(atHub).leftovers.filter(({ kind }) => kind !== 'window') })).toHaveLength(
      2,
    );
  });
});

describe('the lines', () => {
  const deciding = after(atHub, adopt, decide('delete'), resume);

  it('fit into any width, and none of what goes is cut', () =>
    forAll([fc.integer({ min: 50, max: 220 })], (columns) => {
      const lines = linesOf(deciding, columns);
      for (const { row, parts } of lines) {
        const width = parts.reduce((sum, { text }) => sum + text.length, 0) + (row === undefined ? 3 : labelColumns);
        expect(width).toBeLessThanOrEqual(columns);
      }
      const gone = lines
        .filter(({ isDeletion }) => isDeletion)
        .flatMap(({ parts }) => parts.map(({ text }) => text))
        .join(' ')
        .replaceAll(/ +/g, ' ');
      expect(gone).toContain('Week2Day5Unattended0100');
      expect(gone).toContain('Week 2 Day 5 - Unattended - 01:00');
    }));

  it('have zone, duration and reboot on the first screen, however small that is, and whatever the plan', () =>
    forSome(60, [anyDocument], (document) => {
      const state = walkedTo('hub', wizard({ file: document }));
      for (const [columns, rows] of [
        [60, 9],
        [80, 15],
      ] as const) {
        const lines = linesOf(state, columns);
        const { first, last } = hubView(lines, 'schedule', undefined, rows);
        const seen = lines
          .slice(first, last)
          .flatMap(({ parts }) => parts.map(({ text }) => text))
          .join(' ');
        expect(seen).toContain(cityWords(document.timeZone));
        expect(seen).toContain(`open ${document.task.durationHours} h`);
        expect(seen).toMatch(/reboots after any patch|never reboots|no reboot/);
      }
    }));

  it('are scrolled so that the row under the cursor is seen, and to the very end', () =>
    forAll([fc.integer({ min: 3, max: 40 }), fc.option(fc.nat(80), { nil: undefined })], (rows, top) => {
      const lines = linesOf(deciding, 60);
      for (const { row } of lines.filter((each) => each.row !== undefined)) {
        const { first, last } = hubView(lines, row, undefined, rows);
        const own = lines.findLastIndex((each) => each.row === row);
        expect(own).toBeGreaterThanOrEqual(first);
        expect(own).toBeLessThan(last);
      }
      const view = hubView(lines, 'name', top, rows);
      expect(view.last - view.first).toBe(Math.min(lines.length, rows < lines.length ? rows - 1 : rows));
      expect(view.below).toBe(lines.length - view.last);
    }));

  it.each<[string, SetupState, readonly string[]]>([
    [
      'what is made',
      walkedTo('hub'),
      ['+ 1 baseline  + 8 registrations  + 8 windows, targets, tasks     34 calls, about 5 s'],
    ],
    [
      'what changes, from old to new',
      edited(walkedTo('hub', wizard({ file: few() }), read), {
        timeZone: 'Asia/Tokyo',
        task: { durationHours: 2, operation: 'Scan' },
      }),
      ['~ 2 windows  zone UTC → Asia/Tokyo · open 1 → 2 h · Install → Scan · reboot if-needed → never'],
    ],
    ['what goes', deciding, ['- window Week2Day5Unattended0100', '- registration Week 2 Day 5 - Unattended - 01:00']],
    ['what is switched off', after(atHub, decide('disable')), ['~ window Week2Day5Unattended0100  switched off']],
  ])('say %s', (_, state, words) => {
    const text = linesOf(state, 160).map(({ parts }) => parts.map((part) => part.text).join(''));
    for (const each of words) expect(text).toContain(each);
  });
});
