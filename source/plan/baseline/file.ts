/** Reads a patch baseline from a JSON file, and says everything that is wrong with it at once. */
import { UserError } from '../../errors.js';
import { printable } from '../../printable.js';
import { jsonSyntaxError } from '../text/json-position.js';
import { isObject } from '../text/shape.js';
import type { BaselineDefinition } from './baseline.js';
import { readDefinition } from './definition.js';

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
  const violations: string[] = [];
  const definition = readDefinition(document, '', (violation) =>
    violations.push(violation.endsWith('?') ? violation : `${violation}.`),
  );
  if (definition === undefined) throw invalid(fileName, violations);
  return definition;
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
