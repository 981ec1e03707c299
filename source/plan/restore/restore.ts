/** Restore: a backup against the account, giving the operations that bring back what is not there any more. */

import type { Tag, TargetDefinition, WindowDefinition } from '../account/definitions.js';
import { type Finding, warning } from '../account/finding.js';
import { type Inventory, type InventoryWindow, isPatchGroupKey } from '../account/inventory.js';
import type { Operation, ResourceId } from '../account/operations.js';
import { quotaFindings } from '../account/quota-findings.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import type { BackedUpBaseline, BackedUpPart, BackedUpRecord, BackedUpWindow, Backup } from '../cleanup/backup.js';
import { recordAgain } from '../setup/record.js';
import { type Found, type FoundInWindow, findInAccount, findInWindow, settableTags } from './match.js';
import type { RenamedId, RestorePlan } from './restore-plan.js';
import { registrableTask, windowTargetIds } from './task.js';

/**
 * Which calls bring a backup back. What still exists is kept as it is: by its id, or, where an earlier restore gave it a
 * new one, by being equal in every member and tag.
 */
export function planRestore(backup: Backup, inventory: Inventory): RestorePlan {
  const restore = new Restore(backup, inventory);
  for (const record of backup.records) restore.record(record);
  for (const baseline of backup.baselines) restore.baseline(baseline);
  for (const registration of backup.registrations) restore.registration(registration);
  for (const defaults of backup.defaults) restore.default(defaults);
  for (const window of backup.windows) restore.window(window);
  const wayOut = (): string => 'Remove some of the others first: a backup comes back as a whole.';
  restore.findings.unshift(...quotaFindings(inventory, restore.operations, wayOut));
  return restore;
}

class Restore implements RestorePlan {
  readonly operations: Operation[] = [];
  readonly findings: Finding[] = [];
  readonly renamed: RenamedId[] = [];
  kept = 0;
  readonly #inventory: Inventory;
  readonly #backup: Backup;
  readonly #found: Found;
  /** Ids of the backup → what they are now. */
  readonly #baselineIds = new Map<string, ResourceId>();
  /** What decides with which baseline nodes are patched: operations that let a window patch wait for it. */
  readonly #registrations = new Map<string, string[]>();
  readonly #defaults: string[] = [];

  constructor(backup: Backup, inventory: Inventory) {
    this.#inventory = inventory;
    this.#backup = backup;
    this.#found = findInAccount(backup, inventory);
  }

  record(record: BackedUpRecord): void {
    const existing = this.#inventory.records.find(({ name }) => name === record.name);
    if (existing === undefined) this.operations.push(recordAgain(record));
    else this.kept += 1;
    const { plan, name, value } = record;
    // What the plan wants now counts, if somebody has set it up again.
    if (existing && existing.value !== value)
      this.#leave('record-taken', `The account keeps other answers of plan ${plan} now (${name}), and they stay.`);
  }

  baseline({ id, members, tags }: BackedUpBaseline): void {
    const existing = this.#found.baselines.get(id);
    if (existing) {
      this.#baselineIds.set(id, existing.id);
      this.#keep(members.Name, id, existing.id);
      return;
    }
    const operationId = `baseline/${id}`;
    this.#baselineIds.set(id, { resultOf: operationId });
    this.operations.push({
      id: operationId,
      kind: 'CreatePatchBaseline',
      name: members.Name,
      summary: `Create the patch baseline ${members.Name} again (it was ${id})`,
      input: { ...members, Tags: this.#tags(members.Name, tags) },
      dependsOn: [],
    });
  }

  registration({ patchGroup, baselineId, operatingSystem }: Backup['registrations'][number]): void {
    const wanted = this.#baselineIds.get(baselineId) ?? baselineId;
    const row = this.#inventory.patchGroups.find(
      (candidate) => candidate.patchGroup === patchGroup && candidate.operatingSystem === operatingSystem,
    );
    if (row?.baselineId === wanted) {
      this.kept += 1;
      return;
    }
    if (row) {
      const message = `The patch group "${patchGroup}" is registered with ${row.baselineName} (${row.baselineId}) now and stays so.`;
      this.#leave('patch-group-taken', message);
      return;
    }
    if (!this.#exists(wanted)) {
      const message = `The patch group "${patchGroup}" had the baseline ${baselineId}, which does not exist any more.`;
      this.#leave('baseline-missing', message);
      return;
    }
    const id = `group/${operatingSystem}/${patchGroup}`;
    this.#registrations.set(patchGroup, [...(this.#registrations.get(patchGroup) ?? []), id]);
    this.operations.push({
      id,
      kind: 'RegisterPatchBaselineForPatchGroup',
      name: patchGroup,
      summary: `Register the patch group ${patchGroup} with ${this.#nameOf(baselineId)} again`,
      input: { BaselineId: wanted, PatchGroup: patchGroup },
      dependsOn: dependencies(wanted),
    });
  }

  default({ operatingSystem, baselineId }: Backup['defaults'][number]): void {
    const wanted = this.#baselineIds.get(baselineId) ?? baselineId;
    const system = operatingSystemLabels[operatingSystem];
    const current = this.#inventory.baselines.find(
      (baseline) => baseline.isDefault && baseline.operatingSystem === operatingSystem,
    );
    if (current?.id === wanted) {
      this.kept += 1;
      return;
    }
    if (current) {
      const message = `The default for ${system} is ${current.name} (${current.id}) now and stays so.`;
      this.#leave('default-taken', message);
      return;
    }
    if (!this.#exists(wanted)) {
      const message = `The default for ${system} was ${baselineId}, which does not exist any more.`;
      this.#leave('baseline-missing', message);
      return;
    }
    const id = `default/${operatingSystem}`;
    this.#defaults.push(id);
    this.operations.push({
      id,
      kind: 'RegisterDefaultPatchBaseline',
      name: system,
      summary: `Make ${this.#nameOf(baselineId)} the default for ${system} again`,
      input: { BaselineId: wanted },
      dependsOn: dependencies(wanted),
    });
  }

  window(backed: BackedUpWindow): void {
    const { id, change } = backed;
    const name = String(backed.members.Name);
    const existing = this.#found.windows.get(id);
    if (change !== 'deleted' && existing === undefined) {
      const message = `The window ${name} (${id}), which the clean-up had kept, does not exist any more.`;
      this.#leave('window-missing', message);
      return;
    }
    if (existing) this.#keep(name, id, existing.id);
    else this.#createWindow(backed, name);
    const context: WindowContext = {
      backed,
      name,
      existing,
      windowId: existing?.id ?? { resultOf: `window/${id}` },
      ready: this.#ready(backed),
    };
    const switched = this.#switch(context);
    if (change !== 'disabled') this.#contents(context, switched);
  }

  #createWindow({ id, members, tags }: BackedUpWindow, name: string): void {
    const { Enabled: _enabled, ...rest } = members;
    // The members are what GetMaintenanceWindow answered, which CreateMaintenanceWindow takes.
    const definition = rest as unknown as WindowDefinition;
    this.operations.push({
      id: `window/${id}`,
      kind: 'CreateMaintenanceWindow',
      name,
      summary: `Create the maintenance window ${name} again (it was ${id})`,
      input: { ...definition, Tags: this.#tags(name, tags) },
      dependsOn: [],
    });
  }

  /** Windows are born switched on, and a disabled one is switched on again; returns what tasks wait for. */
  #switch({ backed, name, existing, windowId, ready }: WindowContext): string[] {
    const { id, change, members } = backed;
    const current = existing?.enabled ?? true;
    const wanted = change === 'tasks-deregistered' ? current : members.Enabled !== false;
    if (wanted === current) return [];
    const operationId = `switch/${id}`;
    this.operations.push({
      id: operationId,
      kind: 'UpdateMaintenanceWindow',
      name,
      summary: `Switch ${wanted ? 'on' : 'off'} the maintenance window ${name}`,
      input: { WindowId: windowId, Enabled: wanted },
      dependsOn: [...dependencies(windowId), ...(wanted ? ready : [])],
    });
    return [operationId];
  }

  #contents(context: WindowContext, switched: readonly string[]): void {
    const { backed, existing, windowId, name } = context;
    const found: FoundInWindow = existing
      ? findInWindow(backed, existing, this.#backup.stayed)
      : { targets: new Map(), tasks: new Map() };
    for (const [id, task] of found.tasks) this.#keep(name, id, task.id);
    const targetIds = new Map<string, ResourceId>(found.targets);
    if (backed.change === 'deleted') {
      for (const [id, now] of found.targets) this.#keep(name, id, now);
      for (const { id, members } of backed.targets) {
        if (targetIds.has(id)) continue;
        targetIds.set(id, { resultOf: `target/${id}` });
        this.operations.push({
          id: `target/${id}`,
          kind: 'RegisterTargetWithMaintenanceWindow',
          name,
          summary: `Register the target of ${name} again (it was ${id})`,
          // What DescribeMaintenanceWindowTargets answered is what the registration takes.
          input: { ...(members as unknown as TargetDefinition), WindowId: windowId },
          dependsOn: dependencies(windowId),
        });
      }
    }
    for (const task of backed.tasks) if (!found.tasks.has(task.id)) this.#task(task, context, targetIds, switched);
  }

  #task(
    { id, members }: BackedUpPart,
    { windowId, name, ready }: WindowContext,
    targetIds: ReadonlyMap<string, ResourceId>,
    switched: readonly string[],
  ): void {
    const lost = windowTargetIds(members).find((target) => !targetIds.has(target));
    if (lost !== undefined) {
      const message = `The task ${id} of ${name} had the target ${lost}, which does not exist any more.`;
      this.#leave('target-missing', message);
      return;
    }
    this.operations.push({
      id: `task/${id}`,
      kind: 'RegisterTaskWithMaintenanceWindow',
      name,
      summary: `Register the task of ${name} again (it was ${id})`,
      input: { ...registrableTask(members, targetIds), WindowId: windowId },
      dependsOn: [...dependencies(windowId), ...[...targetIds.values()].flatMap(dependencies), ...switched, ...ready],
    });
  }

  /** What has to be as it was before a window may patch: no window ever patches with the wrong baseline. */
  #ready({ targets }: BackedUpWindow): string[] {
    const keys = targets.flatMap(({ members }) => (members.Targets ?? []) as TargetDefinition['Targets']);
    const isByGroup = keys.length > 0 && keys.every(({ Key }) => isPatchGroupKey(Key));
    const groups = isByGroup ? keys.flatMap(({ Values }) => Values) : [...this.#registrations.keys()];
    return [...new Set([...this.#defaults, ...groups.flatMap((group) => this.#registrations.get(group) ?? [])])];
  }

  #nameOf(baselineId: string): string {
    const backed = this.#backup.baselines.find(({ id }) => id === baselineId);
    return backed?.members.Name ?? this.#known(baselineId)?.name ?? baselineId;
  }

  #exists(id: ResourceId): boolean {
    return typeof id !== 'string' || this.#known(id) !== undefined;
  }

  #known(baselineId: string) {
    return [...this.#inventory.baselines, ...(this.#inventory.predefined ?? [])].find(({ id }) => id === baselineId);
  }

  #tags(name: string, tags: Readonly<Record<string, string>>): Tag[] {
    const own = Object.entries(settableTags(tags));
    if (own.length < Object.keys(tags).length)
      this.#leave('aws-tags', `${name} had tags that only AWS can set; they do not come back.`);
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

function dependencies(id: ResourceId): string[] {
  return typeof id === 'string' ? [] : [id.resultOf];
}
