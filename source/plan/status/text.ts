/** The status in words and tables, for plain text. */
import { printable } from '../../printable.js';
import { minuteMilliseconds, minuteText } from '../../schedule/calendar.js';
import { localTime } from '../../schedule/zone.js';
import { isUnknownDocument } from '../account/documents.js';
import { nextRunOf } from '../account/inventory.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { unreadWords } from '../calls/refused.js';
import { counted } from '../text/plural.js';
import { columns } from '../text/text-table.js';
import type { StatusDocument } from './status.js';

interface StatusTextOptions {
  readonly now: Date;
  /** The command that shows and mends a plan's drift. */
  readonly mendCommand?: ((plan: string) => string) | undefined;
}

/** The lines of `status`: plans, drift, windows, patch groups with their compliance, baselines. */
export function statusText(document: StatusDocument, options: StatusTextOptions): string[] {
  const { windows, baselines, patchGroups, unread } = document;
  const [ofWindows, ofGroups] = [
    counted(windows.length, 'maintenance window'),
    counted(patchGroups.length, 'patch group'),
  ];
  const sentences = [
    `${ofWindows}, ${ofGroups}, ${counted(baselines.length, 'baseline')} in use`,
    ...planSentences(document),
    ...driftSentences(document),
    ...stackSentences(document),
    ...(unread.length > 0 ? [unreadWords(unread)] : []),
  ];
  const tables = [
    [windowTitles, ...byNextRun(windows).map((window) => windowRow(window, options.now))],
    groupTable(document),
    [baselineTitles, ...baselines.map(baselineRow)],
  ];
  return [
    ...sentences.map(printable),
    ...mendLines(document, options),
    ...tables.filter((rows) => rows.length > 1).flatMap((rows) => ['', ...columns(rows)]),
  ];
}

/** Who wrote each plan down last, and what else there is to know of it. */
function planSentences({ plans, windows, leftovers }: StatusDocument): string[] {
  return plans.flatMap((plan) => {
    const own = windows.filter((window) => window.plan === plan.name);
    const paused = own.filter(({ enabled, pausedUntil }) => !enabled || pausedUntil !== null).length;
    const left = leftovers.filter((leftover) => leftover.plan === plan.name).map(({ name }) => name);
    const pauses = paused > 0 ? `; ${paused} of ${counted(own.length, 'window')} paused` : '';
    return [
      `Plan ${plan.name}: ${recordWords(plan)}${pauses}.`,
      ...(left.length > 0 ? [`  ${counted(left.length, 'leftover')}, no longer in the plan: ${left.join(', ')}.`] : []),
    ];
  });
}

function recordWords({ name, record, problem, changedAt, changedBy }: StatusDocument['plans'][number]): string {
  if (problem !== null) return problem;
  if (record === null)
    return `no record, so drift is unknown; setup --plan ${name} --adopt creates one from what is here`;
  const when = changedAt === null ? '' : ` on ${minuteText(new Date(changedAt))} UTC`;
  return `last changed${when} by ${changedBy ?? 'an unknown user'}`;
}

function driftSentences({ plans, drift }: StatusDocument): string[] {
  if (plans.length === 0) return ['There are no plans here.'];
  if (drift.length > 0) {
    const count = counted(drift.length, 'difference');
    return [`${count} from the plans:`, ...drift.map(({ plan, message }) => `  ! ${plan}: ${message}`)];
  }
  const isKnown = plans.some(({ record }) => record !== null);
  return isKnown ? ['No drift: everything matches the plan records.'] : [];
}

/** What each CloudFormation stack has made: it is changed there. */
function stackSentences({ windows, baselines }: StatusDocument): string[] {
  const things = [...windows, ...baselines];
  const stacks = [...new Set(things.flatMap(({ stack }) => stack ?? []))];
  return stacks.map((stack) => {
    const names = things.filter((thing) => thing.stack === stack).map(({ name }) => name);
    return `CloudFormation stack ${stack} manages ${names.join(', ')}. Change these in its template.`;
  });
}

function mendLines({ drift }: StatusDocument, { mendCommand }: StatusTextOptions): string[] {
  if (drift.length === 0 || mendCommand === undefined) return [];
  const drifted = [...new Set(drift.map(({ plan }) => plan))];
  return ['To see the changes and apply them:', ...drifted.map((plan) => `  ${mendCommand(plan)}`)];
}

/** What matters most comes first: a narrow terminal cuts the rest. */
const windowTitles = ['WINDOW', 'NEXT RUN', 'IN', 'PLAN', 'TARGETS', 'NODES', 'SCHEDULE'];

type WindowRow = StatusDocument['windows'][number];

/** The next to run first; those that do not run at all come last. */
function byNextRun(windows: readonly WindowRow[]): WindowRow[] {
  const order = (window: WindowRow): number => nextRun(window)?.getTime() ?? Number.MAX_VALUE;
  return [...windows].sort((a, b) => order(a) - order(b));
}

function nextRun(window: WindowRow): Date | undefined {
  return window.enabled ? nextRunOf(window) : undefined;
}

function windowRow(window: WindowRow, now: Date): string[] {
  const { name, enabled, schedule, scheduleOffset, timeZone, plan, targets, nodes } = window;
  const next = nextRun(window);
  const offset = scheduleOffset === undefined ? '' : ` +${counted(scheduleOffset, 'day')}`;
  return [
    printable(name),
    next ? localTime(next, timeZone) : enabled ? 'none' : 'switched off',
    next ? untilWords(next, now) : '',
    printable(plan ?? whatWords(window)),
    String(targets),
    nodes === null ? '?' : String(nodes),
    printable(`${schedule}${offset} ${timeZone}`),
  ];
}

/** What a window of others does: `(runs Shared-PatchLinux)` where that may be patching as well. */
function whatWords({ isPatching, documents }: WindowRow): string {
  if (isPatching) return '(others)';
  const unknown = documents.filter(isUnknownDocument);
  return unknown.length > 0 ? `(runs ${unknown.join(', ')})` : '(not patching)';
}

/** `3 days`, `5 h`, `12 min`, `now` */
function untilWords(next: Date, now: Date): string {
  const minutes = Math.round((next.getTime() - now.getTime()) / minuteMilliseconds);
  if (minutes <= 0) return 'now';
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} days`;
}

/** Compliance only where there is any data. */
function groupTable({ patchGroups, baselines }: StatusDocument): string[][] {
  const hasCompliance = patchGroups.some(({ compliance }) => compliance !== null);
  const nameOf = (id: string): string => baselines.find((baseline) => baseline.id === id)?.name ?? id;
  const titles = hasCompliance ? ['MISSING PATCHES', 'FAILED', 'REBOOT PENDING'] : [];
  return [
    ['PATCH GROUP', 'NODES', ...titles, 'BASELINES'],
    ...patchGroups.map(({ name, nodes, compliance, baselines: ids }) => {
      const { withMissingPatches = '', withFailedPatches = '', withPendingReboot = '' } = compliance ?? {};
      const counts = [withMissingPatches, withFailedPatches, withPendingReboot].map(String);
      const names = printable(ids.map(nameOf).join(', ') || '(the default)');
      return [printable(name) || '""', String(nodes ?? '?'), ...(hasCompliance ? counts : []), names];
    }),
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
