/** The account as it is before the first call: a small fleet, other teams' windows and baselines. Always the same. */

import { defaultQuotas } from '../plan/account/quotas.js';
import { Account, accountId, type Region, type Start } from './account.js';
import { predefinedBaselineArn } from './baseline-id.js';
import { type Context, digest, epochSeconds } from './context.js';
import { ssmOperations } from './operations.js';
import { seedNodes } from './seed-nodes.js';
import { callerOf } from './sts.js';

/** When the other teams set up their things: long before any run of the sandbox. */
const seededAt = new Date('2025-03-03T09:14:22.517Z');

/** Runs an operation as anyone could; ids come from the region and a count, so that they are the same every time. */
type Run = (operation: string, input: object) => Readonly<Record<string, string>>;

/** An account in its first state: seeded, or with nothing but AWS's own baselines. */
export function newAccount(start: Start): Account {
  return new Account(start, (region) => seed(region, start));
}

/** Fills a region through the operations themselves, so that nothing seeded could not have been made. */
function seed(region: Region, { empty = false, fleet }: Start): void {
  let count = 0;
  const place = region.account === accountId ? region.name : `${region.account}/${region.name}`;
  const hex = (digits: number) => digest(`${place} ${count++}`).slice(0, digits);
  const caller = callerOf(region.partition, undefined);
  const context: Omit<Context, 'operation'> = { now: seededAt, quotas: defaultQuotas, caller, hex };
  const run: Run = (name, input) => {
    const operation = ssmOperations.get(name);
    if (operation === undefined) throw new Error(`The seed calls ${name}, which is no operation`);
    return operation.run(region, input, { ...context, operation: name }) as Readonly<Record<string, string>>;
  };
  if (!empty || fleet !== undefined) seedNodes(region, hex, epochSeconds(seededAt), fleet);
  if (empty) return;
  seedBaselines(region, run);
  seedPatching(region, run);
  seedLegacy(region, run);
  seedOthers(run);
}

type Lists = Readonly<Record<string, readonly string[]>>;

function tags(values: Readonly<Record<string, string>>): object[] {
  return Object.entries(values).map(([Key, Value]) => ({ Key, Value }));
}

function rule(days: number, filters: Lists, level = 'UNSPECIFIED'): object {
  const PatchFilters = Object.entries(filters).map(([Key, Values]) => ({ Key, Values }));
  return { PatchFilterGroup: { PatchFilters }, ApproveAfterDays: days, ComplianceLevel: level };
}

/** Three custom baselines, one of them the default for Windows; a fourth group is on one of AWS's. */
function seedBaselines(region: Region, run: Run): void {
  const windows = run('CreatePatchBaseline', {
    OperatingSystem: 'WINDOWS',
    Name: 'Corp-Windows-Default',
    Description: 'Security and critical updates after a week in the pilot ring',
    ApprovalRules: {
      PatchRules: [
        rule(7, { CLASSIFICATION: ['SecurityUpdates', 'CriticalUpdates'], MSRC_SEVERITY: ['Critical'] }, 'CRITICAL'),
        rule(14, { CLASSIFICATION: ['SecurityUpdates', 'UpdateRollups'], MSRC_SEVERITY: ['Important'] }, 'HIGH'),
      ],
    },
    RejectedPatches: ['KB5034439'],
    RejectedPatchesAction: 'BLOCK',
    Tags: tags({ Team: 'workplace', CostCenter: '4711' }),
  });
  run('RegisterDefaultPatchBaseline', { BaselineId: windows.BaselineId });
  run('RegisterPatchBaselineForPatchGroup', { BaselineId: windows.BaselineId, PatchGroup: 'corp-windows' });
  const web = run('CreatePatchBaseline', {
    OperatingSystem: 'AMAZON_LINUX_2023',
    Name: 'web-tier-linux',
    Description: 'Web tier: security at once, bug fixes after ten days',
    ApprovalRules: {
      PatchRules: [
        rule(0, { CLASSIFICATION: ['Security'], SEVERITY: ['Critical', 'Important'] }, 'CRITICAL'),
        rule(10, { CLASSIFICATION: ['Bugfix'] }),
      ],
    },
    Tags: tags({ Team: 'web' }),
  });
  for (const PatchGroup of ['web-tier', 'web-tier-canary']) {
    run('RegisterPatchBaselineForPatchGroup', { BaselineId: web.BaselineId, PatchGroup });
  }
  const finance = run('CreatePatchBaseline', {
    OperatingSystem: 'REDHAT_ENTERPRISE_LINUX',
    Name: 'finance-rhel',
    ApprovalRules: { PatchRules: [rule(30, { CLASSIFICATION: ['Security'] }, 'MEDIUM')] },
    RejectedPatches: ['kernel*'],
    Tags: tags({ Team: 'finance', Environment: 'prod' }),
  });
  run('RegisterPatchBaselineForPatchGroup', { BaselineId: finance.BaselineId, PatchGroup: 'finance' });
  const BaselineId = predefinedBaselineArn(region, 'AWS-UbuntuDefaultPatchBaseline');
  run('RegisterPatchBaselineForPatchGroup', { BaselineId, PatchGroup: 'data-platform' });
}

const install: Lists = { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] };

/** A window with a target for one patch group and a Run Command task; returns its id. */
function patchingWindow(
  run: Run,
  group: string,
  window: object,
  parameters = install,
  document = 'AWS-RunPatchBaseline',
): string {
  const { WindowId = '' } = run('CreateMaintenanceWindow', { Cutoff: 1, AllowUnassociatedTargets: false, ...window });
  const { WindowTargetId } = run('RegisterTargetWithMaintenanceWindow', {
    WindowId,
    ResourceType: 'INSTANCE',
    Targets: [{ Key: 'tag:Patch Group', Values: [group] }],
    OwnerInformation: `Patch group ${group}`,
  });
  run('RegisterTaskWithMaintenanceWindow', {
    WindowId,
    TaskType: 'RUN_COMMAND',
    TaskArn: document,
    Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
    MaxConcurrency: '25%',
    MaxErrors: '1',
    Priority: 1,
    TaskInvocationParameters: { RunCommand: { Parameters: parameters, TimeoutSeconds: 600 } },
  });
  return WindowId;
}

/** Two windows of other teams that patch, and one that scans and also runs a function. */
function seedPatching({ account, name, partition }: Region, run: Run): void {
  patchingWindow(run, 'web-tier', {
    Name: 'web-tier-patching',
    Description: 'Web tier, second Sunday of the month',
    Schedule: 'cron(0 2 ? * SUN#2 *)',
    ScheduleTimezone: 'Europe/Dublin',
    Duration: 3,
    Tags: tags({ Team: 'web', Environment: 'prod' }),
  });
  patchingWindow(run, 'corp-windows', {
    Name: 'Corp-Windows-Monthly',
    Description: 'Saturday after Patch Tuesday',
    Schedule: 'cron(0 22 ? * TUE#2 *)',
    ScheduleOffset: 4,
    ScheduleTimezone: 'America/New_York',
    Duration: 4,
    Tags: tags({ Team: 'workplace', CostCenter: '4711' }),
  });
  const monthEnd = {
    Name: 'finance-month-end',
    Description: 'Scan, and a snapshot of the ledger, before the books are closed',
    Schedule: 'cron(0 20 ? * 6L *)',
    ScheduleTimezone: 'Europe/London',
    Duration: 2,
    Tags: tags({ Team: 'finance', Environment: 'prod' }),
  };
  run('RegisterTaskWithMaintenanceWindow', {
    WindowId: patchingWindow(run, 'finance', monthEnd, { Operation: ['Scan'] }),
    Name: 'ledger-snapshot',
    TaskType: 'LAMBDA',
    TaskArn: `arn:${partition}:lambda:${name}:${account}:function:ledger-snapshot`,
    Priority: 0,
    TaskInvocationParameters: { Lambda: { Payload: Buffer.from('{"ledger":"main"}').toString('base64') } },
  });
}

/** A window that is switched off, with the document that AWS no longer supports. */
function seedLegacy({ name, partition }: Region, run: Run): void {
  const window = {
    Name: 'legacy-erp-patching',
    Description: 'Off since the ERP migration; kept for reference',
    Schedule: 'cron(30 3 ? * SAT *)',
    Duration: 2,
    Tags: tags({ Team: 'erp' }),
  };
  const document = `arn:${partition}:ssm:${name}::document/AWS-ApplyPatchBaseline`;
  const WindowId = patchingWindow(run, 'legacy-erp', window, { Operation: ['Install'] }, document);
  run('UpdateMaintenanceWindow', { WindowId, Enabled: false });
}

/** A window that is not about patching at all, and one that nobody has finished. */
function seedOthers(run: Run): void {
  const { WindowId } = run('CreateMaintenanceWindow', {
    Name: 'nightly-inventory',
    Description: 'Software inventory of every node',
    Schedule: 'rate(1 day)',
    Duration: 1,
    Cutoff: 0,
    AllowUnassociatedTargets: true,
    Tags: tags({ Team: 'platform' }),
  });
  const { WindowTargetId } = run('RegisterTargetWithMaintenanceWindow', {
    WindowId,
    ResourceType: 'INSTANCE',
    Targets: [{ Key: 'tag-key', Values: ['Team'] }],
  });
  run('RegisterTaskWithMaintenanceWindow', {
    WindowId,
    Name: 'gather-inventory',
    TaskType: 'RUN_COMMAND',
    TaskArn: 'AWS-GatherSoftwareInventory',
    Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
    MaxConcurrency: '50',
    MaxErrors: '10',
    TaskInvocationParameters: { RunCommand: { Parameters: { applications: ['Enabled'] } } },
  });
  run('CreateMaintenanceWindow', {
    Name: 'db-maintenance-draft',
    Schedule: 'cron(0 4 ? * SUN#1 *)',
    ScheduleTimezone: 'Europe/Berlin',
    Duration: 2,
    Cutoff: 1,
    AllowUnassociatedTargets: false,
    Tags: tags({ Team: 'data-platform', Status: 'draft' }),
  });
}
