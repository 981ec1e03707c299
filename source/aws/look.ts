/** Looks at one thing in the account: its members as AWS gives them, without ids and dates. */
import { isHybrid } from '../plan/account/fleet.js';
import { bareBaselineId, type Members } from '../plan/account/inventory.js';
import type { NodeTagsSubject, Subject } from '../plan/account/operations.js';
import { nodeIdOf } from '../plan/account/tagging.js';
import type { Clients } from './clients.js';
import { type Reads, targetMembers, unlessGone, unlessRefused } from './reads.js';

/**
 * The subject as it is now. A window also has its `Targets` and `Tasks`, by id, a baseline the groups that are registered
 * with it (`PatchGroups`) and the system whose default it is (`DefaultBaseline`), and both their `Tags`: so what somebody
 * added or changed inside since is seen, and that somebody has protected it.
 * @returns undefined where it does not exist
 */
export function look(reads: Reads, tagging: Clients['tagging'], subject: Subject): Promise<Members | undefined> {
  return unlessGone(subject.kind === 'node-tags' ? lookAtNodes(reads, tagging, subject) : lookAt(reads, subject));
}

/** What an instance carries is EC2's, and Systems Manager knows what another place's node does. */
async function lookAtNodes(reads: Reads, tagging: Clients['tagging'], subject: NodeTagsSubject): Promise<Members> {
  const [arn = ''] = subject.arns;
  const id = nodeIdOf(arn);
  const values = isHybrid({ id })
    ? reads.tags('ManagedInstance', id).then((tags) => ({ [arn]: tags[subject.tagKey] ?? null }))
    : (await tagging()).valuesOf(subject);
  // Who may tag and not read tags does it without looking.
  return unlessRefused<Members>(values, () => ({}));
}

async function lookAt(reads: Reads, subject: Exclude<Subject, NodeTagsSubject>): Promise<Members | undefined> {
  switch (subject.kind) {
    case 'record':
      return reads.parameter(subject.name);
    case 'window':
      return lookAtWindow(reads, subject.windowId, subject.taskIds);
    case 'target': {
      const targets = await reads.targets(subject.windowId);
      const target = targets.find(({ WindowTargetId }) => WindowTargetId === subject.targetId);
      return target && targetMembers(target);
    }
    case 'task':
      return reads.task(subject.windowId, subject.taskId);
    case 'baseline': {
      const { baselineId, operatingSystem } = subject;
      const [baseline, Tags, defaultId = ''] = await Promise.all([
        reads.baseline(baselineId),
        reads.tags('PatchBaseline', baselineId),
        reads.defaultBaseline(operatingSystem),
      ]);
      const isDefault = bareBaselineId(defaultId) === bareBaselineId(baselineId);
      return { ...baseline.members, Tags, DefaultBaseline: isDefault ? [operatingSystem] : [] };
    }
    case 'registration': {
      const Filters = [
        { Key: 'NAME_PREFIX', Values: [subject.patchGroup] },
        { Key: 'OPERATING_SYSTEM', Values: [subject.operatingSystem] },
      ];
      const registrations = await reads.registrations(Filters);
      const registered = registrations.find(({ patchGroup }) => patchGroup === subject.patchGroup);
      return registered && { BaselineId: registered.baselineId };
    }
    case 'default':
      return { BaselineId: bareBaselineId((await reads.defaultBaseline(subject.operatingSystem)) ?? '') };
    default:
      return subject satisfies never;
  }
}

async function lookAtWindow(reads: Reads, windowId: string, taskIds: readonly string[] = []): Promise<Members> {
  const readTask = (id: string) => unlessGone(reads.task(windowId, id));
  const early = Promise.all(taskIds.map(async (id) => [id, await readTask(id)] as const));
  const [window, targets, tasks, Tags] = await Promise.all([
    reads.window(windowId),
    reads.targets(windowId),
    reads.tasks(windowId),
    reads.tags('MaintenanceWindow', windowId),
    early,
  ]);
  const known = new Map(await early);
  const byId = await Promise.all(
    tasks.map(async ({ WindowTaskId: id = '' }) => [id, known.has(id) ? known.get(id) : await readTask(id)]),
  );
  return {
    ...window.members,
    Tags,
    Targets: Object.fromEntries(targets.map((target) => [target.WindowTargetId, targetMembers(target)])),
    Tasks: Object.fromEntries(byId.filter(([, members]) => members !== undefined)),
  };
}
