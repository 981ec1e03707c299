/** Signals from outside, turned into requests. */

/** Stops the program with all that the shell has started with it, as Ctrl-Z does; the shell's `fg` goes on with it. */
export function stopForShell(): void {
  if (process.platform !== 'win32') process.kill(0, 'SIGTSTP');
  // Nothing stops where no shell could go on with it (an orphaned process group, Windows): then it goes on by itself.
  setImmediate(() => process.emit('SIGCONT'));
}

/** Calls back whenever the program goes on after a stop, until what it returns is called. */
export function onContinue(listener: () => void): () => void {
  process.on('SIGCONT', listener);
  return () => process.off('SIGCONT', listener);
}

/** Calls once when the program ends, whatever ends it, but for a signal that nothing can catch. */
export function atExit(listener: () => void): void {
  process.once('exit', listener);
}

/** Milliseconds that the report of a run has after the second signal. */
const lastWords = 1000;

/**
 * The first signal asks to stop when what is in flight has ended, the second to stop at once. Whatever happens then, the
 * process ends.
 */
export class Shutdown {
  readonly #abort = new AbortController();
  readonly #hurry = new AbortController();
  /** 128 plus the signal's number, once a signal has come. */
  exitCode: number | undefined;
  /** Resolves when a signal has come. */
  readonly requested: Promise<void>;

  constructor() {
    let tell = () => {};
    this.requested = new Promise((resolve) => {
      tell = resolve;
    });
    for (const [name, number] of [
      ['SIGINT', 2],
      ['SIGTERM', 15],
      ['SIGHUP', 1],
    ] as const) {
      process.on(name, () => {
        // A terminal that is closed says so more than once: the kernel does, and the shell. That is no hurry.
        if (name === 'SIGHUP' && this.exitCode !== undefined) return;
        if (this.#hurry.signal.aborted) process.exit(this.exitCode);
        if (this.exitCode !== undefined) {
          this.#hurry.abort();
          setTimeout(() => process.exit(this.exitCode), lastWords).unref();
        }
        this.exitCode ??= 128 + number;
        this.#abort.abort();
        tell();
      });
    }
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Both requests, for runs without a screen. */
  get signals(): { readonly signal: AbortSignal; readonly hurry: AbortSignal } {
    return { signal: this.#abort.signal, hurry: this.#hurry.signal };
  }
}
