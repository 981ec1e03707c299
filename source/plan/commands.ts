/** Commands of the AWS CLI to copy: tagging nodes into their groups, and taking a plan away again. */
import { shellQuoted } from './command-line.js';
import type { DesiredResources } from './desired.js';
import type { TagKey } from './spec.js';

/** Tags nodes into one patch group; `--resources` wants instance ids. */
export function tagCommand(tagKey: TagKey, patchGroup: string, region: string): string {
  return `aws ec2 create-tags --region ${shellQuoted(region)} --resources i-… --tags ${shellQuoted(`Key=${tagKey},Value=${patchGroup}`)}`;
}

/** The ids that a plan's resources have in the account. */
export interface PlanIds {
  /** By window name. */
  readonly windows: ReadonlyMap<string, string>;
  /** By operating system and name of the baseline, as operation ids have them: `baseline/WINDOWS/NAME`. */
  readonly baselines: ReadonlyMap<string, string>;
}

/** What takes a whole plan away: windows (with their targets and tasks), then registrations, then baselines. */
export function undoCommands(desired: DesiredResources, ids: PlanIds, region: string): string[] {
  const aws = (command: string): string => `aws ssm ${command} --region ${shellQuoted(region)}`;
  const windows = [...ids.windows.values()].map((id) => aws(`delete-maintenance-window --window-id ${id}`));
  const baselines = desired.baselines.flatMap(({ definition, patchGroups }) => {
    const id = ids.baselines.get(`baseline/${definition.OperatingSystem}/${definition.Name}`);
    if (id === undefined) return [];
    const groups = patchGroups.map((patchGroup) =>
      aws(`deregister-patch-baseline-for-patch-group --baseline-id ${id} --patch-group ${shellQuoted(patchGroup)}`),
    );
    return [...groups, aws(`delete-patch-baseline --baseline-id ${id}`)];
  });
  return [...windows, ...baselines];
}
