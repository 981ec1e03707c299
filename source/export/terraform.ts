/** `export terraform`: a plan in HCL, and import blocks by which Terraform takes over what there is. */
import { UserError } from '../errors.js';
import { patchGroupsIn } from '../plan/intent/document.js';
import { existingResources, type PlanBaseline, type PlanResources } from '../plan/setup/plan-resources.js';
import { printable } from '../printable.js';
import type { Exported, ExportInput } from './exporter.js';
import { planLine } from './head.js';
import { heldBackNotes, requireKnownRules, takenNotes, untakenNotes } from './refusals.js';
import { blockLines, Expression } from './terraform/hcl.js';
import { type TerraformResource, terraformResources } from './terraform/resources.js';
import { variedPlan } from './variables.js';

/** Days; the provider has accepted no more for long, AWS takes 360. */
const longestDelay = 100;
const mostGlobalFilters = 4;

export function terraform(input: ExportInput): Exported {
  requireKnownRules(input);
  const { document, desired, found, codec, options, record } = input;
  const varied = options.isImport ? undefined : variedPlan(document, record, codec);
  const { notTaken, ...plan } = varied ? { ...varied, notTaken: [] } : existingResources(desired);
  const groups = new Set(patchGroupsIn(document));
  const resources = terraformResources(
    document.plan,
    plan,
    varied ? composed(varied.record) : found?.record,
    groups,
    codec,
  );
  if (resources.length === 0)
    throw new UserError(`Plan ${document.plan} has nothing that Terraform could take over.`, {
      code: 'nothing-to-import',
      nextSteps: ['Leave out --import to get a configuration that creates the plan.'],
      exitCode: 1,
    });
  const notes = [
    ...limitNotes(plan),
    ...(varied
      ? [
          ...heldBackNotes(input, 'Terraform creates windows that are switched on and have no start date.'),
          ...takenNotes(input, 'This configuration'),
        ]
      : untakenNotes(input, notTaken)),
    ...(varied && !varied.hasVariables
      ? ['The time zone and the tag key are fixed, because the record of this plan cannot use variables.']
      : []),
    'The default_tags of your provider are added to these tags. Set-ups with ssm-patch-wizard leave them alone.',
  ];
  const head = [planLine(input), ...notes, ...commands(options)];
  const blocks = [
    ...settings,
    ...(varied?.hasVariables ? variablesOf(input) : []),
    ...resources.flatMap((resource) => [
      ...importOf(resource),
      blockLines(`resource "${resource.type}" "${resource.name}"`, resource.body),
    ]),
  ];
  const text = [head.map((line) => `# ${printable(line)}`), ...blocks].map((lines) => lines.join('\n')).join('\n\n');
  return { text: `${text}\n`, notes: [...notes, 'Next steps:', ...commands(options).map((line) => `  ${line}`)] };
}

/** Terraform composes all texts (NFC), names of files from a Mac too: a record that has others says them in escapes of JSON. */
function composed(record: string): string {
  if (record === record.normalize()) return record;
  // All but ASCII and the marks, which are ue000 and ue001.
  return record.replace(
    /[\u0080-\udfff\ue002-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Import blocks came with 1.5, patch groups can be imported since 6.40 of the provider. */
const settings = [
  [
    'terraform {',
    '  required_version = ">= 1.5"',
    '  required_providers {',
    '    aws = {',
    '      source  = "hashicorp/aws"',
    '      version = ">= 6.40"',
    '    }',
    '  }',
    '}',
  ],
];

function variablesOf({ document: { timeZone, tagKey } }: ExportInput): string[][] {
  const type = new Expression('string');
  return [
    blockLines('variable "time_zone"', {
      type,
      description: 'tz database name of the time zone for all windows that do not have their own',
      default: timeZone,
    }),
    blockLines('variable "tag_key"', {
      type,
      description: 'The tag that puts a node into a patch group: PatchGroup or Patch Group',
      default: tagKey,
    }),
  ];
}

function importOf({ type, name, importId }: TerraformResource): string[][] {
  return importId === undefined ? [] : [blockLines('import', { to: new Expression(`${type}.${name}`), id: importId })];
}

function commands({ isImport }: ExportInput['options']): string[] {
  return [
    'terraform init',
    isImport ? 'terraform plan   (must import everything, and add, change or destroy nothing)' : 'terraform plan',
    'terraform apply',
    ...(isImport ? ['Remove the import blocks afterwards.'] : []),
  ];
}

/** What AWS takes and the provider may not. */
function limitNotes({ baselines }: PlanResources): string[] {
  return baselines.flatMap(({ definition: { Name, ApprovalRules, GlobalFilters } }: PlanBaseline) => {
    const delays = (ApprovalRules?.PatchRules ?? []).map(({ ApproveAfterDays = 0 }) => ApproveAfterDays);
    const longest = Math.max(0, ...delays);
    const filters = GlobalFilters?.PatchFilters.length ?? 0;
    return [
      ...(longest > longestDelay
        ? [
            `${Name} approves patches after ${longest} days. The provider may refuse more than ${longestDelay} in terraform plan. If it does, choose a shorter delay.`,
          ]
        : []),
      ...(filters > mostGlobalFilters
        ? [`${Name} has ${filters} global filters, but the provider accepts only ${mostGlobalFilters}.`]
        : []),
    ];
  });
}
