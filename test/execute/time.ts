/** A time of its own: it passes only while everybody waits, and waits end in their order. */
import { setImmediate as turn } from 'node:timers/promises';
import type { PaceClock } from '../../source/execute/pace.js';

export class Time implements PaceClock {
  /** Milliseconds since it began. */
  at = 0;
  #waiting: { readonly until: number; readonly end: () => void }[] = [];

  constructor(readonly random: () => number = () => 0.5) {}

  readonly now = (): Date => new Date(Date.UTC(2026, 10, 26) + this.at);

  readonly wait = (milliseconds: number): Promise<void> =>
    new Promise((end) => {
      this.#waiting.push({ until: this.at + milliseconds, end });
    });

  /** What comes of it, when the time that it takes has passed. */
  async pass<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    work.then(over, over);
    while (!isOver) {
      await turn();
      this.#waiting.sort((a, b) => a.until - b.until);
      const next = this.#waiting.shift();
      if (next === undefined) continue;
      this.at = Math.max(this.at, next.until);
      next.end();
    }
    return work;
  }
}
