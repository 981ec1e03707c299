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
      const texts = shape.enum ?? [shape.min ?? 1, 1, 2, 4, 5, 7, 20, 36].map((length) => stringOf(shape, length));
      const text = texts.find((found) => found !== undefined);
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

/** A value of a shape in this size; undefined where there is none that tells nothing but the size. */
function sized(shape: Shape, size: number): unknown {
  switch (shape.type) {
    case 'integer':
      return size;
    case 'string': {
      const text = 'x'.repeat(size);
      return stringOf(shape, size) ?? (fits({ ...shape, pattern: undefined }, text) ? undefined : text);
    }
    case 'blob':
      return Buffer.alloc(size).toString('base64');
    case 'list':
      return Array.from({ length: size }, () => smallest(shape.member));
    case 'map':
      return mapOf(shape, size);
    default:
      return undefined;
  }
}

/** The probes of one shape by itself. */
function probesOf(shape: Shape): Omit<Probe, 'path'>[] {
  const probes: Omit<Probe, 'path'>[] = [];
  const noun = shape.type === 'integer' ? 'value' : 'length';
  const { min, max, pattern, enum: allowed = [] } = shape as Partial<StringShape>;
  if (max !== undefined) {
    const broken = `Member must have ${noun} less than or equal to ${max}`;
    probes.push({ value: sized(shape, max) }, { value: sized(shape, max + 1), broken });
  }
  if (min !== undefined) {
    const broken = `Member must have ${noun} greater than or equal to ${min}`;
    const isLess = min > 0 || shape.type === 'integer';
    probes.push({ value: sized(shape, min) }, { value: isLess ? sized(shape, min - 1) : undefined, broken });
  }
  const outside = '\u0001'.repeat(min ?? 1);
  if (shape.type === 'string' && pattern !== undefined && !fits(shape, outside))
    probes.push({ value: outside, broken: `Member must satisfy regular expression pattern: ${pattern}` });
  for (const value of allowed) probes.push({ value });
  if (allowed.length > 0)
    probes.push({ value: `${allowed[0]}x`, broken: `Member must satisfy enum value set: [${allowed.join(', ')}]` });
  return probes.filter(({ value }) => value !== undefined);
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
    case 'list': {
      const members = inside(shape.member, path, '1', 'Member');
      return [...own, ...members.map((probe) => ({ ...probe, value: [probe.value] }))];
    }
    case 'map': {
      const keys = inside(shape.key, path, '', 'Map keys');
      const values = inside(shape.value, path, 'key', 'Map value');
      return [
        ...own,
        ...keys.map((probe) => ({ ...probe, value: { [String(probe.value)]: smallest(shape.value) } })),
        ...values.map((probe) => ({ ...probe, value: { key: probe.value } })),
      ];
    }
    default:
      return own;
  }
}

/** The probes of what is in a list or a map: structures are reported member by member, all else as a whole. */
function inside(shape: Shape, path: string, place: string, what: string): Probe[] {
  if (shape.type === 'structure') return probesIn(shape, `${path}.${place}.member.`);
  const vague = { broken: `${what} must satisfy constraint: [` };
  return probesAt(shape, path).map((probe) => ({ ...probe, ...(probe.broken !== undefined && vague) }));
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
  return fc.oneof({ weight: 30, arbitrary: right(shape) }, { weight: 1, arbitrary: fc.jsonValue() });
}

function right(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members).map(([name, member]) => [name, likely(member)]);
      return fc.record<Record<string, unknown>>(Object.fromEntries(members), { requiredKeys: [...shape.required] });
    }
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
}
