/** A plan in things: what is made, what changes in which words, and what goes. */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../source/plan/account/operations.js';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { namedWave, scriptWave } from '../../../source/plan/intent/waves.js';
import { changesOf } from '../../../source/plan/setup/changes.js';
import type { SetupPlan } from '../../../source/plan/setup/setup-plan.js';
import { type Asked, PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { accountWith, few, plan, slot, twoDocuments } from './documents.js';

function lines(found: SetupPlan): string[] {
  return changesOf(found).lines.map(({ sign, what, words }) => `${sign} ${what}${words === '' ? '' : `: ${words}`}`);
}

const role = 'arn:aws:iam::123456789012:role/patching';
const named = few({ waves: [namedWave('default', 'dev', slot(2, 2, 3)), namedWave('default', 'prod', slot(3, 2, 3))] });
const [dev, prod] = named.waves;

/** The lines of what a document changes in an account that has another one. */
async function changed(from: PlanDocument, asked: Asked): Promise<string[]> {
  return lines(await (await accountWith(from)).plan(asked));
}

it('what is made is counted, a window with its target and its task as one thing', async () => {
  const account = await PlanningAccount.open();
  expect(changesOf(await account.plan({ file: plan() }))).toEqual({
    created: ['1 baseline', '8 registrations', '8 windows, targets, tasks'],
    lines: [],
    things: { created: 17, changed: 0, deleted: 0 },
  });
});

describe('what changes is told from old to new, in one line where it is the same', () => {
  it.each<[string, PlanDocument, Asked, readonly string[]]>([
    [
      'hours and zone',
      few(),
      { flags: { timeZone: 'Europe/London', task: { durationHours: 2, cutoffHours: 1 } } },
      ['~ 2 windows: zone UTC → Europe/London · open 1 → 2 h · no node starts in the last 0 → 1 h'],
    ],
    [
      'the task',
      few(),
      { flags: { task: { operation: 'Scan', maxConcurrency: '10%', maxErrors: '0', onCutoff: 'CANCEL_TASK' } } },
      [
        '~ 2 windows: 2 → 10% nodes at a time · errors allowed 1 → 0 · at the cutoff continue → cancel · Install → Scan · reboot if-needed → never',
      ],
    ],
    ['the role', few(), { flags: { task: { serviceRoleArn: role } } }, [`~ 2 windows: role none → ${role}`]],
    [
      'the date of one wave',
      named,
      { file: { ...named, waves: [dev, { ...prod, when: slot(3, 2, 5) }] as PlanDocument['waves'] } },
      ['~ window default-prod: 3rd Tuesday at 03:00 → 3rd Tuesday at 05:00'],
    ],
    [
      'tags',
      few({ tags: { Team: 'ops', Env: 'dev' } }),
      { flags: { tags: { Team: 'web', Cost: '4' } } },
      [
        '~ baseline Windows-0day-Important: without tag Env · tag Cost=4 · tag Team=ops → web',
        '~ 2 windows: without tag Env · tag Cost=4 · tag Team=ops → web',
      ],
    ],
    [
      'the tag key',
      few(),
      { flags: { tagKey: 'Patch Group' } },
      [
        expect.stringMatching(/^~ window Week1Day2Unattended0300: nodes PatchGroup=(.*) → Patch Group=\1$/),
        expect.anything(),
      ],
    ],
    [
      'rules',
      few({ baselines: [{ kind: 'aws-rules', os: 'WINDOWS' }] }),
      { flags: { baselines: [{ kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 2 }] } },
      [expect.stringMatching(/^~ baseline Windows-Standard: .*, 7 days after release → .*, 2 days after release$/)],
    ],
  ])('%s', async (_, from, asked, words) => {
    expect(await changed(from, asked)).toEqual(words);
  });

  it('and an answer that changes nothing in the account is written down', async () => {
    const file = few({ waves: [...few().waves].reverse() });
    expect(await changed(few(), { file })).toEqual(['~ record: its answers are saved in /patch-wizard/plans/default']);
  });
});

describe('what goes is named, each by itself', () => {
  const waves = [...few().waves, scriptWave(slot(3, 4, 1)), scriptWave(slot(3, 4, 2))];

  it('where it is deleted', async () => {
    expect(await changed(few({ waves }), { file: few(), consent: { prune: true } })).toEqual([
      '- 2 windows: Week3Day4Unattended0100, Week3Day4Unattended0200',
      '- 2 registrations: Week 3 Day 4 - Unattended - 01:00, Week 3 Day 4 - Unattended - 02:00',
    ]);
  });

  it('where it is switched off', async () => {
    expect(await changed(few({ waves }), { file: few(), consent: { disable: true } })).toEqual([
      '~ 2 windows: switched off: Week3Day4Unattended0100, Week3Day4Unattended0200',
    ]);
  });

  it('whatever it is', () =>
    forSome(10, [twoDocuments()], async ([one, other]) => {
      const found = await (await accountWith(one)).plan({ file: other, consent: { prune: true } });
      const told = lines(found)
        .filter((each) => each.startsWith('-'))
        .join('\n');
      const isGoing = ({ kind, id }: Operation) => /^De(lete|register)/.test(kind) && !id.startsWith('group-back/');
      expect(changesOf(found).things.deleted > 0).toBe(found.operations.some(isGoing));
      for (const { kind, name } of found.operations) if (/^Delete/.test(kind)) expect(told).toContain(name);
    }));
});
