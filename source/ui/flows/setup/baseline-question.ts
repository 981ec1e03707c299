/** The baseline question: which operating systems, and for each of them whose approval rules. */

import type { InventoryNode } from '../../../plan/account/inventory.js';
import {
  type BaselineDefinition,
  longestApprovalDelay,
  type OperatingSystem,
  operatingSystemLabels,
  operatingSystems,
} from '../../../plan/baseline/baseline.js';
import { predefinedBaselineFor } from '../../../plan/baseline/catalogue.js';
import { hasApprovalDelay, operatingSystemOfNode } from '../../../plan/baseline/operating-system.js';
import { approvalInWords } from '../../../plan/baseline/words.js';
import { baselineOf, systemOf } from '../../../plan/intent/baseline-choice.js';
import type { BaselineChoice, PlanDocument } from '../../../plan/intent/document.js';
import { counted } from '../../../plan/text/plural.js';
import { beside } from '../../lists/list.js';
import type { Chosen } from '../session.js';

export interface BaselineQuestion {
  /** Under the cursor. */
  readonly at: OperatingSystem;
  readonly chosen: ReadonlySet<OperatingSystem>;
  /** The rules of each system, chosen or not. */
  readonly rules: Readonly<Record<OperatingSystem, BaselineChoice>>;
  /** Files read so far, each under its system. */
  readonly files: Readonly<Partial<Record<OperatingSystem, BaselineChoice>>>;
  /** Digits typed on the row under the cursor: an approval delay in the making. */
  readonly typed: string;
}

export type BaselineQuestionEvent =
  | { readonly type: 'at'; readonly os: OperatingSystem }
  | { readonly type: 'toggle' }
  /** The next of the rules that are offered, or the one before. */
  | { readonly type: 'rules'; readonly by: -1 | 1 }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'file'; readonly fileName: string; readonly definition: BaselineDefinition };

/** The question with what was chosen before. */
export function initialBaselineQuestion({ baselines }: Pick<PlanDocument, 'baselines'>): BaselineQuestion {
  const byDefault = operatingSystems.map((os) => [os, { kind: 'aws-rules', os }] as const);
  const given = baselines.map((choice) => [systemOf(choice), choice] as const);
  const rules = Object.fromEntries([...byDefault, ...given]) as Record<OperatingSystem, BaselineChoice>;
  const chosen = new Set(given.map(([os]) => os));
  const at = operatingSystems.find((os) => chosen.has(os)) ?? 'WINDOWS';
  const files = Object.fromEntries(given.filter(([, choice]) => choice.kind === 'file'));
  return { at, chosen, rules, files, typed: '' };
}

/** Folds one key into the question. */
export function reduceBaselineQuestion(state: BaselineQuestion, event: BaselineQuestionEvent): BaselineQuestion {
  const { at: os } = state;
  switch (event.type) {
    case 'at':
      return { ...state, at: event.os, typed: '' };
    case 'toggle': {
      const chosen = new Set(state.chosen);
      if (!chosen.delete(os)) chosen.add(os);
      return { ...state, chosen };
    }
    case 'rules': {
      const offered = offeredRules(os, state.files[os]);
      const next = beside(offered, (choice) => isSameRule(choice, state.rules[os]), event.by);
      return next ? withRules(state, os, next) : state;
    }
    case 'digit': {
      const typed = `${state.typed}${event.digit}`.replace(/^0+(?=\d)/, '');
      if (!hasApprovalDelay(os) || Number(typed) > longestApprovalDelay) return state;
      return { ...withRules(state, os, { kind: 'aws-rules', os, approveAfterDays: Number(typed) }), typed };
    }
    case 'file': {
      const system = event.definition.OperatingSystem;
      const choice = { kind: 'file', fileName: event.fileName, rules: { definition: event.definition } } as const;
      const files = { ...state.files, [system]: choice };
      return { ...withRules({ ...state, files }, system, choice), at: system };
    }
    default:
      return event satisfies never;
  }
}

/** Choosing rules chooses the system too: nobody sets rules for what is not to be patched. */
function withRules(state: BaselineQuestion, os: OperatingSystem, choice: BaselineChoice): BaselineQuestion {
  const chosen = new Set([...state.chosen, os]);
  return { ...state, chosen, rules: { ...state.rules, [os]: choice }, typed: '' };
}

const offeredDelays = [0, 3, 5, 7, 10, 14, 21, 28] as const;

/** The rules that the arrow keys go through: AWS's as they are, with other delays, the scripts' own, the file. */
export function offeredRules(os: OperatingSystem, file?: BaselineChoice): readonly BaselineChoice[] {
  const own = delayOf({ kind: 'aws-rules', os });
  const delays = hasApprovalDelay(os) ? offeredDelays.filter((days) => days !== own) : [];
  return [
    { kind: 'aws-rules', os },
    ...delays.map((approveAfterDays) => ({ kind: 'aws-rules', os, approveAfterDays }) as const),
    ...(os === 'WINDOWS' ? [{ kind: 'zero-day' } as const] : []),
    ...(file ? [file] : []),
  ];
}

function isSameRule(a: BaselineChoice, b: BaselineChoice): boolean {
  if (a.kind === 'aws-rules' && b.kind === 'aws-rules') return a.approveAfterDays === b.approveAfterDays;
  return a.kind === b.kind;
}

function delayOf(choice: BaselineChoice): number | undefined {
  return baselineOf(choice)?.ApprovalRules?.PatchRules[0]?.ApproveAfterDays;
}

/** The chosen systems' rules, in the order of the list; none at all would be windows that patch with the account's defaults. */
export function chosenBaselines(
  { chosen, rules }: BaselineQuestion,
  { document }: { readonly document: Pick<PlanDocument, 'baselines'> },
): Chosen {
  const baselines = operatingSystems.filter((os) => chosen.has(os)).map((os) => rules[os]);
  // A plan of windows that were taken over may have none; nobody makes one so.
  if (baselines.length > 0 || document.baselines.length === 0) return { answers: { baselines } };
  return { answers: {}, problem: 'Tick at least one operating system with space.' };
}

export interface BaselineRow {
  readonly os: OperatingSystem;
  readonly label: string;
  readonly isChosen: boolean;
  /** `AWS's rules, after 7 days`, `Windows-0day-Important`, a file's name. */
  readonly rules: string;
  /** `5 nodes`; empty where the fleet has none. */
  readonly nodes: string;
}

/** A row for each system and each file, with what it approves and how many nodes it is for. */
export function baselineRows(state: BaselineQuestion, nodes: readonly InventoryNode[]): BaselineRow[] {
  const systems = nodes.map(operatingSystemOfNode);
  return operatingSystems.map((os) => {
    const count = systems.filter((system) => system === os).length;
    return {
      os,
      label: operatingSystemLabels[os],
      isChosen: state.chosen.has(os),
      rules: rulesWords(state.rules[os]),
      nodes: count === 0 ? '' : counted(count, 'node'),
    };
  });
}

export function rulesWords(choice: BaselineChoice): string {
  switch (choice.kind) {
    case 'aws-rules': {
      const isOwn = !hasApprovalDelay(choice.os) || delayOf(choice) === delayOf({ kind: 'aws-rules', os: choice.os });
      return `AWS's rules, ${isOwn ? '' : 'but '}${delayWords(choice)}`;
    }
    case 'zero-day':
      return "the scripts' Windows-0day-Important";
    case 'file':
      return 'definition' in choice.rules
        ? `${choice.rules.definition.Name}, from ${choice.fileName}`
        : `from ${choice.fileName}, as in the account`;
    default:
      return choice satisfies never;
  }
}

/** `after 7 days`, `immediately` */
export function delayWords(choice: Extract<BaselineChoice, { readonly kind: 'aws-rules' }>): string {
  const days = hasApprovalDelay(choice.os) ? (delayOf(choice) ?? 0) : 0;
  return days === 0 ? 'immediately' : `after ${counted(days, 'day')}`;
}

/** What the rules under the cursor approve. */
export function explainBaseline(state: BaselineQuestion): string {
  const { at: os } = state;
  const choice = state.rules[os];
  const definition = baselineOf(choice);
  if (definition === undefined) return "The rules of this file are in the plan's baseline, and stay as they are there.";
  const words = approvalInWords(definition);
  if (choice.kind === 'zero-day')
    return `Approves: ${words}. Severity Critical is not approved, because the rule has only Important.`;
  const origin =
    choice.kind === 'file' ? '' : ` Based on ${predefinedBaselineFor(os).definition.Name}, in your own baseline.`;
  return `Approves: ${words}.${origin}`;
}
