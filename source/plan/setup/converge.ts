/** Converge: desired resources against what the account has for them, giving the operations that are still needed. */
import { baselineDifferences, changedFields } from '../account/compare.js';
import type { Tag } from '../account/definitions.js';
import type { Operation } from '../account/operations.js';
import type { DesiredBaseline } from './baseline-copies.js';
import { tagOperations } from './converge-tags.js';
import { taskOperation } from './converge-task.js';
import {
  ownTarget,
  ownTask,
  type PauseRules,
  targetOperation,
  type WindowIds,
  windowOperation,
} from './converge-window.js';
import type { DesiredResources, DesiredWindow } from './desired.js';

/** What there is to do, and how much is as it should be already. */
export interface Convergence {
  /** Every operation comes after those that it depends on. */
  readonly operations: readonly Operation[];
  /** Resources (baselines, registrations, windows, targets, tasks) that are left as they are. */
  readonly kept: number;
}

/** The calls that make the account what the document desires; a second run finds nothing left to do. */
export function converge(desired: DesiredResources, pauses: PauseRules): Convergence {
  const operations: Operation[] = [];
  let kept = 0;
  const settle: Settle = (...needed) => {
    const found = needed.filter((operation) => operation !== undefined);
    if (found.length === 0) kept += 1;
    operations.push(...found);
    return found.map(({ id }) => id);
  };
  const registrations = new Map<string, string[]>();
  for (const baseline of desired.baselines) {
    for (const [patchGroup, ids] of settleBaseline(baseline, desired.baselineTags, settle)) {
      registrations.set(patchGroup, [...(registrations.get(patchGroup) ?? []), ...ids]);
    }
  }
  for (const window of desired.windows) {
    settleWindow(desired.document.plan, window, pauses, registrations.get(window.wave.patchGroup) ?? [], settle);
  }
  return { operations, kept };
}

/** Adds the operations that a resource needs, or counts it as kept; returns the ids to wait for. */
type Settle = (...needed: readonly (Operation | undefined)[]) => string[];

/** The operations by which each group comes to its baseline. */
function settleBaseline(baseline: DesiredBaseline, tags: readonly Tag[], settle: Settle): [string, string[]][] {
  const { definition, existing, registered, takenBack, patchGroups } = baseline;
  const id = baselineId(baseline);
  const tagging = existing
    ? tagOperations({ existing, type: 'PatchBaseline', id, name: definition.Name }, tags, [])
    : [];
  const made = settle(baselineOperation(baseline, tags), ...tagging);
  return patchGroups.map((patchGroup) => {
    const freed = takenBack.has(patchGroup) ? settle(freeing(baseline, patchGroup, made)) : [];
    const isThere = registered.has(patchGroup);
    return [patchGroup, settle(isThere ? undefined : registration(baseline, patchGroup, [...made, ...freed]))];
  });
}

/** A task comes last: after its window, its target and all registrations of its group. */
function settleWindow(
  plan: string,
  desired: DesiredWindow,
  pauses: PauseRules,
  registrations: readonly string[],
  settle: Settle,
): void {
  const { existing, wave, definition, tags } = desired;
  const id = `window/${wave.name}`;
  const target = existing && ownTarget(plan, desired, existing);
  const task = existing && ownTask(plan, existing);
  const ids: WindowIds = {
    window: existing?.id ?? { resultOf: id },
    target: target?.id ?? { resultOf: `target/${wave.name}` },
  };
  const tagging = existing
    ? tagOperations({ existing, type: 'MaintenanceWindow', id, name: definition.Name }, tags, [])
    : [];
  // Whose a window is comes first: a run that breaks off is then found again.
  const tagged = tagging.map((operation) => operation.id);
  const made = settle(...tagging, windowOperation(desired, pauses, tagged));
  const targetMade = settle(targetOperation(desired, ids, target, made));
  settle(taskOperation(desired, ids, task, [...made, ...targetMade, ...registrations]));
}

function baselineId({ definition }: DesiredBaseline): string {
  return `baseline/${definition.OperatingSystem}/${definition.Name}`;
}

function baselineOperation(baseline: DesiredBaseline, tags: readonly Tag[]): Operation | undefined {
  const { definition, existing } = baseline;
  const id = baselineId(baseline);
  const name = definition.Name;
  if (existing === undefined) {
    const summary = `Create the patch baseline ${name} for ${definition.OperatingSystem}`;
    return { id, kind: 'CreatePatchBaseline', name, summary, input: { ...definition, Tags: tags }, dependsOn: [] };
  }
  const current = existing.definition ?? { Name: existing.name, OperatingSystem: existing.operatingSystem };
  const changes = baselineDifferences(current, definition);
  if (changes.length === 0) return undefined;
  const { OperatingSystem: _fixed, ...members } = definition;
  const input = { ...members, BaselineId: existing.id, Replace: true } as const;
  const summary = `Update the patch baseline ${name}: ${changedFields(changes)}`;
  return { id, kind: 'UpdatePatchBaseline', name, summary, input, dependsOn: [], changes };
}

/** Takes a group of the plan back from the baseline with which somebody has registered it since. */
function freeing(
  { definition, takenBack }: DesiredBaseline,
  patchGroup: string,
  dependsOn: readonly string[],
): Operation {
  const baseline = takenBack.get(patchGroup) ?? '';
  return {
    id: `group-back/${definition.OperatingSystem}/${patchGroup}`,
    kind: 'DeregisterPatchBaselineForPatchGroup',
    name: patchGroup,
    summary: `Deregister the patch group ${patchGroup} from ${baseline}, where somebody has put it`,
    input: { BaselineId: baseline, PatchGroup: patchGroup },
    dependsOn,
  };
}

function registration(baseline: DesiredBaseline, PatchGroup: string, dependsOn: readonly string[]): Operation {
  const { definition, existing } = baseline;
  return {
    id: `group/${definition.OperatingSystem}/${PatchGroup}`,
    kind: 'RegisterPatchBaselineForPatchGroup',
    name: PatchGroup,
    summary: `Register the patch group ${PatchGroup} with ${definition.Name}`,
    input: { BaselineId: existing?.id ?? { resultOf: baselineId(baseline) }, PatchGroup },
    dependsOn,
  };
}
