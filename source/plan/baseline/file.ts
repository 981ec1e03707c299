/** Reads a patch baseline from a JSON file, and says everything that is wrong with it at once. */
import { UserError } from '../../errors.js';
import { printable } from '../../printable.js';
import { jsonSyntaxError } from '../text/json-position.js';
import { type BaselineDefinition, type OperatingSystem, operatingSystemLabels, operatingSystems } from './baseline.js';
import { baselineShape, isObject, memberOf, type Report, walk } from './constraints.js';
import { isLinux } from './operating-system.js';

/** What GetPatchBaseline answers besides the baseline, and what belongs to one request. */
const notOfTheBaseline: ReadonlySet<string> = new Set([
  ...['BaselineId', 'PatchGroups', 'CreatedDate', 'ModifiedDate', 'ResponseMetadata'],
  ...['ClientToken', 'Tags'],
]);

/** More violations than this are not read by anybody. */
const mostViolations = 20;

/**
 * The baseline in a JSON text as CreatePatchBaseline takes it or GetPatchBaseline answers it; tags are the plan's, not the
 * file's. `fileName` is for messages only.
 * @throws UserError `invalid-baseline-file` whose next steps name each violation by path and limit
 */
export function parseBaselineFile(text: string, fileName: string): BaselineDefinition {
  const document = parseJson(text, fileName);
  refuseOtherDocuments(document, fileName);
  const members = Object.entries(document).filter(([key]) => !notOfTheBaseline.has(key));

  const violations: string[] = [];
  const report: Report = (violation) => violations.push(violation.endsWith('?') ? violation : `${violation}.`);
  const walked = walk(baselineShape, Object.fromEntries(members), '', report);
  checkTogether(walked, report);
  if (violations.length > 0) throw invalid(fileName, violations);

  // The table is the definition's type at run time: what it lets pass has the type, but for the default.
  return { OperatingSystem: 'WINDOWS', ...(walked as object) } as BaselineDefinition;
}

function parseJson(text: string, fileName: string): unknown {
  const json = text.replace(/^\ufeff/, '');
  const mistake = jsonSyntaxError(json);
  if (mistake) {
    throw refusal(fileName, `is not JSON: there is a mistake at line ${mistake.line}, column ${mistake.column}.`, [
      json.includes('\0') ? 'Save the file as UTF-8; it looks like UTF-16.' : 'Correct the file there.',
      'aws ssm get-patch-baseline --baseline-id pb-… --output json writes such a file.',
    ]);
  }
  return JSON.parse(json);
}

/** The documents that people try, and what to do with each. Narrows the document to one that may be a baseline. */
function refuseOtherDocuments(document: unknown, fileName: string): asserts document is Record<string, unknown> {
  if (Array.isArray(document)) {
    throw refusal(fileName, 'is a list.', ['Put each baseline into a file of its own and name every file.']);
  }
  if (!isObject(document)) {
    throw refusal(fileName, 'is not a JSON object.', ['A baseline starts with { and has at least a Name.']);
  }
  if (['BaselineIdentities', 'BaselineName'].some((key) => Object.hasOwn(document, key))) {
    throw refusal(fileName, 'only lists baselines, as describe-patch-baselines does; their rules are not in it.', [
      'aws ssm get-patch-baseline --baseline-id pb-… --output json writes a baseline with its rules.',
    ]);
  }
  if (['Resources', 'AWSTemplateFormatVersion', 'Properties'].some((key) => Object.hasOwn(document, key))) {
    throw refusal(fileName, 'is a CloudFormation template.', [
      'Copy what is under Properties of the AWS::SSM::PatchBaseline into a file, without PatchGroups and DefaultBaseline.',
    ]);
  }
}

/** What the API demands of members together, which its model cannot say. */
function checkTogether(baseline: unknown, report: Report): void {
  const os = operatingSystems.find((known) => known === (memberOf(baseline, 'OperatingSystem') ?? 'WINDOWS'));
  const rules = entriesOf(memberOf(memberOf(baseline, 'ApprovalRules'), 'PatchRules'));
  for (const [index, rule] of rules.entries()) checkRule(rule, `ApprovalRules.PatchRules[${index}]`, os, report);

  const name = memberOf(baseline, 'Name');
  if (typeof name === 'string' && /^aws-/i.test(name)) {
    report(
      `Name is "${printable(name.slice(0, 60))}"; names with AWS- look like AWS's own baselines, which cannot be changed: ` +
        `call yours "${printable(name.slice(4, 64)) || 'My-Baseline'}", for example`,
    );
  }
  const approvals = [memberOf(baseline, 'ApprovedPatches') ?? [], memberOf(baseline, 'ApprovalRules') ?? rules];
  if (approvals.every((given) => isEmptyList(memberOf(given, 'PatchRules') ?? given))) {
    report('ApprovalRules and ApprovedPatches are both missing or empty; a baseline approves something by one of them');
  }
  checkLinuxOnly(baseline, 'ApprovedPatchesEnableNonSecurity', 'ApprovedPatchesEnableNonSecurity', os, report);
  if (memberOf(baseline, 'AvailableSecurityUpdatesComplianceStatus') !== undefined && os && os !== 'WINDOWS') {
    report(`AvailableSecurityUpdatesComplianceStatus is for WINDOWS only; leave it out for ${os}`);
  }
}

/**
 * ApproveAfterDays is let pass for the Debian family, where the API reference calls it "not supported": AWS's own
 * Ubuntu baseline has 7, and a rule must have one of the two. It has no effect there.
 */
function checkRule(rule: unknown, path: string, os: OperatingSystem | undefined, report: Report): void {
  const given = ['ApproveAfterDays', 'ApproveUntilDate'].filter((key) => memberOf(rule, key) !== undefined);
  if (given.length === 2) report(`${path} has both ApproveAfterDays and ApproveUntilDate; a rule has exactly one`);
  if (given.length === 0 && isObject(rule)) {
    report(`${path} has neither ApproveAfterDays nor ApproveUntilDate; a rule has exactly one`);
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

function invalid(fileName: string, violations: readonly string[]): UserError {
  const count = violations.length === 1 ? 'one thing to correct' : `${violations.length} things to correct`;
  const more = violations.length - mostViolations;
  return refusal(fileName, `is not a patch baseline that AWS takes: ${count}.`, [
    ...violations.slice(0, mostViolations),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ]);
}

function refusal(fileName: string, message: string, nextSteps: readonly string[]): UserError {
  return new UserError(`${printable(fileName)} ${message}`, {
    code: 'invalid-baseline-file',
    detail:
      'A baseline file is JSON as CreatePatchBaseline takes it or GetPatchBaseline answers it. Nothing was changed.',
    nextSteps,
  });
}
