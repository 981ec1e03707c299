/** Commands of the AWS CLI to copy: each says which account and region it is for, as the commands of our own do. */
import { awsFlags, type ConnectionFlags, shellQuoted } from '../intent/command-line.js';
import { type NodePlace, type TagChange, tagOperations } from './tagging.js';

/** Makes changes of tags of exactly these nodes; one command for up to 20 instances, and for all other nodes that get the same. */
export function tagCommands(changes: readonly TagChange[], place: NodePlace, connection: ConnectionFlags): string[] {
  const hybrids = new Map<string, string[]>();
  const calls = tagOperations(changes, place).flatMap(({ input }) => {
    if ('ResourceARNList' in input) {
      const arns = input.ResourceARNList.map(shellQuoted).join(' ');
      const [call, what] =
        'Tags' in input
          ? ['tag-resources', `--tags ${shellQuoted(JSON.stringify(input.Tags))}`]
          : ['untag-resources', `--tag-keys ${input.TagKeys.map(shellQuoted).join(' ')}`];
      return `aws resourcegroupstaggingapi ${call}${awsFlags(connection)} --resource-arn-list ${arns} ${what}`;
    }
    if (!('ResourceId' in input)) return [];
    const [call, what] =
      'Tags' in input
        ? ['add-tags-to-resource', `--tags ${shellQuoted(JSON.stringify(input.Tags))}`]
        : ['remove-tags-from-resource', `--tag-keys ${input.TagKeys.map(shellQuoted).join(' ')}`];
    const command = `aws ssm ${call}${awsFlags(connection)} --resource-type ManagedInstance ${what} --resource-id`;
    hybrids.set(command, [...(hybrids.get(command) ?? []), input.ResourceId]);
    return [];
  });
  return [...calls, ...[...hybrids].map(([command, ids]) => forEach('node', ids, command))];
}

/** The command with one value after the other as its last argument. */
function forEach(variable: string, values: readonly string[], command: string): string {
  const quoted = values.map(shellQuoted);
  return quoted.length === 1
    ? `${command} ${quoted[0]}`
    : `for ${variable} in ${quoted.join(' ')}; do ${command} "$${variable}"; done`;
}

/** Takes patch groups off a baseline. */
export function freeCommand(
  baselineId: string,
  patchGroups: readonly string[],
  connection: ConnectionFlags | undefined,
): string {
  const free = `aws ssm deregister-patch-baseline-for-patch-group${awsFlags(connection)} --baseline-id ${shellQuoted(baselineId)} --patch-group`;
  return forEach('group', patchGroups, free);
}

/** Writes the value that a parameter had at a version into a file. */
export function keptRecordCommand(
  { name, version }: { readonly name: string; readonly version: number },
  file: string,
  connection: ConnectionFlags,
): string {
  const value = '--query Parameter.Value --output text';
  return `aws ssm get-parameter${awsFlags(connection)} --name ${shellQuoted(`${name}:${version}`)} ${value} > ${shellQuoted(file)}`;
}

/** Takes tags off a window or a baseline. */
export function removeTagsCommand(
  { type, id, keys }: { readonly type: string; readonly id: string; readonly keys: readonly string[] },
  connection: ConnectionFlags,
): string {
  const resource = `--resource-type ${type} --resource-id ${shellQuoted(id)}`;
  return `aws ssm remove-tags-from-resource${awsFlags(connection)} ${resource} --tag-keys ${keys.map(shellQuoted).join(' ')}`;
}

/** Gives a target other owner information; there is no way to have none again. */
export function giveBackTargetCommand(
  { windowId, targetId }: { readonly windowId: string; readonly targetId: string },
  ownerInformation: string,
  connection: ConnectionFlags,
): string {
  const target = `--window-id ${windowId} --window-target-id ${targetId}`;
  return `aws ssm update-maintenance-window-target${awsFlags(connection)} ${target} --owner-information ${shellQuoted(ownerInformation)}`;
}
