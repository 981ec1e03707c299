/** `export icalendar`: a plan's dates for calendars, one event for each window, and dated ones where no rule says them. */
import { taskOf } from '../plan/intent/document.js';
import type { DesiredWindow } from '../plan/setup/desired.js';
import { counted } from '../plan/text/plural.js';
import { dateLabel, dayMilliseconds, minuteMilliseconds } from '../schedule/calendar.js';
import { parseSchedule } from '../schedule/expression.js';
import { type Run, runs } from '../schedule/runs.js';
import { whenLabel, whenSchedule } from '../schedule/when.js';
import { instantToLocal, type ZoneNote } from '../schedule/zone.js';
import type { Exported, ExportInput } from './exporter.js';
import { component, fileText, instantValue, localValue, textValue } from './icalendar/content.js';
import { type Recurrence, recurrenceOf } from './icalendar/recurrence.js';
import { zoneLines } from './icalendar/zone.js';

/** Events of a window that no rule says: five years of months. */
const mostDates = 60;
/** Runs in which changes of the clock are looked for. */
const mostRuns = 60;

export function icalendar(input: ExportInput): Exported {
  const { document, desired, now } = input;
  const events = desired.windows.map((window) => windowEvents(input, window));
  const zones = [...new Set(events.flatMap(({ zone }) => zone ?? []))];
  const lines = component('VCALENDAR', [
    'VERSION:2.0',
    'PRODID:-//ssm-patch-wizard//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${textValue(`Patching: ${document.plan}`)}`,
    ...zones.flatMap((zone) => zoneLines(zone, now)),
    ...events.flatMap((each) => each.lines),
  ]);
  return { text: fileText(lines), notes: events.flatMap(({ notes }) => notes) };
}

interface WindowEvents {
  readonly lines: readonly string[];
  /** The zone that they are in; undefined where they are in UTC. */
  readonly zone?: string | undefined;
  readonly notes: readonly string[];
}

function windowEvents(input: ExportInput, window: DesiredWindow): WindowEvents {
  const { wave, definition } = window;
  const { schedule, scheduleOffset = 0 } = whenSchedule(wave.when);
  const expression = parseSchedule(schedule);
  const recurrence = recurrenceOf(expression, scheduleOffset);
  const timeZone = definition.ScheduleTimezone;
  const coming = firstRuns(window, input.now);
  const [first] = coming;
  if (first === undefined) return { lines: [], notes: [`${definition.Name} has no future runs, so it has no event.`] };
  const isUtc = timeZone === 'UTC' || (recurrence.kind === 'rule' && recurrence.isElapsed);
  const at = (name: string, local: number) =>
    isUtc ? `${name}:${localValue(local)}Z` : `${name};TZID=${timeZone}:${localValue(local)}`;
  const common = commonLines(input, window, coming);
  const uid = input.codec.digest(`${input.document.plan}\n${wave.name}`).slice(0, 32);
  const event = (id: string, start: number, more: readonly string[]) =>
    component('VEVENT', [`UID:${id}@ssm-patch-wizard`, at('DTSTART', start), ...more, ...common]);
  const local = ({ start }: Run) => instantToLocal(start.getTime(), isUtc ? 'UTC' : timeZone);
  const dated = coming.slice(0, mostDates);
  return {
    zone: isUtc ? undefined : timeZone,
    lines:
      recurrence.kind === 'dates'
        ? dated.flatMap((run) => event(`${uid}-${localValue(local(run)).slice(0, 13)}`, local(run), []))
        : event(uid, isUtc ? first.start.getTime() : wallClock(first, timeZone), ruleLines(recurrence, window)),
    notes: [...datedNotes(recurrence, window, dated), ...stateNotes(input, window)],
  };
}

/** Those after now and after a pause, as many as are looked at. */
function firstRuns({ wave, definition, existing }: DesiredWindow, now: Date): Run[] {
  const { schedule, scheduleOffset } = whenSchedule(wave.when);
  const options = {
    from: now,
    timeZone: definition.ScheduleTimezone,
    scheduleOffset,
    createdAt: existing?.createdAt ?? now,
    startDate: dateOf(existing?.members?.StartDate),
    endDate: endOf({ existing }),
  };
  const found: Run[] = [];
  for (const run of runs(parseSchedule(schedule), options)) {
    found.push(run);
    if (found.length === mostRuns) break;
  }
  return found;
}

function dateOf(value: unknown): Date | undefined {
  return typeof value === 'string' ? new Date(value) : undefined;
}

function endOf({ existing }: Pick<DesiredWindow, 'existing'>): Date | undefined {
  return dateOf(existing?.members?.EndDate);
}

/** What the clock would show without a change of it: of a time that is skipped, that time, since the rule goes on with it. */
function wallClock({ start, note }: Run, timeZone: string): number {
  const ahead = note === undefined ? 0 : dayMilliseconds;
  return instantToLocal(start.getTime() - ahead, timeZone) + ahead;
}

function ruleLines(recurrence: Recurrence, window: DesiredWindow): string[] {
  if (recurrence.kind !== 'rule') return [];
  const end = endOf(window);
  return [`RRULE:${recurrence.rule}${end ? `;UNTIL=${instantValue(end)}` : ''}`];
}

function commonLines(
  { document, now }: ExportInput,
  { wave, definition, existing }: DesiredWindow,
  coming: readonly Run[],
): string[] {
  const { operation, reboot, cutoffHours } = taskOf(document, wave);
  const { Duration, ScheduleTimezone, Schedule, ScheduleOffset } = definition;
  const offset = ScheduleOffset ? ` and ${counted(ScheduleOffset, 'day')}` : '';
  const reboots = reboot === 'RebootIfNeeded' ? ' and reboots them if needed' : ' without rebooting them';
  const description = [
    `Patch group: ${wave.patchGroup} (tag ${document.tagKey})`,
    `When: ${whenLabel(wave.when)} ${ScheduleTimezone}, open for ${counted(Duration, 'hour')}`,
    ...(cutoffHours > 0 ? [`No new node starts in the last ${counted(cutoffHours, 'hour')}.`] : []),
    operation === 'Install' ? `Installs approved patches on its nodes${reboots}.` : 'Only scans its nodes for patches.',
    `Maintenance window: ${definition.Name}, ${Schedule}${offset}`,
    ...coming.flatMap((run) => (run.note ? [clockWords(run, run.note, ScheduleTimezone)] : [])),
  ].join('\n');
  return [
    `DURATION:PT${Duration}H`,
    `DTSTAMP:${instantValue(now)}`,
    // The time of the export, so that calendars take a later one for newer.
    `SEQUENCE:${Math.floor(now.getTime() / minuteMilliseconds)}`,
    `SUMMARY:${textValue(`Patching: ${wave.name}`)}`,
    `DESCRIPTION:${textValue(description)}`,
    'CATEGORIES:Patching',
    'TRANSP:TRANSPARENT',
    ...(existing?.enabled === false ? ['STATUS:CANCELLED'] : []),
  ];
}

function clockWords(run: Run, note: ZoneNote, timeZone: string): string {
  const wall = wallClock(run, timeZone);
  const time = new Date(wall).toISOString().slice(11, 16);
  const clock = `On ${dateLabel(wall)} the clock`;
  return note === 'dst-gap'
    ? `${clock} skips ${time}. AWS does not say when the window opens then.`
    : `${clock} shows ${time} twice. AWS does not say which one counts.`;
}

function datedNotes({ kind }: Recurrence, { definition, wave }: DesiredWindow, dated: readonly Run[]): string[] {
  const last = dated.at(-1);
  if (kind !== 'dates' || last === undefined) return [];
  const until = dateLabel(instantToLocal(last.start.getTime(), definition.ScheduleTimezone));
  const when = whenLabel(wave.when);
  return [
    `${definition.Name}: no calendar rule can say ${when}, so it has ${counted(dated.length, 'dated event')} up to ${until}. Export again before then.`,
  ];
}

/** What a window's state makes of its events. */
function stateNotes({ now }: ExportInput, { definition, wave, existing }: DesiredWindow): string[] {
  if (existing === undefined)
    return wave.when.kind === 'schedule' && wave.when.schedule.startsWith('rate')
      ? [`The schedule of ${definition.Name} counts from its creation. Its events count from now.`]
      : [];
  const { enabled, startDate } = existing;
  if (!enabled) return [`${definition.Name} is switched off, so its events are marked as cancelled.`];
  return startDate !== undefined && Date.parse(startDate) > now.getTime()
    ? [`${definition.Name} is paused until ${startDate}. Its events begin then.`]
    : [];
}
