/** The first frame: there before what draws all others is loaded, and the same as that would draw. */
import { expect, test } from 'vitest';
import { leave, openWizard, type WizardOptions, words } from '../helpers/wizard.js';

test.each<Omit<WizardOptions, 'cwd'> & { readonly name: string }>([
  { name: 'large', columns: 120, rows: 40 },
  { name: 'wider than a frame', columns: 200, rows: 60 },
  { name: 'medium', columns: 80, rows: 24 },
  { name: 'small, the sandbox', columns: 60, rows: 15, args: ['--sandbox'] },
  { name: 'large, the sandbox', columns: 120, rows: 40, args: ['--sandbox'] },
  { name: 'with a profile and a region', columns: 80, rows: 24, args: ['--profile', 'ops', '--region', 'eu-west-3'] },
  { name: 'as small as can be', columns: 50, rows: 13, args: ['--region', 'eu-west-3', '--profile', 'a'] },
  { name: 'in ASCII', columns: 120, rows: 40, args: ['--sandbox'], env: { LANG: 'C' } },
  { name: 'without colours', columns: 120, rows: 40, args: ['--sandbox', '--no-color'] },
  { name: 'without colours by NO_COLOR', columns: 80, rows: 24, env: { NO_COLOR: '1' } },
])('is drawn once, $name', async ({ args = [], ...options }) => {
  const terminal = await openWizard({ args, ...options });
  await terminal.waitFor(words.home);
  // Ink hides the cursor with its first frame.
  await terminal.waitUntil(() => !terminal.cursorVisible());
  expect(terminal.raw().split(words.home)).toHaveLength(2);
  expect(
    terminal
      .raw()
      .split('\x1b[?25l')
      .at(-1)
      ?.replaceAll(/\x1b\[\?2026[hl]/g, ''),
  ).toBe('');
  await leave(terminal, 130);
});

test('what is too long for its rows is left to Ink, and a terminal that is too small says so', async () => {
  const terminal = await openWizard({
    columns: 50,
    rows: 12,
    args: ['--profile', 'a-name-that-is-far-too-long-for-a-row-of-fifty-columns'],
  });
  expect(await terminal.waitFor(words.home)).toContain('a-name-that-is');
  const small = await openWizard({ columns: 49, rows: 12, args: [] });
  await small.waitFor(words.tooSmall);
  expect(small.raw()).not.toContain(words.home);
});

test('keys that are pressed before anything hears them are heard, but for an Enter typed ahead', async () => {
  const terminal = await openWizard({ args: ['--sandbox'] });
  // The terminal keeps them from the moment at which the frame is there.
  terminal.paste(`\r${'\x1b[B'.repeat(5)}`);
  await terminal.waitFor(`❯ ${words.previewDates}`);
  await leave(terminal, 130);
});

test('a screen reader is told what the rows are, which is under the cursor, and which are ticked', async () => {
  const terminal = await openWizard({ env: { INK_SCREEN_READER: 'true' } });
  const home = await terminal.waitFor('option: (selected) Set up patching');
  expect(home).toContain('option: Preview dates');
  expect(home).not.toContain('❯');
  terminal.press('d');
  const dates = await terminal.waitFor('checkbox: (selected, checked)');
  expect(dates).toMatch(/checkbox: \(checked\) . 2nd/);
  await leave(terminal, 130);
});
