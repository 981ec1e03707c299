/** Keys of the wizard: Esc, double Enter, help, and keys that mean nothing. */
import { expect, test } from 'vitest';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  headerOf,
  lineWith,
  moveTo,
  openWizard,
  questions,
  toggle,
  waitForStep,
  walkTo,
  words,
} from '../helpers/wizard.js';

/** A row of a list that is ticked. */
function isTicked(screen: string, row: string): boolean {
  return screen.includes(`◉ ${row}`);
}

test('Esc goes back question by question and every answer is kept', { timeout: 60_000 }, async () => {
  const terminal = await openWizard();
  await walkTo(terminal, 'region');
  terminal.type('frankfurt');
  await terminal.waitFor('❯ eu-central-1');
  terminal.press('enter');
  await walkTo(terminal, 'baseline', 'account');
  await toggle(terminal, 'Debian Server');
  terminal.press('enter');
  await waitForStep(terminal, 'schedule');
  await toggle(terminal, '3rd');
  terminal.press('enter');
  await waitForStep(terminal, 'options');
  await moveTo(terminal, 'Duration');
  terminal.press('right', 'right');
  await terminal.waitFor(/Duration, hours +← 3 →/);
  terminal.press('enter');
  const review = await waitForStep(terminal, 'review');
  expect(lineWith(review, 'maintenance windows')).toMatch(/\+ 12 .*3 h each/);

  const kept = {
    options: (screen: string) => /Duration, hours +3/.test(screen),
    schedule: (screen: string) => isTicked(screen, '3rd') && isTicked(screen, '1st'),
    baseline: (screen: string) => isTicked(screen, 'Debian Server') && isTicked(screen, 'Windows Server'),
    plan: (screen: string) => screen.includes(`❯ ${words.newPlan}`),
    account: (screen: string) => screen.includes('eu-central-1'),
    region: (screen: string) => screen.includes('❯ eu-central-1'),
    home: () => true,
  };
  for (const question of ['options', 'schedule', 'baseline', 'plan', 'account', 'region', 'home'] as const) {
    terminal.press('escape');
    const screen = await waitForStep(terminal, question);
    expect(kept[question](screen), screen).toBe(true);
  }
  const again = await walkTo(terminal, 'review');
  expect(lineWith(again, 'maintenance windows')).toBe(lineWith(review, 'maintenance windows'));
  expect(lineWith(again, 'patch baselines')).toBe(lineWith(review, 'patch baselines'));
});

test('Esc keeps what was ticked but not yet answered', async () => {
  const terminal = await openWizard();
  await walkTo(terminal, 'schedule');
  await toggle(terminal, '4th');
  terminal.press('escape');
  await waitForStep(terminal, 'baseline');
  await toggle(terminal, 'macOS');
  terminal.press('escape');
  await waitForStep(terminal, 'plan');
  terminal.press('escape');
  expect(isTicked(await walkTo(terminal, 'baseline', 'account'), 'macOS')).toBe(true);
  expect(isTicked(await walkTo(terminal, 'schedule', 'baseline'), '4th')).toBe(true);
});

test('Esc on the first screen does nothing', async () => {
  const terminal = await openWizard();
  const before = await waitForStep(terminal, 'home');
  terminal.press('escape', 'escape');
  await moveTo(terminal, words.previewDates);
  terminal.press('home');
  expect(await terminal.waitUntil((screen) => !screen.includes(`❯ ${words.previewDates}`))).toBe(before);
});

test('two Enters in one write answer one question, never two', { timeout: 60_000 }, async () => {
  const terminal = await openWizard();
  for (const [index, question] of questions.entries()) {
    await waitForStep(terminal, question);
    if (question === 'region') await terminal.waitFor(words.regionsRead);
    const screen = terminal.screen();
    // A key that means nothing gives a second Enter the time to do harm.
    await terminal.press('\x1b[15~');
    expect(await waitForStep(terminal, question), question).toBe(screen);
    if (question === 'schedule') {
      terminal.press('z');
      await terminal.waitFor(words.whichZone);
      terminal.type('lond');
      await terminal.waitFor('❯ Europe/London');
      terminal.paste('\r\r');
      await terminal.waitFor('times in Europe/London');
    }
    if (index < questions.length - 1) terminal.paste('\r\r');
  }
  await moveTo(terminal, words.everyCall);
  terminal.paste('\r\r');
  await terminal.waitFor(words.allCalls);
  terminal.press('escape');
  await waitForStep(terminal, 'review');
  await moveTo(terminal, words.change);
  terminal.paste('\r\r');
  await terminal.waitFor(words.whichChange);
  terminal.press('ctrl-c');
  expect(await terminal.exit).toEqual({ exitCode: 130 });
  expect(terminal.scrollback()).toContain(words.nothingChanged);
});

/** Escape sequences that stand for no key of the wizard, whole and in pieces. */
const strangeSequences = [
  '\x1b[15~',
  '\x1b[99~',
  '\x1bOP',
  '\x1b[2~',
  '\x1b[1;5C',
  '\x1b[<0;10;10M',
  '\x1b[I',
  '\x1b[200~',
];
const strangeControls = ['\x01', '\x04', '\x05', '\x0c', '\x1a', '\x00', '\x1c'];
const strangeTexts = ['x', 'W', '🙂', 'é', '語', 'QWXY', '--ÄÖÜ--', '\x1bx', '\x1ba'];

test('keys that mean nothing change nothing', { timeout: 60_000 }, async () => {
  const terminal = await openWizard();
  for (const question of questions) {
    await waitForStep(terminal, question);
    if (question === 'region') await terminal.waitFor(words.regionsRead);
    const before = terminal.screen();
    const isTyping = question === 'region';
    for (const bytes of [...strangeSequences, ...strangeControls, ...(isTyping ? [] : strangeTexts)]) {
      await terminal.paste(bytes);
      expect(await terminal.waitUntil(() => true), `${JSON.stringify(bytes)} on ${question}`).toBe(before);
    }
    if (question !== 'review') terminal.press('enter');
  }
});

test('? opens the help of every question and any key closes it without doing anything else', {
  timeout: 60_000,
}, async () => {
  const terminal = await openWizard({ columns: 80, rows: 24 });
  const closers = ['enter', 'escape', 'space', 'x', 'down', '?', 'a'];
  for (const [index, question] of questions.entries()) {
    await waitForStep(terminal, question);
    if (question === 'region') await terminal.waitFor(words.regionsRead);
    if (question === 'review') await terminal.waitFor(words.aPage);
    const before = terminal.screen();
    terminal.press('?');
    const help = await terminal.waitFor(words.help);
    expect(lineWith(help, headerOf(question))).toBe(lineWith(before, headerOf(question)));
    expect(help).toContain('ctrl-c');
    expect(help.split('\n')).toHaveLength(before.split('\n').length);
    terminal.press(closers[index] ?? 'x');
    expect(await terminal.waitUntil((screen) => !screen.includes(words.help))).toBe(before);
    if (question !== 'review') terminal.press('enter');
  }
});

test('? is in the help of the side screens too', async () => {
  const terminal = await openWizard({ columns: 80, rows: 24 });
  await walkTo(terminal, 'baseline');
  terminal.press('f');
  await terminal.waitFor(words.whichFile);
  await helpOpensAndCloses(terminal);
  terminal.press('escape');
  await walkTo(terminal, 'schedule', 'baseline');
  terminal.press('i');
  await terminal.waitFor(words.facts);
  await helpOpensAndCloses(terminal);
  terminal.press('escape');
  await waitForStep(terminal, 'schedule');
  terminal.press('z');
  await terminal.waitFor(words.whichZone);
  await helpOpensAndCloses(terminal);
  terminal.press('escape');
  await walkTo(terminal, 'review', 'schedule');
  await moveTo(terminal, words.everyCall);
  terminal.press('enter');
  await terminal.waitFor(words.allCalls);
  await helpOpensAndCloses(terminal);
  terminal.press('escape');
  await waitForStep(terminal, 'review');
  await moveTo(terminal, words.change);
  terminal.press('enter');
  await terminal.waitFor(words.whichChange);
  await helpOpensAndCloses(terminal);
  terminal.press('escape');
  expect(await waitForStep(terminal, 'review')).toContain(`❯ ${words.change}`);
});

async function helpOpensAndCloses(terminal: TestTerminal): Promise<void> {
  const before = terminal.screen();
  terminal.press('?');
  await terminal.waitFor(words.help);
  terminal.press('enter');
  expect(await terminal.waitUntil((screen) => !screen.includes(words.help))).toBe(before);
}

test('what has no room beside the dates is a key away, whole', async () => {
  const terminal = await openWizard({ columns: 80, rows: 24 });
  const schedule = await walkTo(terminal, 'schedule');
  expect(schedule).toContain('… i: all');
  expect(schedule).not.toMatch(/Longest gap between/);
  terminal.press('i');
  const facts = await terminal.waitFor(words.facts);
  expect(facts).toContain('8 windows beside 6 that exist; the region takes 50');
  expect(facts).toMatch(/In \d+ of the next 60 months the 1st Tuesday comes after the 1st Wednesday\./);
  expect(facts).toMatch(/Longest gap between two runs: \d+ days, .* to .*\./);
  expect(facts).toMatch(/▾ \d+ more/);
  terminal.press('escape');
  expect(await waitForStep(terminal, 'schedule')).toBe(schedule);
});

test('with nothing ticked Enter says so and asks again', { timeout: 60_000 }, async () => {
  const terminal = await openWizard();
  await walkTo(terminal, 'baseline');
  for (const system of ['Windows Server', 'Amazon Linux 2023', 'Red Hat Enterprise Linux', 'Ubuntu Server']) {
    await toggle(terminal, system);
  }
  terminal.press('enter');
  await terminal.waitFor(words.nothingTicked);
  expect(terminal.screen()).toMatch(headerOf('baseline'));
  terminal.press('space');
  await terminal.waitUntil((screen) => isTicked(screen, 'Ubuntu Server') && !screen.includes(words.nothingTicked));
  terminal.press('enter');
  await waitForStep(terminal, 'schedule');
  // All, then none.
  terminal.press('a', 'a');
  await terminal.waitUntil((screen) => !isTicked(screen, '1st') && !isTicked(screen, '2nd'));
  terminal.press('enter');
  expect(await terminal.waitFor(words.nothingTicked)).toMatch(/one week/);
  expect(terminal.screen()).toMatch(headerOf('schedule'));
  terminal.press('space', 'enter');
  await waitForStep(terminal, 'options');
});
