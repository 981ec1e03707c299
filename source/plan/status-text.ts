/** The status in words and tables, for plain text and the screen. */
import { printable } from '../printable.js';
import { operatingSystemLabels } from './baseline.js';
import type { StatusDocument } from './status.js';
import { plural } from './summary.js';
import { columns } from './text-table.js';

/** Numbers of nodes in a patch group, as AWS counts them (DescribePatchGroupState). */
export interface GroupCompliance {
  readonly nodes: number;
  readonly withMissingPatches: number;
  readonly withFailedPatches: number;
  readonly withPendingReboot: number;
}

/** The lines of `status`: windows, baselines, compliance where there is any, drift. */
export function statusText(
  document: StatusDocument,
  compliance: ReadonlyMap<string, GroupCompliance>,
  now: Date,
): string[] {
  const { account, region, windows, baselines } = document;
  const registrations = baselines.reduce((sum, { patchGroups }) => sum + patchGroups.length, 0);
  return [
    `Account ${account}, region ${region}: ${windows.length} ${plural(windows.length, 'maintenance window')}, ${baselines.length} ${plural(baselines.length, 'baseline')} in use, ${registrations} ${plural(registrations, 'patch group registration')}`,
    ...driftLines(document),
    '',
    ...columns([windowTitles, ...windows.map((window) => windowRow(window, now))]),
    '',
    ...columns([baselineTitles, ...baselines.map(baselineRow)]),
    ...(compliance.size === 0 ? [] : ['', ...complianceLines(compliance)]),
  ];
}

function driftLines({ windows, baselines, drift }: StatusDocument): string[] {
  if ([...windows, ...baselines].every(({ plan }) => plan === null)) return ['No plan of this wizard is here.'];
  if (drift.length === 0) return ['No drift: the plans of this wizard are as they were made.'];
  return [
    `${drift.length} ${plural(drift.length, 'difference')} from what the plans were made for; setup mends them:`,
    ...drift.map(({ plan, message }) => `  ! ${printable(plan)}: ${printable(message)}`),
  ];
}

/** What matters most comes first: a narrow terminal cuts the rest. */
const windowTitles = ['WINDOW', 'NEXT RUN', 'IN', 'PLAN', 'TARGETS', 'NODES', 'SCHEDULE'];

function windowRow(window: StatusDocument['windows'][number], now: Date): string[] {
  const { name, enabled, nextExecutionTime, schedule, timeZone, plan, isPatching, targets, nodes } = window;
  const next = nextExecutionTime === null ? undefined : new Date(nextExecutionTime);
  return [
    printable(name),
    enabled ? minutes(nextExecutionTime ?? 'none') : 'switched off',
    next && !Number.isNaN(next.getTime()) ? days(next, now) : '',
    plan === null ? (isPatching ? '(others)' : '(not patching)') : printable(plan),
    String(targets),
    nodes === null ? '?' : String(nodes),
    printable(`${schedule} ${timeZone}`),
  ];
}

/** `2026-12-12 22:00-05:00` for AWS's `2026-12-12T22:00:00.000-05:00`: in the window's zone, to the minute. */
function minutes(time: string): string {
  return printable(time.replace(/^([\d-]+)T(\d{2}:\d{2})(:[\d.]+)?/, '$1 $2'));
}

/** `in 3 days`, `in 5 h` */
function days(next: Date, now: Date): string {
  const hours = Math.round((next.getTime() - now.getTime()) / 3_600_000);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

const baselineTitles = ['BASELINE', 'GROUPS', 'PLAN', 'SYSTEM', 'APPROVES'];

function baselineRow(baseline: StatusDocument['baselines'][number]): string[] {
  const { name, operatingSystem, approves, plan, patchGroups } = baseline;
  return [
    `${printable(name)}${baseline.default ? ' (default)' : ''}`,
    String(patchGroups.length),
    plan === null ? '(others)' : printable(plan),
    operatingSystemLabels[operatingSystem],
    printable(approves ?? "AWS's rules"),
  ];
}

function complianceLines(compliance: ReadonlyMap<string, GroupCompliance>): string[] {
  return columns([
    ['PATCH GROUP', 'NODES', 'MISSING PATCHES', 'FAILED', 'REBOOT PENDING'],
    ...[...compliance].map(([group, { nodes, withMissingPatches, withFailedPatches, withPendingReboot }]) => [
      printable(group),
      String(nodes),
      String(withMissingPatches),
      String(withFailedPatches),
      String(withPendingReboot),
    ]),
  ]);
}
