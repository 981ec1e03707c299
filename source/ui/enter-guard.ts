/** Enter answers a question, so it has to be meant: not typed ahead of the screen, and not by a key that is held down. */

/** Milliseconds from a screen to the first Enter that counts, and between two of them. */
export const guardedFor = 250;

export class EnterGuard {
  #from: number;
  #screen: string | undefined;
  #isListening = false;

  /** @param now milliseconds, as of any clock that only goes on */
  constructor(private readonly now: () => number) {
    this.#from = now() + guardedFor;
  }

  /** This screen is there now. */
  shown(screen: string): void {
    if (screen !== this.#screen) this.#from = this.now() + guardedFor;
    this.#screen = screen;
  }

  /** What was typed before the program listened has been read: on a slow machine that may be long after the first screen. */
  listens(): void {
    this.#isListening = true;
  }

  /** Whether an Enter that is pressed now is meant; one of a key that repeats never is. */
  allows(): boolean {
    const isMeant = this.#isListening && this.now() >= this.#from;
    this.#from = this.now() + guardedFor;
    return isMeant;
  }
}
