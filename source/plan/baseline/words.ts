/** What a patch baseline approves, in words that fit one line of a terminal. */
import { printable } from '../../printable.js';
import type { BaselineDefinition, OperatingSystem, PatchFilter, PatchRule } from './baseline.js';
import { hasApprovalDelay } from './operating-system.js';

/** Characters that fit one line of a terminal of 100 columns, with room for a marker and an indent. */
const longestLine = 90;
/** Values of one filter that a summary spells out if all are too many; the lines of the single rules have them all. */
const valuesInSummary = 3;

/**
 * What the baseline approves and when: `Security updates (severity Critical or Important) and all bug fixes, 7 days
 * after release`. Rules that need more room than there is are counted (`3 rules with different delays`).
 * @param room characters
 */
export function approvalInWords(definition: BaselineDefinition, room = longestLine): string {
  const byName = approvedPatchesInWords(definition);
  if (rulesOf(definition).length === 0) return capitalised(byName || 'nothing');
  const rest = byName === '' ? '' : `, and ${byName}`;
  return capitalised(rulesInSummary(definition, room - rest.length) + rest);
}

function rulesInSummary(definition: BaselineDefinition, room: number): string {
  const rules = rulesOf(definition);
  const count = rules.length === 1 ? '1 rule' : `${rules.length} rules`;
  const [timing, ...otherTimings] = new Set(rules.map((rule) => timingInWords(definition.OperatingSystem, rule)));
  const texts = [Number.POSITIVE_INFINITY, valuesInSummary].map((atMost) => {
    if (otherTimings.length > 0) return rules.map((rule) => ruleInWords(definition, rule, atMost)).join('; ');
    const selections = new Set(rules.map((rule) => selectionInWords(definition, rule, atMost)));
    return `${joined(selections.has(allUpdates) ? [allUpdates] : [...selections], 'and')}, ${timing}`;
  });
  const shortest = otherTimings.length > 0 ? `${count} with different delays` : `${count}, ${timing}`;
  return texts.find((text) => text.length <= room) ?? shortest;
}

function ruleInWords(definition: BaselineDefinition, rule: PatchRule, atMost?: number): string {
  return `${selectionInWords(definition, rule, atMost)}, ${timingInWords(definition.OperatingSystem, rule)}`;
}

/** A name with `*` stands for all that fit (user guide, formats of package names in lists of approved and rejected patches). */
function approvedPatchesInWords({ ApprovedPatches = [] }: BaselineDefinition): string {
  if (ApprovedPatches.includes('*')) return 'every patch (by the name *), immediately';
  const patterns = ApprovedPatches.filter((name) => name.includes('*')).length;
  const names = ApprovedPatches.length - patterns;
  return joined(
    [
      ...(names > 0 ? [`${names} ${names === 1 ? 'patch' : 'patches'} by name`] : []),
      ...(patterns > 0 ? [`all that match ${patterns} ${patterns === 1 ? 'name' : 'names'} with *`] : []),
    ],
    'and',
  );
}

function rulesOf(definition: BaselineDefinition): readonly PatchRule[] {
  return definition.ApprovalRules?.PatchRules ?? [];
}

/** `immediately`, `7 days after release`, `released up to 2026-01-31`. */
function timingInWords(os: OperatingSystem, { ApproveAfterDays = 0, ApproveUntilDate }: PatchRule): string {
  if (ApproveUntilDate !== undefined) return `released up to ${printable(ApproveUntilDate)}`;
  if (!hasApprovalDelay(os) || ApproveAfterDays === 0) return 'immediately';
  return `${ApproveAfterDays} ${ApproveAfterDays === 1 ? 'day' : 'days'} after release`;
}

const allUpdates = 'all updates';

/** Which patches a rule selects: `security updates (severity Critical or Important)`, `all bug fixes`. */
function selectionInWords(definition: BaselineDefinition, rule: PatchRule, atMost = Number.POSITIVE_INFINITY): string {
  const filters = [...rule.PatchFilterGroup.PatchFilters, ...(definition.GlobalFilters?.PatchFilters ?? [])].filter(
    isSelective,
  );
  const limits = filters
    .filter(({ Key }) => Key !== 'CLASSIFICATION')
    .map(({ Key, Values }) => `${filterLabels.get(Key) ?? lowerWords(Key)} ${alternatives(Values, atMost)}`);
  const noun = nounInWords(definition.OperatingSystem, rule, filters, atMost);
  const selection = limits.length === 0 ? `all ${noun}` : noun;
  const remarks = rule.EnableNonSecurity === true ? [...limits, 'also non-security'] : limits;
  return remarks.length === 0 ? selection : `${selection} (${remarks.join('; ')})`;
}

/**
 * Whether a filter is worth a word: `*` is always allowed and selects everything, as do the Debian family's five
 * priorities together, and PATCH_SET is OS where it is left out.
 */
function isSelective({ Key, Values }: PatchFilter): boolean {
  return !(
    Values.includes('*') ||
    (Key === 'PRIORITY' && Values.length === 5) ||
    `${Key}=${Values}` === 'PATCH_SET=OS'
  );
}

function nounInWords(os: OperatingSystem, rule: PatchRule, filters: readonly PatchFilter[], atMost: number): string {
  const classifications = filters.filter(({ Key }) => Key === 'CLASSIFICATION').flatMap(({ Values }) => Values);
  if (classifications.length > 0) return classificationsInWords(classifications, atMost);
  // The Debian family has no classifications: without EnableNonSecurity its rules select security updates only.
  return hasApprovalDelay(os) || rule.EnableNonSecurity === true ? 'updates' : 'security updates';
}

/** Maps, because the names come from accounts and files: one of them may be `constructor`. */
const classificationNouns: ReadonlyMap<string, string> = new Map([
  ['Security', 'security updates'],
  ['Bugfix', 'bug fixes'],
  ['Enhancement', 'enhancements'],
  ['Newpackage', 'new packages'],
  ['Recommended', 'recommended updates'],
  ['Optional', 'optional updates'],
  ['Feature', 'feature updates'],
]);

/** `critical and security updates`, `security updates and bug fixes`: the word "updates" is told once. */
function classificationsInWords(values: readonly string[], atMost: number): string {
  const nouns = shortened(
    values.map((value) => classificationNouns.get(value) ?? lowerWords(value)),
    atMost,
  );
  const kinds = nouns.filter((noun) => noun.endsWith(' updates')).map((noun) => noun.slice(0, -' updates'.length));
  const others = nouns.filter((noun) => !noun.endsWith(' updates'));
  return joined([...(kinds.length > 0 ? [`${joined(kinds, 'and')} updates`] : []), ...others], 'and');
}

const filterLabels: ReadonlyMap<string, string> = new Map([
  ['SEVERITY', 'severity'],
  ['MSRC_SEVERITY', 'severity'],
  ['CVE_ID', 'CVE'],
  ['PATCH_ID', 'patch'],
  ['ADVISORY_ID', 'advisory'],
  ['BUGZILLA_ID', 'Bugzilla'],
]);

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
