/** The SDK writes to the console by itself; with a logger it writes to the log, below what is shown unasked. */

/** Where lines about calls go; `process/log.ts` decides which are written. */
export interface ClientLog {
  /** Each call and how it ended. */
  readonly debug: (line: string) => void;
  /** A call that is not answered. */
  readonly warning: (line: string) => void;
}

export type SdkLogger = Readonly<Record<'trace' | 'debug' | 'info' | 'warn' | 'error', (...words: unknown[]) => void>>;

/** What it looks for and where is left out: dozens of lines for each client. */
export function sdkLogger(log: ClientLog | undefined): SdkLogger {
  const none = (): void => {};
  const write = (...words: unknown[]): void => log?.debug(words.map(String).join(' '));
  return { trace: none, debug: none, info: none, warn: write, error: write };
}
