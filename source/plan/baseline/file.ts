/** Reads a patch baseline from a JSON file, and says everything that is wrong with it at once. */
import { type DocumentSource, parseJson, refusal, withMistakes } from '../text/json-document.js';
import { isObject } from '../text/shape.js';
import type { BaselineDefinition } from './baseline.js';
import { readDefinition } from './definition.js';
import { isCutByPowerShell, propertiesIn } from './other-tools.js';

/**
 * The baseline in a JSON text as CreatePatchBaseline takes it, GetPatchBaseline answers it or another tool prints that; tags, groups and
 * defaults are the plan's, not the file's. `fileName` is for messages only.
 * @throws UserError `invalid-baseline-file` whose next steps name each violation by path and limit
 */
export function parseBaselineFile(text: string, fileName: string): BaselineDefinition {
  const source: DocumentSource = {
    name: fileName,
    code: 'invalid-baseline-file',
    isOfOtherTools: true,
    detail:
      'A baseline file is JSON as CreatePatchBaseline accepts it or GetPatchBaseline returns it. Nothing was changed.',
  };
  const document = parseJson(text, source, [
    'To print a baseline as JSON: aws ssm get-patch-baseline --baseline-id pb-… --output json',
  ]);
  if (isCutByPowerShell(text)) {
    throw refusal(source, 'has type names instead of values, because PowerShell cut it off.', [
      'Write it again in full: Get-SSMPatchBaseline -BaselineId pb-… | ConvertTo-Json -Depth 10',
    ]);
  }
  const baseline = baselineIn(document, source);
  const violations: string[] = [];
  const definition = readDefinition(baseline, '', (violation) => violations.push(violation));
  if (definition) return definition;
  throw withMistakes(source, 'is not a patch baseline that AWS accepts', violations, 20);
}

/** What may be a baseline in a document; of the others that people try it is said what to do with each. */
function baselineIn(document: unknown, source: DocumentSource): unknown {
  if (Array.isArray(document)) {
    throw refusal(source, 'is a list.', ['Put each baseline into its own file and name every file.']);
  }
  if (!isObject(document)) {
    throw refusal(source, 'is not a JSON object.', ['A baseline starts with { and has at least a Name.']);
  }
  if (['BaselineIdentities', 'BaselineName'].some((key) => Object.hasOwn(document, key))) {
    throw refusal(source, 'only lists baselines, as describe-patch-baselines does. It does not have their rules.', [
      'To print a baseline with its rules: aws ssm get-patch-baseline --baseline-id pb-… --output json',
    ]);
  }
  const properties = propertiesIn(document) ?? [document];
  if (properties.length === 1) return properties[0];
  const what = properties.length === 0 ? 'no patch baseline' : `${properties.length} patch baselines`;
  throw refusal(source, `is a CloudFormation template with ${what}.`, [
    'Copy the Properties of each AWS::SSM::PatchBaseline into its own file and name every file.',
  ]);
}
