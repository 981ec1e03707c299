/** Random documents that an account has room for, and accounts in which one of them has been set up. */
import fc from 'fast-check';
import type { PlanDocument, Wave } from '../../../source/plan/intent/document.js';
import type { WhenAnswer } from '../../../source/plan/intent/flags.js';
import { normalDocument } from '../../../source/plan/intent/normal.js';
import { documentProblems } from '../../../source/plan/intent/validate.js';
import { defaultDocument, namedWave } from '../../../source/plan/intent/waves.js';
import type { Slot, Week, Weekday } from '../../../source/schedule/slot.js';
import { PlanningAccount } from '../../helpers/planning.js';
import { anyDocument, canDelay } from '../intent/arbitraries.js';

/** A document of so many waves and baselines at most. */
function atMost(most: number): fc.Arbitrary<PlanDocument> {
  return anyDocument.map((document) => ({
    ...document,
    waves: document.waves.slice(0, most),
    baselines: document.baselines.slice(0, most),
  }));
}

/** A document of few waves. */
export const smallDocument: fc.Arbitrary<PlanDocument> = atMost(4);

/** Two documents of one plan that have nothing in common, or all but what somebody has thought better of. */
export function twoDocuments(most = 4): fc.Arbitrary<readonly [PlanDocument, PlanDocument]> {
  const members = ['waves', 'baselines', 'task', 'tags', 'timeZone', 'tagKey'] as const;
  return fc
    .tuple(atMost(most), atMost(most), fc.subarray([...members]))
    .map(([one, other, changed]) => {
      const answers = Object.fromEntries(changed.map((member) => [member, other[member]]));
      return [one, normalDocument({ ...one, ...answers })] as const;
    })
    .filter(([, second]) => documentProblems(second).length === 0 && (!second.approvals || canDelay(second)));
}

/** A document of just so many waves. */
export function documentOf(count: number): fc.Arbitrary<PlanDocument> {
  return anyDocument.map((document) => {
    const { plan } = document;
    const waves: Wave[] = document.waves.slice(0, count);
    for (let number = waves.length; number < count; number += 1) {
      const time = { hour: number % 24, minute: 30 };
      waves.push(namedWave(plan, `more.${number}`, { kind: 'nth-weekday', week: 2, weekday: 4, time }));
    }
    // What is added is not of the others' weekday.
    return normalDocument({ ...document, approvals: undefined, waves });
  });
}

/** `2tue@03:00` for (2, 2, 3). */
export function slot(week: Week, weekday: Weekday, hour: number): Slot {
  return { kind: 'nth-weekday', week, weekday, time: { hour, minute: 0 } };
}

/** The flags `-w`, `-d` and `-t`. */
export function grid(weeks: Week[], weekdays: Weekday[], hours: number[]): WhenAnswer {
  return { kind: 'weekdays', weeks, weekdays, times: hours.map((hour) => ({ hour, minute: 0 })) };
}

/** `--wave` for each. */
export function waves(slots: Readonly<Record<string, Slot>>): WhenAnswer {
  return { kind: 'waves', waves: Object.entries(slots).map(([name, when]) => ({ name, slot: when })) };
}

/** A wave of any plan. */
export const defaultWave = defaultDocument().waves[0] as Wave;

/** The default plan with these answers. */
export function plan(answers: Partial<PlanDocument> = {}): PlanDocument {
  return normalDocument({ ...defaultDocument(answers.plan), ...answers });
}

/** A plan of two windows: enough where the number does not matter. */
export function few(answers: Partial<PlanDocument> = {}): PlanDocument {
  return plan({ waves: defaultDocument().waves.slice(0, 2), ...answers });
}

/** Accounts that have been set up, by their documents: whoever needs one gets a copy. */
const made = new Map<string, Promise<PlanningAccount>>();

/** An account in which documents have been set up, one after the other. */
export async function accountWith(...documents: readonly PlanDocument[]): Promise<PlanningAccount> {
  const key = JSON.stringify(documents);
  const account = made.get(key) ?? setUpWith(documents);
  made.set(key, account);
  return (await account).copy();
}

async function setUpWith(documents: readonly PlanDocument[]): Promise<PlanningAccount> {
  const account = await PlanningAccount.open({ windows: 1000, baselines: 1000 });
  for (const file of documents) await account.setUp({ file });
  return account;
}
