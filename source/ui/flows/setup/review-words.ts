/** What the review asks, offers and tells. */
import type { Place } from '../../../jobs/job.js';
import { isBlocking } from '../../../plan/account/finding.js';
import { planOf } from '../../../plan/account/inventory.js';
import type { Operation } from '../../../plan/account/operations.js';
import { defaultQuotas } from '../../../plan/account/quotas.js';
import type { PlanDocument } from '../../../plan/intent/document.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import type { Consent } from '../../../plan/setup/consent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { plural } from '../../../plan/text/plural.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { accountWords } from '../../words/account.js';
import { dateWords, timeWords } from '../../words/dates.js';

export type ReviewChoice = { readonly label: string } & (
  | { readonly type: 'apply' }
  /** A yes of its own. */
  | { readonly type: 'tick'; readonly consent: keyof Consent }
  | { readonly type: 'aside'; readonly screen: 'operations' | 'revise' }
  | { readonly type: 'leave' }
);

const leave: ReviewChoice = { type: 'leave', label: 'Leave, nothing is changed' };

/** How a ticked and an empty box look. */
type Boxes = { readonly on: string; readonly off: string };

/** The rows below the review. */
export function reviewChoices(plan: SetupPlan, boxes: Boxes): readonly ReviewChoice[] {
  const calls = plan.operations.length;
  const isReady = calls > 0 && !plan.findings.some(isBlocking);
  const ticks = ticksOf(plan, boxes);
  const apply: ReviewChoice = { type: 'apply', label: `${applyWord(plan)}: make ${calls} ${plural(calls, 'call')}` };
  return [
    // A tick must not move under the cursor to what applies it.
    ...(isReady ? [apply] : ticks.slice(0, 1).map(() => leave)),
    ...ticks,
    ...(calls > 0 ? [{ type: 'aside', screen: 'operations', label: 'Show every call' } as const] : []),
    { type: 'aside', screen: 'revise', label: 'Change an answer' },
    ...(isReady || ticks.length === 0 ? [leave] : []),
  ];
}

function ticksOf(plan: SetupPlan, { on, off }: Boxes): ReviewChoice[] {
  const { consent, leftovers, desired, paused, document } = plan;
  const inTheWay = desired.windows.flatMap((window) => window.inTheWay ?? []);
  const taken = desired.windows.filter(({ existing }) => existing && planOf(existing) !== document.plan);
  const adoptable = consent.adopt ? taken.length : inTheWay.length;
  const counted = (count: number, noun: string): string => `${count} ${plural(count, noun)}`;
  const ticks: readonly (readonly [consent: keyof Consent, isOffered: boolean, words: string])[] = [
    ['prune', leftovers.length > 0, `Also delete ${counted(leftovers.length, 'thing')} that this plan no longer wants`],
    ['adopt', adoptable > 0, `Take over ${counted(adoptable, 'window')} as ${adoptable === 1 ? 'it is' : 'they are'}`],
    ['resume', paused > 0 && !consent.resume, `End the pause of ${counted(paused, 'window')}`],
    ['resume', consent.resume, 'End the pause'],
  ];
  return ticks
    .filter(([, isOffered]) => isOffered)
    .map(([name, , words]) => ({ type: 'tick', consent: name, label: `${consent[name] ? on : off} ${words}` }));
}

export function questionOf(plan: SetupPlan): string {
  if (plan.findings.some(isBlocking)) return 'This cannot be created as it is.';
  if (plan.operations.length === 0) {
    const isClean = plan.leftovers.length === 0;
    return isClean ? 'Nothing to do: the account is as the plan wants it.' : 'Nothing to create or change.';
  }
  return applyWord(plan) === 'Create' ? 'Create this?' : 'Apply these changes?';
}

export function explanationOf({ findings, leftovers, consent }: SetupPlan): string {
  if (findings.some(isBlocking)) return 'Something is in the way: nothing can be created before it is solved.';
  if (leftovers.length > 0 && consent.prune)
    return 'What is deleted goes last, after a backup; restore brings it back.';
  return 'Nothing has been changed so far. What is created is tagged with the plan and can be taken away again.';
}

/** What has to be typed before anything is written: a word, or where things are deleted the account's id. */
export function confirmationOf({ operations }: SetupPlan, { account, region }: Pick<Place, 'account' | 'region'>) {
  const deleted = operations.filter(({ kind }) => /^De(lete|register)/.test(kind)).length;
  const calls = `${operations.length} ${plural(operations.length, 'call')}`;
  const where = `in account ${accountWords(account)}, ${region}`;
  const explanation = 'Nothing has been changed so far.';
  if (deleted === 0)
    return {
      question: `To make ${calls} ${where}, type yes.`,
      explanation,
      expected: 'yes',
      label: 'Answer:',
      placeholder: 'yes',
      problem: 'That is not yes. Nothing was changed.',
    };
  return {
    question: `To make ${calls} ${where}, ${deleted} of them deletions, type the account's id.`,
    explanation: `${explanation} A backup is written first.`,
    expected: account,
    label: 'Account:',
    placeholder: 'twelve digits',
    problem: `That is not ${account}, the account at the top of the screen. Nothing was changed.`,
  };
}

function applyWord({ operations }: SetupPlan): 'Create' | 'Apply' {
  const isNew = (operation: Operation): boolean =>
    operation.kind === 'PutParameter' ? !operation.input.Overwrite : /^(Create|Register)/.test(operation.kind);
  return operations.every(isNew) ? 'Create' : 'Apply';
}

/** The first runs of a plan: `Tue 1 Dec 03:00 · Wed 2 Dec 03:00 (Europe/London)`; a wave's own zone stands behind its run. */
export function firstRunsWords(document: PlanDocument, now: Date, count: number): string {
  const windows = document.waves.map((wave) => scheduledWindow(document, wave));
  const runs = planOccurrences(windows, { from: now, count }).map(({ start, timeZone }) => {
    const [day] = dateWords(start, timeZone)
      .replace(/ {2}/, ' ')
      .split(/ \d{4}/);
    return `${day} ${timeWords(start, timeZone)}${timeZone === document.timeZone ? '' : ` ${timeZone}`}`;
  });
  return runs.length === 0 ? 'none' : `${runs.join(' · ')} (${document.timeZone})`;
}

/** `windows 14 of 50 · groups of a baseline 8 of 25` */
export function quotaWords({ account, operations, desired }: SetupPlan): string {
  const created = operations.filter(({ kind }) => kind === 'CreateMaintenanceWindow').length;
  const groups = Math.max(0, ...desired.baselines.map(({ patchGroups }) => patchGroups.length));
  const windows = account.windows.length + created;
  return `windows ${windows} of ${account.raisedQuotas?.windows ?? defaultQuotas.windows} · groups of a baseline ${groups} of ${defaultQuotas['groups-per-baseline']}`;
}
