/** `export iam-policy`: what the credentials of a command need, made of the table of what the program calls. */
import { type Call, type CallResource, calls } from '../plan/calls/calls.js';
import type { Purpose } from '../plan/calls/purposes.js';
import { taskOf } from '../plan/intent/document.js';
import { recordName } from '../plan/intent/names.js';
import { printableJson } from '../printable.js';
import type { Exporter, ExportInput } from './exporter.js';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** Where and for which plan a policy counts. */
type Scope = Pick<ExportInput, 'document'> & NonNullable<ExportInput['options']['where']>;

/** A managed policy of IAM may have so many characters, white space aside. */
const largestPolicy = 6144;

/** The name of the statement about each resource; what AWS knows no resource for is a list, or something new. */
const names: Readonly<Record<CallResource, string>> = {
  maintenancewindow: 'Windows',
  windowtarget: 'Targets',
  windowtask: 'Tasks',
  patchbaseline: 'Baselines',
  'any-patchbaseline': 'DefaultBaselines',
  record: 'Record',
  records: 'Records',
  'region-names': 'RegionNames',
  'managed-instance': 'HybridNodes',
  instance: 'Instances',
  role: 'AssumeRoles',
};

/** A policy for what `--for` names, in the partition, region and account that are known; else in all of them. */
export const iamPolicy: Exporter = ({ document, desired, options }) => {
  const named = options.purposes ?? ['setup'];
  const wanted: readonly Purpose[] = named.includes('prune') ? ['setup', ...named] : named;
  const scope = { document, ...(options.where ?? { partition: 'aws', regions: [] }) };
  const rows = calls.filter((call) => call.for.some((purpose) => wanted.includes(purpose)));
  const roles = rows.some(registersTask) ? rolesOf({ document, desired }) : [];
  const Statement = [...statementsOf(rows, wanted, scope), ...(roles.length > 0 ? [passing(roles)] : [])];
  const policy = { Version: '2012-10-17', Statement };
  const size = JSON.stringify(policy).length;
  return {
    text: `${printableJson(JSON.stringify(policy, null, 2))}\n`,
    notes: [
      ...(wanted.includes('setup')
        ? [
            `With this policy, a set-up can write only the record of plan ${document.plan}. For another plan, use --plan.`,
          ]
        : []),
      ...(rows.some(registersTask) && roles.length === 0 ? [noRole] : []),
      ...(wanted.includes('restore') ? [rolesOfBackups] : []),
      ...(size > largestPolicy
        ? [
            `The policy has ${size} characters, but an IAM managed policy can have only ${largestPolicy}. Create one for each command in --for.`,
          ]
        : []),
    ],
  };
};

const noRole =
  'Tasks without a role use AWSServiceRoleForAmazonSSM. If the account does not have it, registering the first task creates it, which needs iam:CreateServiceLinkedRole once. Or someone else can create it: aws iam create-service-linked-role --aws-service-name ssm.amazonaws.com';

const rolesOfBackups =
  'To restore tasks that have their own roles, the credentials also need iam:PassRole on those roles.';

function registersTask({ action }: Call): boolean {
  return (
    /^ssm:(RegisterTaskWith|Update)MaintenanceWindow(Task)?$/.test(action) && action !== 'ssm:UpdateMaintenanceWindow'
  );
}

/** Calls about the same, under the same condition, are one statement. */
function statementsOf(rows: readonly Call[], wanted: readonly Purpose[], scope: Scope): Statement[] {
  const statements = new Map<string, Statement>();
  for (const row of rows) {
    const { action, on = [], isGroupTag } = row;
    const Resource = on.length === 0 ? '*' : on.flatMap((each) => arnsOf(each, row, wanted, scope));
    const Condition = isGroupTag ? onlyGroupTags : undefined;
    const key = JSON.stringify([Resource, Condition]);
    const name = on.length === 0 ? 'ListAndCreate' : on.map((each) => names[each]).join('And');
    const usual = { Sid: Condition ? `GroupsOf${name}` : name, Effect: 'Allow', Resource } as const;
    const { Action = [] } = statements.get(key) ?? {};
    statements.set(key, {
      ...usual,
      Action: [...new Set([...Action, action])].sort(),
      ...(Condition && { Condition }),
    });
  }
  return [...statements.values()].map(({ Sid, Effect, Action, Resource, ...rest }, index, all) => ({
    Sid: all.findIndex((other) => other.Sid === Sid) === index ? Sid : `${Sid}${index}`,
    ...{ Effect, Action, Resource, ...rest },
  }));
}

/** Without `Null`, a call that names no key at all would be allowed: EC2 then takes all tags away. */
const onlyGroupTags = {
  'ForAllValues:StringEquals': { 'aws:TagKeys': ['PatchGroup', 'Patch Group'] },
  Null: { 'aws:TagKeys': 'false' },
};

function arnsOf(resource: CallResource, row: Call, wanted: readonly Purpose[], scope: Scope): string[] {
  const { partition, regions, account = '*', roles = [], document } = scope;
  const arn = (service: string, owner: string, rest: string) =>
    (regions.length > 0 ? regions : ['*']).map((region) => `arn:${partition}:${service}:${region}:${owner}:${rest}`);
  switch (resource) {
    case 'record': {
      const isOnePlan = row.for.filter((purpose) => wanted.includes(purpose)).every((purpose) => purpose === 'setup');
      return arn('ssm', account, `parameter${recordName(isOnePlan ? document.plan : '*')}`);
    }
    case 'records':
      return arn('ssm', account, 'parameter/patch-wizard/*');
    case 'region-names':
      return arn('ssm', '', 'parameter/aws/service/global-infrastructure/services/ssm/regions*');
    case 'any-patchbaseline':
      return arn('ssm', '*', 'patchbaseline/*');
    case 'role':
      return [...roles];
    case 'instance':
      return arn('ec2', account, 'instance/*');
    default:
      return arn('ssm', account, `${resource}/*`);
  }
}

function passing(roles: readonly string[]): Statement {
  return {
    Sid: 'PassRoles',
    Effect: 'Allow',
    Action: ['iam:PassRole'],
    Resource: roles,
    Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
  };
}

/** The roles that tasks will have, and those with which existing ones notify, which an update passes again. */
function rolesOf({ document, desired }: Pick<ExportInput, 'document' | 'desired'>): string[] {
  const wanted = document.waves.flatMap((wave) => taskOf(document, wave).serviceRoleArn ?? []);
  const kept = desired.windows.flatMap(({ existing }) =>
    (existing?.tasks ?? []).flatMap(({ runCommand }) => runCommand?.ServiceRoleArn ?? []),
  );
  return [...new Set([...wanted, ...kept])].sort();
}
