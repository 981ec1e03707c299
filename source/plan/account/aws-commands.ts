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

function regionFlag(region: string | undefined): string {
  return region === undefined ? '' : ` --region ${shellQuoted(region)}`;
}
