/** A real pseudo-terminal for end-to-end tests: a program runs in it, keys go in, and the screen is read back. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as loopTurn, setTimeout as pause } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import { Terminal as Emulator } from '@xterm/headless';
import { inject, onTestFinished } from 'vitest';
import { guardedFor } from '../../source/ui/enter-guard.js';
import { type Screen, screenOf } from './picture.js';

/** What a keyboard sends in xterm's normal mode. */
const keyBytes: Readonly<Record<string, string>> = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  delete: '\x1b[3~',
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  space: ' ',
  backspace: '\x7f',
  ...Object.fromEntries(
    [...'aceklnuwz'].map((letter) => [`ctrl-${letter}`, String.fromCharCode(letter.charCodeAt(0) - 96)]),
  ),
};

/**
 * Stands where a user's shell stands: it leads the terminal's session, so that the terminal outlives the program and
 * its settings can still be read. (The kernel resets a terminal when its session leader ends.) The traps keep this
 * shell alive on a Ctrl-C in cooked mode without making the program ignore it.
 */
const shellScript = `
trap : INT QUIT TERM HUP
tty >"$0/tty"
sh -c 'echo $$ >"$0"; exec "$@"' "$0/pid" "$@"
code=$?
echo $code >"$0/code"
stty -a >"$0/settings"
exit $code
`;

/**
 * Milliseconds in which what a frame still lacks would follow it: Ink draws 60 times a second and passes what it drew on as
 * often, so that a second frame right after the first is held back for two intervals while the program sleeps.
 */
const withheldFor = 40;

export interface TerminalOptions {
  /** @default Node itself */
  readonly command?: string;
  readonly args: readonly string[];
  /** @default 120 */
  readonly columns?: number;
  /** @default 40 */
  readonly rows?: number;
  /** Added to the clean environment; nothing but PATH comes from the one of the tests. */
  readonly env?: Readonly<Record<string, string>>;
  /** @default the folder that the tests run in */
  readonly cwd?: string;
}

export interface WaitOptions {
  /** Milliseconds. @default 20 000 */
  readonly timeout?: number;
}

/**
 * Runs a program in a pseudo-terminal. To be called inside a test: what it started ends with that test.
 * The program finds a home folder of its own, no configuration, no credentials and no `CI`.
 */
export async function openTerminal(options: TerminalOptions): Promise<TestTerminal> {
  const terminal = new TestTerminal(options);
  onTestFinished(() => terminal.close());
  return terminal;
}

export class TestTerminal {
  /** The program's home folder; XDG_STATE_HOME and XDG_CONFIG_HOME lie in it. */
  readonly home: string;
  /**
   * Settles when the program has ended and all its output is on the screen. `exitCode` is what a shell sees: 128 + n for a
   * program that signal n ended.
   */
  readonly exit: Promise<{ readonly exitCode: number }>;

  readonly #folder: string;
  readonly #pty: IPty;
  readonly #emulator: Emulator;
  #output = '';
  /** Undefined where it has to be read again. */
  #screen: string | undefined;
  #lastOutputAt = 0;
  #heading = '';
  #headingAt = 0;
  #enterAt = 0;
  #unparsedChunks = 0;
  #exitCode: number | undefined;
  #keystrokes: Promise<void> = Promise.resolve();

  constructor({ command = process.execPath, args, columns = 120, rows = 40, env = {}, cwd }: TerminalOptions) {
    this.#folder = mkdtempSync(join(tmpdir(), 'terminal-'));
    this.home = join(this.#folder, 'home');
    mkdirSync(this.home);
    this.#emulator = new Emulator({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
    this.#pty = spawn('sh', ['-c', shellScript, this.#folder, command, ...args], {
      name: env.TERM ?? 'xterm-256color',
      cols: columns,
      rows,
      cwd: cwd ?? process.cwd(),
      env: {
        PATH: process.env.PATH,
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
        HOME: this.home,
        XDG_STATE_HOME: join(this.home, '.local', 'state'),
        XDG_CONFIG_HOME: join(this.home, '.config'),
        XDG_CACHE_HOME: inject('cacheFolder'),
        AWS_EC2_METADATA_DISABLED: 'true',
        ...env,
      },
    });
    this.#pty.onData((chunk) => this.#receive(chunk));
    // A terminal answers when it is asked for the cursor's position or for what it can do.
    this.#emulator.onData((answer) => this.#pty.write(answer));
    this.exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#emulator.write('', () => {
          this.#exitCode = signal ? 128 + signal : exitCode;
          resolve({ exitCode: this.#exitCode });
        });
      });
    });
  }

  /** The visible rows, right-trimmed, joined by line feeds; empty rows at the bottom are left out. */
  screen(): string {
    this.#screen ??= this.#rows(this.#emulator.buffer.active.baseY);
    return this.#screen;
  }

  /** The same with how it looks. */
  picture(): Screen {
    return screenOf(this.#emulator);
  }

  /** Everything that can be scrolled to, and the screen. */
  scrollback(): string {
    return this.#rows(0);
  }

  /** Every byte that the program wrote, escape sequences included. */
  raw(): string {
    return this.#output;
  }

  cursorVisible(): boolean {
    return this.#output.lastIndexOf('\x1b[?25l') <= this.#output.lastIndexOf('\x1b[?25h');
  }

  /**
   * How often the program cleared the whole screen or the scrollback. Ink does both for every frame that is as tall as
   * the terminal, which takes the user's history with it.
   */
  wipes(): number {
    return this.#output.match(/\x1b\[2J(?:\x1b\[3J)?|\x1b\[3J/g)?.length ?? 0;
  }

  /**
   * Whether keys reach the program one by one and unechoed: as it is now, and after the end, as the program left it.
   * @throws when the terminal was closed before the program had ended
   */
  rawMode(): boolean {
    return /(?:^|\s)-icanon\b/.test(this.#exitCode === undefined ? this.#settingsNow() : this.#record('settings'));
  }

  /**
   * Waits until the screen shows the text and the program has nothing more to do but wait for input.
   * @returns the screen
   * @throws with the last screen, when time is up or the program has ended without showing it
   */
  async waitFor(expected: string | RegExp, options: WaitOptions = {}): Promise<string> {
    const shows = (screen: string) =>
      typeof expected === 'string' ? screen.includes(expected) : expected.test(screen);
    return this.#wait(shows, typeof expected === 'string' ? JSON.stringify(expected) : String(expected), options);
  }

  /** As {@link waitFor}, for anything that can be said about a screen. */
  async waitUntil(predicate: (screen: string) => boolean, options: WaitOptions = {}): Promise<string> {
    return this.#wait(predicate, String(predicate), options);
  }

  /**
   * Presses keys one after the other, by name (`down`, `enter`, `ctrl-c`) or as literal text. Each is a write of its own,
   * sent when the program has taken in the one before. Need not be awaited before a wait.
   */
  press(...keys: readonly string[]): Promise<void> {
    return this.#send(keys.map((key) => keyBytes[key] ?? key));
  }

  /** Enter as a key that is held down sends it: again and again, as fast as it is taken in. */
  holdEnter(times: number): Promise<void> {
    return this.#send(Array<string>(times).fill('\r'), true);
  }

  /** Types a text, faster than each character is drawn. */
  type(text: string): Promise<void> {
    return this.paste(text);
  }

  /** Sends a text in one write, as a paste or a burst of keys arrives. */
  paste(text: string): Promise<void> {
    return this.#send([text]);
  }

  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows);
    this.#screen = undefined;
    this.#pty.resize(columns, rows);
  }

  /** Writes on the screen as another program does that has the terminal too. */
  scribble(text: string): void {
    this.#receive(text);
  }

  /** Sends a signal to the program alone, as `kill` from another terminal does. */
  signal(name: NodeJS.Signals): void {
    process.kill(Number(this.#record('pid')), name);
  }

  /** Line editing as a shell sets it while the program is stopped. */
  cook(): void {
    this.#stty('sane');
  }

  /** The terminal goes away, as when its window is closed; what a shell sees of the program's end, `exit` settling before that. */
  async hangUp(): Promise<number> {
    (this.#pty as IPty & { destroy(): void }).destroy();
    for (;;) {
      const code = existsSync(join(this.#folder, 'code')) ? this.#record('code') : '';
      if (code !== '') return Number(code);
      await pause(5);
    }
  }

  /** Kills the program if it still runs, and removes its home folder. Called by itself at the end of the test. */
  async close(): Promise<void> {
    if (this.#exitCode === undefined) {
      // The shell leads the process group that the program is in.
      process.kill(-this.#pty.pid, 'SIGKILL');
      await this.exit;
    }
    this.#emulator.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #receive(chunk: string): void {
    this.#output += chunk;
    this.#lastOutputAt = performance.now();
    // Ink hides the cursor with its first frame: from then on keys are heard.
    if (chunk.includes('\x1b[?25l')) this.#headingAt = performance.now();
    this.#unparsedChunks += 1;
    this.#emulator.write(chunk, () => {
      this.#unparsedChunks -= 1;
      this.#screen = undefined;
      const heading = this.#rows(this.#emulator.buffer.active.baseY, 4);
      if (heading !== this.#heading) this.#headingAt = performance.now();
      this.#heading = heading;
    });
  }

  #rows(first: number, most = Number.POSITIVE_INFINITY): string {
    const { active } = this.#emulator.buffer;
    const rows: string[] = [];
    for (let y = first; y < Math.min(active.length, first + most); y += 1)
      rows.push(active.getLine(y)?.translateToString(true, 0, this.#emulator.cols) ?? '');
    return rows.join('\n').trimEnd();
  }

  async #wait(shows: (screen: string) => boolean, wanted: string, { timeout = 20_000 }: WaitOptions): Promise<string> {
    await this.#keystrokes;
    const deadline = performance.now() + timeout;
    for (;;) {
      const hasEnded = this.#exitCode !== undefined;
      if (shows(this.screen()) && (await this.#isSettled())) return this.screen();
      if (hasEnded) {
        throw new Error(`The program ended with ${this.#exitCode} and did not show ${wanted}.\n${this.#framed()}`);
      }
      if (performance.now() > deadline) throw new Error(`Waited ${timeout} ms for ${wanted}.\n${this.#framed()}`);
      await pause(5);
    }
  }

  /**
   * Whether the output has come to rest. A program draws a frame first and listens to the next key a moment later (React runs
   * effects after the commit), so that the frame alone does not mean that it is ready: it must have gone to sleep too, and
   * be in the same sleep a moment later, because a busy program also sleeps for an instant where it waits for a lock.
   */
  async #isSettled(): Promise<boolean> {
    if (this.#exitCode !== undefined) return true;
    const received = this.#output.length;
    const before = this.#sleep();
    await loopTurn();
    await pause(2);
    const isQuiet =
      this.#output.length === received &&
      this.#unparsedChunks === 0 &&
      !this.#isDrawing() &&
      performance.now() - this.#lastOutputAt > withheldFor;
    if (!isQuiet) return false;
    const after = this.#sleep();
    return after === undefined || (after.isAsleep && before?.isAsleep === true && after.times === before.times);
  }

  /** Whether the program has the alternate screen. */
  #isOnOwnScreen(): boolean {
    return this.#output.lastIndexOf('\x1b[?1049h') > this.#output.lastIndexOf('\x1b[?1049l');
  }

  /** Whether a frame has come in half: a synchronized update has begun (DEC mode 2026) and has not ended. */
  #isDrawing(): boolean {
    return this.#output.lastIndexOf('\x1b[?2026h') > this.#output.lastIndexOf('\x1b[?2026l');
  }

  #send(writes: readonly string[], isHeld = false): Promise<void> {
    const send = async () => {
      for (const bytes of writes) {
        const isEnter = bytes.startsWith('\r\r') || bytes === keyBytes.enter;
        if (isEnter && !isHeld) await this.#untilEnterCounts();
        const before = this.#sleep();
        this.#pty.write(bytes);
        await this.#takenIn(before?.times);
        // The program counts from when it has seen it.
        if (isEnter) this.#enterAt = performance.now();
      }
    };
    this.#keystrokes = this.#keystrokes.then(send);
    return this.#keystrokes;
  }

  /** Enter counts when its screen has been there for a moment, and when it does not repeat (`ui/enter-guard.ts`). */
  async #untilEnterCounts(): Promise<void> {
    // A first frame may be there before the program hears keys, which is when the cursor goes; for a screen reader it stays.
    const patience = performance.now() + 3000;
    while (this.#isOnOwnScreen() && this.cursorVisible() && performance.now() < patience) await pause(5);
    const from = Math.max(this.#headingAt, this.#enterAt) + guardedFor + 50;
    await pause(Math.max(0, from - performance.now()));
  }

  /**
   * Waits until the program has woken up and gone back to sleep, so that two keys do not reach it as one chunk. One that sleeps on does
   * not read its input (cooked mode, stopped, ended) and is not waited for: the terminal keeps the bytes for it. One that runs may wait
   * for a busy machine to let it.
   */
  async #takenIn(sleepsBefore: number | undefined): Promise<void> {
    const patience = performance.now() + 3000;
    let idleSince = performance.now();
    while (performance.now() < patience && performance.now() - idleSince < 100) {
      await pause(1);
      const sleep = this.#sleep();
      if (sleep?.isAsleep && sleep.times !== sleepsBefore) return;
      if (sleep?.isRunning) idleSince = performance.now();
    }
  }

  /**
   * Whether the program's main thread sleeps, and how many times it has gone to sleep. Linux says so (proc(5), /proc/pid/status);
   * elsewhere it is unknown and the waits go by the output alone.
   */
  #sleep(): { readonly isAsleep: boolean; readonly isRunning: boolean; readonly times: number } | undefined {
    if (process.platform !== 'linux') return undefined;
    try {
      const status = readFileSync(`/proc/${this.#record('pid')}/status`, 'utf8');
      return {
        isAsleep: /^State:\s+S/m.test(status),
        isRunning: /^State:\s+R/m.test(status),
        times: Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]),
      };
    } catch {
      // Not started yet, or just ended.
      return { isAsleep: false, isRunning: false, times: 0 };
    }
  }

  #settingsNow(): string {
    return this.#stty('-a');
  }

  #stty(argument: string): string {
    const terminal = openSync(this.#record('tty'), constants.O_RDONLY | constants.O_NOCTTY);
    try {
      return execFileSync('stty', [argument], { encoding: 'utf8', stdio: [terminal, 'pipe', 'pipe'] });
    } finally {
      closeSync(terminal);
    }
  }

  #record(name: 'tty' | 'pid' | 'settings' | 'code'): string {
    return readFileSync(join(this.#folder, name), 'utf8').trim();
  }

  #framed(): string {
    const rule = '─'.repeat(this.#emulator.cols);
    return `The screen:\n${rule}\n${this.screen()}\n${rule}`;
  }
}
