/** Looks at one thing in the account: its members as AWS gives them, without ids and dates. */
import {
  DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  DescribePatchGroupsCommand,
  GetDefaultPatchBaselineCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowTaskCommand,
  GetParameterCommand,
  GetPatchBaselineCommand,
  ListTagsForResourceCommand,
  type MaintenanceWindowTarget,
  type MaintenanceWindowTask,
  type ResourceTypeForTagging,
} from '@aws-sdk/client-ssm';
import { UserError } from '../errors.js';
import { bareBaselineId, type Members } from '../plan/account/inventory.js';
import type { Subject } from '../plan/account/operations.js';
import type { Clients } from './clients.js';
import { allPages } from './paging.js';

/**
 * The subject as it is now. A window also has its `Targets` and `Tasks`, by id, a baseline the groups that are registered
 * with it (`PatchGroups`) and the system whose default it is (`DefaultBaseline`), and both their `Tags`: so what somebody
 * added or changed inside since is seen, and that somebody has protected it.
 * @returns undefined where it does not exist
 */
export async function look(clients: Clients, subject: Subject, signal?: AbortSignal): Promise<Members | undefined> {
  try {
    return await lookAt(new Looker(clients, signal), subject);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether AWS says that something does not exist (modelled errors of the operations here). */
function isGone(error: unknown): boolean {
  return error instanceof UserError && /^(DoesNotExist|InvalidResourceId|ParameterNotFound)/.test(error.code);
}

async function lookAt(looker: Looker, subject: Subject): Promise<Members | undefined> {
  switch (subject.kind) {
    case 'record':
      return looker.record(subject.name);
    case 'window': {
      const { windowId } = subject;
      const [window, targets, tasks, Tags] = await Promise.all([
        looker.window(windowId),
        looker.targets(windowId),
        looker.tasks(windowId),
        looker.tags('MaintenanceWindow', windowId),
      ]);
      const byId = await Promise.all(
        tasks.map(async ({ WindowTaskId = '' }) => [
          WindowTaskId,
          await unlessGone(looker.task(windowId, WindowTaskId)),
        ]),
      );
      return {
        ...window.members,
        Tags,
        Targets: Object.fromEntries(targets.map((target) => [target.WindowTargetId, targetMembers(target)])),
        Tasks: Object.fromEntries(byId.filter(([, members]) => members !== undefined)),
      };
    }
    case 'target': {
      const targets = await looker.targets(subject.windowId);
      const target = targets.find(({ WindowTargetId }) => WindowTargetId === subject.targetId);
      return target && targetMembers(target);
    }
    case 'task':
      return looker.task(subject.windowId, subject.taskId);
    case 'baseline': {
      const { baselineId, operatingSystem } = subject;
      const [baseline, Tags, defaultId = ''] = await Promise.all([
        looker.baseline(baselineId),
        looker.tags('PatchBaseline', baselineId),
        looker.defaultBaseline(operatingSystem),
      ]);
      const isDefault = bareBaselineId(defaultId) === bareBaselineId(baselineId);
      return { ...baseline.members, Tags, DefaultBaseline: isDefault ? [operatingSystem] : [] };
    }
    case 'registration': {
      const BaselineId = await looker.registeredBaseline(subject.patchGroup, subject.operatingSystem);
      return BaselineId === undefined ? undefined : { BaselineId };
    }
    case 'default':
      return { BaselineId: bareBaselineId((await looker.defaultBaseline(subject.operatingSystem)) ?? '') };
    default:
      return subject satisfies never;
  }
}

/** What is deleted between a list and its details is not there; lists may also show it for a while after. */
export function unlessGone<Resource>(reading: Promise<Resource>): Promise<Resource | undefined> {
  return reading.catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
}

interface Dated {
  readonly members: Members;
  readonly createdAt: Date | undefined;
}

/** The reads behind {@link look}; an account that is read as a whole uses them too, so that both see the same. */
export class Looker {
  readonly #clients: Clients;
  readonly #signal: AbortSignal | undefined;

  constructor(clients: Clients, signal: AbortSignal | undefined) {
    this.#clients = clients;
    this.#signal = signal;
  }

  async record(Name: string): Promise<Members> {
    const { Parameter: { Value, Version } = {} } = await this.#send('GetParameter', (options) =>
      this.#clients.ssm.send(new GetParameterCommand({ Name }), options),
    );
    return { Value, Version };
  }

  async window(WindowId: string): Promise<Dated> {
    const {
      $metadata,
      WindowId: _id,
      NextExecutionTime,
      CreatedDate,
      ModifiedDate,
      ...members
    } = await this.#send('GetMaintenanceWindow', (options) =>
      this.#clients.ssm.send(new GetMaintenanceWindowCommand({ WindowId }), options),
    );
    return { members, createdAt: CreatedDate };
  }

  targets(WindowId: string): Promise<MaintenanceWindowTarget[]> {
    return allPages(
      (NextToken) =>
        this.#send('DescribeMaintenanceWindowTargets', (options) =>
          this.#clients.ssm.send(
            new DescribeMaintenanceWindowTargetsCommand({ WindowId, MaxResults: 100, NextToken }),
            options,
          ),
        ),
      (answer) => answer.Targets,
    );
  }

  tasks(WindowId: string): Promise<MaintenanceWindowTask[]> {
    return allPages(
      (NextToken) =>
        this.#send('DescribeMaintenanceWindowTasks', (options) =>
          this.#clients.ssm.send(
            new DescribeMaintenanceWindowTasksCommand({ WindowId, MaxResults: 100, NextToken }),
            options,
          ),
        ),
      (answer) => answer.Tasks,
    );
  }

  /** Whether a run is going on: executions come newest first. */
  async isRunning(WindowId: string): Promise<boolean> {
    const { WindowExecutions = [] } = await this.#send('DescribeMaintenanceWindowExecutions', (options) =>
      this.#clients.ssm.send(new DescribeMaintenanceWindowExecutionsCommand({ WindowId, MaxResults: 10 }), options),
    );
    return WindowExecutions.some(({ Status }) => Status === 'IN_PROGRESS' || Status === 'CANCELLING');
  }

  async task(WindowId: string, WindowTaskId: string): Promise<Members> {
    const {
      $metadata,
      WindowId: _window,
      WindowTaskId: _id,
      ...members
    } = await this.#send('GetMaintenanceWindowTask', (options) =>
      this.#clients.ssm.send(new GetMaintenanceWindowTaskCommand({ WindowId, WindowTaskId }), options),
    );
    return members;
  }

  async baseline(BaselineId: string): Promise<Dated> {
    const {
      $metadata,
      BaselineId: _id,
      CreatedDate,
      ModifiedDate,
      ...members
    } = await this.#send('GetPatchBaseline', (options) =>
      this.#clients.ssm.send(new GetPatchBaselineCommand({ BaselineId }), options),
    );
    return { members, createdAt: CreatedDate };
  }

  async tags(ResourceType: ResourceTypeForTagging, ResourceId: string): Promise<Record<string, string>> {
    const { TagList = [] } = await this.#send('ListTagsForResource', (options) =>
      this.#clients.ssm.send(new ListTagsForResourceCommand({ ResourceType, ResourceId }), options),
    );
    return Object.fromEntries(TagList.map(({ Key = '', Value = '' }) => [Key, Value]));
  }

  async registeredBaseline(patchGroup: string, operatingSystem: string): Promise<string | undefined> {
    const Filters = [
      { Key: 'NAME_PREFIX', Values: [patchGroup] },
      { Key: 'OPERATING_SYSTEM', Values: [operatingSystem] },
    ];
    const rows = await allPages(
      (NextToken) =>
        this.#send('DescribePatchGroups', (options) =>
          this.#clients.ssm.send(new DescribePatchGroupsCommand({ Filters, MaxResults: 100, NextToken }), options),
        ),
      (answer) => answer.Mappings,
    );
    return rows.find(({ PatchGroup }) => PatchGroup === patchGroup)?.BaselineIdentity?.BaselineId;
  }

  async defaultBaseline(operatingSystem: string): Promise<string | undefined> {
    const OperatingSystem = operatingSystem as 'WINDOWS';
    const answer = await this.#send('GetDefaultPatchBaseline', (options) =>
      this.#clients.ssm.send(new GetDefaultPatchBaselineCommand({ OperatingSystem }), options),
    );
    return answer.BaselineId;
  }

  #send<Answer>(
    operation: string,
    send: (options: { readonly abortSignal: AbortSignal | undefined }) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#clients.read(`ssm:${operation}`, () => send({ abortSignal: this.#signal }), this.#signal);
  }
}

/** A target without its ids. */
export function targetMembers({ WindowId, WindowTargetId, ...members }: MaintenanceWindowTarget): Members {
  return { ...members };
}
