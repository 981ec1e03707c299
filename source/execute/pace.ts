/** Pace: how many calls may run at a time. It grows while calls succeed and halves when AWS asks to slow down. */

/**
 * Rates of the window and baseline APIs are unpublished, so the pace is found by additive increase and
 * multiplicative decrease, as TCP does.
 */
export class Pace {
  #limit = 4;
  #untilGrowth = 4;

  /** Calls at a time, now: 1 to 16. */
  get limit(): number {
    return this.#limit;
  }

  succeeded(): void {
    this.#untilGrowth -= 1;
    if (this.#untilGrowth > 0) return;
    this.#limit = Math.min(16, this.#limit + 1);
    this.#untilGrowth = this.#limit;
  }

  throttled(): void {
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#untilGrowth = this.#limit * 2;
  }
}

/**
 * Milliseconds to wait before attempt `attempt` (1 = first retry): exponential from 250 ms to 8 s with full jitter
 * (AWS Architecture Blog, "Exponential Backoff and Jitter"), never below a quarter of the step so that it does back off.
 * @param random 0 ≤ random < 1
 */
export function backoff(attempt: number, random: number): number {
  const step = Math.min(8000, 250 * 2 ** (attempt - 1));
  return step * (0.25 + 0.75 * random);
}
