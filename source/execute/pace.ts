/** Pace: how many calls run at a time, and how soon one follows the other, as AWS allows. */
import { ThrottledError } from './patch-manager.js';

/** Time and chance, which tests pass by hand. */
export interface PaceClock {
  readonly now: () => Date;
  /** 0 ≤ random() < 1, for jitter. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface PaceOptions {
  /** Calls at a time at first. */
  readonly start: number;
  /** Calls at a time at the most. */
  readonly most: number;
}

/** Milliseconds of nothing but "slow down" after which calls are given up: all that wait, for it is none of them. */
const patience = 120_000;

/** Milliseconds since it was refused first after which a call is given up, though others are answered. */
const longestWait = 300_000;

/** Milliseconds between two calls: after the first refusal, and at the most. */
const shortest = 100;
const longest = 5000;

/** Milliseconds between two refusals that are not of one silence any more: nothing was asked meanwhile. */
const apart = 3 * longest;

/** Refusals one after the other from which on it is not the rate: AWS answers nothing at all. */
const outage = 4;

/**
 * Rates of the window and baseline APIs are unpublished, so the pace is found, as TCP does: calls at a time grow one by one and are halved by
 * a refusal; once there was one, the time between two calls grows by a quarter with each, and shrinks a little with each answer.
 */
export class Pace {
  readonly #clock: PaceClock;
  readonly #most: number;
  #limit: number;
  #untilGrowth: number;
  #running = 0;
  /** What waits for its turn: calls that were refused first. */
  readonly #queue: (() => void)[] = [];
  /** Milliseconds between the starts of two calls; 0 while none was refused. */
  #interval = 0;
  /** One after the other. */
  #refusals = 0;
  #isRecovering = false;
  #nextStart = 0;
  #lastStart: Promise<void> = Promise.resolve();
  #slowedAt = 0;
  /** Since when nothing was answered. */
  #silentSince: number | undefined;
  #refusedAt = 0;

  constructor({ start, most }: PaceOptions, clock: PaceClock) {
    this.#most = most;
    this.#limit = start;
    this.#untilGrowth = start;
    this.#clock = clock;
  }

  /** Calls at a time, now. */
  get limit(): number {
    return this.#limit;
  }

  /** What the call gives, when its turn has come; see {@link attempts}. */
  async run<Result>(send: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    const attempts = this.attempts(send, signal);
    for (;;) {
      const next = await attempts.next();
      if (next.done) return next.value;
    }
  }

  /**
   * Returns what the call gives, when its turn has come. Refused because of its rate, it yields how many calls run at a time from then on,
   * and is sent again.
   * @throws ThrottledError if AWS has answered nothing for two minutes, or not this call for five; whatever else the call throws; the
   * signal's reason
   */
  async *attempts<Result>(send: () => Promise<Result>, signal?: AbortSignal): AsyncGenerator<number, Result> {
    let first: { readonly at: number; readonly refusal: ThrottledError } | undefined;
    for (;;) {
      await this.#turn(first !== undefined);
      try {
        // What is given up while it waits need not be sent once more.
        if (first && this.#isOver(first.at)) throw first.refusal;
        await this.#start(signal);
        signal?.throwIfAborted();
        const startedAt = this.#now();
        try {
          const result = await send();
          this.#succeeded();
          return result;
        } catch (error) {
          if (!(error instanceof ThrottledError)) throw error;
          this.#throttled(startedAt);
          first ??= { at: startedAt, refusal: error };
          if (this.#isOver(first.at)) throw error;
        }
      } finally {
        this.#running -= 1;
        this.#letWaitingRun();
      }
      yield this.#limit;
    }
  }

  /** Whether a call that was refused first at that time is given up. */
  #isOver(firstRefusal: number): boolean {
    const now = this.#now();
    return now - (this.#silentSince ?? now) >= patience || now - firstRefusal >= longestWait;
  }

  /** Resolves when a call may run; it counts as running from then on. */
  async #turn(isAgain: boolean): Promise<void> {
    if (this.#running < this.#limit) this.#running += 1;
    else {
      await new Promise<void>((resolve) => {
        if (isAgain) this.#queue.unshift(resolve);
        else this.#queue.push(resolve);
      });
    }
  }

  async #start(signal: AbortSignal | undefined): Promise<void> {
    const before = this.#lastStart;
    this.#lastStart = before.then(() => this.#untilStart(signal));
    await this.#lastStart;
  }

  /** One after the other, so that an interval that has changed counts from the next call on. */
  async #untilStart(signal: AbortSignal | undefined): Promise<void> {
    const pause = this.#nextStart - this.#now();
    if (pause > 0) await this.#clock.wait(pause, signal);
    this.#nextStart = this.#now() + this.#interval * (0.9 + 0.2 * this.#clock.random());
  }

  /** Whose turn comes counts as running from here on. */
  #letWaitingRun(): void {
    while (this.#running < this.#limit) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#running += 1;
      next();
    }
  }

  #succeeded(): void {
    this.#silentSince = undefined;
    this.#refusals = 0;
    this.#interval *= this.#isRecovering ? 0.125 : 0.97;
    if (this.#interval < 5) this.#interval = 0;
    this.#untilGrowth -= 1;
    if (this.#untilGrowth > 0) return;
    this.#limit = Math.min(this.#most, this.#limit + 1);
    this.#untilGrowth = this.#limit;
  }

  #throttled(startedAt: number): void {
    if (startedAt - this.#refusedAt > apart) this.#silentSince = undefined;
    this.#silentSince ??= startedAt;
    this.#refusedAt = this.#now();
    // Calls that were under way by then say nothing new.
    if (startedAt < this.#slowedAt) return;
    const now = this.#now();
    this.#slowedAt = now;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#untilGrowth = this.#limit * 2;
    this.#refusals += 1;
    this.#isRecovering = this.#refusals >= outage;
    this.#interval = Math.min(longest, Math.max(shortest, this.#interval * (this.#isRecovering ? 2 : 1.25)));
    // What was refused comes next, and most often would have been answered a moment later.
    this.#nextStart = now + this.#interval * (this.#isRecovering ? 1 : 0.25);
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
