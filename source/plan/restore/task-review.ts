/** What a task of a backup runs, with what, where and as whom: whoever confirms a restore has to know it, for anybody can write a backup. */
import { documentName, isPatchingTask } from '../account/documents.js';
import { type Members, ownRole } from '../account/inventory.js';
import type { BackedUpPart } from '../cleanup/backup.js';
import { isObject } from '../text/shape.js';
import { targetsOf } from './task.js';

/** `AWS-RunPatchBaseline (Operation: Install; RebootOption: NoReboot) on tag:PatchGroup = web, as arn:…` */
export function taskReview(members: Members, windowTargets: readonly BackedUpPart[]): string {
  const { TaskArn, ServiceRoleArn } = members;
  const parameters = given(members).flatMap((each) =>
    Object.entries(each).map(([name, value]) => `${name}: ${valueWords(value)}`),
  );
  const where = targetsOf(members).flatMap(({ Key, Values }) =>
    Key === 'WindowTargetIds'
      ? Values.flatMap((id) =>
          targetsOf(windowTargets.find((target) => target.id === id)?.members ?? {}).map(selectorWords),
        )
      : [selectorWords({ Key, Values })],
  );
  const role = ownRole(typeof ServiceRoleArn === 'string' ? ServiceRoleArn : undefined);
  return [
    documentName({ taskArn: String(TaskArn) }),
    ...(parameters.length > 0 ? [`(${parameters.join('; ')})`] : []),
    `on ${where.join(' and ') || 'no target of its own'}`,
    ...(role ? [`as ${role}`] : []),
  ].join(' ');
}

/** What a task does beside patching by one of AWS's documents as it is, in words; undefined where that is all. */
export function otherWork(members: Members): string | undefined {
  if (!isPatchingTask({ taskArn: String(members.TaskArn) })) return 'does not patch';
  const led = given(members)
    .flatMap((each) => Object.entries(each))
    .filter(([name, value]) => isLed(name, value));
  return led.length > 0 ? `does more than patch, through ${led.map(([name]) => name).join(', ')}` : undefined;
}

/** Parameters of AWS's patching documents by which others' documents run, or a list of somebody's own decides what is installed. */
function isLed(name: string, value: unknown): boolean {
  const isSet = [parameterValue(value)].flat().some((each) => each !== '' && each !== 'AWS-Noop');
  return isSet && /HookDocName$|^(InstallOverrideList|BaselineOverride)$/.test(name);
}

/** What a task hands to what it runs. */
function given({ TaskInvocationParameters, TaskParameters }: Members): Readonly<Record<string, unknown>>[] {
  const kinds = isObject(TaskInvocationParameters) ? Object.values(TaskInvocationParameters) : [];
  return [...kinds.filter(isObject).map(parametersOf), isObject(TaskParameters) ? TaskParameters : {}];
}

/** A Lambda function and a state machine have their input beside its members. */
function parametersOf(kind: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { Parameters, Payload, Input } = kind;
  return { ...(isObject(Parameters) ? Parameters : {}), ...(Payload ? { Payload } : {}), ...(Input ? { Input } : {}) };
}

/** More of one value is no review any more. */
const longestValue = 500;

function parameterValue(value: unknown): unknown {
  return isObject(value) && 'Values' in value ? value.Values : value;
}

function valueWords(value: unknown): string {
  const values = parameterValue(value);
  const text = Array.isArray(values) ? values.map(String).join(', ') : JSON.stringify(values);
  return text.length > longestValue ? `${text.slice(0, longestValue)}… (${text.length} characters)` : text;
}

function selectorWords({ Key, Values }: { readonly Key: string; readonly Values: readonly string[] }): string {
  return `${Key} = ${Values.join(', ')}`;
}
