/** Permissions: which reads an account may refuse, what is not known then, and the one policy that would allow them all. */
import type { RefusedCall, UserErrorOptions } from '../../errors.js';
import { UserError } from '../../errors.js';
import { counted } from '../text/plural.js';
import { calls } from './calls.js';

/** The first row of each action; only what a call is about differs between those of one action. */
const rows = new Map([...calls].reverse().map((call) => [call.action, call]));

/** What a read is asked for that AWS names no resource for: never all parameters. */
const usualResources: Readonly<Record<string, string>> = {
  'ssm:GetParametersByPath': 'arn:aws:ssm:*:*:parameter/patch-wizard/*',
};

/** A read that was refused and that everything goes on without. */
export interface UnreadThing {
  readonly action: string;
  /** `how many nodes are missing patches` */
  readonly unknown: string;
  readonly resource: string;
}

/** What is not known because of refused reads, each once. */
export function unreadOf(refused: readonly RefusedCall[]): UnreadThing[] {
  return distinctActions(refused).flatMap((action) => {
    const unknown = rows.get(action)?.unknown;
    const resource = refused.find((call) => call.action === action)?.resource ?? '*';
    return unknown === undefined ? [] : [{ action, unknown, resource }];
  });
}

/** `Unknown: who last changed a plan. These credentials are not allowed to call ssm:DescribeParameters.` */
export function unreadWords(unread: readonly Pick<UnreadThing, 'action' | 'unknown'>[]): string {
  const unknown = unread.map((thing) => thing.unknown).join('; ');
  return `Unknown: ${unknown}. These credentials are not allowed to call ${unread.map(({ action }) => action).join(', ')}.`;
}

/** Whether an account cannot be understood without this read. */
export function isNeeded(action: string): boolean {
  return rows.get(action)?.unknown === undefined;
}

/**
 * One error for everything that was refused, with the one policy that allows it, and what could not even be tried.
 * @param why an error of one of the calls, as AWS has it
 */
export function refusedReads(refused: readonly RefusedCall[], why: UserError): UserError {
  const actions = distinctActions(refused);
  const untried = untriedAfter(actions);
  const { code, detail = '', nextSteps, exitCode } = why;
  const others = nextSteps.slice(permissionSteps(why.refused ?? []).length);
  const options: UserErrorOptions = { code, exitCode, cause: why, refused };
  if (actions.length === 1 && untried.length === 0)
    return new UserError(why.message, { ...options, detail, nextSteps });
  const wanted = [...refused, ...untried.map((action) => ({ action, resource: '*' }))];
  const count = (action: string): string => {
    const { length } = refused.filter((call) => call.action === action);
    return `${action}${length > 1 ? ` (${counted(length, 'time')})` : ''}`;
  };
  const [who] = /\barn:aws[^ ]+/.exec(detail) ?? [];
  const several = `These credentials are not allowed to make ${actions.length} of the calls that read an account.`;
  return new UserError(actions.length === 1 ? why.message : several, {
    ...options,
    detail: [
      `${who === undefined ? 'Refused' : `Refused for ${who}`}: ${actions.map(count).join(', ')}.`,
      ...(untried.length > 0 ? [`Therefore not tried: ${untried.join(', ')}.`] : []),
    ].join('\n'),
    nextSteps: [...permissionSteps(wanted), ...others],
  });
}

/** Reads whose list is refused, and those of what these would list. */
function untriedAfter(refused: readonly string[]): string[] {
  const missing = new Set(refused);
  // The table has what is listed after its list.
  for (const { action, after } of calls) if (after && missing.has(after)) missing.add(action);
  return [...missing].filter((action) => !refused.includes(action));
}

/** What has to be allowed beside a call: the service that has the resource asks for its own. */
const companions: Readonly<Record<string, string>> = {
  'tag:TagResources': 'ec2:CreateTags',
  'tag:UntagResources': 'ec2:DeleteTags',
};

/** Calls with those that would be refused next. */
function withCompanions(refused: readonly RefusedCall[]): readonly RefusedCall[] {
  const pairs = Object.entries(companions);
  const added = refused.flatMap(({ action }) => {
    const also = companions[action] ?? pairs.find(([, own]) => own === action)?.[0];
    const isThere = refused.some((call) => call.action === also);
    return also === undefined || isThere ? [] : [{ action: also, resource: '*' }];
  });
  return [...refused, ...added];
}

/** What to ask an administrator for: one line for all calls that nothing allows, and one for each kind of policy that denies some. */
export function permissionSteps(refused: readonly RefusedCall[]): string[] {
  const allowable = withCompanions(refused.filter(({ deniedBy }) => deniedBy === undefined));
  const policies = [...new Set(refused.flatMap(({ deniedBy }) => deniedBy ?? []))];
  const deniedBy = (policy: string) => distinctActions(refused.filter((call) => call.deniedBy === policy)).join(', ');
  return [
    ...(allowable.length > 0 ? [`Ask for a policy with: ${policyText(allowable)}`] : []),
    ...policies.map(
      (policy) => `Ask whoever manages the ${policy}: it denies ${deniedBy(policy)}, whatever else allows it.`,
    ),
  ];
}

/** The `Statement` of one IAM policy that allows all of these: an object, or a list where the calls are about different resources. */
export function policyText(refused: readonly RefusedCall[]): string {
  const byResources = new Map<string, string[]>();
  for (const action of distinctActions(refused)) {
    const key = JSON.stringify(resourcesOf(refused.filter((call) => call.action === action)));
    byResources.set(key, [...(byResources.get(key) ?? []), action]);
  }
  const statements = [...byResources].map(([resources, actions]) => ({
    Effect: 'Allow',
    Action: one(actions),
    Resource: one(JSON.parse(resources) as string[]),
  }));
  // With spaces it can be broken into rows and is still JSON.
  return JSON.stringify(one(statements), null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(/([[{]) | ([\]}])/g, '$1$2');
}

/** One resource as it is; of several of a kind all of that kind. */
function resourcesOf(calls: readonly RefusedCall[]): string[] {
  const usual = ({ action, resource }: RefusedCall) => (resource === '*' ? (usualResources[action] ?? '*') : resource);
  const named = [...new Set(calls.map(usual))];
  const kinds = named.length === 1 ? named : named.map((arn) => arn.replace(/[^/:]+$/, '*'));
  return kinds.includes('*') ? ['*'] : [...new Set(kinds)].sort();
}

function one<Item>(items: readonly Item[]): Item | readonly Item[] {
  return items.length === 1 && items[0] !== undefined ? items[0] : items;
}

function distinctActions(refused: readonly RefusedCall[]): string[] {
  return [...new Set(refused.map(({ action }) => action))].sort();
}
