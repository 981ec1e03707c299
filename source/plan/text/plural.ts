/** Nouns in the number that fits. */

/** `1 window`, `8 windows`: the noun alone, in the number that fits. */
export function plural(count: number, noun: string): string {
  if (count === 1) return noun;
  return / of /.test(noun) ? noun.replace(' of ', 's of ') : `${noun}s`;
}

/** `is` or `are`, after so many. */
export function isOrAre(count: number): 'is' | 'are' {
  return count === 1 ? 'is' : 'are';
}

/** `1 window`, `8 windows`: the count and the noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${plural(count, noun)}`;
}
