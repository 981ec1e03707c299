/** Commands of the AWS CLI to copy. */
import { shellQuoted } from '../intent/command-line.js';
import type { TagKey } from '../intent/document.js';

/** Tags nodes into one patch group; `--resources` wants instance ids. */
export function tagCommand(tagKey: TagKey, patchGroup: string, region: string | undefined): string {
  return `aws ec2 create-tags${regionFlag(region)} --resources i-… --tags ${shellQuoted(`Key=${tagKey},Value=${patchGroup}`)}`;
}

/** Takes patch groups off a baseline. */
export function freeCommand(baselineId: string, patchGroups: readonly string[]): string {
  const free = `aws ssm deregister-patch-baseline-for-patch-group --baseline-id ${shellQuoted(baselineId)} --patch-group`;
  const quoted = patchGroups.map(shellQuoted);
  return quoted.length === 1 ? `${free} ${quoted[0]}` : `for group in ${quoted.join(' ')}; do ${free} "$group"; done`;
}

/** Writes the value that a parameter had at a version into a file. */
export function keptRecordCommand(
  { name, version }: { readonly name: string; readonly version: number },
  file: string,
  region: string | undefined,
): string {
  const value = '--query Parameter.Value --output text';
  return `aws ssm get-parameter${regionFlag(region)} --name ${shellQuoted(`${name}:${version}`)} ${value} > ${shellQuoted(file)}`;
}

/** Takes tags off a window or a baseline. */
export function removeTagsCommand(
  { type, id, keys }: { readonly type: string; readonly id: string; readonly keys: readonly string[] },
  region: string | undefined,
): string {
  const resource = `--resource-type ${type} --resource-id ${shellQuoted(id)}`;
  return `aws ssm remove-tags-from-resource${regionFlag(region)} ${resource} --tag-keys ${keys.map(shellQuoted).join(' ')}`;
}

/** Gives a target other owner information; there is no way to have none again. */
export function giveBackTargetCommand(
  { windowId, targetId }: { readonly windowId: string; readonly targetId: string },
  ownerInformation: string,
  region: string | undefined,
): string {
  const target = `--window-id ${windowId} --window-target-id ${targetId}`;
  return `aws ssm update-maintenance-window-target${regionFlag(region)} ${target} --owner-information ${shellQuoted(ownerInformation)}`;
}

function regionFlag(region: string | undefined): string {
  return region === undefined ? '' : ` --region ${shellQuoted(region)}`;
}
