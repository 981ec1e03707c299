/** Signals from outside, turned into requests. */

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
