/** The status in words and tables, for plain text and the screen. */

import { printable } from '../../printable.js';
import { minuteText } from '../../schedule/calendar.js';
import { weekdayAbbreviation } from '../../schedule/slot.js';
import { isTimeZone, toWallClock } from '../../schedule/zone.js';
import { nextRunOf } from '../account/inventory.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { plural } from '../text/plural.js';
import { columns } from '../text/text-table.js';
import type { StatusDocument } from './status.js';

export interface StatusTextOptions {
  readonly now: Date;
  /** Of lines that are sentences; tables are as wide as they are. @default as long as the sentence */
  readonly width?: number;
  /** The command that shows and mends a plan's drift. */
  readonly mendCommand?: ((plan: string) => string) | undefined;
}

/** The lines of `status`: drift, windows, patch groups with their compliance, baselines. */
export function statusText(document: StatusDocument, options: StatusTextOptions): string[] {
  const { windows, baselines, patchGroups } = document;
  const count = (of: readonly unknown[], noun: string): string => `${of.length} ${plural(of.length, noun)}`;
  const sections = [
    table(
      windowTitles,
      byNextRun(windows).map((window) => windowRow(window, options.now)),
    ),
    table(
      groupTitles(document),
      patchGroups.map((group) => groupRow(group, document)),
    ),
    table(baselineTitles, baselines.map(baselineRow)),
  ];
  return [
    ...sentence(
      `${count(windows, 'maintenance window')}, ${count(patchGroups, 'patch group')}, ${count(baselines, 'baseline')} in use`,
      options,
    ),
    ...planLines(document, options),
    ...driftLines(document, options),
    ...sections.flatMap((lines) => (lines.length === 0 ? [] : ['', ...lines])),
  ];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : columns([titles, ...rows]);
}

function driftLines({ plans, drift }: StatusDocument, options: StatusTextOptions): string[] {
  if (plans.length === 0) return ['No plan of this wizard is here.'];
  if (drift.length === 0) {
    return plans.some(({ record }) => record !== null)
      ? ['No drift: what is written down of the plans is what is here.']
      : [];
  }
  const drifted = [...new Set(drift.map(({ plan }) => plan))];
  const { mendCommand } = options;
  return [
    ...sentence(`${drift.length} ${plural(drift.length, 'difference')} from what the plans want:`, options),
    ...drift.flatMap(({ plan, message }) => sentence(`  ! ${plan}: ${message}`, options)),
    ...(mendCommand
      ? ['To see what would mend it, and to mend it:', ...drifted.map((plan) => `  ${mendCommand(plan)}`)]
      : []),
  ];
}

/** Who wrote each plan down last, and what else there is to know of it. */
function planLines({ plans, windows, leftovers }: StatusDocument, options: StatusTextOptions): string[] {
  return plans.flatMap((plan) => {
    const own = windows.filter((window) => window.plan === plan.name);
    const paused = own.filter(({ enabled, pausedUntil }) => !enabled || pausedUntil !== null).length;
    const left = leftovers.filter((leftover) => leftover.plan === plan.name);
    const facts = [
      recordWords(plan),
      ...(paused > 0 ? [`${paused} of ${own.length} ${plural(own.length, 'window')} paused`] : []),
    ];
    return [
      ...sentence(`Plan ${plan.name}: ${facts.join('; ')}.`, options),
      ...(left.length > 0
        ? sentence(
            `  ${left.length} ${plural(left.length, 'leftover')} that it no longer wants: ${left.map(({ name }) => name).join(', ')}.`,
            options,
          )
        : []),
    ];
  });
}

function recordWords({ name, record, problem, changedAt, changedBy }: StatusDocument['plans'][number]): string {
  if (problem !== null) return problem;
  if (record === null)
    return `what it wants is not written down, so drift is not known; setup --plan ${name} --adopt writes down what is here`;
  const when = changedAt === null ? '' : ` on ${minuteText(new Date(changedAt))} UTC`;
  return `last changed${when} by ${changedBy ?? 'somebody whose name these credentials may not read'}`;
}

/** A text that is broken between words where it is too long; further lines are indented. */
function sentence(text: string, { width = Number.POSITIVE_INFINITY }: StatusTextOptions): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/(?<=\S) /)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `      ${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** What matters most comes first: a narrow terminal cuts the rest. */
const windowTitles = ['WINDOW', 'NEXT RUN', 'IN', 'PLAN', 'TARGETS', 'NODES', 'SCHEDULE'];

type WindowRow = StatusDocument['windows'][number];

/** The next to run first; those that do not run at all come last. */
function byNextRun(windows: readonly WindowRow[]): WindowRow[] {
  const order = (window: WindowRow): number => nextRun(window)?.getTime() ?? Number.POSITIVE_INFINITY;
  return windows
    .map((window) => ({ window, at: order(window) }))
    .sort(byOrder)
    .map(({ window }) => window);
}

function nextRun(window: WindowRow): Date | undefined {
  return window.enabled ? nextRunOf(window) : undefined;
}

function byOrder(a: { readonly at: number }, b: { readonly at: number }): number {
  return a.at === b.at ? 0 : a.at - b.at;
}

function windowRow(window: WindowRow, now: Date): string[] {
  const { name, enabled, schedule, scheduleOffset, timeZone, plan, isPatching, targets, nodes } = window;
  const next = nextRun(window);
  const offset = scheduleOffset === undefined ? '' : ` +${scheduleOffset} ${plural(scheduleOffset, 'day')}`;
  return [
    printable(name),
    next ? localTime(next, timeZone) : enabled ? 'none' : 'switched off',
    next ? untilWords(next, now) : '',
    plan === null ? (isPatching ? '(others)' : '(not patching)') : printable(plan),
    String(targets),
    nodes === null ? '?' : String(nodes),
    printable(`${schedule}${offset} ${timeZone}`),
  ];
}

/** `Tue 2026-12-01 03:00 +01:00`, as the clocks in the window's zone show it. */
function localTime(instant: Date, timeZone: string): string {
  const { year, month, day, hour, minute } = toWallClock(instant, isTimeZone(timeZone) ? timeZone : 'UTC');
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const weekday = weekdayAbbreviation(local.getUTCDay() as Parameters<typeof weekdayAbbreviation>[0]);
  const ahead = Math.round((local.getTime() - instant.getTime()) / 60_000);
  const offset = new Date(Math.abs(ahead) * 60_000).toISOString().slice(11, 16);
  return `${weekday} ${minuteText(local)} ${ahead < 0 ? '-' : '+'}${offset}`;
}

/** `3 days`, `5 h`, `12 min`, `now` */
function untilWords(next: Date, now: Date): string {
  const minutes = Math.round((next.getTime() - now.getTime()) / 60_000);
  if (minutes <= 0) return 'now';
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} days`;
}

const hasCompliance = ({ patchGroups }: StatusDocument): boolean =>
  patchGroups.some(({ compliance }) => compliance !== null);

/** Compliance only where there is any data. */
function groupTitles(document: StatusDocument): string[] {
  const ofCompliance = hasCompliance(document) ? ['MISSING PATCHES', 'FAILED', 'REBOOT PENDING'] : [];
  return ['PATCH GROUP', 'NODES', ...ofCompliance, 'BASELINES'];
}

function groupRow(group: StatusDocument['patchGroups'][number], document: StatusDocument): string[] {
  const { name, nodes, baselines, compliance } = group;
  const names = baselines.map((id) => document.baselines.find((baseline) => baseline.id === id)?.name ?? id);
  const { withMissingPatches = '', withFailedPatches = '', withPendingReboot = '' } = compliance ?? {};
  const ofCompliance = [withMissingPatches, withFailedPatches, withPendingReboot].map(String);
  return [
    printable(name),
    String(nodes),
    ...(hasCompliance(document) ? ofCompliance : []),
    printable(names.join(', ') || '(the default)'),
  ];
}

const baselineTitles = ['BASELINE', 'GROUPS', 'PLAN', 'SYSTEM', 'APPROVES'];

function baselineRow(baseline: StatusDocument['baselines'][number]): string[] {
  const { id, name, operatingSystem, approves, plan, patchGroups } = baseline;
  // AWS's own have ARNs for ids.
  const owner = id.startsWith('arn:') ? '(AWS)' : '(others)';
  return [
    `${printable(name)}${baseline.default ? ' (default)' : ''}`,
    String(patchGroups.length),
    plan === null ? owner : printable(plan),
    operatingSystemLabels[operatingSystem],
    printable(approves ?? "AWS's rules"),
  ];
}
