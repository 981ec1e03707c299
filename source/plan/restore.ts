/** Restore: a backup against the account, giving the operations that bring back what is not there any more. */
import type { BackedUpBaseline, BackedUpWindow, Backup } from './backup.js';
import { baselineDifferences, differences } from './compare.js';
import type { Tag, TargetDefinition, TaskDefinition, WindowDefinition } from './desired.js';
import { type Inventory, type InventoryBaseline, type InventoryWindow, type Members, ownRole } from './inventory.js';
import type { Operation, ResourceId } from './operations.js';
import type { Finding } from './preflight.js';

export interface RestorePlan {
  readonly operations: readonly Operation[];
  /** Things of the backup that are in the account as they were. */
  readonly kept: number;
  readonly findings: readonly Finding[];
}

/**
 * Which calls bring a backup back. What still exists is kept: by its id, or, where an earlier restore gave it a new one, by
 * being equal in every member and tag.
 */
export function planRestore(backup: Backup, inventory: Inventory): RestorePlan {
  const restore = new Restore(backup, inventory);
  for (const baseline of backup.baselines) restore.baseline(baseline);
  for (const registration of backup.registrations) restore.registration(registration);
  for (const defaults of backup.defaults) restore.default(defaults);
  for (const window of backup.windows) restore.window(window);
  return restore;
}

class Restore implements RestorePlan {
  readonly operations: Operation[] = [];
  readonly findings: Finding[] = [];
  kept = 0;
  readonly #inventory: Inventory;
  /** Ids of the backup → what they are now. */
  readonly #baselineIds = new Map<string, ResourceId>();
  /** Resources that stand for one of the backup already. */
  readonly #taken = new Set<string>();
  /** Operations that make windows act wait for everything that patches them rightly. */
  readonly #registrations: string[] = [];

  constructor(backup: Backup, inventory: Inventory) {
    this.#inventory = inventory;
    for (const { id } of [...backup.windows, ...backup.baselines]) this.#taken.add(id);
  }

  baseline(backed: BackedUpBaseline): void {
    const existing =
      this.#inventory.baselines.find(({ id }) => id === backed.id) ??
      this.#inventory.baselines.find((candidate) => this.#isRestored(candidate, backed));
    if (existing) {
      this.#taken.add(existing.id);
      this.#baselineIds.set(backed.id, existing.id);
      this.kept += 1;
      return;
    }
    const id = `baseline/${backed.id}`;
    this.#baselineIds.set(backed.id, { resultOf: id });
    this.operations.push({
      id,
      kind: 'CreatePatchBaseline',
      name: backed.members.Name,
      summary: `Create the patch baseline ${backed.members.Name} again (it was ${backed.id})`,
      input: { ...backed.members, Tags: this.#tags(backed.members.Name, backed.tags) },
      dependsOn: [],
    });
  }

  registration({ patchGroup, baselineId, operatingSystem }: Backup['registrations'][number]): void {
    const wanted = this.#baselineIds.get(baselineId) ?? baselineId;
    const row = this.#inventory.patchGroups.find(
      (candidate) => candidate.patchGroup === patchGroup && candidate.operatingSystem === operatingSystem,
    );
    if (row !== undefined) {
      if (row.baselineId === wanted) this.kept += 1;
      else
        this.#leave(
          'patch-group-taken',
          `The patch group "${patchGroup}" is registered with ${row.baselineName} (${row.baselineId}) now and stays so.`,
        );
      return;
    }
    if (typeof wanted === 'string' && !this.#hasBaseline(wanted)) {
      this.#leave(
        'baseline-missing',
        `The patch group "${patchGroup}" had the baseline ${wanted}, which does not exist any more.`,
      );
      return;
    }
    const id = `group/${operatingSystem}/${patchGroup}`;
    this.#registrations.push(id);
    this.operations.push({
      id,
      kind: 'RegisterPatchBaselineForPatchGroup',
      name: patchGroup,
      summary: `Register the patch group ${patchGroup} again`,
      input: { BaselineId: wanted, PatchGroup: patchGroup },
      dependsOn: dependencies(wanted),
    });
  }

  default({ operatingSystem, baselineId }: Backup['defaults'][number]): void {
    const wanted = this.#baselineIds.get(baselineId) ?? baselineId;
    const current = this.#inventory.baselines.find(
      (baseline) => baseline.isDefault && baseline.operatingSystem === operatingSystem,
    );
    if (current !== undefined && current.id === wanted) {
      this.kept += 1;
      return;
    }
    if (current !== undefined) {
      this.#leave(
        'default-taken',
        `The default for ${operatingSystem} is ${current.name} (${current.id}) now and stays so.`,
      );
      return;
    }
    if (typeof wanted === 'string' && !this.#hasBaseline(wanted)) {
      this.#leave(
        'baseline-missing',
        `The default for ${operatingSystem} was ${wanted}, which does not exist any more.`,
      );
      return;
    }
    this.operations.push({
      id: `default/${operatingSystem}`,
      kind: 'RegisterDefaultPatchBaseline',
      name: operatingSystem,
      summary: `Make it the default for ${operatingSystem} again`,
      input: { BaselineId: wanted },
      dependsOn: dependencies(wanted),
    });
  }

  window(backed: BackedUpWindow): void {
    const name = String(backed.members.Name);
    const existing =
      this.#inventory.windows.find(({ id }) => id === backed.id) ??
      this.#inventory.windows.find((candidate) => this.#isRestoredWindow(candidate, backed));
    if (backed.fate !== 'deleted' && existing === undefined) {
      this.#leave(
        'window-missing',
        `The window ${name} (${backed.id}), which the clean-up had kept, does not exist any more.`,
      );
      return;
    }
    const windowId = existing?.id ?? { resultOf: `window/${backed.id}` };
    if (existing) {
      this.#taken.add(existing.id);
      this.kept += 1;
    } else this.#createWindow(backed, name);
    const isOn = backed.members.Enabled !== false;
    const switched = this.#switchOn(backed, existing, windowId, name, isOn);
    if (backed.fate === 'disabled') return;

    const targetIds = new Map<string, ResourceId>();
    for (const { id, members } of backed.fate === 'deleted' ? backed.targets : []) {
      const found = existing?.targets.find((target) => target.id === id || isEqual(target.members, members));
      targetIds.set(id, found?.id ?? { resultOf: `target/${id}` });
      if (found) this.kept += 1;
      else this.#registerTarget(id, members, windowId, name);
    }
    for (const { id, members } of backed.tasks)
      this.#task(id, members, { existing, windowId, targetIds, name, switched });
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
  #switchOn(
    { id, fate }: BackedUpWindow,
    existing: InventoryWindow | undefined,
    windowId: ResourceId,
    name: string,
    isOn: boolean,
  ): string[] {
    const current = existing?.enabled ?? true;
    const wanted = fate === 'tasks-deregistered' ? current : isOn;
    if (wanted === current) return [];
    const operation: Operation = {
      id: `switch/${id}`,
      kind: 'UpdateMaintenanceWindow',
      name,
      summary: `Switch ${wanted ? 'on' : 'off'} the maintenance window ${name}`,
      input: { WindowId: windowId, Enabled: wanted },
      dependsOn: dependencies(windowId),
    };
    this.operations.push(operation);
    return [operation.id];
  }

  #registerTarget(id: string, members: Members, windowId: ResourceId, name: string): void {
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

  #task(id: string, members: Members, context: TaskContext): void {
    const { existing, windowId, targetIds, name, switched } = context;
    const Targets = newTargets(members.Targets, targetIds);
    const found = existing?.tasks.find((task) => task.id === id || isEqual(task.members, { ...members, Targets }));
    if (found) {
      this.kept += 1;
      return;
    }
    const { ServiceRoleArn, ...rest } = members;
    const role = ownRole(ServiceRoleArn as string | undefined);
    const waitFor = [...dependencies(windowId), ...[...targetIds.values()].flatMap(dependencies)];
    this.operations.push({
      id: `task/${id}`,
      kind: 'RegisterTaskWithMaintenanceWindow',
      name,
      summary: `Register the task of ${name} again (it was ${id})`,
      // What GetMaintenanceWindowTask answered is what the registration takes.
      input: {
        ...(rest as unknown as TaskDefinition),
        ...(role !== undefined && { ServiceRoleArn: role }),
        Targets,
        WindowId: windowId,
      },
      dependsOn: [...waitFor, ...switched, ...this.#registrations],
    });
  }

  #hasBaseline(id: string): boolean {
    return [...this.#inventory.baselines, ...(this.#inventory.predefined ?? [])].some((baseline) => baseline.id === id);
  }

  #isRestored(candidate: InventoryBaseline, { members, tags }: BackedUpBaseline): boolean {
    if (this.#taken.has(candidate.id) || candidate.definition === undefined) return false;
    return baselineDifferences(candidate.definition, members).length === 0 && isEqual(candidate.tags, ours(tags));
  }

  #isRestoredWindow(candidate: InventoryWindow, { members, tags }: BackedUpWindow): boolean {
    if (this.#taken.has(candidate.id)) return false;
    // A restore that was interrupted may not have switched it off yet.
    const { Enabled: _now, ...current } = candidate.members ?? {};
    const { Enabled: _then, ...wanted } = members;
    return isEqual(current, wanted) && isEqual(candidate.tags, ours(tags));
  }

  /** Tags as they were; those of AWS itself cannot be set by anybody. */
  #tags(name: string, tags: Readonly<Record<string, string>>): Tag[] {
    const own = ours(tags);
    const lost = Object.keys(tags).length - Object.keys(own).length;
    if (lost > 0) this.#leave('aws-tags', `${name} had tags that only AWS can set; they do not come back.`);
    return Object.entries(own).map(([Key, Value]) => ({ Key, Value }));
  }

  #leave(code: string, message: string): void {
    this.findings.push({ severity: 'warning', code, message, nextSteps: [] });
  }
}

interface TaskContext {
  readonly existing: InventoryWindow | undefined;
  readonly windowId: ResourceId;
  readonly targetIds: ReadonlyMap<string, ResourceId>;
  readonly name: string;
  readonly switched: readonly string[];
}

function ours(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !/^aws:/i.test(key)));
}

function isEqual(existing: object | undefined, wanted: object): boolean {
  return existing !== undefined && differences(existing, wanted).length === 0;
}

function dependencies(id: ResourceId): string[] {
  return typeof id === 'string' ? [] : [id.resultOf];
}

type TaskTargets = { readonly Key: 'WindowTargetIds'; readonly Values: readonly ResourceId[] }[];

/** A task's targets with the ids that the window's targets have now. */
function newTargets(targets: unknown, ids: ReadonlyMap<string, ResourceId>): TaskTargets {
  const list = (targets ?? []) as { readonly Key: 'WindowTargetIds'; readonly Values: readonly string[] }[];
  return list.map(({ Key, Values }) => ({ Key, Values: Values.map((id) => ids.get(id) ?? id) }));
}
