/** Known rules: which definition each baseline of a plan document stands for, as far as the document and the account say. */
import type { InventoryBaseline } from '../account/inventory.js';
import { planOf } from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { BaselineDefinition, OperatingSystem } from '../baseline/baseline.js';
import { baselineOf, systemOf } from '../intent/baseline-choice.js';
import { type Codec, hasRules } from '../intent/codec.js';
import type { BaselineChoice } from '../intent/document.js';
import { isDelayed } from './rule-sets.js';

/** The rules of a baseline, with what they are compared with. */
export interface KnownRules {
  readonly definition: BaselineDefinition;
  /** Somebody has changed the baseline since this file was read, so that only the file knows the plan's rules. */
  readonly changedSince?: string;
}

/** The document only has the digest of a file's rules, and no baseline of the plan has been made with them. */
export interface UnknownRules {
  readonly fileName: string;
  readonly operatingSystem: OperatingSystem;
}

/** The definition of a choice. Of a file that is not at hand, it is the one of the plan's baseline that was made with it. */
export function knownRules(
  plan: string,
  choice: BaselineChoice,
  { baselines }: Pick<OwnedInventory, 'baselines'>,
  codec: Codec,
): KnownRules | UnknownRules {
  if (choice.kind !== 'file') return { definition: baselineOf(choice) };
  const { fileName, rules } = choice;
  if ('definition' in rules) return { definition: rules.definition };
  const operatingSystem = systemOf(choice);
  const own = baselines
    .filter((each) => planOf(each) === plan && each.operatingSystem === operatingSystem)
    // Rules with a longer delay are no file's.
    .filter((each) => !isDelayed(each));
  const found = own.flatMap(asWritten).find((written) => hasRules(written, rules, codec));
  if (found) return { definition: found };
  const [first] = own.flatMap((each) => each.definition ?? []).sort((a, b) => a.Name.length - b.Name.length);
  return first ? { definition: first, changedSince: fileName } : { fileName, operatingSystem };
}

/** A baseline's definition under its own name, and under the one that it is a copy of (`Name-2`). */
function asWritten({ definition }: InventoryBaseline): BaselineDefinition[] {
  if (definition === undefined) return [];
  return [definition, { ...definition, Name: definition.Name.replace(/-\d+$/, '') }];
}
