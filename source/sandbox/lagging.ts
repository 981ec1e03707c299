/** An account as it was a while ago, for lists that lag behind it. */
import type { Account, RegionChange } from './account.js';

export class Lagging {
  readonly #account: Account;
  /** Not seen yet, the oldest first. */
  readonly #waiting: { readonly changes: readonly RegionChange[]; readonly at: number }[] = [];

  /** @param account a copy of what is there now */
  constructor(account: Account) {
    this.#account = account;
  }

  /** Takes note of what has happened in the account itself. */
  add(changes: readonly RegionChange[], now: Date): void {
    if (changes.length > 0) this.#waiting.push({ changes, at: now.getTime() });
  }

  /** The account as it was so many milliseconds ago. */
  before(milliseconds: number, now: Date): Account {
    while (this.#waiting[0] && this.#waiting[0].at + milliseconds <= now.getTime()) {
      for (const change of this.#waiting.shift()?.changes ?? []) this.#account.restore(change);
    }
    return this.#account;
  }
}
