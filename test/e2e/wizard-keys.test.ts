/** Keys of the wizard: Esc, double Enter, help, and keys that mean nothing. */
import { expect, test } from 'vitest';
import { withSandbox } from '../helpers/sandbox.js';
import {
  change,
  confirm,
  leave,
  lineWith,
  moveTo,
  openWizard,
  questions,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  words,
  writesFromNow,
} from '../helpers/wizard.js';

/** A row of a list that is ticked. */
function isTicked(screen: string, row: string): boolean {
  return screen.includes(`◼ ${row}`);
}

test('Esc goes back question by question, and every answer is kept, ticked or given', {
  timeout: 120_000,
}, async () => {
  const terminal = await openWizard();
  const home = await waitForStep(terminal, 'home');
  // On the first screen it does nothing.
  terminal.press('escape', 'escape');
  await moveTo(terminal, words.previewDates);
  terminal.press('home');
  expect(await terminal.waitUntil((screen) => !screen.includes(`❯ ${words.previewDates}`))).toBe(home);
  await walkTo(terminal, 'baseline');
  // Only what the filter has left is ticked; Enter keeps the filter, Esc takes it off.
  terminal.press('/', ...'debian');
  await terminal.waitFor('❯ ◻ Debian Server');
  terminal.press('enter');
  await terminal.waitUntil((screen) => screen.includes('Filter: debian') && !screen.includes('Windows Server'));
  await toggle(terminal, 'Debian Server');
  terminal.press('escape');
  await terminal.waitFor('◼ Windows Server');
  terminal.press('enter');
  await waitForStep(terminal, 'schedule');
  await toggle(terminal, '3rd');
  terminal.press('enter');
  await waitForStep(terminal, 'hub');
  await change(terminal, 'How');
  await waitForStep(terminal, 'options');
  await moveTo(terminal, 'Duration');
  terminal.press('right', 'right');
  await terminal.waitFor(/Duration \(hours\) +‹ 3 ›/);
  terminal.press('enter');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toContain('+ 12 windows, targets, tasks');
  expect(lineWith(hub, 'How')).toContain('open 3 h');

  const kept = {
    schedule: (screen: string) => isTicked(screen, '3rd') && isTicked(screen, '1st'),
    baseline: (screen: string) => isTicked(screen, 'Debian Server') && isTicked(screen, 'Windows Server'),
    plan: (screen: string) => screen.includes(`❯ ${words.newPlan}`),
    account: (screen: string) => screen.includes('eu-west-1'),
    home: () => true,
  };
  for (const question of ['schedule', 'baseline', 'plan', 'account', 'home'] as const) {
    terminal.press('escape');
    const screen = await waitForStep(terminal, question);
    expect(kept[question](screen), screen).toBe(true);
    // Ticked, and not answered.
    if (question === 'schedule') await toggle(terminal, '4th');
    if (question === 'baseline') await toggle(terminal, 'macOS');
    if (question === 'plan') {
      terminal.press('/', ...'no such plan');
      await terminal.waitFor('No plan matches the filter.');
      terminal.press('escape');
      await terminal.waitFor(words.newPlan);
    }
  }
  const again = await walkTo(terminal, 'hub');
  expect(again).toContain('+ 16 windows, targets, tasks');
  expect(again).toContain('+ 6 baselines');
  expect(lineWith(again, 'How')).toContain('open 3 h');
});

/** Escape sequences that stand for no key of the wizard, whole and in pieces. */
const strangeSequences = [
  '\x1b[15~',
  '\x1b[29;5~',
  '\x1b[25;5~',
  '\x1b[31m',
  '\x1b[99~',
  '\x1bOP',
  '\x1b[2~',
  '\x1b[1;5C',
  '\x1b[<0;10;10M',
  '\x1b[I',
];
const strangeControls = ['\x01', '\x04', '\x05', '\x0c', '\x1a', '\x00', '\x1c'];
const strangeTexts = ['v', 'W', '🙂', 'é', '語', 'QWY', 'ÄÖÜ', '\x1bx', '\x1ba', '\x1b[200~x\ry\x1b[201~'];

test('keys that mean nothing change nothing, any key closes the help and no more, and two Enters in one write answer one question, never two', {
  timeout: 120_000,
}, async () => {
  const terminal = await openWizard({ columns: 80, rows: 24 });
  const helpOpensAndCloses = async (closer: string): Promise<void> => {
    const before = terminal.screen();
    terminal.press('?');
    const help = await terminal.waitFor(words.help);
    expect(help).toContain('ctrl-c');
    expect(help.split('\n')).toHaveLength(before.split('\n').length);
    expect(help.split('\n')[0]).toBe(before.split('\n')[0]);
    terminal.press(closer);
    expect(await terminal.waitUntil((screen) => !screen.includes(words.help))).toBe(before);
  };
  const closers = ['escape', 'space', 'x', 'down', '?', 'enter'];
  for (const [index, question] of questions.entries()) {
    const before = await waitForStep(terminal, question);
    // They give a second Enter the time to do harm, too.
    for (const bytes of [...strangeSequences, ...strangeControls, ...strangeTexts]) await terminal.paste(bytes);
    expect(await terminal.waitUntil(() => true), question).toBe(before);
    await helpOpensAndCloses(closers[index] ?? 'x');
    if (question === 'baseline') {
      // Where a text is typed, too.
      terminal.press('f');
      await terminal.waitFor(words.whichFile);
      await helpOpensAndCloses('enter');
      terminal.press('escape');
      await waitForStep(terminal, 'baseline');
    }
    if (question === 'schedule') {
      // What has no room.
      expect(before).toContain('… i: all');
      expect(before).not.toMatch(/Longest gap between/);
      terminal.press('i');
      const facts = await terminal.waitFor(words.facts);
      expect(facts).toContain('8 windows and 6 others: 14 (AWS default limit: 50)');
      expect(facts.replaceAll(/\s+/g, ' ')).toMatch(
        /In \d+ of the next 60 months, the 1st Tuesday comes after the 1st Wednesday\./,
      );
      expect(facts).toMatch(/Longest gap between two runs: \d+ days, .* to .*\./);
      expect(facts).toMatch(/▾ \d+ more/);
      terminal.press('escape');
      expect(await waitForStep(terminal, 'schedule')).toBe(before);
      terminal.press('z');
      await terminal.waitFor(words.whichZone);
      terminal.type('lond');
      await terminal.waitFor('❯ Europe/London');
      terminal.paste('\r\r');
      await terminal.waitFor('times in London');
    }
    if (question !== 'hub') terminal.paste('\r\r');
  }
  // The first opens a question, the second does not answer it.
  terminal.paste('\r\r');
  await waitForStep(terminal, 'schedule');
  await leave(terminal, 130);
  expect(terminal.scrollback()).toContain(words.nothingChanged);
});

test('a held Enter and pasted lines create nothing, and a paste is text where one is typed', {
  timeout: 120_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const writes = await writesFromNow(sandbox);
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  await walkTo(terminal, 'account');
  // Two seconds of a key that repeats thirty times a second.
  await terminal.holdEnter(60);
  // Wherever that has led to, a deliberate act it is not.
  await walkTo(terminal, 'hub');
  terminal.press('c');
  await terminal.waitFor(words.typed);
  terminal.paste('\x1b[200~\ryes\r\r\x1b[201~');
  await terminal.waitFor(/Answer: yes/);
  terminal.press('backspace', 'enter');
  await terminal.waitFor('That is not yes.');
  expect(await writes()).toEqual([]);
  terminal.press('escape');
  await waitForStep(terminal, 'hub');
  terminal.paste('\x1b[200~y\rq\r\x1b[201~');
  expect(await terminal.waitUntil(() => true)).toContain(words.create);
  await confirm(terminal);
  await terminal.waitFor(words.done);
  // Ctrl-C on the last screen leaves its report.
  await leave(terminal, 130);
  expect(terminal.scrollback()).toContain(words.tagNodes);
  expect(await writes()).toHaveLength(34);
});

test('a pointer that moves writes the rows that it leaves and comes to, not the screen', async () => {
  const terminal = await openWizard();
  await walkTo(terminal, 'schedule');
  // Everything is selected, so that there is most to draw.
  terminal.press('a', 'right', 'a', 'right', 'a');
  await terminal.waitFor('1008 windows and 6 others');
  for (const key of ['left', 'down', 'down', 'up', 'left', 'right']) {
    const before = { screen: terminal.screen(), bytes: Buffer.byteLength(terminal.raw()) };
    terminal.press(key);
    await terminal.waitUntil((screen) => screen !== before.screen);
    const written = Buffer.byteLength(terminal.raw()) - before.bytes;
    expect(written, key).toBeGreaterThan(20);
    expect(written, key).toBeLessThanOrEqual(1024);
  }
  // The keys stay quick, and the hub refuses.
  const pressed = performance.now();
  for (const key of ['up', 'down', 'up', 'down']) await terminal.press(key);
  await terminal.waitFor('1008 windows');
  expect(performance.now() - pressed).toBeLessThan(5000);
  const hub = await walkTo(terminal, 'hub');
  expect(hub).toContain(words.cannotCreate);
  expect(hub).toMatch(/1008/);
});
