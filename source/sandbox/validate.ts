/** Checks a request against its shape, as AWS does: first the JSON types, then every constraint at once. */
import { serializationError, validationError } from './api-error.js';
import type { ListShape, MapShape, Shape, StringShape, StructureShape, ValueOf } from './shape.js';

/**
 * A copy of `body` with only the members that the shape has. Null counts as absent.
 * Throws SerializationException for a wrong JSON type, and ValidationException that lists the violations as
 * `Value 'x' at 'path.1.member.name' failed to satisfy constraint: …`.
 */
export function readInput<S extends StructureShape>(shape: S, body: unknown): ValueOf<S> {
  const violations = new Violations();
  const input = read(shape, body, '', violations);
  if (violations.count > 0) throw validationError(violations.message());
  return input as ValueOf<S>;
}

/** How many violations a message lists; a body of a megabyte can hold hundreds of thousands. */
const mostListed = 100;

class Violations {
  readonly #listed: string[] = [];
  count = 0;

  add(value: unknown, path: string, wording: string, isSensitive = false): void {
    this.count++;
    if (this.#listed.length >= mostListed) return;
    const shown = isSensitive ? '' : value === null ? ' null' : ` '${asText(value)}'`;
    this.#listed.push(`Value${shown} at '${path}' failed to satisfy constraint: ${wording}`);
  }

  message(): string {
    return `${this.count} validation ${this.count === 1 ? 'error' : 'errors'} detected: ${this.#listed.join('; ')}`;
  }
}

function read(shape: Shape, value: unknown, path: string, violations: Violations): unknown {
  expectType(shape, value);
  const content = readContent(shape, value, path, violations);
  const isSensitive = shape.type === 'string' && shape.sensitive === true;
  for (const { holds, wording } of constraints(shape)) {
    if (!holds(content)) violations.add(content, path, wording, isSensitive);
  }
  return content;
}

function readContent(shape: Shape, value: unknown, path: string, violations: Violations): unknown {
  if (shape.type === 'structure') return readStructure(shape, value as object, path, violations);
  if (shape.type === 'list') return readList(shape, value as readonly unknown[], path, violations);
  return shape.type === 'map' ? readMap(shape, value as object, path, violations) : value;
}

function readStructure(shape: StructureShape, value: object, path: string, violations: Violations): object {
  const given = value as Readonly<Record<string, unknown>>;
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(shape.members)) {
    const at = path === '' ? camelCase(name) : `${path}.${camelCase(name)}`;
    const content = Object.hasOwn(given, name) ? given[name] : undefined;
    if (content !== undefined && content !== null) members.push([name, read(member, content, at, violations)]);
    else if (shape.required.includes(name)) violations.add(null, at, 'Member must not be null');
  }
  return Object.fromEntries(members);
}

/** Structures are looked into one by one; of simpler members only the list as a whole is reported. */
function readList(shape: ListShape, value: readonly unknown[], path: string, violations: Violations): unknown[] {
  if (shape.member.type === 'structure') {
    return value.map((item, index) => read(shape.member, item ?? {}, `${path}.${index + 1}.member`, violations));
  }
  const inside = new Violations();
  const items = value.map((item) => readSimple(shape.member, item, inside));
  if (inside.count > 0) violations.add(items, path, `Member must satisfy constraint: ${all(shape.member)}`);
  return items;
}

function readMap(shape: MapShape, value: object, path: string, violations: Violations): object {
  const badKeys = new Violations();
  const badValues = new Violations();
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    readSimple(shape.key, key, badKeys);
    if (shape.value.type === 'structure')
      return [key, read(shape.value, item ?? {}, `${path}.${key}.member`, violations)];
    return [key, readSimple(shape.value, item, badValues)];
  });
  const content = Object.fromEntries(entries);
  if (badKeys.count > 0) violations.add(content, path, `Map keys must satisfy constraint: ${all(shape.key)}`);
  if (badValues.count > 0) violations.add(content, path, `Map value must satisfy constraint: ${all(shape.value)}`);
  return content;
}

/** A member of a list or a map, which cannot be null. */
function readSimple(shape: Shape, item: unknown, violations: Violations): unknown {
  if (item !== null) return read(shape, item, '', violations);
  violations.add(null, '', 'Member must not be null');
  return null;
}

/** One constraint of a shape and how AWS words it. */
interface Constraint {
  readonly wording: string;
  readonly holds: (value: unknown) => boolean;
}

const known = new WeakMap<Shape, readonly Constraint[]>();

/** The constraints on a value of this shape itself, without those on what it contains. */
function constraints(shape: Shape): readonly Constraint[] {
  const found = known.get(shape) ?? listConstraints(shape);
  known.set(shape, found);
  return found;
}

function listConstraints(shape: Shape): Constraint[] {
  const { min, max, pattern, enum: allowed } = shape as Partial<StringShape>;
  const noun = shape.type === 'integer' ? 'value' : 'length';
  const found: Constraint[] = [];
  const constrain = (wording: string, holds: (value: unknown) => boolean) => found.push({ wording, holds });
  if (pattern !== undefined) {
    const expression = wholePattern(pattern);
    constrain(`Member must satisfy regular expression pattern: ${pattern}`, (text) => expression.test(String(text)));
  }
  if (max !== undefined) {
    constrain(`Member must have ${noun} less than or equal to ${max}`, (value) => size(shape, value) <= max);
  }
  if (min !== undefined) {
    constrain(`Member must have ${noun} greater than or equal to ${min}`, (value) => size(shape, value) >= min);
  }
  if (allowed !== undefined) {
    constrain(`Member must satisfy enum value set: [${allowed.join(', ')}]`, (text) => allowed.includes(String(text)));
  }
  return found;
}

/**
 * Patterns have to match the whole value, whether they are anchored or not (as Java's `matches` does). `\p{…}` needs
 * the `u` flag, which in turn refuses `\-` outside a class, so that only patterns with `\p` get it.
 */
function wholePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
}

function size({ type }: Shape, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return type === 'blob' ? Buffer.from(value, 'base64').length : codePoints(value);
  return Object.keys(value as object).length;
}

/** How many characters a text has, as AWS counts them. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** `[Member must have length less than or equal to 64, …]`: all that a list's or a map's contents must satisfy. */
function all(shape: Shape): string {
  const own = constraints(shape).map(({ wording }) => wording);
  if (shape.type === 'list') own.push(`Member must satisfy constraint: ${all(shape.member)}`);
  return `[${own.length > 0 ? own.join(', ') : 'Member must not be null'}]`;
}

/** Values as AWS prints them: lists in brackets, maps in braces. Long ones are cut, so that an answer stays small. */
function asText(value: unknown): string {
  let text: string;
  if (Array.isArray(value)) text = `[${value.slice(0, 100).map(asText).join(', ')}]`;
  else if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).slice(0, 100);
    text = `{${members.map(([key, content]) => `${key}=${asText(content)}`).join(', ')}}`;
  } else text = String(value);
  return text.length <= 1000 ? text : `${text.slice(0, 1000)}…`;
}

/** `Name` → `name`; paths in AWS's messages start each member in lower case. */
function camelCase(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1);
}

/** What each shape is in JSON. */
const jsonTypes: Readonly<Record<Shape['type'], string>> = {
  structure: 'structure or map',
  map: 'structure or map',
  list: 'list',
  string: 'string',
  blob: 'string',
  boolean: 'boolean',
  integer: 'number',
};
const containers = ['structure or map', 'list'];
const scalarNames: Readonly<Record<string, string>> = { boolean: 'a Boolean', integer: 'an Integer' };

/** Throws SerializationException where a value's JSON type is not the shape's. */
function expectType({ type }: Shape, value: unknown): void {
  const wanted = jsonTypes[type];
  const isObject = typeof value === 'object' && value !== null;
  const found = Array.isArray(value) ? 'list' : isObject ? 'structure or map' : typeof value;
  if (found !== wanted) {
    if (containers.includes(found)) throw serializationError(`Start of ${found} found where not expected`);
    if (containers.includes(wanted)) throw serializationError(`Unexpected token: expected the start of a ${wanted}`);
    const token = found === 'boolean' ? String(value) : found;
    throw serializationError(`${token.toUpperCase()}_VALUE can not be converted to ${scalarNames[type] ?? 'a String'}`);
  }
  if (type === 'integer' && !(Number.isInteger(value) && Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31)) {
    throw serializationError(`${value} can not be converted to an Integer`);
  }
  if (type === 'blob' && !(/^[A-Za-z0-9+/]*={0,2}$/.test(String(value)) && String(value).length % 4 === 0)) {
    throw serializationError('A blob has to be base64 text');
  }
}
