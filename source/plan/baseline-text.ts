/** What a patch baseline approves, in words that fit one line of a terminal. */
import { printable } from '../printable.js';
import type { BaselineDefinition, OperatingSystem, PatchFilter, PatchRule } from './baseline.js';
import { hasApprovalDelay } from './operating-system.js';

/** One line of a terminal of 100 columns, with room for a marker and an indent. */
const longestLine = 90;
/** Values of one filter that a summary spells out; the lines of the single rules have them all. */
const valuesInSummary = 3;

/**
 * What the baseline approves and when: `Security updates (severity Critical or Important) and all bug fixes, 7 days
 * after release`. At most 90 columns; rules that need more are counted (`3 rules with different delays`).
 */
export function approvalInWords(definition: BaselineDefinition): string {
  const summaries = [rulesInSummary(definition), approvedPatchesInWords(definition)].filter((text) => text !== '');
  return capitalised(summaries.length === 0 ? 'nothing is approved' : summaries.join(', and '));
}

/** One line per approval rule, as long as it takes: `All bug fixes, 7 days after release`. */
export function approvalRulesInWords(definition: BaselineDefinition): string[] {
  return rulesOf(definition).map((rule) =>
    capitalised(`${selectionInWords(definition, rule)}, ${timingInWords(definition.OperatingSystem, rule)}`),
  );
}

function rulesInSummary(definition: BaselineDefinition): string {
  const rules = rulesOf(definition);
  if (rules.length === 0) return '';
  const timings = new Set(rules.map((rule) => timingInWords(definition.OperatingSystem, rule)));
  const [timing] = timings;
  const count = rules.length === 1 ? '1 rule' : `${rules.length} rules`;
  if (timings.size > 1 || timing === undefined) return `${count} with different delays`;
  const selections = new Set(rules.map((rule) => selectionInWords(definition, rule, valuesInSummary)));
  const everything = selections.has(allUpdates) ? [allUpdates] : [...selections];
  const text = `${joined(everything, 'and')}, ${timing}`;
  const room = longestLine - approvedPatchesInWords(definition).length;
  return text.length <= room ? text : `${count}, ${timing}`;
}

function approvedPatchesInWords({ ApprovedPatches = [] }: BaselineDefinition): string {
  if (ApprovedPatches.length === 0) return '';
  return ApprovedPatches.length === 1 ? '1 patch by name' : `${ApprovedPatches.length} patches by name`;
}

function rulesOf(definition: BaselineDefinition): readonly PatchRule[] {
  return definition.ApprovalRules?.PatchRules ?? [];
}

/** `at once`, `7 days after release`, `released by 2026-01-31`. */
function timingInWords(os: OperatingSystem, { ApproveAfterDays = 0, ApproveUntilDate }: PatchRule): string {
  if (ApproveUntilDate !== undefined) return `released by ${printable(ApproveUntilDate)}`;
  if (!hasApprovalDelay(os) || ApproveAfterDays === 0) return 'at once';
  return `${ApproveAfterDays} ${ApproveAfterDays === 1 ? 'day' : 'days'} after release`;
}

const allUpdates = 'all updates';

/** Which patches a rule selects: `security updates (severity Critical or Important)`, `all bug fixes`. */
function selectionInWords(definition: BaselineDefinition, rule: PatchRule, atMost = Number.POSITIVE_INFINITY): string {
  const filters = [...rule.PatchFilterGroup.PatchFilters, ...(definition.GlobalFilters?.PatchFilters ?? [])].filter(
    isSelective,
  );
  const limits = filters
    .filter(({ Key, Values }) => Key !== 'CLASSIFICATION' && !(Key === 'PATCH_SET' && Values.length === 1))
    .map(({ Key, Values }) => `${filterLabels[Key] ?? lowerWords(Key)} ${alternatives(Values, atMost)}`);
  const noun = nounInWords(definition.OperatingSystem, rule, filters, atMost);
  const selection = limits.length === 0 ? `all ${noun}` : noun;
  const remarks = rule.EnableNonSecurity === true ? [...limits, 'non-security too'] : limits;
  return remarks.length === 0 ? selection : `${selection} (${remarks.join('; ')})`;
}

/** `*` is always allowed and selects everything, as do all of the Debian family's priorities together. */
function isSelective({ Key, Values }: PatchFilter): boolean {
  return !Values.includes('*') && !(Key === 'PRIORITY' && Values.length === 5);
}

function nounInWords(os: OperatingSystem, rule: PatchRule, filters: readonly PatchFilter[], atMost: number): string {
  const classifications = filters.filter(({ Key }) => Key === 'CLASSIFICATION').flatMap(({ Values }) => Values);
  if (classifications.length > 0) return classificationsInWords(classifications, atMost);
  if (filters.some(({ Key, Values }) => Key === 'PATCH_SET' && Values.join() === 'APPLICATION')) {
    return 'Microsoft application updates';
  }
  // The Debian family has no classifications: without EnableNonSecurity its rules select security updates only.
  return hasApprovalDelay(os) || rule.EnableNonSecurity === true ? 'updates' : 'security updates';
}

const classificationNouns: Readonly<Record<string, string>> = {
  Security: 'security updates',
  Bugfix: 'bug fixes',
  Enhancement: 'enhancements',
  Newpackage: 'new packages',
  Recommended: 'recommended updates',
  Optional: 'optional updates',
  Feature: 'feature updates',
};

/** `critical and security updates`, `security updates and bug fixes`: the word "updates" is said once. */
function classificationsInWords(values: readonly string[], atMost: number): string {
  const nouns = shortened(
    values.map((value) => classificationNouns[value] ?? lowerWords(value)),
    atMost,
  );
  const kinds = nouns.filter((noun) => noun.endsWith(' updates')).map((noun) => noun.slice(0, -' updates'.length));
  const others = nouns.filter((noun) => !noun.endsWith(' updates'));
  return joined([...(kinds.length > 0 ? [`${joined(kinds, 'and')} updates`] : []), ...others], 'and');
}

const filterLabels: Readonly<Record<string, string>> = {
  SEVERITY: 'severity',
  MSRC_SEVERITY: 'severity',
  CVE_ID: 'CVE',
  PATCH_ID: 'patch',
  ADVISORY_ID: 'advisory',
  BUGZILLA_ID: 'Bugzilla',
};

function alternatives(values: readonly string[], atMost: number): string {
  return joined(shortened(values.map(printable), atMost), 'or');
}

function shortened(words: readonly string[], atMost: number): string[] {
  if (words.length <= atMost) return [...words];
  return [...words.slice(0, atMost - 1), `${words.length - atMost + 1} more`];
}

/** `ServicePacks` → `service packs`, `PATCH_SET` → `patch set`. */
function lowerWords(name: string): string {
  return printable(name)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/** `a`, `a and b`, `a, b and c`. */
function joined(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
