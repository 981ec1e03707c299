/** Converge: desired resources against what the account has for them, giving the operations that are still needed. */
import { baselineDifferences, fieldNames } from '../account/compare.js';
import type { Tag } from '../account/definitions.js';
import type { Operation } from '../account/operations.js';
import type { DesiredBaseline } from './baseline-copies.js';
import { tagOperations } from './converge-tags.js';
import {
  ownTarget,
  ownTask,
  targetOperation,
  taskOperation,
  type WindowIds,
  windowOperation,
} from './converge-window.js';
import type { DesiredResources } from './desired.js';

/** What there is to do, and how much is as it should be already. */
export interface Convergence {
  /** Every operation comes after those that it depends on. */
  readonly operations: readonly Operation[];
  /** Resources (baselines, registrations, windows, targets, tasks) that are left as they are. */
  readonly kept: number;
}

/** Which calls make the account what the plan desires; a second run finds nothing left to do. */
export function converge({ plan, baselines, windows, tags }: DesiredResources): Convergence {
  const operations: Operation[] = [];
  let kept = 0;
  /** Adds the operations that a resource needs, or counts it as kept; returns the ids to wait for. */
  const settle = (...needed: (Operation | undefined)[]): string[] => {
    const found = needed.filter((operation) => operation !== undefined);
    if (found.length === 0) kept += 1;
    operations.push(...found);
    return found.map(({ id }) => id);
  };

  const registrations = new Map<string, string[]>();
  // While a baseline is nobody's, its windows are too: an adoption that breaks off is recognised again.
  const adoptions: string[] = [];
  for (const baseline of baselines) {
    const { definition, existing, registered } = baseline;
    const name = definition.Name;
    const id = baselineId(baseline);
    const tagging = existing ? tagOperations({ existing, type: 'PatchBaseline', id, name }, tags, []) : [];
    const made = settle(baselineOperation(baseline, tags), ...tagging);
    if (existing?.adoptedBy) adoptions.push(...tagging.map((operation) => operation.id));
    for (const patchGroup of baseline.patchGroups) {
      const freed = baseline.takenBack.has(patchGroup) ? settle(freeing(baseline, patchGroup, made)) : [];
      const wait = [...made, ...freed];
      const waitFor = settle(registered.has(patchGroup) ? undefined : registration(baseline, patchGroup, wait));
      registrations.set(patchGroup, [...(registrations.get(patchGroup) ?? []), ...waitFor]);
    }
  }

  const taggings = windows.map(({ definition, existing }) => {
    const { Name: name } = definition;
    const tagged = existing && { existing, type: 'MaintenanceWindow' as const, id: `window/${name}`, name };
    return tagged ? tagOperations(tagged, tags, adoptions) : [];
  });
  // Which windows are taken over is told by what they have in common: all are the plan's before one is changed or made.
  const claims = taggings
    .filter((_, index) => windows[index]?.existing?.adoptedBy)
    .flatMap((all) => all.map(({ id }) => id));
  for (const [index, window] of windows.entries()) {
    const { definition, existing, patchGroup } = window;
    const name = definition.Name;
    const id = `window/${name}`;
    const target = existing && ownTarget(plan, window, existing);
    const task = existing && ownTask(plan, existing);
    const ids: WindowIds = {
      window: existing?.id ?? { resultOf: id },
      target: target?.id ?? { resultOf: `target/${name}` },
    };
    const made = settle(windowOperation(window, tags, claims), ...(taggings[index] ?? []));
    const windowMade = [...new Set([...claims, ...made])];
    const targetMade = settle(targetOperation(window, ids, target, windowMade));
    const waitFor = [...windowMade, ...targetMade, ...(registrations.get(patchGroup) ?? [])];
    settle(taskOperation(window, ids, task, waitFor));
  }
  const first = new Set([...adoptions, ...claims]);
  return { operations: [...operations].sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id))), kept };
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
  const summary = `Update the patch baseline ${name}: ${fieldNames(changes)}`;
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
