/** The choice of a patch baseline: the rules that it stands for, and the word that says it. */
import {
  type BaselineDefinition,
  longestApprovalDelay,
  type OperatingSystem,
  operatingSystems,
} from '../baseline/baseline.js';
import { copyOfPredefined, windowsZeroDayImportant } from '../baseline/catalogue.js';
import { hasApprovalDelay, parseOperatingSystem } from '../baseline/operating-system.js';
import { nearestWords } from '../text/spelling.js';
import type { BaselineChoice } from './document.js';

/** A choice that a word says; a file's rules are none. */
export type NamedChoice = Exclude<BaselineChoice, { kind: 'file' }>;

/** The baseline that a choice stands for; undefined for a file's rules of which only the digest is known. */
export function baselineOf(choice: NamedChoice): BaselineDefinition;
export function baselineOf(choice: BaselineChoice): BaselineDefinition | undefined;
export function baselineOf(choice: BaselineChoice): BaselineDefinition | undefined {
  switch (choice.kind) {
    case 'aws-rules':
      return copyOfPredefined(choice.os, choice);
    case 'zero-day':
      return windowsZeroDayImportant;
    case 'file':
      return 'definition' in choice.rules ? choice.rules.definition : undefined;
    default:
      return choice satisfies never;
  }
}

/** The operating system that a choice is for. */
export function systemOf(choice: BaselineChoice): OperatingSystem {
  switch (choice.kind) {
    case 'aws-rules':
      return choice.os;
    case 'zero-day':
      return 'WINDOWS';
    case 'file':
      return 'definition' in choice.rules ? choice.rules.definition.OperatingSystem : choice.rules.operatingSystem;
    default:
      return choice satisfies never;
  }
}

/** The choices by their operating systems, of which each has at most one: their order says nothing. */
export function inSystemOrder<Choice extends BaselineChoice>(choices: readonly Choice[]): Choice[] {
  return [...choices].sort((a, b) => operatingSystems.indexOf(systemOf(a)) - operatingSystems.indexOf(systemOf(b)));
}

/** How `--os` names the original scripts' baseline. */
export const zeroDayWord = 'windows-0day-important';

/** How `--os` names a system: `amazon-linux-2023`. */
export function systemWord(os: OperatingSystem): string {
  return os.toLowerCase().replaceAll('_', '-');
}

/** All words after `--os`, without delays. */
export const systemWords: readonly string[] = [...operatingSystems.map(systemWord), zeroDayWord];

/** The word after `--os` for a choice: `windows=14`. */
export function choiceWord(choice: NamedChoice): string {
  if (choice.kind === 'zero-day') return zeroDayWord;
  const system = systemWord(choice.os);
  return choice.approveAfterDays === undefined ? system : `${system}=${choice.approveAfterDays}`;
}

/** The choice that a word after `--os` means: `ubuntu`, `windows=14` (days) or `windows-0day-important`; else what is wrong, and allowed. */
export function parseChoice(word: string): NamedChoice | { readonly problem: string } {
  if (word.toLowerCase() === zeroDayWord) return { kind: 'zero-day' };
  const [name = '', ...given] = word.split('=');
  const os = parseOperatingSystem(name);
  if (os === undefined) {
    const [near] = nearestWords(name, systemWords);
    return { problem: near ? `did you mean ${near}?` : `"${name}" is not one of ${systemWords.join(', ')}` };
  }
  if (given.length === 0) return { kind: 'aws-rules', os };
  if (!hasApprovalDelay(os)) {
    return { problem: `${name} has no approval delay, because its repositories have no release dates` };
  }
  const delay = given.join('=');
  const approveAfterDays = Number(delay);
  return /^\d{1,3}$/.test(delay) && approveAfterDays <= longestApprovalDelay
    ? { kind: 'aws-rules', os, approveAfterDays }
    : { problem: `an approval delay must be a whole number of days from 0 to ${longestApprovalDelay}, not "${delay}"` };
}
