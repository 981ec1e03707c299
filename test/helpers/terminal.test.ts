/** The terminal that the end-to-end tests stand on: keys, screen, resizing, signals and what is left behind. */
import { existsSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openTerminal, type TerminalOptions } from './terminal.js';

/** Runs a script in Node, in a terminal. */
function openScript(script: string, options: Partial<TerminalOptions> = {}) {
  return openTerminal({ ...options, args: ['-e', script] });
}

/** Prints each chunk of input on a line as `inspect` writes it, and ends at `q`. */
const echoChunks = `
  process.stdin.setRawMode(true).setEncoding('utf8').on('data', (chunk) => {
    console.log(util.inspect(chunk));
    if (chunk === 'q') process.exit(7);
  });
  console.log('ready');
`;

test('the environment is clean, and what is added to it arrives', async () => {
  vi.stubEnv('AWS_REGION', 'eu-west-1').stubEnv('CI', 'true');
  onTestFinished(() => void vi.unstubAllEnvs());
  const script = 'console.log(Object.keys(process.env).sort().join(" ")); console.log(process.env.HOME)';
  const terminal = await openScript(script, { env: { ADDED: 'yes' } });
  await terminal.exit;
  const [names = '', home] = terminal.screen().split('\n');
  expect(names.split(' ').filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name))).toEqual([
    ...['ADDED', 'AWS_EC2_METADATA_DISABLED', 'HOME', 'LANG', 'PATH', 'TERM'],
    ...['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME'],
  ]);
  expect(home).toBe(terminal.home);
});

test('each key arrives as a chunk of its own, awaited or not', async () => {
  const terminal = await openScript(echoChunks);
  await terminal.waitFor('ready');
  terminal.press('up', 'escape', 'down', 'enter', 'backspace', 'x', ...'née');
  await terminal.press('ctrl-c', 'space', 'q');
  await terminal.exit;
  const chunks = ['\x1b[A', '\x1b', '\x1b[B', '\r', '\x7f', 'x', 'n', 'é', 'e', '\x03', ' ', 'q'];
  expect(terminal.screen()).toBe(['ready', ...chunks.map((chunk) => inspect(chunk))].join('\n'));
});

test('a wait goes on until the program listens, not only until it has drawn', async () => {
  const terminal = await openScript(`
    const draw = (text) => process.stdout.write('\\x1b[2K\\r' + text);
    process.stdin.setRawMode(true).on('data', () => draw('heard too early'));
    draw('ready');
    const end = Date.now() + 200;
    const work = () => Date.now() < end ? setImmediate(work) : listen();
    const listen = () => process.stdin.removeAllListeners('data').on('data', () => draw('heard'));
    work();
  `);
  await terminal.waitFor('ready');
  terminal.press('enter');
  expect(await terminal.waitFor('heard')).toBe('heard');
});

test('a wait that fails shows the screen', async () => {
  const terminal = await openScript(echoChunks);
  await terminal.waitFor('ready');
  await expect(terminal.waitFor('something else', { timeout: 50 })).rejects.toThrow(
    /Waited 50 ms for "something else"[\s\S]*ready/,
  );
  await expect(terminal.waitUntil((screen) => screen === 'never', { timeout: 50 })).rejects.toThrow('never');
});

test('a wait ends with the program', async () => {
  const terminal = await openScript('console.log("only this"); process.exit(3)');
  await expect(terminal.waitFor(/something else/)).rejects.toThrow(
    /ended with 3 and did not show \/something else\/[\s\S]*only this/,
  );
});

test('the screen is what is visible, the scrollback is everything', async () => {
  const terminal = await openScript('for (let i = 1; i <= 30; i++) console.log("line", i)', { rows: 10 });
  await terminal.exit;
  expect(terminal.screen().split('\n')).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30].map((line) => `line ${line}`));
  expect(terminal.scrollback().split('\n')).toHaveLength(30);
});

test('wiping the screen or the scrollback is counted, redrawing lines is not', async () => {
  const terminal = await openScript(
    `process.stdout.write('a\\x1b[2K\\x1b[1Ab\\x1b[2J\\x1b[3J\\x1b[Hc\\x1b[3J\\x1b[2Jd')`,
  );
  await terminal.exit;
  expect(terminal.wipes()).toBe(3);
  expect(terminal.raw()).toContain('\x1b[2J\x1b[3J\x1b[Hc');
});

test('a hidden cursor and raw mode are seen, and so is that they are restored', async () => {
  const terminal = await openScript(`
    process.stdin.setRawMode(true).on('data', () => {
      process.stdin.setRawMode(false);
      process.stdout.write('\\x1b[?25h');
      process.exit(130);
    });
    process.stdout.write('\\x1b[?25lready');
  `);
  await terminal.waitFor('ready');
  expect(terminal.rawMode()).toBe(true);
  expect(terminal.cursorVisible()).toBe(false);
  terminal.press('ctrl-c');
  expect(await terminal.exit).toEqual({ exitCode: 130 });
  expect(terminal.rawMode()).toBe(false);
  expect(terminal.cursorVisible()).toBe(true);
});

test('a program that leaves the terminal raw and without a cursor is found out', async () => {
  const terminal = await openScript(`
    process.stdin.setRawMode(true).resume();
    process.stdout.write('\\x1b[?25lready');
  `);
  await terminal.waitFor('ready');
  // Not even Node can restore anything on SIGKILL.
  terminal.signal('SIGKILL');
  expect(await terminal.exit).toEqual({ exitCode: 137 });
  expect(terminal.rawMode()).toBe(true);
  expect(terminal.cursorVisible()).toBe(false);
});

test('ctrl-c in cooked mode interrupts the program and leaves the terminal standing', async () => {
  const terminal = await openScript('setInterval(() => {}, 1000); console.log("running")');
  await terminal.waitFor('running');
  terminal.press('ctrl-c');
  expect(await terminal.exit).toEqual({ exitCode: 130 });
  expect(terminal.rawMode()).toBe(false);
});

test('the terminal answers as a terminal does', async () => {
  const terminal = await openScript(`${echoChunks}; process.stdout.write('\\x1b[6n')`);
  await terminal.waitFor(String.raw`'\x1B[2;1R'`);
});

test('closing ends the program and removes its home', async () => {
  const terminal = await openScript('setInterval(() => {}, 1000); console.log("running")');
  await terminal.waitFor('running');
  await terminal.close();
  expect(await terminal.exit).toEqual({ exitCode: 137 });
  expect(existsSync(terminal.home)).toBe(false);
});
