/** Data with its members in one order, so that two texts of it can be compared. */

/**
 * The value with the members of every object by name and every list of texts by the alphabet: AWS may return both in any
 * order, which carries no meaning. Undefined members are left out.
 * @param standIn what stands for an object in place of its members; undefined for those that stand for themselves
 */
export function sorted(value: unknown, standIn: (value: object) => string | undefined = () => undefined): unknown {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string')
      ? [...value].sort()
      : value.map((item) => sorted(item, standIn));
  }
  if (typeof value !== 'object' || value === null) return value;
  return (
    standIn(value) ??
    Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, member]) => [key, sorted(member, standIn)]),
    )
  );
}
