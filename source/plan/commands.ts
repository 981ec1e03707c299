/** Commands of the AWS CLI to copy. */
import { shellQuoted } from './command-line.js';
import type { TagKey } from './spec.js';

/** Tags nodes into one patch group; `--resources` wants instance ids. */
export function tagCommand(tagKey: TagKey, patchGroup: string, region: string | undefined): string {
  const there = region === undefined ? '' : ` --region ${shellQuoted(region)}`;
  return `aws ec2 create-tags${there} --resources i-… --tags ${shellQuoted(`Key=${tagKey},Value=${patchGroup}`)}`;
}
