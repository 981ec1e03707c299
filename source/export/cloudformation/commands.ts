/** The commands by which a template becomes a stack, a stack set, or takes over what there is. */
import { awsFlags, shellQuoted } from '../../plan/intent/command-line.js';
import { printable } from '../../printable.js';
import type { ExportInput } from '../exporter.js';

/** A new stack; run again, the same command updates it. */
export function stackCommands(input: ExportInput, isLarge: boolean): string[] {
  return [deploy(input, isLarge)];
}

/** Each step with what it is for; the management account comes last, because a stack set leaves it out. */
export function stackSetCommands(input: ExportInput, isLarge: boolean): string[] {
  const name = stackName(input);
  const { places, regions } = { places: 'OU_ID', regions: input.place?.region ?? 'REGION' };
  // A profile of one account is none of the management account's.
  const to = awsFlags({ region: input.place?.region });
  return [
    '1. Create the stack set, once, from the management account, or with --call-as DELEGATED_ADMIN from a delegated one:',
    ...upload(input, isLarge, to),
    `aws cloudformation create-stack-set${to} --stack-set-name ${name} ${templateOf(input, isLarge)} --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false`,
    '2. Deploy it to at most 50 organisational units per call. For another time zone there, add --parameter-overrides ParameterKey=TimeZone,ParameterValue=Europe/London',
    `aws cloudformation create-stack-instances${to} --stack-set-name ${name} --deployment-targets OrganizationalUnitIds=${places} --regions ${regions} --operation-preferences ConcurrencyMode=SOFT_FAILURE_TOLERANCE,MaxConcurrentPercentage=25,FailureTolerancePercentage=10,RegionConcurrencyType=PARALLEL`,
    '3. See which deployments have not succeeded yet:',
    `aws cloudformation list-stack-instances${to} --stack-set-name ${name} --query "Summaries[?StackInstanceStatus.DetailedStatus!='SUCCEEDED'].[Account,Region,StatusReason]" --output table`,
    '4. A stack set never deploys to the management account. If that account has nodes, run there:',
    deploy(input, isLarge, to),
  ];
}

/** In their order; the first shows what AWS wants the identifiers to be called. */
export function importCommands(input: ExportInput, isLarge: boolean): string[] {
  const stack = `--stack-name ${stackName(input)}`;
  const change = `${stack} --change-set-name import`;
  const template = templateOf(input, isLarge);
  const to = awsFlags(input.place);
  const folder = input.options.output?.replace(/[^/]*$/, '') ?? '';
  const identifiers = shellQuoted(`file://${folder}resources-to-import.json`);
  return [
    ...upload(input, isLarge, to),
    '1. See which identifiers AWS expects. They must be the ones in resources-to-import.json:',
    `aws cloudformation get-template-summary${to} ${template} --query ResourceIdentifierSummaries`,
    '2. Create the change set. It does nothing yet:',
    `aws cloudformation create-change-set${to} ${change} --change-set-type IMPORT --resources-to-import ${identifiers} ${template}`,
    `aws cloudformation wait change-set-create-complete${to} ${change}`,
    `aws cloudformation describe-change-set${to} ${change}`,
    '3. Run the import. It changes none of the resources:',
    `aws cloudformation execute-change-set${to} ${change}`,
    `aws cloudformation wait stack-import-complete${to} ${stack}`,
    '4. Check that the template matches what exists:',
    `aws cloudformation detect-stack-drift${to} ${stack}`,
    `aws cloudformation describe-stack-resource-drifts${to} ${stack} --stack-resource-drift-status-filters MODIFIED DELETED`,
    'From then on, make changes through the stack. If an update leaves out a patch group, the stack removes that group from the baseline.',
    'DeletionPolicy and UpdateReplacePolicy keep everything when the stack is deleted. Remove them from what the stack should delete.',
  ];
}

function deploy(input: ExportInput, isLarge: boolean, to = awsFlags(input.place)): string {
  const bucket = isLarge ? ' --s3-bucket BUCKET' : '';
  return `aws cloudformation deploy${to} --stack-name ${stackName(input)} --template-file ${shellQuoted(fileOf(input))}${bucket}`;
}

function upload(input: ExportInput, isLarge: boolean, to: string): string[] {
  return isLarge ? [`aws s3 cp${to} ${shellQuoted(fileOf(input))} s3://BUCKET/${stackName(input)}.yaml`] : [];
}

function templateOf(input: ExportInput, isLarge: boolean): string {
  return isLarge
    ? `--template-url https://BUCKET.s3.amazonaws.com/${stackName(input)}.yaml`
    : `--template-body ${shellQuoted(`file://${fileOf(input)}`)}`;
}

function fileOf({ options: { output }, document: { plan } }: ExportInput): string {
  return printable(output ?? `${plan}.yaml`);
}

/** Letters, digits and hyphens (API member StackName). */
function stackName({ document: { plan } }: ExportInput): string {
  return `ssm-patch-wizard-${plan.replace(/[^A-Za-z0-9]+/g, '-')}`;
}
