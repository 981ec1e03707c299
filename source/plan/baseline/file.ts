/** Reads a patch baseline from a JSON file, and says everything that is wrong with it at once. */
import { type DocumentSource, parseJson, refusal, withMistakes } from '../text/json-document.js';
import { isObject } from '../text/shape.js';
import type { BaselineDefinition } from './baseline.js';
import { readDefinition } from './definition.js';

/**
 * The baseline in a JSON text as CreatePatchBaseline takes it or GetPatchBaseline answers it; tags are the plan's, not the
 * file's. `fileName` is for messages only.
 * @throws UserError `invalid-baseline-file` whose next steps name each violation by path and limit
 */
export function parseBaselineFile(text: string, fileName: string): BaselineDefinition {
  const source: DocumentSource = {
    name: fileName,
    code: 'invalid-baseline-file',
    detail:
      'A baseline file is JSON as CreatePatchBaseline takes it or GetPatchBaseline answers it. Nothing was changed.',
  };
  const document = parseJson(text, source, [
    'aws ssm get-patch-baseline --baseline-id pb-… --output json writes such a file.',
  ]);
  refuseOtherDocuments(document, source);
  const violations: string[] = [];
  const definition = readDefinition(document, '', (violation) => violations.push(violation));
  if (definition) return definition;
  throw withMistakes(source, 'is not a patch baseline that AWS takes', violations, 20);
}

/** The documents that people try, and what to do with each. Narrows the document to one that may be a baseline. */
function refuseOtherDocuments(document: unknown, source: DocumentSource): asserts document is Record<string, unknown> {
  if (Array.isArray(document)) {
    throw refusal(source, 'is a list.', ['Put each baseline into a file of its own and name every file.']);
  }
  if (!isObject(document)) {
    throw refusal(source, 'is not a JSON object.', ['A baseline starts with { and has at least a Name.']);
  }
  if (['BaselineIdentities', 'BaselineName'].some((key) => Object.hasOwn(document, key))) {
    throw refusal(source, 'only lists baselines, as describe-patch-baselines does; their rules are not in it.', [
      'aws ssm get-patch-baseline --baseline-id pb-… --output json writes a baseline with its rules.',
    ]);
  }
  if (['Resources', 'AWSTemplateFormatVersion', 'Properties'].some((key) => Object.hasOwn(document, key))) {
    throw refusal(source, 'is a CloudFormation template.', [
      'Copy what is under Properties of the AWS::SSM::PatchBaseline into a file, without PatchGroups and DefaultBaseline.',
    ]);
  }
}
