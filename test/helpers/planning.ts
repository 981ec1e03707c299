/** An account for planners: the sandbox's own operations in memory, read and written as every account is. */
import type {
  CreateMaintenanceWindowCommandInput,
  RegisterTargetWithMaintenanceWindowCommandInput,
  RegisterTaskWithMaintenanceWindowCommandInput,
  SSM,
} from '@aws-sdk/client-ssm';
import { UserError } from '../../source/errors.js';
import { executePlan } from '../../source/execute/execute-plan.js';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import type { Inventory } from '../../source/plan/account/inventory.js';
import type { Operation, OperationKind } from '../../source/plan/account/operations.js';
import { type OwnedInventory, recordOf, withOwners } from '../../source/plan/account/ownership.js';
import type { RaisedQuotas } from '../../source/plan/account/quotas.js';
import { documentOf } from '../../source/plan/account/records.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import type { FlagAnswers } from '../../source/plan/intent/flags.js';
import { requireValid } from '../../source/plan/intent/validate.js';
import { type Consent, noConsent } from '../../source/plan/setup/consent.js';
import { type Drift, findDrift } from '../../source/plan/setup/drift.js';
import { intentOf } from '../../source/plan/setup/intent.js';
import { findLeftovers, type Leftover } from '../../source/plan/setup/leftovers.js';
import { planSetup, requireUnblocked, type SetupPlan } from '../../source/plan/setup/setup-plan.js';
import type { Account } from '../../source/sandbox/account.js';
import { newAccount } from '../../source/sandbox/seed.js';
import { type AccountDump, dumpAccount } from './account-dump.js';
import { codec } from './codec.js';
import { memorySandbox } from './memory-account.js';
import { tagList } from './sandbox.js';

/** When tests of planners take place; the account's clock goes on from there, a little with each call. */
export const now = new Date('2026-11-26T12:00:00Z');

/** What is asked of a set-up; the rest is as without flags. */
export interface Asked {
  readonly flags?: Partial<FlagAnswers>;
  readonly file?: PlanDocument | undefined;
  readonly consent?: Partial<Consent>;
  readonly keepsRecord?: boolean;
  /** What the account has otherwise than it is: nodes, for example, which nobody can make. */
  readonly over?: Partial<Inventory>;
}

/** An account in memory with the ways that tests of planners go. */
export class PlanningAccount {
  private constructor(
    readonly manager: PatchManager,
    readonly ssm: SSM,
    readonly raisedQuotas: RaisedQuotas,
    private readonly state: { readonly contents: Account; ticks: number },
  ) {}

  /** An account that only has AWS's own baselines. */
  static open(raised: RaisedQuotas = {}): Promise<PlanningAccount> {
    return PlanningAccount.with(raised, { contents: newAccount({ empty: true }), ticks: 0 });
  }

  private static async with(quotas: RaisedQuotas, state: PlanningAccount['state']): Promise<PlanningAccount> {
    const clock = () => new Date(now.getTime() + state.ticks++);
    const sandbox = memorySandbox({ empty: true, now: clock, quotas }, state.contents);
    return new PlanningAccount(await sandbox.connect(), sandbox.ssm(), quotas, state);
  }

  /** Another account with the same contents, whose clock goes on from there. */
  copy(): Promise<PlanningAccount> {
    const { contents, ticks } = this.state;
    return PlanningAccount.with(this.raisedQuotas, { contents: contents.copy(), ticks });
  }

  /** The account as a set-up or a status reads it. */
  async read(): Promise<OwnedInventory> {
    const inventory = await this.manager.readInventory({ details: 'all' });
    return withOwners({ ...inventory, raisedQuotas: this.raisedQuotas }, codec, now);
  }

  /** The plan of a set-up. */
  async plan({ flags, file, consent = {}, keepsRecord = true, over = {} }: Asked = {}): Promise<SetupPlan> {
    const account = { ...(await this.read()), ...over } as OwnedInventory;
    const asked = { ...noConsent, ...consent };
    const intent = intentOf({ flags: { task: {}, ...flags }, file, consent: asked, keepsRecord }, account);
    requireValid(intent.document);
    return planSetup(intent, account, { codec, now, consent: asked, keepsRecord });
  }

  /** A set-up, from reading to the last call; throws where something is in its way or a call fails. */
  async setUp(asked: Asked = {}): Promise<SetupPlan> {
    const plan = requireUnblocked(await this.plan(asked));
    await this.carryOut(plan.operations);
    return plan;
  }

  /**
   * Carries out operations as the product does; throws if a call fails.
   * @param most after so many calls the run breaks off
   */
  async carryOut(operations: readonly Operation[], most = Number.POSITIVE_INFINITY): Promise<void> {
    let left = most;
    const perform: PatchManager['perform'] = async (kind, input) => {
      if (left === 0) throw new UserError('Broken off.', { code: 'broken-off' });
      left -= 1;
      return this.manager.perform(kind, input);
    };
    const manager = { perform, look: (subject: Parameters<PatchManager['look']>[0]) => this.manager.look(subject) };
    for await (const event of executePlan(operations, {
      manager,
      now: () => now,
      wait: async () => {},
      random: () => 0.5,
    })) {
      if (event.type === 'failed' && event.error.code !== 'broken-off')
        throw new Error(`${event.operation.summary}: ${event.error.detail ?? event.error.title}`);
      if (event.type === 'skipped' && left > 0) throw new Error(`${event.operation.summary}: ${event.reason}`);
    }
  }

  async drift(): Promise<Drift[]> {
    return findDrift(await this.read(), codec, now);
  }

  async leftovers(): Promise<Leftover[]> {
    return findLeftovers(await this.read(), codec, now);
  }

  /** The document that the account keeps. */
  async document(plan = 'default'): Promise<PlanDocument | undefined> {
    return documentOf(recordOf(plan, await this.read()));
  }

  dump(): Promise<AccountDump> {
    return dumpAccount(this.ssm);
  }
}

/** How many operations of which kind. */
export function kinds({ operations }: Pick<SetupPlan, 'operations'>): Partial<Record<OperationKind, number>> {
  const counts: Partial<Record<OperationKind, number>> = {};
  for (const { kind } of operations) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

type Task = RegisterTaskWithMaintenanceWindowCommandInput;

/** What a window of somebody else is like; the rest is as a person would leave it. */
export interface ForeignWindow {
  readonly window?: Partial<CreateMaintenanceWindowCommandInput>;
  readonly tagKey?: string;
  readonly patchGroup?: string;
  readonly target?: Partial<
    Pick<RegisterTargetWithMaintenanceWindowCommandInput, 'OwnerInformation' | 'Name' | 'Description' | 'Targets'>
  >;
  readonly task?: Partial<Omit<Task, 'TaskInvocationParameters'>> & {
    readonly RunCommand?: NonNullable<Task['TaskInvocationParameters']>['RunCommand'];
  };
  readonly tags?: Record<string, string>;
}

/** A patching window that nobody's plan has; returns its id. */
export async function makeForeignWindow(
  ssm: SSM,
  { window, tagKey = 'PatchGroup', patchGroup = 'web', target, task = {}, tags = {} }: ForeignWindow = {},
): Promise<string> {
  const { WindowId = '' } = await ssm.createMaintenanceWindow({
    Name: 'Saturday-Night',
    Schedule: 'cron(30 22 ? * SAT#3 *)',
    Duration: 4,
    Cutoff: 1,
    AllowUnassociatedTargets: true,
    ...window,
  });
  const { WindowTargetId = '' } = await ssm.registerTargetWithMaintenanceWindow({
    WindowId,
    ResourceType: 'INSTANCE',
    Targets: [{ Key: `tag:${tagKey}`, Values: [patchGroup] }],
    ...target,
  });
  const { RunCommand = { Parameters: { Operation: ['Install'] } }, ...members } = task;
  await ssm.registerTaskWithMaintenanceWindow({
    WindowId,
    TaskArn: 'AWS-RunPatchBaseline',
    TaskType: 'RUN_COMMAND',
    Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
    MaxConcurrency: '10%',
    MaxErrors: '0',
    ...members,
    TaskInvocationParameters: task.TaskType === 'AUTOMATION' ? {} : { RunCommand },
  });
  const Tags = tagList(tags);
  if (Tags.length > 0) await ssm.addTagsToResource({ ResourceType: 'MaintenanceWindow', ResourceId: WindowId, Tags });
  return WindowId;
}
