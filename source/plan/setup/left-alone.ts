/** What taking over leaves alone, and why. */

/** One that is not taken over, and why: `it has two targets`. */
export interface LeftAlone {
  readonly name: string;
  readonly id: string;
  readonly why: string;
}

/** All of them with their reasons, in a sentence. */
export function leftAloneWords(leftAlone: readonly LeftAlone[]): string {
  const listed = leftAlone.map(({ name, id, why }) => `${name} (${id}): ${why}`).join('; ');
  return `Left alone, each for its reason: ${listed}.`;
}
