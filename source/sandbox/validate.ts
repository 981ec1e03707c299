/** Checks a request against its shape, as AWS does: first the JSON types, then every constraint at once. */
import { serializationError, validationError } from './api-error.js';
import type { ListShape, MapShape, Shape, StructureShape, ValueOf } from './shape.js';

/**
 * A copy of `body` with only the members that the shape has. Null counts as absent.
 * Throws SerializationException for a wrong JSON type, and ValidationException that lists each violation as
 * `Value 'x' at 'path.1.member.name' failed to satisfy constraint: …`.
 */
export function readInput<S extends StructureShape>(shape: S, body: unknown): ValueOf<S> {
  const violations: string[] = [];
  const input = read(shape, body, '', violations);
  if (violations.length > 0) {
    const plural = violations.length === 1 ? 'error' : 'errors';
    throw validationError(`${violations.length} validation ${plural} detected: ${violations.join('; ')}`);
  }
  return input as ValueOf<S>;
}

function read(shape: Shape, value: unknown, path: string, violations: string[]): unknown {
  expectType(shape, value);
  for (const { holds, wording } of constraints(shape)) {
    if (!holds(value)) violations.push(violation(value, path, wording));
  }
  switch (shape.type) {
    case 'structure':
      return readStructure(shape, value as object, path, violations);
    case 'list':
      return readList(shape, value as readonly unknown[], path, violations);
    case 'map':
      return readMap(shape, value as object, path, violations);
    default:
      return value;
  }
}

function readStructure(shape: StructureShape, value: object, path: string, violations: string[]): object {
  const given = value as Readonly<Record<string, unknown>>;
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(shape.members)) {
    const at = path === '' ? camelCase(name) : `${path}.${camelCase(name)}`;
    const content = Object.hasOwn(given, name) ? given[name] : undefined;
    if (content !== undefined && content !== null) members.push([name, read(member, content, at, violations)]);
    else if (shape.required.includes(name)) violations.push(violation(null, at, 'Member must not be null'));
  }
  return Object.fromEntries(members);
}

function readList(shape: ListShape, value: readonly unknown[], path: string, violations: string[]): unknown[] {
  if (shape.member.type === 'structure') {
    return value.map((item, index) => read(shape.member, item ?? {}, `${path}.${index + 1}.member`, violations));
  }
  const hidden: string[] = [];
  const items = value.map((item) => (item === null ? hidden.push('null') : read(shape.member, item, path, hidden)));
  if (hidden.length > 0)
    violations.push(violation(value, path, `Member must satisfy constraint: ${all(shape.member)}`));
  return items;
}

function readMap(shape: MapShape, value: object, path: string, violations: string[]): object {
  const badKeys: string[] = [];
  const badValues: string[] = [];
  const entries = Object.entries(value).map(([key, content]): [string, unknown] => {
    read(shape.key, key, path, badKeys);
    if (shape.value.type === 'structure')
      return [key, read(shape.value, content ?? {}, `${path}.${key}.member`, violations)];
    return [key, content === null ? badValues.push('null') : read(shape.value, content, path, badValues)];
  });
  if (badKeys.length > 0)
    violations.push(violation(value, path, `Map keys must satisfy constraint: ${all(shape.key)}`));
  if (badValues.length > 0) {
    violations.push(violation(value, path, `Map value must satisfy constraint: ${all(shape.value)}`));
  }
  return Object.fromEntries(entries);
}

/** One constraint of a shape and how AWS words it. */
export interface Constraint {
  readonly wording: string;
  readonly holds: (value: unknown) => boolean;
}

const known = new WeakMap<Shape, readonly Constraint[]>();

/** The constraints on a value of this shape itself, without those on what it contains. */
export function constraints(shape: Shape): readonly Constraint[] {
  const cached = known.get(shape);
  if (cached !== undefined) return cached;
  const found = listConstraints(shape);
  known.set(shape, found);
  return found;
}

function listConstraints(shape: Shape): Constraint[] {
  const found: Constraint[] = [];
  const {
    min,
    max,
    pattern,
    enum: allowed,
  } = shape as { min?: number; max?: number; pattern?: string; enum?: string[] };
  const noun = shape.type === 'integer' ? 'value' : 'length';
  if (pattern !== undefined) {
    const expression = wholePattern(pattern);
    found.push({
      wording: `Member must satisfy regular expression pattern: ${pattern}`,
      holds: (value) => expression.test(value as string),
    });
  }
  if (max !== undefined) {
    found.push({
      wording: `Member must have ${noun} less than or equal to ${max}`,
      holds: (value) => size(shape, value) <= max,
    });
  }
  if (min !== undefined) {
    found.push({
      wording: `Member must have ${noun} greater than or equal to ${min}`,
      holds: (value) => size(shape, value) >= min,
    });
  }
  if (allowed !== undefined) {
    found.push({
      wording: `Member must satisfy enum value set: [${allowed.join(', ')}]`,
      holds: (value) => allowed.includes(value as string),
    });
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

function size(shape: Shape, value: unknown): number {
  switch (shape.type) {
    case 'integer':
      return value as number;
    case 'string':
      return codePoints(value as string);
    case 'blob':
      return Buffer.from(value as string, 'base64').length;
    case 'list':
      return (value as readonly unknown[]).length;
    default:
      return Object.keys(value as object).length;
  }
}

function codePoints(text: string): number {
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

function violation(value: unknown, path: string, wording: string): string {
  const shown = value === null ? 'null' : `'${asText(value)}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${wording}`;
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
export function camelCase(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1);
}

/** Throws SerializationException where a value's JSON type is not the shape's. */
function expectType(shape: Shape, value: unknown): void {
  const found = Array.isArray(value) ? 'list' : typeof value;
  switch (shape.type) {
    case 'structure':
    case 'map':
      if (found === 'object') return;
      if (found === 'list') throw serializationError('Start of list found where not expected');
      throw serializationError('Unexpected token: expected the start of a structure or map');
    case 'list':
      if (found === 'list') return;
      if (found === 'object') throw serializationError('Start of structure or map found where not expected.');
      throw serializationError('Unexpected token: expected the start of a list');
    default:
      if (found === 'list') throw serializationError('Start of list found where not expected');
      if (found === 'object') throw serializationError('Start of structure or map found where not expected.');
      expectScalar(shape.type, value);
  }
}

function expectScalar(type: 'string' | 'integer' | 'boolean' | 'blob', value: unknown): void {
  const token = typeof value === 'boolean' ? `${value}`.toUpperCase() : `${typeof value}`.toUpperCase();
  switch (type) {
    case 'string':
      if (typeof value !== 'string') throw serializationError(`${token}_VALUE can not be converted to a String`);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw serializationError(`${token}_VALUE can not be converted to a Boolean`);
      return;
    case 'integer':
      if (typeof value !== 'number') throw serializationError(`${token}_VALUE can not be converted to an Integer`);
      if (!Number.isInteger(value) || value < -(2 ** 31) || value >= 2 ** 31) {
        throw serializationError(`${value} can not be converted to an Integer`);
      }
      return;
    default:
      if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) {
        throw serializationError('A blob has to be base64 text');
      }
  }
}
