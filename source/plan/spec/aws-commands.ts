/** Commands of the AWS CLI to copy. */
import type { BaselineChoice } from './answers.js';
import { shellQuoted } from './command-line.js';
import type { TagKey } from './spec.js';

/** Save the rules of baselines that were read from the account, so that the files exist which a set-up command names. */
export function saveCommands(baselines: readonly BaselineChoice[], region: string | undefined): string[] {
  return baselines.flatMap((choice) => {
    if (choice.kind !== 'file' || choice.baselineId === undefined) return [];
    const id = `--baseline-id ${shellQuoted(choice.baselineId)}`;
    return [`aws ssm get-patch-baseline${regionFlag(region)} ${id} > ${shellQuoted(choice.fileName)}`];
  });
}

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
