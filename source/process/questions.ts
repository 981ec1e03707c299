/** Questions in lines, for a terminal that can show no screen. */
import { createInterface, type Interface } from 'node:readline/promises';
import { UserError } from '../errors.js';

export class Questions {
  readonly #lines: Interface;
  readonly #closed: Promise<never>;

  /** @param signal ends the question that is open with an AbortError */
  constructor(private readonly signal: AbortSignal) {
    // The screen, where there was one before, has let go of it, and an answer has to be waited for.
    process.stdin.ref?.();
    // A terminal that cannot move its cursor edits lines by itself.
    this.#lines = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
    this.#closed = new Promise((_, reject) => {
      this.#lines.once('close', () =>
        reject(
          new UserError('The last question was not answered. Nothing was changed.', { code: 'no-answer', exitCode: 3 }),
        ),
      );
    });
    // Nobody waits for it where all questions are answered.
    this.#closed.catch(() => {});
  }

  /** What is typed after the question, without spaces at its ends. */
  async ask(question: string): Promise<string> {
    const answer = await Promise.race([this.#lines.question(`${question} `, { signal: this.signal }), this.#closed]);
    return answer.trim();
  }

  close(): void {
    this.#lines.close();
  }
}
