/** What an account suggests as answers, beside what flags and people have said. */

import type { Inventory } from '../plan/account/inventory.js';
import { operatingSystems } from '../plan/baseline/baseline.js';
import { operatingSystemOfNode } from '../plan/baseline/catalogue.js';
import { recallAdopted } from '../plan/setup/adopt.js';
import { plansIn, recallPlan } from '../plan/setup/recall.js';
import {
  type Answers,
  type BaselineChoice,
  completeAnswers,
  defaultAnswers,
  type PartialAnswers,
} from '../plan/spec/answers.js';
import type { Consent } from '../plan/spec/consent.js';

export interface Flags {
  readonly answers: PartialAnswers;
  readonly consent: Consent;
}

/** The answers with what made them. */
export interface Suggested {
  readonly answers: Answers;
  /** What the account read last has suggested. */
  readonly suggested: Answers;
  readonly flags: Flags;
  readonly consent: Consent;
}

/** Another account's suggestion replaces what nobody has changed. */
export function suggestedAnew(before: Suggested, inventory: Inventory): Pick<Suggested, 'answers' | 'suggested'> {
  const { answers, suggested } = before;
  const suggestion = suggestedAnswers(before, inventory);
  const untouched = suggestible.filter((name) => JSON.stringify(answers[name]) === JSON.stringify(suggested[name]));
  return {
    suggested: suggestion,
    answers: { ...answers, ...Object.fromEntries(untouched.map((name) => [name, suggestion[name]])) },
  };
}

/**
 * What flags and people have said so far, without what the account suggests by itself: with these, another start of the
 * wizard comes to the same answers.
 */
export function answersGiven({ answers, suggested, flags }: Suggested): PartialAnswers {
  const said = <Value extends object>(all: Value, byItself: Value): Partial<Value> =>
    Object.fromEntries(
      Object.entries(all).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(byItself[name as keyof Value]),
      ),
    ) as Partial<Value>;
  const { task, ...others } = answers;
  const { task: suggestedTask, ...otherSuggestions } = suggested;
  return {
    ...flags.answers,
    ...said(others, otherSuggestions),
    task: { ...flags.answers.task, ...said(task, suggestedTask) },
  };
}

const suggestible = ['plan', 'days', 'times', 'timeZone', 'baselines', 'tagKey', 'task', 'tags'] as const;

/**
 * The answers with which the plan was made, so that a change is "open, toggle, apply"; without the plan, those that made the
 * original scripts' windows; without these, the fleet's systems and tag key. Flags come before all of it.
 */
function suggestedAnswers({ answers, suggested, flags, consent }: Suggested, inventory: Inventory): Answers {
  const plan = answers.plan === suggested.plan ? likelyPlan(flags.answers.plan, inventory) : answers.plan;
  const [own, adopted] = [recallPlan(plan, inventory), recallAdopted(plan, inventory)];
  const recalled = consent.adopt ? (adopted ?? own) : (own ?? adopted);
  const baselines = fleetBaselines(inventory);
  const byDefault: Answers = recalled
    ? { ...recalled.answers, ...(recalled.hasBaselines ? {} : { baselines }) }
    : { ...defaultAnswers, plan, baselines, tagKey: fleetTagKey(inventory) };
  return completeAnswers(flags.answers, byDefault);
}

/** The plan that flags name; else the account's only one. */
function likelyPlan(given: string | undefined, inventory: Inventory): string {
  const [only, ...more] = plansIn(inventory);
  return given ?? (only !== undefined && more.length === 0 ? only : defaultAnswers.plan);
}

function fleetTagKey({ nodesByTagKey }: Pick<Inventory, 'nodesByTagKey'>): Answers['tagKey'] {
  const hasOnlySpacedKey = nodesByTagKey['Patch Group'] > 0 && nodesByTagKey.PatchGroup === 0;
  return hasOnlySpacedKey ? 'Patch Group' : defaultAnswers.tagKey;
}

/** AWS's rules for each operating system of the fleet; the original scripts' baseline where there are no nodes. */
export function fleetBaselines({ nodes }: Pick<Inventory, 'nodes'>): readonly BaselineChoice[] {
  const found = new Set(nodes.map(operatingSystemOfNode));
  const systems = operatingSystems.filter((os) => found.has(os));
  return systems.length === 0 ? defaultAnswers.baselines : systems.map((os) => ({ kind: 'aws-rules', os }));
}
