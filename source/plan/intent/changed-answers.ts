/** What one document answers otherwise than another, one answer by one: as flags, or as what people have changed of a suggestion. */
import type { PlanDocument, TaskSpec } from './document.js';
import { type FlagAnswers, withFlags } from './flags.js';
import { ownMembers } from './task-flags.js';

/** Answers of flags, or waves that those cannot say. */
export type ChangedAnswers = FlagAnswers & Partial<Pick<PlanDocument, 'waves'>>;

/** The base with changed answers in place of its own. */
export function withChangedAnswers(base: PlanDocument, { waves, ...changes }: ChangedAnswers): PlanDocument {
  const document = withFlags(base, changes);
  return waves ? { ...document, waves } : document;
}

/** The answers of a document that another one has otherwise; of what a window does each member. */
export function changedAnswers(from: PlanDocument, to: PlanDocument): ChangedAnswers {
  const { plan } = to;
  // Windows that are called after the plan have another name by the plan's alone.
  const was = withFlags(from, { plan, task: {} });
  const changed = (['timeZone', 'tagKey', 'baselines', 'approvals', 'tags', 'waves'] as const).filter(
    (name) => JSON.stringify(to[name]) !== JSON.stringify(was[name]),
  );
  return {
    ...(plan !== from.plan && { plan }),
    // Only approvals can be left out, and flags would then leave them as they are.
    ...Object.fromEntries(changed.map((name) => [name, to[name] ?? 'each-wave'])),
    task: ownMembers(withRole(to.task), withRole(was.task)),
  };
}

/** As flags say it: an empty role is none. */
function withRole(task: TaskSpec): TaskSpec {
  return { ...task, serviceRoleArn: task.serviceRoleArn ?? '' };
}
