/** Reads the rules of a patch baseline out of a JSON document, and says everything that is wrong with them. */
import { printable } from '../../printable.js';
import { isObject, memberOf, memberPath, type Report } from '../text/shape.js';
import { type BaselineDefinition, type OperatingSystem, operatingSystemLabels, operatingSystems } from './baseline.js';
import { baselineShape } from './constraints.js';
import { isLinux } from './operating-system.js';
import { asCreated } from './other-tools.js';

/**
 * The baseline in a value as CreatePatchBaseline takes it, GetPatchBaseline answers it or another tool prints that; undefined where
 * something was reported.
 * @param path where the value stands in its document; empty for the whole
 */
export function readDefinition(value: unknown, path: string, report: Report): BaselineDefinition | undefined {
  const members = isObject(value) ? asCreated(value) : value;
  let isSound = true;
  const noted: Report = (violation) => {
    isSound = false;
    report(violation);
  };
  const baseline = baselineShape.read(members, path, noted);
  if (isObject(members)) checkTogether(members, path, noted);
  // The table is the definition's type at run time: what it lets pass has the type, but for the default.
  return isSound ? ({ OperatingSystem: 'WINDOWS', ...baseline } as BaselineDefinition) : undefined;
}

/** What the API demands of members together, which its model cannot say. */
function checkTogether(baseline: unknown, path: string, report: Report): void {
  const at = (key: string) => memberPath(path, key);
  const os = operatingSystems.find((known) => known === (memberOf(baseline, 'OperatingSystem') ?? 'WINDOWS'));
  const rules = entriesOf(memberOf(memberOf(baseline, 'ApprovalRules'), 'PatchRules'));
  for (const [index, rule] of rules.entries()) checkRule(rule, at(`ApprovalRules.PatchRules[${index}]`), os, report);

  const name = memberOf(baseline, 'Name');
  if (typeof name === 'string' && /^aws-/i.test(name)) {
    report(
      `${at('Name')} is "${printable(name.slice(0, 60))}"; choose a name that does not look like one of AWS's own baselines, ` +
        `such as "${printable(name.slice(4, 64)) || 'My-Baseline'}"`,
    );
  }
  const approvals = [memberOf(baseline, 'ApprovedPatches') ?? [], memberOf(baseline, 'ApprovalRules') ?? rules];
  if (approvals.every((given) => isEmptyList(memberOf(given, 'PatchRules') ?? given))) {
    report(
      `${at('ApprovalRules')} and ${at('ApprovedPatches')} are both missing or empty; a baseline needs at least one of them`,
    );
  }
  checkLinuxOnly(baseline, 'ApprovedPatchesEnableNonSecurity', at('ApprovedPatchesEnableNonSecurity'), os, report);
  if (memberOf(baseline, 'AvailableSecurityUpdatesComplianceStatus') !== undefined && os && os !== 'WINDOWS') {
    report(`${at('AvailableSecurityUpdatesComplianceStatus')} is for WINDOWS only; leave it out for ${os}`);
  }
}

/**
 * ApproveAfterDays is let pass for the Debian family, where the API reference calls it "not supported": AWS's own
 * Ubuntu baseline has 7, and a rule must have one of the two. It has no effect there.
 */
function checkRule(rule: unknown, path: string, os: OperatingSystem | undefined, report: Report): void {
  const given = ['ApproveAfterDays', 'ApproveUntilDate'].filter((key) => memberOf(rule, key) !== undefined);
  if (given.length === 2) report(`${path} has both ApproveAfterDays and ApproveUntilDate; a rule needs exactly one`);
  if (given.length === 0 && isObject(rule)) {
    report(`${path} has neither ApproveAfterDays nor ApproveUntilDate; a rule needs exactly one`);
  }
  checkLinuxOnly(rule, 'EnableNonSecurity', `${path}.EnableNonSecurity`, os, report);
}

/** False is let pass: GetPatchBaseline answers it for every operating system. */
function checkLinuxOnly(
  holder: unknown,
  key: string,
  path: string,
  os: OperatingSystem | undefined,
  report: Report,
): void {
  if (memberOf(holder, key) === true && os && !isLinux(os)) {
    report(`${path} is for Linux only; leave it out for ${operatingSystemLabels[os]}`);
  }
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
