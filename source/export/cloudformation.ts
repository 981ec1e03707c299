/** `export cloudformation`: a template that makes a plan, and one by which a stack takes over what there is. */
import { UserError } from '../errors.js';
import { awsFlags } from '../plan/intent/command-line.js';
import { taskOf } from '../plan/intent/document.js';
import { existingResources, type PlanBaseline, type PlanWindow } from '../plan/setup/plan-resources.js';
import { counted } from '../plan/text/plural.js';
import { printable } from '../printable.js';
import { importCommands, stackCommands, stackSetCommands } from './cloudformation/commands.js';
import { stackOutputs } from './cloudformation/outputs.js';
import { type NamedResource, type Resource, stackResources } from './cloudformation/template.js';
import { type Comments, yamlLines } from './cloudformation/yaml.js';
import type { Exported, ExportInput } from './exporter.js';
import { planLine } from './head.js';
import { heldBackNotes, requireKnownRules, requireRoom, takenNotes, untakenNotes } from './refusals.js';
import { variedPlan } from './variables.js';

/** "Maximum number of resources … in a template" (quotas of CloudFormation). */
const mostResources = 500;
/** Bytes of a template that is sent with the call, and of one that lies in S3. */
const mostInline = 51_200;
const mostBytes = 1_000_000;

export function cloudformation(input: ExportInput): Exported {
  requireKnownRules(input);
  return input.options.isImport ? importTemplate(input) : newTemplate(input);
}

function newTemplate(input: ExportInput): Exported {
  const { template, notes } = stackTemplate(input);
  return written(input, template, new Map(), {
    notes,
    commands: input.options.isStackSet ? stackSetCommands : stackCommands,
  });
}

/** What is to be written, and what has to be said of it. */
interface Template {
  readonly template: { readonly Resources: Readonly<Record<string, Resource>> };
  readonly notes: readonly string[];
}

/** The template that makes a plan. */
export function stackTemplate(input: ExportInput): Template {
  const { document, record, codec } = input;
  const varied = variedPlan(document, record, codec);
  const resources = stackResources(document.plan, varied, varied.record, false, codec);
  requireTags(resources);
  requireLiteral(resources);
  const parameters = varied.hasVariables ? parametersOf(input) : undefined;
  const { outputs, note } = stackOutputs(resources);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Patching plan ${document.plan}: patch baselines and maintenance windows (ssm-patch-wizard)`,
    Parameters: parameters,
    Mappings: consoles,
    Resources: resourcesOf(resources),
    Outputs: outputs,
  };
  const notes = [
    ...heldBackNotes(input, 'A stack creates windows that are switched on and have no StartDate.'),
    ...takenNotes(input, 'A stack from this template'),
    ...(varied.hasVariables
      ? []
      : ['The time zone and the tag key are fixed, because the record of this plan cannot use parameters.']),
    ...(input.options.isStackSet ? roleNotes(input) : []),
    ...(note === undefined ? [] : [note]),
  ];
  return { template, notes };
}

/** A role is its account's. */
function roleNotes({ document }: ExportInput): string[] {
  const roles = [...new Set(document.waves.flatMap((wave) => taskOf(document, wave).serviceRoleArn ?? []))];
  if (roles.length === 0) return [];
  return [
    `A role belongs to one account, so tasks in other accounts cannot use ${roles.join(', ')}. Without --service-role-arn, tasks use the AWSServiceRoleForAmazonSSM of their own account.`,
  ];
}

function importTemplate(input: ExportInput): Exported {
  const { template, notes, comments, identifiers } = takenOverTemplate(input);
  const beside = [{ name: 'resources-to-import.json', text: `${JSON.stringify(identifiers, null, 2)}\n` }];
  return { ...written(input, template, comments, { notes, commands: importCommands }), beside };
}

/** One entry of resources-to-import.json (API type ResourceToImport). */
interface ResourceToImport {
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly ResourceIdentifier: Readonly<Record<string, string>>;
}

interface TakenOverTemplate extends Template {
  readonly comments: Comments;
  readonly identifiers: readonly ResourceToImport[];
}

/**
 * The template of what there is.
 * @throws UserError where there is nothing
 */
export function takenOverTemplate(input: ExportInput): TakenOverTemplate {
  const { document, desired, found, codec } = input;
  const { notTaken, ...existing } = existingResources(desired);
  const resources = stackResources(document.plan, existing, found?.record, true, codec);
  if (resources.length === 0)
    throw new UserError(`Plan ${document.plan} has nothing that a stack could take over.`, {
      code: 'nothing-to-import',
      detail: notTaken.map(({ name, id, why }) => `${name} (${id}) ${why}.`).join('\n'),
      nextSteps: ['Leave out --import to get a template that creates the plan.'],
      exitCode: 1,
    });
  requireLiteral(resources);
  const withPolicies = resources.map((named) => {
    const { Type, ...members } = named.resource;
    const policies = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    return { ...named, resource: { Type, ...policies, ...members } };
  });
  const to = awsFlags(input.place);
  const comments = new Map(resources.map((named) => [`Resources.${named.logicalId}`, unsaid(named, to)]));
  const identifiers = resources.map(({ logicalId, resource: { Type }, identifier = {} }) => ({
    ResourceType: Type,
    LogicalResourceId: logicalId,
    ResourceIdentifier: identifier,
  }));
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Patching plan ${document.plan} as found, for import (ssm-patch-wizard)`,
    Resources: resourcesOf(withPolicies),
  };
  const notes = [...[...comments.values()].flat(), ...untakenNotes(input, notTaken)];
  return { template, notes, comments, identifiers };
}

/** What a template cannot say of a thing that exists. */
function unsaid({ thing, resource }: NamedResource, to: string): string[] {
  if (thing === undefined) return [];
  const empty = thing.tags.filter(({ Value }) => Value === '').map(({ Key }) => Key);
  const tags =
    empty.length > 0
      ? [
          `CloudFormation does not accept empty tag values: ${empty.join(', ')} ${empty.length > 1 ? 'are' : 'is'} left out.`,
        ]
      : [];
  return [
    ...('definition' in thing ? baselineUnsaid(thing, to) : windowUnsaid(thing, String(resource.Properties.Name), to)),
    ...tags,
  ];
}

function windowUnsaid({ id, isEnabled }: PlanWindow, name: string, to: string): string[] {
  if (isEnabled) return [];
  return [
    `${name} is switched off, which a template cannot say. A stack update may switch it on. To switch it off again: aws ssm update-maintenance-window${to} --window-id ${id} --no-enabled`,
  ];
}

function baselineUnsaid({ definition: { Name, OperatingSystem }, isDefault }: PlanBaseline, to: string): string[] {
  if (!isDefault) return [];
  return [
    `${Name} is the default baseline for ${OperatingSystem}. A stack cannot delete it until another baseline is the default: aws ssm register-default-patch-baseline${to} --baseline-id ID`,
  ];
}

function resourcesOf(resources: readonly NamedResource[]): Template['template']['Resources'] {
  return Object.fromEntries(resources.map(({ logicalId, resource }) => [logicalId, resource]));
}

function parametersOf({ document: { timeZone, tagKey } }: ExportInput): object {
  return {
    TimeZone: {
      Type: 'String',
      Default: timeZone,
      Description: 'tz database name of the time zone for all windows that do not have their own',
    },
    TagKey: {
      Type: 'String',
      Default: tagKey,
      AllowedValues: ['PatchGroup', 'Patch Group'],
      Description: 'The tag that puts a node into a patch group',
    },
  };
}

/** Where the console is, by partition. */
const consoles = {
  Console: {
    aws: { Domain: 'console.aws.amazon.com' },
    'aws-cn': { Domain: 'console.amazonaws.cn' },
    'aws-us-gov': { Domain: 'console.amazonaws-us-gov.com' },
  },
};

interface Words {
  readonly notes: readonly string[];
  readonly commands: (input: ExportInput, isLarge: boolean) => string[];
}

function written(input: ExportInput, template: object, comments: Comments, { notes, commands }: Words): Exported {
  const body = yamlLines(template, comments);
  const count = Object.keys((template as { readonly Resources: object }).Resources).length;
  const size = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n')).length + 1;
  const textWith = (isLarge: boolean) => [...headOf(input, notes, commands(input, isLarge)), ...body];
  const isLarge = size(textWith(false)) > mostInline;
  const lines = textWith(isLarge);
  requireRoom(count, mostResources, `resources, but a stack can have only ${mostResources}`);
  requireRoom(size(lines), mostBytes, `bytes, but a template can have only ${mostBytes}`);
  const measured = `${counted(count, 'resource')}, ${size(lines)} bytes.${isLarge ? ` A call can carry only ${mostInline} bytes, so the template is uploaded to S3.` : ''}`;
  return {
    text: `${lines.join('\n')}\n`,
    notes: [measured, ...notes, 'Next steps:', ...commands(input, isLarge).map((line) => `  ${line}`)],
  };
}

function headOf(input: ExportInput, notes: readonly string[], commands: readonly string[]): string[] {
  const lines = [planLine(input), ...notes, '', ...commands];
  return lines.map((line) => (line === '' ? '#' : `# ${printable(line)}`));
}

/** @throws UserError for tags that CloudFormation refuses */
function requireTags(resources: readonly NamedResource[]): void {
  const tags = resources.flatMap(({ thing }) => thing?.tags ?? []);
  const empty = [...new Set(tags.filter(({ Value }) => Value === '').map(({ Key }) => Key))];
  if (empty.length > 0)
    throw new UserError(`CloudFormation does not accept empty tag values: ${empty.join(', ')}.`, {
      code: 'format-cannot-say',
      nextSteps: ['Give each tag a value, or leave it out.'],
    });
}

/** @throws UserError for a text that CloudFormation would look up */
function requireLiteral(resources: readonly NamedResource[]): void {
  const looked = resources.find(({ resource }) => JSON.stringify(resource).includes('{{resolve:'));
  if (looked)
    throw new UserError(`A text in ${looked.logicalId} contains "{{resolve:", which CloudFormation would replace.`, {
      code: 'format-cannot-say',
      nextSteps: ['Change that text in the plan.'],
    });
}
