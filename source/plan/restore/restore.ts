/** Restore: a backup against the account, giving the operations that bring back what is not there any more. */
import type { Tag } from '../account/definitions.js';
import { type Finding, warning } from '../account/finding.js';
import type { Inventory, InventoryWindow } from '../account/inventory.js';
import type { Operation, ResourceId } from '../account/operations.js';
import { quotaFindings } from '../account/quota-findings.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import type {
  BackedUpBaseline,
  BackedUpRecord,
  BackedUpRegistration,
  BackedUpWindow,
  Backup,
} from '../cleanup/backup.js';
import { recordAgain } from '../setup/record.js';
import { baselineAgain, dependencies, groupsMeant, switchAgain, targetAgain, taskAgain, windowAgain } from './again.js';
import { countsAnew, staysAway } from './dates.js';
import { type Found, findInAccount, findInWindow, idsFound, settableTags } from './match.js';
import {
  baselineChanges,
  baselineOfSamePlan,
  hasTargetOfPlan,
  hasTaskOfPlan,
  partAgainWords,
  thingAgainWords,
  windowChanges,
  windowOfSameWave,
} from './plan-has.js';
import { leftToStack, lostTags, withStacksBaseline } from './stacks.js';
import { windowTargetIds } from './task.js';
import { otherWork, taskReview } from './task-review.js';

/** What a restore comes to: calls, what is there already, and what is left as it is. */
export interface RestorePlan {
  readonly operations: readonly Operation[];
  /** Things of the backup that are in the account. */
  readonly kept: number;
  /** Those of them that an earlier restore has made: ids of the backup with those of now; names are theirs, or their window's. */
  readonly renamed: readonly { readonly before: string; readonly after: string; readonly name: string }[];
  readonly findings: readonly Finding[];
}

/**
 * Which calls bring a backup back. What still exists is kept as it is: by its id, or, where an earlier restore gave it a
 * new one, by being equal in every member and tag.
 */
export function planRestore(backup: Backup, inventory: Inventory, now: Date): RestorePlan {
  const restore = new Restore(backup, inventory, now);
  for (const record of backup.records) restore.record(record);
  for (const baseline of backup.baselines) restore.baseline(baseline);
  for (const registration of backup.registrations) restore.registration(registration);
  for (const defaults of backup.defaults) restore.default(defaults);
  for (const window of backup.windows) restore.window(window);
  const wayOut = (): string => 'Delete some of the others first: a backup is restored as a whole.';
  restore.findings.unshift(...quotaFindings(inventory, restore.operations, wayOut));
  return restore;
}

class Restore implements RestorePlan {
  readonly operations: Operation[] = [];
  readonly findings: Finding[] = [];
  readonly renamed: RestorePlan['renamed'][number][] = [];
  kept = 0;
  readonly #now: Date;
  readonly #inventory: Inventory;
  readonly #backup: Backup;
  readonly #found: Found;
  /** Ids of what stands for something of the backup, or had stayed. */
  readonly #taken: ReadonlySet<string>;
  /** Ids of the backup → what they are now. */
  readonly #baselineIds = new Map<string, ResourceId>();
  /** What decides with which baseline nodes are patched: operations that let a window patch wait for it. */
  readonly #registrations = new Map<string, string[]>();
  readonly #defaults: string[] = [];

  constructor(backup: Backup, inventory: Inventory, now: Date) {
    this.#now = now;
    this.#inventory = inventory;
    this.#backup = backup;
    this.#found = findInAccount(backup, inventory);
    this.#taken = new Set([...backup.stayed, ...idsFound(this.#found)]);
  }

  record(record: BackedUpRecord): void {
    const { plan, name, value } = record;
    const existing = this.#inventory.records.find((each) => each.name === name);
    if (existing === undefined) {
      this.operations.push(recordAgain(record));
      return;
    }
    this.kept += 1;
    // What the plan wants now counts, if somebody has set it up again.
    if (existing.value !== value)
      this.#leave('record-taken', `The record of plan ${plan} (${name}) has changed since the backup and stays so.`);
  }

  baseline({ id, members, tags }: BackedUpBaseline): void {
    const existing = this.#found.baselines.get(id);
    if (existing) {
      this.#baselineIds.set(id, existing.id);
      this.#keep(members.Name, id, existing.id);
      return;
    }
    const again = baselineOfSamePlan({ id, members, tags }, this.#inventory.baselines, this.#taken);
    if (again) {
      this.#baselineIds.set(id, again.id);
      this.#keep(members.Name, id, again.id);
      const changes = baselineChanges({ id, members, tags }, again);
      this.#leave('plan-has-again', thingAgainWords(`baseline ${members.Name}`, id, again.id, changes));
      return;
    }
    const operationId = `baseline/${id}`;
    this.#baselineIds.set(id, { resultOf: operationId });
    this.operations.push(baselineAgain(operationId, { id, members, tags }, this.#tags(members.Name, tags)));
  }

  registration({ patchGroup, baselineId, operatingSystem }: BackedUpRegistration): void {
    const row = this.#inventory.patchGroups.find(
      (each) => each.patchGroup === patchGroup && each.operatingSystem === operatingSystem,
    );
    const BaselineId = this.#wanted(baselineId, row && { id: row.baselineId, name: row.baselineName }, {
      taken: 'patch-group-taken',
      subject: `Patch group "${patchGroup}"`,
      is: 'is now registered with',
      was: 'had the baseline',
    });
    if (BaselineId === undefined) return;
    const id = `group/${operatingSystem}/${patchGroup}`;
    this.#registrations.set(patchGroup, [...(this.#registrations.get(patchGroup) ?? []), id]);
    this.operations.push({
      id,
      kind: 'RegisterPatchBaselineForPatchGroup',
      name: patchGroup,
      summary: `Register the patch group ${patchGroup} with ${this.#nameOf(baselineId)} again`,
      input: { BaselineId, PatchGroup: patchGroup },
      dependsOn: dependencies(BaselineId),
    });
  }

  default({ operatingSystem, baselineId }: Backup['defaults'][number]): void {
    const system = operatingSystemLabels[operatingSystem];
    const current = this.#inventory.baselines.find(
      (baseline) => baseline.isDefault && baseline.operatingSystem === operatingSystem,
    );
    const BaselineId = this.#wanted(baselineId, current, {
      taken: 'default-taken',
      subject: `The default for ${system}`,
      is: 'is now',
      was: 'was',
    });
    if (BaselineId === undefined) return;
    const id = `default/${operatingSystem}`;
    this.#defaults.push(id);
    this.operations.push({
      id,
      kind: 'RegisterDefaultPatchBaseline',
      name: system,
      summary: `Make ${this.#nameOf(baselineId)} the default for ${system} again`,
      input: { BaselineId },
      dependsOn: dependencies(BaselineId),
    });
  }

  /** The baseline that something gets again; undefined where it has it, where it has another one now, or where it is gone. */
  #wanted(
    baselineId: string,
    current: { readonly id: string; readonly name: string } | undefined,
    { taken, subject, is, was }: Readonly<Record<'taken' | 'subject' | 'is' | 'was', string>>,
  ): ResourceId | undefined {
    const wanted = this.#baselineIds.get(baselineId) ?? baselineId;
    const isGone = typeof wanted === 'string' && this.#known(wanted) === undefined;
    if (current === undefined && !isGone) {
      this.findings.push(...withStacksBaseline(subject, wanted, this.#inventory));
      return wanted;
    }
    if (current?.id === wanted) this.kept += 1;
    else if (current) this.#leave(taken, `${subject} ${is} ${current.name} (${current.id}) and stays so.`);
    else this.#leave('baseline-missing', `${subject} ${was} ${baselineId}, which no longer exists.`);
    return undefined;
  }

  window(backed: BackedUpWindow): void {
    const { id, change, members, tags } = backed;
    const name = String(members.Name);
    const existing = this.#found.windows.get(id);
    if (change !== 'deleted' && existing === undefined) {
      this.#leave('window-missing', `Window ${name} (${id}), which the clean-up kept, no longer exists.`);
      return;
    }
    const again = existing ? undefined : windowOfSameWave(backed, this.#inventory.windows, this.#taken);
    if (again) {
      this.#keep(name, id, again.id);
      this.#leave('plan-has-again', thingAgainWords(`window ${name}`, id, again.id, windowChanges(backed, again)));
      return;
    }
    const left = existing ? leftToStack(backed, existing) : staysAway(backed, this.#now);
    if (left) {
      this.findings.push(left);
      return;
    }
    if (existing) this.#keep(name, id, existing.id);
    else {
      this.operations.push(windowAgain(backed, this.#tags(name, tags)));
      this.findings.push(...countsAnew(backed, this.#now));
    }
    const windowId = existing?.id ?? { resultOf: `window/${id}` };
    const context = { backed, name, existing, windowId, ready: this.#ready(backed) };
    const switched = this.#switch(context);
    if (change !== 'disabled') this.#contents(context, switched);
  }

  /** Windows are born switched on, and a disabled one is switched on again; returns what tasks wait for. */
  #switch({ backed, name, existing, windowId, ready }: WindowContext): string[] {
    const { id, change, members } = backed;
    const current = existing?.enabled ?? true;
    const wanted = change === 'tasks-deregistered' ? current : members.Enabled !== false;
    if (wanted === current) return [];
    const operationId = `switch/${id}`;
    const dependsOn = [...dependencies(windowId), ...(wanted ? ready : [])];
    this.operations.push(switchAgain(operationId, wanted, { name, windowId, dependsOn }));
    return [operationId];
  }

  #contents({ backed, existing, windowId, name, ready }: WindowContext, switched: readonly string[]): void {
    const found = findInWindow(backed, existing ?? { targets: [], tasks: [] }, this.#backup.stayed);
    const targetIds = new Map<string, ResourceId>(found.targets);
    for (const [id, task] of found.tasks) this.#keep(name, id, task.id);
    for (const { id, members } of backed.change === 'deleted' ? backed.targets : []) {
      const now = found.targets.get(id);
      if (now !== undefined) {
        this.#keep(name, id, now);
        continue;
      }
      if (existing && hasTargetOfPlan({ id, members }, existing, this.#taken)) {
        this.#leave('plan-has-again', partAgainWords(name, 'target', id));
        continue;
      }
      targetIds.set(id, { resultOf: `target/${id}` });
      this.operations.push(targetAgain({ id, members }, { name, windowId, dependsOn: dependencies(windowId) }));
    }
    const before = [windowId, ...targetIds.values()].flatMap(dependencies);
    for (const { id, members } of backed.tasks.filter((task) => !found.tasks.has(task.id))) {
      if (existing && hasTaskOfPlan({ id, members }, existing, this.#taken)) {
        this.#leave('plan-has-again', partAgainWords(name, 'task', id));
        continue;
      }
      const lost = windowTargetIds(members).find((target) => !targetIds.has(target));
      if (lost !== undefined) {
        this.#leave('target-missing', `Task ${id} of ${name} is not restored: its target ${lost} no longer exists.`);
        continue;
      }
      const dependsOn = [...before, ...switched, ...ready];
      const review = taskReview(members, backed.targets);
      const other = otherWork(members);
      if (other) this.#leave('runs-other', `The task of ${name} ${other}: ${review}.`);
      this.operations.push(taskAgain({ id, members }, review, targetIds, { name, windowId, dependsOn }));
    }
  }

  /** What has to be as it was before a window may patch: no window ever patches with the wrong baseline. */
  #ready(backed: BackedUpWindow): string[] {
    const groups = groupsMeant(backed) ?? [...this.#registrations.keys()];
    return [...new Set([...this.#defaults, ...groups.flatMap((group) => this.#registrations.get(group) ?? [])])];
  }

  #nameOf(baselineId: string): string {
    const backed = this.#backup.baselines.find(({ id }) => id === baselineId);
    return backed?.members.Name ?? this.#known(baselineId)?.name ?? baselineId;
  }

  #known(baselineId: string) {
    return [...this.#inventory.baselines, ...(this.#inventory.predefined ?? [])].find(({ id }) => id === baselineId);
  }

  #tags(name: string, tags: Readonly<Record<string, string>>): Tag[] {
    const own = Object.entries(settableTags(tags));
    if (own.length < Object.keys(tags).length) this.findings.push(lostTags(name, tags));
    return own.map(([Key, Value]) => ({ Key, Value }));
  }

  #keep(name: string, before: string, after: string): void {
    this.kept += 1;
    if (before !== after) this.renamed.push({ before, after, name });
  }

  #leave(code: string, message: string): void {
    this.findings.push(warning(code, message));
  }
}

interface WindowContext {
  readonly backed: BackedUpWindow;
  readonly name: string;
  readonly existing: InventoryWindow | undefined;
  readonly windowId: ResourceId;
  readonly ready: readonly string[];
}
