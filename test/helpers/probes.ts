/** Values for every place of a shape: right ones at the boundary, wrong ones just beyond it, and anything at random. */
import fc from 'fast-check';
import type { MapShape, Shape, StringShape, StructureShape } from '../../source/sandbox/shape.js';

/** A value that may be right or wrong at one place in an input. */
export interface Probe {
  /** As AWS writes it: `tags.1.member.key`. */
  readonly path: string;
  readonly value: unknown;
  /** The constraint that the value breaks, in AWS's words; undefined for a value that is allowed. */
  readonly broken?: string;
}

/** Texts of a length to try against a pattern; the first that fits is a boundary value. */
function candidates(length: number): string[] {
  const uuid = '12345678-1234-4234-8234-123456789abc';
  const texts = ['a'.repeat(length), '1'.repeat(length), '9%', '100%', '$LATEST', 'Type', 'WINDOWS', 'Name'];
  return [...texts, `mw-${'0'.repeat(17)}`, uuid, `arn:${'a'.repeat(Math.max(0, length - 4))}`];
}

/** Written anew from the table's meaning, so that the validator is checked against something else than itself. */
function fits(shape: StringShape, text: string): boolean {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, enum: allowed } = shape;
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
  const length = [...text].length;
  return length >= min && length <= max && (whole?.test(text) ?? true) && (allowed?.includes(text) ?? true);
}

function stringOf(shape: StringShape, length: number): string | undefined {
  return (shape.enum ?? candidates(length)).find((text) => [...text].length === length && fits(shape, text));
}

/** Any value that the shape allows, as small as can be. */
function smallest(shape: Shape): unknown {
  switch (shape.type) {
    case 'string': {
      const lengths = [shape.min ?? 1, 1, 2, 4, 5, 7, 20, 36];
      const text =
        shape.enum?.[0] ?? lengths.map((length) => stringOf(shape, length)).find((found) => found !== undefined);
      if (text === undefined) throw new Error(`No sample for ${JSON.stringify(shape)}`);
      return text;
    }
    case 'integer':
      return shape.min ?? 0;
    case 'boolean':
      return true;
    case 'blob':
      return '';
    case 'list':
      return Array.from({ length: shape.min ?? 0 }, () => smallest(shape.member));
    case 'map':
      return mapOf(shape, shape.min ?? 0);
    case 'structure':
      return Object.fromEntries(shape.required.map((name) => [name, smallest(shape.members[name] ?? shape)]));
    default:
      return shape satisfies never;
  }
}

function mapOf({ key, value }: MapShape, size: number): object {
  const { min = 1 } = key;
  return Object.fromEntries(
    Array.from({ length: size }, (_, index) => [`${index}`.padStart(Math.max(min, 4), 'k'), smallest(value)]),
  );
}

/** The probes of one shape by itself. */
function probesOf(shape: Shape): Omit<Probe, 'path'>[] {
  const probes: Omit<Probe, 'path'>[] = [];
  const noun = shape.type === 'integer' ? 'value' : 'length';
  const { min, max } = shape as { min?: number; max?: number };
  const sized = (size: number): unknown => {
    if (shape.type === 'integer') return size;
    if (shape.type === 'string')
      return (
        stringOf(shape, size) ??
        (fits({ ...shape, pattern: undefined }, 'x'.repeat(size)) ? undefined : 'x'.repeat(size))
      );
    if (shape.type === 'blob') return Buffer.alloc(size).toString('base64');
    if (shape.type === 'list') return Array.from({ length: size }, () => smallest(shape.member));
    return shape.type === 'map' ? mapOf(shape, size) : undefined;
  };
  const add = (value: unknown, broken?: string) => {
    if (value !== undefined) probes.push(broken === undefined ? { value } : { value, broken });
  };
  if (max !== undefined) {
    add(sized(max));
    add(sized(max + 1), `Member must have ${noun} less than or equal to ${max}`);
  }
  if (min !== undefined) {
    add(sized(min));
    if (min > 0 || shape.type === 'integer') {
      add(sized(min - 1), `Member must have ${noun} greater than or equal to ${min}`);
    }
  }
  if (shape.type !== 'string') return probes;
  const { pattern, enum: allowed } = shape;
  if (pattern !== undefined) {
    const outside = '\u0001'.repeat(shape.min ?? 1);
    if (!fits(shape, outside)) add(outside, `Member must satisfy regular expression pattern: ${pattern}`);
  }
  if (allowed !== undefined) {
    for (const value of allowed) add(value);
    add(`${allowed[0]}x`, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
  }
  return probes;
}

/** All probes inside a structure, each as the whole structure with that one value in it. */
export function probesIn(shape: StructureShape, at: string): Probe[] {
  const base = smallest(shape) as Readonly<Record<string, unknown>>;
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const path = `${at}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const missing = { path, value: { ...base, [name]: undefined }, broken: 'Member must not be null' };
    return [
      ...(shape.required.includes(name) ? [missing] : []),
      ...probesAt(member, path).map((probe) => ({ ...probe, value: { ...base, [name]: probe.value } })),
    ];
  });
}

function probesAt(shape: Shape, path: string): Probe[] {
  const own = probesOf(shape).map((probe) => ({ ...probe, path }));
  switch (shape.type) {
    case 'structure':
      return [...own, ...probesIn(shape, `${path}.`)];
    case 'list':
      return [...own, ...insideList(shape.member, path)];
    case 'map': {
      const inside =
        shape.value.type === 'structure' ? probesIn(shape.value, `${path}.key.member.`) : insideMap(shape, path);
      const keys = probesOf(shape.key).map((probe) => ({
        ...(probe.broken === undefined ? {} : { broken: 'Map keys must satisfy constraint: [' }),
        path,
        value: { [String(probe.value)]: smallest(shape.value) },
      }));
      return [...own, ...keys, ...inside.map((probe) => ({ ...probe, value: { key: probe.value } }))];
    }
    default:
      return own;
  }
}

/** Of values that are no structures, only the map as a whole is reported. */
function insideMap({ value: member }: MapShape, path: string): Probe[] {
  const own = probesOf(member).map((probe) => ({ ...probe, path }));
  const deeper = member.type === 'list' ? insideList(member.member, path) : [];
  return [...own, ...deeper].map(({ broken, ...probe }) =>
    broken === undefined ? probe : { ...probe, broken: 'Map value must satisfy constraint: [' },
  );
}

function insideList(member: Shape, path: string): Probe[] {
  if (member.type === 'structure') {
    return probesIn(member, `${path}.1.member.`).map((probe) => ({ ...probe, value: [probe.value] }));
  }
  return probesOf(member).map(({ value, broken }) => ({
    path,
    value: [value],
    ...(broken === undefined ? {} : { broken: 'Member must satisfy constraint: [' }),
  }));
}

/** Inputs from nonsense to nearly right: members of the shape with right or arbitrary values, and some of its own. */
export function anyInput(shape: StructureShape): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
    { weight: 5, arbitrary: fc.dictionary(fc.constantFrom(...Object.keys(shape.members), 'x'), fc.jsonValue()) },
    { weight: 10, arbitrary: likely(shape) },
  );
}

function likely(shape: Shape): fc.Arbitrary<unknown> {
  const right: fc.Arbitrary<unknown> = (() => {
    switch (shape.type) {
      case 'structure':
        return fc.record(
          Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, likely(member)])),
          { requiredKeys: [...shape.required] },
        );
      case 'list':
        return fc.array(likely(shape.member), { maxLength: 3 });
      case 'map':
        return fc.dictionary(fc.string(), likely(shape.value), { maxKeys: 3 });
      case 'integer':
        return fc.integer({ min: (shape.min ?? 0) - 1, max: (shape.max ?? 10) + 1 });
      case 'string':
        return fc.oneof(fc.constant(smallest(shape)), fc.constantFrom('*', 'tag:Team', 'InstanceIds', ''), fc.string());
      default:
        return fc.constant(smallest(shape));
    }
  })();
  return fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: fc.jsonValue() });
}
