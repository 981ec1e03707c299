/** `setup` without a screen: the plan, then its operations as they happen, as text or JSON lines. */

import { withNodesOfOthers } from '../execute/read-plan-nodes.js';
import { checkSchedule, windowIds } from '../execute/setup.js';
import type { ScheduleCheck } from '../execute/verify-schedule.js';
import type { ExecutionEvent, ExecutionState } from '../plan/account/events.js';
import { initialExecution } from '../plan/account/events.js';
import type { Inventory, NodesByGroup } from '../plan/account/inventory.js';
import { type Backup, buildBackup } from '../plan/cleanup/backup.js';
import { nothingToAdopt, recallAdopted } from '../plan/setup/adopt.js';
import { planSetup, requireUnblocked, requireValid, type SetupPlan } from '../plan/setup/setup-plan.js';
import { unwantedChoice } from '../plan/setup/unwanted.js';
import { type Answers, completeAnswers, type PartialAnswers, specOf } from '../plan/spec/answers.js';
import type { Consent } from '../plan/spec/consent.js';
import { patchGroupName } from '../plan/spec/names.js';
import type { PlanSpec } from '../plan/spec/spec.js';
import type { Output } from '../process/streams.js';
import { eventText, operationLine, planLine, summaryLine } from './lines.js';
import { carryOut, type RunOptions, unlessInterrupted } from './run.js';
import { planText, reportText, type SetupReport } from './setup-text.js';

export interface SetupOptions extends RunOptions {
  /** What flags have answered; the rest keeps its defaults or, where windows are taken over, is as those have it. */
  readonly flags: PartialAnswers;
  readonly consent: Consent;
  /** Writes the backup of what is pruned and syncs it to the disk; returns its path. */
  readonly writeBackup: (backup: Backup) => string;
  /** With commands that reach this account again. */
  readonly account: (answers: Answers) => SetupReport['account'];
}

/**
 * Plans and, where confirmed, applies.
 * @returns the exit code: 0 done or nothing to do, 1 partly applied, 3 not confirmed, 130 interrupted
 * @throws UserError before anything was changed
 */
export async function runSetup(options: SetupOptions, output: Output): Promise<number> {
  const { manager, signal, consent, isJson, isDryRun, isConfirmed } = options;
  const startedAt = options.now();
  const { answers, spec, inventory } = await readAccount(options);
  const account = options.account(answers);
  const { region } = account;
  const plan = requireUnblocked(planSetup(spec, inventory, { consent, said: options.flags, now: startedAt, region }));
  const writer = isJson ? jsonWriter(output, options.now) : textWriter(output, options, account);
  const isIdle = plan.operations.length === 0;
  const isApplied = !isIdle && !isDryRun && isConfirmed;
  // Before the plan is told: an error that stops everything comes before it.
  const backupFile = isApplied ? await backUp(plan, options, startedAt) : undefined;
  writer.plan(plan);

  if (!isApplied) {
    writer.end(plan, { state: initialExecution(plan.operations.length), startedAt });
    if (isIdle || isDryRun) return 0;
    output.err('Nothing was changed. To apply this plan, run it again with --yes.');
    return 3;
  }
  // JSON lines name it in the summary, which a killed run does not come to.
  if (backupFile) (isJson ? output.err : output.out)(`Backup of what is deleted: ${backupFile}`);
  const state = await carryOut(plan.operations, options, writer.event);
  const isComplete = state.succeeded === state.total;
  const check = isComplete
    ? await checkSchedule(manager, plan, windowIds(plan, state.outcomes), options.now(), signal).catch(() => undefined)
    : undefined;
  writer.end(plan, { state, startedAt, check, backupFile });
  if (signal.aborted) return 130;
  return isComplete ? 0 : 1;
}

/** What a prune deletes is backed up before the first call, as in a clean-up. */
async function backUp(plan: SetupPlan, options: SetupOptions, now: Date): Promise<string | undefined> {
  if (!plan.consent.prune || plan.unwanted.length === 0) return undefined;
  const identity = await options.manager.identify(options.signal);
  return options.writeBackup(buildBackup(plan.items, unwantedChoice(plan.unwanted), identity, now));
}

/** What the plan has to know of the account, and the answers that flags and the account give. */
async function readAccount(options: SetupOptions): Promise<{ answers: Answers; spec: PlanSpec; inventory: Inventory }> {
  const { flags, manager, consent, signal } = options;
  const nodesIn = ({ tagKey, slots }: PlanSpec) => manager.nodesByTag(tagKey, slots.map(patchGroupName), signal);
  const byDefault = completeAnswers(flags);
  return unlessInterrupted(signal, async () => {
    const [inventory, nodesByGroup] = await Promise.all([
      manager.readInventory({ signal }),
      consent.adopt ? undefined : nodesIn(specOf(byDefault)),
    ]);
    const withNodes = async (nodes: NodesByGroup): Promise<Inventory> => ({
      ...inventory,
      ...(await withNodesOfOthers(manager, byDefault.plan, inventory.windows, nodes, signal)),
    });
    if (nodesByGroup) return { answers: byDefault, spec: specOf(byDefault), inventory: await withNodes(nodesByGroup) };
    const adopted = recallAdopted(byDefault.plan, inventory, flags);
    const hasDates = flags.days !== undefined || flags.times !== undefined;
    if (!adopted && !hasDates) throw nothingToAdopt(byDefault.plan, inventory, flags);
    const answers = completeAnswers(flags, adopted?.answers);
    // Scripts that ran twice have made fewer windows than weeks times days times hours: what is missing is not made.
    const spec = requireValid({ ...specOf(answers), ...(hasDates || !adopted ? {} : { slots: adopted.slots }) });
    return { answers, spec, inventory: await withNodes(await nodesIn(spec)) };
  });
}

/** How a run has ended. */
interface End {
  readonly state: ExecutionState;
  readonly startedAt: Date;
  readonly check?: ScheduleCheck | undefined;
  readonly backupFile?: string | undefined;
}

/** What both forms of output have to say, and when. */
interface SetupWriter {
  plan(plan: SetupPlan): void;
  event(event: ExecutionEvent, state: ExecutionState): void;
  end(plan: SetupPlan, end: End): void;
}

function jsonWriter({ out }: Output, now: () => Date): SetupWriter {
  return {
    plan({ operations, kept, findings }) {
      out(planLine(operations, kept, findings));
    },
    event(event) {
      const line = operationLine(event);
      if (line) out(line);
    },
    end({ kept }, { state, startedAt, check, backupFile }) {
      const durationMs = now().getTime() - startedAt.getTime();
      // A schedule that could not be read is told too.
      const isComplete = state.total > 0 && state.succeeded === state.total;
      const more = { ...(isComplete && { schedule: check ?? null }), ...(backupFile && { backup: backupFile }) };
      out(summaryLine(state, kept, durationMs, more));
    },
  };
}

function textWriter(
  { out }: Output,
  { isConfirmed, isDryRun, now }: SetupOptions,
  account: SetupReport['account'],
): SetupWriter {
  return {
    plan(plan) {
      for (const line of planText(plan, account.region)) out(line);
    },
    event(event, state) {
      const line = eventText(event, state);
      if (line) out(line);
    },
    end(plan, { state, startedAt, check, backupFile }) {
      if (plan.operations.length === 0) out('Nothing to do: the account is as the plan wants it.');
      else if (isDryRun) out('Dry run: nothing was changed.');
      else if (isConfirmed) {
        const seconds = (now().getTime() - startedAt.getTime()) / 1000;
        for (const line of reportText({ plan, state, check, backupFile, seconds, account })) out(line);
      }
    },
  };
}
