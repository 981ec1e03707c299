/** What a set-up may be about: the plans that an account has, a new one, or windows that nobody's plan has. */
import { planOf } from '../../../plan/account/inventory.js';
import { type OwnedInventory, plansIn, recordOf } from '../../../plan/account/ownership.js';
import type { Codec } from '../../../plan/intent/codec.js';
import { type PlanDocument, patchGroupsIn } from '../../../plan/intent/document.js';
import { defaultDocument, scheduledWindow } from '../../../plan/intent/waves.js';
import { adoptableWindows } from '../../../plan/setup/adoption.js';
import { findDrift } from '../../../plan/setup/drift.js';
import { counted } from '../../../plan/text/plural.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { cityWords, clockWords, untilWords } from '../../words/dates.js';
import { whenWords } from './when-words.js';

export interface AccountPlans {
  readonly plans: readonly string[];
  /** Names of patching windows that nobody's plan has and that one can take over. */
  readonly free: readonly string[];
}

export type PlanTarget =
  | { readonly kind: 'plan'; readonly name: string }
  | { readonly kind: 'new' }
  /** A new plan of windows that are there. */
  | { readonly kind: 'adopt' };

/** The plans of an account, and the windows that nobody's plan has. */
export function plansOf(account: OwnedInventory): AccountPlans {
  return { plans: plansIn(account), free: adoptableWindows(account).map(({ name }) => name) };
}

/** Whether there is anything to choose. */
export function hasChoice({ plans, free }: AccountPlans): boolean {
  return plans.length + free.length > 0;
}

/** The plan that is opened without a question: the only one, where its answers are known and there is nothing to take over. */
export function onlyPlan(account: OwnedInventory): string | undefined {
  const { plans, free } = plansOf(account);
  const [only, ...more] = plans;
  if (only === undefined || more.length + free.length > 0) return undefined;
  return recordOf(only, account)?.content.kind === 'document' ? only : undefined;
}

/** `default`, or `default-2` where a plan has that name. */
export function freeName(plans: AccountPlans['plans']): string {
  const { plan } = defaultDocument();
  for (let number = 2, name: string = plan; ; number += 1) {
    if (!plans.includes(name)) return name;
    name = `${plan}-${number}`;
  }
}

export interface PlanRow {
  readonly label: string;
  readonly about: string;
  /** Something is not as the plan has it. */
  readonly isWarning: boolean;
  /** What follows from it. */
  readonly explanation: string;
  readonly target: PlanTarget;
}

interface Seen {
  readonly codec: Codec;
  readonly now: Date;
}

/** A row for each: `web   3rd Sat 22:00 Paris · 4 windows · 12 nodes · next Sat 19 Dec 22:00`, `New plan`, `Take over 8 windows`. */
export function planRows(account: OwnedInventory, seen: Seen): readonly PlanRow[] {
  const { plans, free } = plansOf(account);
  const drifts = findDrift(account, seen.codec, seen.now);
  const kept = plans.map((name): PlanRow => {
    const drifted = drifts.filter(({ plan }) => plan === name);
    return {
      label: name,
      about: [...planWords(name, account, seen), ...(drifted.length > 0 ? [driftWords(drifted.length)] : [])].join(
        ' · ',
      ),
      isWarning: drifted.length > 0,
      explanation: drifted[0]?.message ?? `Opens plan ${name} with its answers.`,
      target: { kind: 'plan', name },
    };
  });
  const fresh: PlanRow = {
    label: 'New plan',
    about: 'choose dates and create windows',
    isWarning: false,
    explanation: 'Its windows are added to those that already exist.',
    target: { kind: 'new' },
  };
  const adopt: PlanRow = {
    label: 'Take over',
    about: `${counted(free.length, 'window')} in no plan: ${free.join(', ')}`,
    isWarning: false,
    explanation: 'They become a plan as they are. Nothing is re-created, and only what you change is changed.',
    target: { kind: 'adopt' },
  };
  return [...kept, fresh, ...(free.length > 0 ? [adopt] : [])];
}

function driftWords(count: number): string {
  return `! ${counted(count, 'thing')} ${count === 1 ? 'differs' : 'differ'} from the plan`;
}

/** What a plan is, as far as the account says it. */
function planWords(name: string, account: OwnedInventory, { now }: Seen): string[] {
  const record = recordOf(name, account);
  const windows = windowsWords(name, account);
  if (record === undefined) return [windows, '! its answers are not recorded'];
  if (record.content.kind === 'unreadable') return [windows, '! its record cannot be read'];
  const { document } = record.content;
  return [whenWords(document, true), windows, ...nodesWords(document, account), ...nextRunWords(document, now)];
}

/** `8 windows, 2 switched off` */
function windowsWords(name: string, account: OwnedInventory): string {
  const own = account.windows.filter((window) => planOf(window) === name);
  const off = own.filter(({ enabled }) => !enabled).length;
  return `${counted(own.length - off, 'window')}${off === 0 ? '' : `, ${off} switched off`}`;
}

function nodesWords({ tagKey, ...document }: PlanDocument, { nodesByTag }: OwnedInventory): string[] {
  if (nodesByTag === undefined) return [];
  const nodes = patchGroupsIn(document).flatMap((group) => nodesByTag[tagKey].get(group) ?? []);
  const count = new Set(nodes.map(({ id }) => id)).size;
  return [`${count === 0 ? '! ' : ''}${counted(count, 'node')}`];
}

function nextRunWords(document: PlanDocument, now: Date): string[] {
  const windows = document.waves.map((wave) => scheduledWindow(document, wave));
  const [next] = planOccurrences(windows, { from: now, count: 1 });
  if (next === undefined) return [];
  const clock = { timeZone: next.timeZone, now };
  const city = next.timeZone === document.timeZone ? '' : ` ${cityWords(next.timeZone)}`;
  return [`next ${clockWords(next.start, clock)}${city} (${untilWords(next.start, now)})`];
}

/** Whether two choices are the same one. */
export function isSameTarget(a: PlanTarget | undefined, b: PlanTarget): boolean {
  return a?.kind === b.kind && (a.kind !== 'plan' || b.kind !== 'plan' || a.name === b.name);
}
