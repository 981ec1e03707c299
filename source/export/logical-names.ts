/** Names that other programs know a plan's things by: of what each is called, so that they stay when others come and go. */

/**
 * A name for each text, in its order.
 * @param spelt makes a name of a text; where two texts have the same, the later one is told apart by a digest of its text
 */
export function logicalNames(
  texts: readonly string[],
  spelt: (text: string) => string,
  digest: (text: string) => string,
): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const name = spelt(text);
    const free = taken.has(name) ? `${name}${digest(text).slice(0, 8)}` : name;
    taken.add(free);
    return free;
  });
}
