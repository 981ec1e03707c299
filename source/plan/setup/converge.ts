/** Converge: desired resources against what the account has for them, giving the operations that are still needed. */
import { baselineDifferences, withChanges } from '../account/compare.js';
import type { Tag } from '../account/definitions.js';
import type { Operation } from '../account/operations.js';
import type { DesiredBaseline } from './baseline-copies.js';
import { tagOperations } from './converge-tags.js';
import { taskOperation } from './converge-task.js';
import { type PauseRules, targetOperation, type WindowIds, windowOperation } from './converge-window.js';
import type { DesiredResources, DesiredWindow } from './desired.js';
import { ownTarget, ownTask } from './own-parts.js';

/** What there is to do, and how much is as it should be already. */
interface Convergence {
  /** Every operation comes after those that it depends on. */
  readonly operations: readonly Operation[];
  /** Resources (baselines, registrations, windows, targets, tasks) that are left as they are. */
  readonly kept: number;
}

/** The calls that make the account what the document desires; a second run finds nothing left to do. */
export function converge(
  { document, baselines, baselineTags, windows }: DesiredResources,
  pauses: PauseRules,
): Convergence {
  const operations: Operation[] = [];
  let kept = 0;
  const settle: Settle = (...needed) => {
    const found = needed.filter((operation) => operation !== undefined);
    if (found.length === 0) kept += 1;
    operations.push(...found);
    return found.map(({ id }) => id);
  };
  const registrations = new Map<string, readonly string[]>();
  const rules: string[] = [];
  for (const baseline of baselines) {
    const { definition, existing } = baseline;
    const tagged = { existing, type: 'PatchBaseline', id: baselineId(baseline), name: definition.Name } as const;
    const own = baselineOperation(baseline, baselineTags);
    const made = settle(own, ...tagOperations(tagged, baselineTags));
    if (own) rules.push(own.id);
    for (const patchGroup of baseline.patchGroups) {
      const ids = settle(...registrationOperations(baseline, patchGroup, made));
      registrations.set(patchGroup, [...(registrations.get(patchGroup) ?? []), ...ids]);
    }
  }
  for (const window of windows) {
    const before = { rules, registrations: registrations.get(window.wave.patchGroup) ?? [] };
    settleWindow(document.plan, window, pauses, before, settle);
  }
  return { operations, kept };
}

/** Adds the operations that a resource needs, or counts it as kept; returns the ids to wait for. */
type Settle = (...needed: readonly (Operation | undefined)[]) => string[];

/** The operations that windows, and tasks, come after. */
interface Before {
  readonly rules: readonly string[];
  /** Of the window's group. */
  readonly registrations: readonly string[];
}

/**
 * A window comes after all rules: where AWS refuses these, none is left behind. A task comes last: after its window, its target and all
 * registrations of its group.
 */
function settleWindow(
  plan: string,
  desired: DesiredWindow,
  pauses: PauseRules,
  { rules, registrations }: Before,
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
  const tagging = tagOperations({ existing, type: 'MaintenanceWindow', id, name: definition.Name }, tags);
  // Whose a window is comes first: a run that breaks off is then found again.
  const tagged = tagging.map((operation) => operation.id);
  const made = settle(...tagging, windowOperation(desired, pauses, [...rules, ...tagged]));
  const targetMade = settle(targetOperation(desired, ids, target, [...rules, ...made]));
  settle(taskOperation(desired, ids, task, [...rules, ...made, ...targetMade, ...registrations]));
}

function baselineId({ definition }: DesiredBaseline): string {
  return `baseline/${definition.OperatingSystem}/${definition.Name}`;
}

function baselineOperation(baseline: DesiredBaseline, tags: readonly Tag[]): Operation | undefined {
  const { definition, existing } = baseline;
  const id = baselineId(baseline);
  const name = definition.Name;
  const base = { id, name, dependsOn: [] };
  if (existing === undefined) {
    const summary = `Create the patch baseline ${name} for ${definition.OperatingSystem}`;
    return { ...base, kind: 'CreatePatchBaseline', summary, input: { ...definition, Tags: tags } };
  }
  const current = existing.definition ?? { Name: existing.name, OperatingSystem: existing.operatingSystem };
  const { OperatingSystem: _fixed, ...members } = definition;
  const input = { ...members, BaselineId: existing.id, Replace: true } as const;
  const summary = `Update the patch baseline ${name}`;
  return withChanges(
    { ...base, kind: 'UpdatePatchBaseline', summary, input },
    baselineDifferences(current, definition),
  );
}

/** Brings a group to its baseline, first taking it from the one with which it is registered. */
function registrationOperations(baseline: DesiredBaseline, PatchGroup: string, made: readonly string[]): Operation[] {
  const { definition, existing, registered, takenBack } = baseline;
  if (registered.has(PatchGroup)) return [];
  const other = takenBack.get(PatchGroup);
  const of = `${definition.OperatingSystem}/${PatchGroup}`;
  const registration: Operation = {
    id: `group/${of}`,
    kind: 'RegisterPatchBaselineForPatchGroup',
    name: PatchGroup,
    summary: `Register the patch group ${PatchGroup} with ${definition.Name}`,
    input: { BaselineId: existing?.id ?? { resultOf: baselineId(baseline) }, PatchGroup },
    dependsOn: other === undefined ? made : [...made, `group-back/${of}`],
  };
  if (other === undefined) return [registration];
  const freeing: Operation = {
    id: `group-back/${of}`,
    kind: 'DeregisterPatchBaselineForPatchGroup',
    name: PatchGroup,
    summary: `Deregister the patch group ${PatchGroup} from ${other}`,
    input: { BaselineId: other, PatchGroup },
    dependsOn: made,
  };
  return [freeing, registration];
}
