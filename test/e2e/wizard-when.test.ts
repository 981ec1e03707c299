/** The question about dates as a picture: months, the day that is looked at, twelve months, zones, at every size. */
import { expect, test } from 'vitest';
import { resized } from '../helpers/resized.js';
import { leave, openWizard, waitForStep, walkTo, words } from '../helpers/wizard.js';

/** First row of a month's weeks after the header of its weekdays. */
const weekdayHeader = / (Su {2}Mo {2}Tu|Mo {2}Tu {2}We) {2}/;

test('days are looked at with their hours, other teams and the reader’s clock, and the ticks stay as they are', {
  timeout: 120_000,
}, async () => {
  const terminal = await openWizard({ env: { TZ: 'Asia/Tokyo', LANG: 'en_US.UTF-8' } });
  await walkTo(terminal, 'schedule');
  const first = await terminal.waitFor('8 windows and 6 others');
  expect(weekdayHeader.exec(first)?.[1]).toBe('Su  Mo  Tu');
  expect(first).toMatch(/\[\d+\] runs/);
  expect(first).toMatch(/this plan +·+█+·+/);
  expect(first).toMatch(/you \(Tokyo\) +09 +15 +21 +03/);
  // From run to run, and from day to day; what the line below says is about that day.
  terminal.press('d');
  const day = await terminal.waitFor(/❯ (Tue|Wed) [ \d]\d \w{3} {2}03:00 04:00/);
  expect(day).toMatch(/(Tue|Wed) \d+ \w{3}: open 03:00–05:00 UTC \(12:00 Tokyo, in /);
  terminal.press('down', 'down');
  await terminal.waitUntil((screen) => /❯ \w{3} [ \d]\d/.test(screen) && !screen.includes(pointed(day)));
  terminal.press('right', 'right', 'right');
  await terminal.waitFor('this plan does not run on this day');
  terminal.press('space', 'a', 'escape');
  const back = await terminal.waitFor('❯ ◼ 1st');
  expect(back).toContain('8 windows and 6 others');
  // Twelve months, with where days swap.
  terminal.press('i');
  const facts = await terminal.waitFor(words.facts);
  expect(facts).toMatch(/1st Wed( +!?\d+){12}/);
  terminal.press('escape');
  await waitForStep(terminal, 'schedule');
  // What is in use comes first; the months stay where they were.
  terminal.press('z');
  const zones = await terminal.waitFor(words.whichZone);
  expect(zones).toMatch(/❯ UTC +current\n.*Asia\/Tokyo +your clock/);
  terminal.press('down', 'enter');
  await terminal.waitFor('times in Tokyo');
  for (const size of [
    [200, 50],
    [80, 24],
    [60, 15],
  ] as const) {
    const screen = await resized(terminal, size);
    expect(screen).toMatch(/❯ ◼ 1st.*\n/);
    expect(screen).toContain('Next dates of 8');
    expect(/\[\d+\]/.test(screen)).toBe(size[0] >= 80);
  }
  await leave(terminal, 130);
});

/** The date under the pointer. */
function pointed(screen: string): string {
  return /❯ \w{3} [ \d]\d \w{3}/.exec(screen)?.[0] ?? '';
}
