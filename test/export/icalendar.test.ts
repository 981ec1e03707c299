/** Calendars, read by ical.js as a calendar program reads them, against the runs of the plan. */
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { icalendar } from '../../source/export/icalendar.js';
import type { PlanDocument, Wave } from '../../source/plan/intent/document.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { planOccurrences } from '../../source/schedule/occurrences.js';
import type { Week, Weekday } from '../../source/schedule/slot.js';
import type { When } from '../../source/schedule/when.js';
import { inputFrom, inputOf } from '../helpers/exported.js';
import { now, oneWindow, withPlan } from '../jobs/runs.js';
import { after, nth, own, zones } from '../schedule/arbitraries.js';

function documentOf(whens: readonly When[], timeZone = 'UTC'): PlanDocument {
  const waves = whens.map((when, index): Wave => {
    const name = `w${index}`;
    return { name, patchGroup: name, window: `window${index}`, when };
  });
  return { ...defaultDocument(), timeZone, waves };
}

/** The starts that a calendar shows of each event, by what it is called; at most so many of each. */
function shownIn(text: string, count: number): Map<string, string[]> {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zonesIn = calendar
    .getAllSubcomponents('vtimezone')
    .map((component) => new ICAL.Timezone({ component, tzid: String(component.getFirstPropertyValue('tzid')) }));
  const shown = new Map<string, string[]>();
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component);
    const tzid = component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
    const zone = zonesIn.find((each) => each.tzid === tzid);
    if (tzid !== undefined && zone === undefined) throw new Error(`no VTIMEZONE ${tzid}`);
    if (zone) event.startDate.zone = zone;
    const starts: string[] = [];
    const dates = event.iterator();
    for (let next = dates.next(); next && starts.length < count; next = dates.next())
      starts.push(new Date(next.toUnixTime() * 1000).toISOString());
    shown.set(event.summary, [...(shown.get(event.summary) ?? []), ...starts].slice(0, count));
  }
  return shown;
}

function previewed(document: PlanDocument, count: number): Map<string, string[]> {
  return new Map(
    document.waves.map(({ name, when }) => {
      const window = { window: name, when, timeZone: document.timeZone, durationHours: 1 };
      const starts = planOccurrences([window], { from: now(), count }).map(({ start }) => start.toISOString());
      return [`Patching: ${name}`, starts];
    }),
  );
}

const weeks: readonly Week[] = [1, 2, 3, 4, 5, 'L'];
const weekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const slots = [
  ...weeks.flatMap((week) => weekdays.map((weekday) => nth(week, weekday))),
  ...Array.from({ length: 21 }, (_, days) => after(days, { hour: 22, minute: 30 })),
];
const schedules = [
  ...['cron(30 2 ? * WED#3 *)', 'cron(15 4 15 * ? *)', 'cron(15 4 1,31 * ? *)', 'cron(0 3 ? * * *)'].map((text) =>
    own(text),
  ),
  ...['cron(0 1,13 ? * MON-FRI *)', 'cron(0,30 3 L-2 * ? *)', 'cron(0 5 LW * ? *)', 'cron(0 5 15W * ? *)'].map((text) =>
    own(text),
  ),
  ...['cron(0 3 ? 3,9 TUE#2 *)', 'cron(0 3 ? 2 SAT *)', 'cron(0 3 L * ? 2027-2031)', 'at(2027-05-05T10:00:00)'].map(
    (text) => own(text),
  ),
  ...['rate(7 days)', 'rate(12 hours)', 'rate(90 minutes)'].map((text) => own(text)),
  ...['WED#3', 'TUE#4', 'FRI#5', '6L', 'SUN#1', 'MON,THU'].map((day) => own(`cron(0 4 ? * ${day} *)`, 3)),
  own('cron(0 4 3,20 * ? *)', 2),
  own('cron(0 4 1,28 * ? *)', 2),
  own('cron(0 4 ? 4 MON *)', 2),
];

describe('a calendar', () => {
  it.each([...zones.entries()])('has 48 runs of every slot and of every kind of schedule (%i: %s)', (index, zone) => {
    const whens = [...slots, ...schedules].filter((_, each) => each % zones.length === index);
    const document = documentOf(whens, zone);
    expect(shownIn(icalendar(inputOf(document)).text, 48)).toEqual(previewed(document, 48));
  });

  it('has rules for all but dates that may lie over the end of the month', () => {
    const { text, notes } = icalendar(inputOf(documentOf(slots)));
    expect(text).toContain('RRULE:FREQ=MONTHLY;BYDAY=2TU\r\n');
    expect(text).toContain('RRULE:FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=9,10,11,12,13,14,15\r\n');
    expect(text.match(/^RRULE/gm)).toHaveLength(42 + 15);
    expect(notes).toHaveLength(6);
    expect(notes?.[0]).toMatch(
      /window57: no calendar rule .* Patch Tuesday \+ 15 days at 22:30, so it has 60 dated events/,
    );
  });

  it('keeps to the form: lines of at most 75 octets, and ids that stay', () => {
    const document = { ...documentOf([nth(2, 2)], 'Europe/London'), plan: 'web' };
    const wave = { name: 'dev', patchGroup: 'ä,b;c\\d'.repeat(12), window: 'dev', when: nth(2, 2) };
    const input = inputOf({ ...document, waves: [wave] });
    const { text } = icalendar(input);
    const lines = text.split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
    const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    expect(String(event?.getFirstPropertyValue('description'))).toContain(
      `Patch group: ${wave.patchGroup} (tag PatchGroup)`,
    );
    const later = icalendar({ ...input, now: new Date('2027-03-01T00:00:00Z') }).text;
    const idOf = (each: string) => /^UID:.*$/m.exec(each)?.[0];
    const sequenceOf = (each: string) => Number(/^SEQUENCE:(\d+)/m.exec(each)?.[1]);
    expect(idOf(later)).toBe(idOf(text));
    expect(sequenceOf(later)).toBeGreaterThan(sequenceOf(text));
    expect(sequenceOf(later)).toBeLessThan(2 ** 31);
  });

  it('tells changes of the clock, and leaves out what a pause skips', async () => {
    const gap = icalendar(inputOf(documentOf([own('cron(30 2 ? * SUN *)')], 'Europe/Berlin'))).text;
    expect(gap.replaceAll('\r\n ', '')).toContain('On Sun 28 Mar 2027 the clock skips 02:30');
    const sandbox = await withPlan(oneWindow);
    const WindowId = (await sandbox.dump()).windows[0]?.id;
    await sandbox.ssm().updateMaintenanceWindow({ WindowId, StartDate: '2027-02-20T00:00:00Z' });
    const paused = icalendar(await inputFrom(sandbox));
    expect([...shownIn(paused.text, 1).values()].flat()[0]).toMatch(/^2027-(02-2|03)/);
    expect(paused.notes).toEqual([
      expect.stringMatching(/is paused until 2027-02-20T00:00:00Z\. Its events begin then/),
    ]);
    expect(paused.text).not.toMatch(/\d{12}[^T\d]|arn:/);
    await sandbox.ssm().updateMaintenanceWindow({ WindowId, Enabled: false });
    expect(icalendar(await inputFrom(sandbox)).text).toContain('STATUS:CANCELLED\r\n');
  });
});
