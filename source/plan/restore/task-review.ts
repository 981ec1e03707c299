/** What a task of a backup runs, with what, where and as whom: whoever confirms a restore has to know it, for anybody can write a backup. */
import { documentName, isPatchingTask } from '../account/documents.js';
import { type Members, ownRole } from '../account/inventory.js';
import type { BackedUpPart } from '../cleanup/backup.js';
import { isObject } from '../text/shape.js';
import { targetsOf } from './task.js';

/** `AWS-RunPatchBaseline (Operation: Install; RebootOption: NoReboot) on tag:PatchGroup = web, as arn:…` */
export function taskReview(members: Members, windowTargets: readonly BackedUpPart[]): string {
  const { TaskArn, TaskInvocationParameters, TaskParameters, ServiceRoleArn } = members;
  const kinds = isObject(TaskInvocationParameters) ? Object.values(TaskInvocationParameters) : [];
  const given = [...kinds.filter(isObject).map(parametersOf), isObject(TaskParameters) ? TaskParameters : {}];
  const parameters = given.flatMap((each) =>
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

/** Whether a task does something else than patch by one of AWS's documents. */
export function isOtherTask({ TaskArn }: Members): boolean {
  return !isPatchingTask({ taskArn: String(TaskArn) });
}

/** A Lambda function and a state machine have their input beside its members. */
function parametersOf(kind: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { Parameters, Payload, Input } = kind;
  return { ...(isObject(Parameters) ? Parameters : {}), ...(Payload ? { Payload } : {}), ...(Input ? { Input } : {}) };
}

/** More of one value is no review any more. */
const longestValue = 500;

function valueWords(value: unknown): string {
  const values = isObject(value) && 'Values' in value ? value.Values : value;
  const text = Array.isArray(values) ? values.map(String).join(', ') : JSON.stringify(values);
  return text.length > longestValue ? `${text.slice(0, longestValue)}… (${text.length} characters)` : text;
}

function selectorWords({ Key, Values }: { readonly Key: string; readonly Values: readonly string[] }): string {
  return `${Key} = ${Values.join(', ')}`;
}
