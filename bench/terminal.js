/** Programs in a pseudo-terminal of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';

/** The program as it is published. */
export const program = fileURLToPath(new URL('../bin/ssm-patch-wizard.js', import.meta.url));

/** What every start is measured against: Node, printing one line. */
export const oneLine = { args: ['-e', "console.log('READY')"], shows: 'READY' };

/** What the wizard's first screen asks. */
export const firstQuestion = 'What would you like to do?';

/** What Ink begins with: it hides the cursor, and listens to keys from then on. */
export const inkBegins = '\x1b[?25l';

/** The home folder of all programs, as a user has one: what they keep there is there at the next start. */
const sharedHome = mkdtempSync(join(tmpdir(), 'bench-'));
process.on('exit', () => rmSync(sharedHome, { recursive: true, force: true }));

/** What a terminal has shown, and the program that runs in it. */
export class Screen {
  output = '';
  /** @type {number | undefined} */
  lastOutputAt;
  #pty;
  #ended;

  /** @param {readonly string[]} args of Node @param {string} [home] the home folder; nothing else is the caller's */
  constructor(args, home = sharedHome) {
    this.startedAt = performance.now();
    this.#pty = spawn(process.execPath, [...args], {
      name: 'xterm-256color',
      cols: 120,
      rows: 40,
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, AWS_EC2_METADATA_DISABLED: 'true' },
    });
    this.#ended = new Promise((resolve) => this.#pty.onExit(resolve));
    this.#pty.onData((chunk) => {
      this.output += chunk;
      this.lastOutputAt = performance.now();
    });
  }

  get pid() {
    return this.#pty.pid;
  }

  /** @param {string} bytes */
  write(bytes) {
    this.#pty.write(bytes);
  }

  /** Resolves with the time at which the output, from a place of it on, has the text. @param {string} text @param {number} from */
  async shows(text, from = 0) {
    const deadline = performance.now() + 20_000;
    while (!this.output.includes(text, from)) {
      if (performance.now() > deadline) throw new Error(`"${text}" was not shown:\n${this.output}`);
      await new Promise((resolve) => this.#once(resolve));
    }
    return this.lastOutputAt ?? this.startedAt;
  }

  /** Resolves when nothing has come for so many milliseconds. @param {number} milliseconds */
  async rests(milliseconds) {
    for (let seen = -1; seen !== this.output.length; ) {
      seen = this.output.length;
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
  }

  /** Resolves when the program has ended by itself. */
  async ended() {
    await this.#ended;
  }

  /** Ends the program; resolves when it is gone. */
  async close() {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It has ended by itself.
    }
    await this.#ended;
  }

  /** @param {() => void} listener */
  #once(listener) {
    const timer = setTimeout(done, 1000);
    const subscription = this.#pty.onData(done);
    const ended = this.#pty.onExit(done);
    function done() {
      clearTimeout(timer);
      subscription.dispose();
      ended.dispose();
      listener();
    }
  }
}
