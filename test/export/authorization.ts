/** IAM as far as policies of ours use it: what a call has to be allowed, and whether a policy does. */
import data from './service-authorization.json' with { type: 'json' };

interface ActionData {
  /** By type: whether the action always has one. */
  readonly resources: Readonly<Record<string, boolean>>;
  readonly conditionKeys?: readonly string[];
}

const actions: Readonly<Record<string, ActionData | undefined>> = data.actions;
const resources: Readonly<Record<string, string>> = data.resources;

/** One thing that IAM is asked. */
export interface Question {
  readonly action: string;
  /** `*` where AWS knows no resource for the action. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

type Input = Readonly<Record<string, unknown>>;

/** What IAM is asked for a call as it was sent and answered. */
export function questionsFor(action: string, input: Input, answer: Input, where: { region: string; account: string }) {
  const known = actions[action];
  if (known === undefined) throw new Error(`the table does not have ${action}`);
  const arnOf = (type: string, id: string) => {
    if (id.startsWith('arn:')) return id;
    const { region, account } = where;
    const isPublic = type === 'parameter' && id.startsWith('aws/');
    const values: Readonly<Record<string, string>> = {
      Partition: 'aws',
      Region: region,
      Account: isPublic ? '' : account,
    };
    return (resources[type] ?? '').replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? id);
  };
  const found = idsIn(action, input, answer);
  const context = tagKeysOf(input);
  const questions: Question[] = Object.entries(found)
    .filter(([type]) => type in known.resources)
    .map(([type, id]) => ({ action, resource: arnOf(type, id), context }));
  for (const [type, isRequired] of Object.entries(known.resources))
    if (isRequired && !(type in found)) throw new Error(`${action} names no ${type}: ${JSON.stringify(input)}`);
  const also = [
    ...rolesIn(input).map((resource) =>
      question('iam:PassRole', resource, { 'iam:PassedToService': ['ssm.amazonaws.com'] }),
    ),
    ...companionsOf(action, input, context),
  ];
  return [...(questions.length > 0 ? questions : [{ action, resource: '*' }]), ...also];
}

function question(action: string, resource: string, context: Question['context']): Question {
  return { action, resource, context };
}

function companionsOf(action: string, input: Input, context: Question['context']): Question[] {
  const own = { 'tag:TagResources': 'ec2:CreateTags', 'tag:UntagResources': 'ec2:DeleteTags' }[action];
  return own === undefined ? [] : (input.ResourceARNList as string[]).map((arn) => question(own, arn, context));
}

/** The ids of what a call is about, by the types of the reference. */
function idsIn(action: string, input: Input, answer: Input): Readonly<Record<string, string>> {
  const { ResourceType, ResourceId } = input as { ResourceType?: string; ResourceId?: string };
  const tagged = {
    MaintenanceWindow: 'maintenancewindow',
    PatchBaseline: 'patchbaseline',
    ManagedInstance: 'managed-instance',
  };
  const pairs = {
    maintenancewindow: input.WindowId,
    windowtarget: input.WindowTargetId,
    windowtask: input.WindowTaskId,
    patchbaseline: input.BaselineId ?? (action.startsWith('ssm:GetDefault') ? answer.BaselineId : undefined),
    role: input.RoleArn,
    parameter: String(input.Name ?? input.Path ?? '').replace(/^\//, '') || undefined,
    ...(ResourceType === undefined ? {} : { [tagged[ResourceType as keyof typeof tagged]]: ResourceId }),
  };
  return Object.fromEntries(Object.entries(pairs).filter(([, id]) => id !== undefined)) as Record<string, string>;
}

function tagKeysOf({ Tags, TagKeys }: Input): Question['context'] {
  const keys = (TagKeys ?? (Array.isArray(Tags) ? Tags.map(({ Key }) => Key) : Tags && Object.keys(Tags))) as string[];
  return keys === undefined ? {} : { 'aws:TagKeys': keys };
}

function rolesIn(input: Input): string[] {
  const command = (input.TaskInvocationParameters as { RunCommand?: Input } | undefined)?.RunCommand;
  return [input.ServiceRoleArn, command?.ServiceRoleArn].filter((role) => role !== undefined) as string[];
}

/** The statements that allow it; nothing else does. */
export function allowing({ Statement }: Policy, { action, resource, context = {} }: Question): Statement[] {
  return Statement.filter(
    (each) =>
      each.Action.includes(action) &&
      [each.Resource].flat().some((pattern) => fits(pattern, resource)) &&
      Object.entries(each.Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) => holds(operator, [wanted].flat().map(String), context[key])),
      ),
  );
}

/** A pattern with `*`; that of everything is the only one that fits what is no resource. */
function fits(pattern: string, resource: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(resource);
}

function holds(operator: string, wanted: readonly string[], values: readonly string[] | undefined): boolean {
  switch (operator) {
    case 'StringEquals':
      return values?.some((value) => wanted.includes(value)) ?? false;
    case 'ForAllValues:StringEquals':
      return (values ?? []).every((value) => wanted.includes(value));
    case 'Null':
      return wanted.includes(String(values === undefined));
    default:
      throw new Error(`no condition ${operator}`);
  }
}

/** What is wrong with a policy by the reference: resources and conditions that an action does not have, and Sids. */
export function mistakesIn({ Statement }: Policy): string[] {
  const sids = Statement.map(({ Sid }) => Sid);
  return Statement.flatMap(({ Sid, Action, Resource, Condition = {} }, index) => [
    ...(/^[A-Za-z0-9]+$/.test(Sid) && sids.indexOf(Sid) === index ? [] : [`Sid ${Sid}`]),
    ...Action.flatMap((action) => {
      const { resources: types = {}, conditionKeys = [] } = actions[action] ?? {};
      const keys = Object.values(Condition).flatMap((each) => Object.keys(each));
      const isOfType = (arn: string) =>
        arn === '*'
          ? Object.keys(types).length === 0
          : Object.keys(types).some((type) => isPatternOf(arn, resources[type] ?? ''));
      return [
        ...(actions[action] ? [] : [`${action} is not known`]),
        ...[Resource].flat().flatMap((arn) => (isOfType(arn) ? [] : [`${action} on ${arn}`])),
        ...keys.flatMap((key) => (conditionKeys.includes(key) ? [] : [`${action} with ${key}`])),
      ];
    }),
  ]);
}

/** Whether service and type are those of the reference's pattern. */
function isPatternOf(arn: string, pattern: string): boolean {
  const kind = (text: string) => [text.split(':')[2], text.split(':').slice(5).join(':').split('/')[0]].join();
  return kind(arn) === kind(pattern);
}
