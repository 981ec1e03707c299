/** The shape that a JSON document must have, as a table, and the functions that walk a document along it. */
import { printable } from '../../printable.js';
import { nearestWords } from './spelling.js';

export type Shape =
  | { readonly kind: 'text'; readonly least: number; readonly most: number; readonly characters?: Characters }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'date' }
  | { readonly kind: 'list'; readonly least: number; readonly most: number; readonly of: Shape }
  | ObjectShape
  /** A value that has to pass a test of its own; `allowed` completes "it must be …". */
  | { readonly kind: 'tested'; readonly isFine: (value: unknown) => boolean; readonly allowed: string }
  /** Whatever it is: somebody else looks at it. */
  | { readonly kind: 'any' };

export interface ObjectShape {
  readonly kind: 'object';
  readonly members: Readonly<Record<string, Member>>;
}

export interface Member {
  readonly shape: Shape;
  readonly required: boolean;
}

export interface Characters {
  readonly pattern: RegExp;
  /** Completes "it may have … only". */
  readonly allowed: string;
}

/** Tells the reader of a document where it breaks a limit: `ApprovalRules.PatchRules[0].ApproveAfterDays is 400; …`. */
export type Report = (violation: string) => void;

/**
 * The value without the members that are null, which AWS's protocol takes as absent. Every limit that it breaks is
 * reported with its path; what breaks one stays in place.
 */
export function walk(shape: Shape, value: unknown, path: string, report: Report): unknown {
  switch (shape.kind) {
    case 'text':
      return walkText(shape, value, path, report);
    case 'choice':
      if (!(typeof value === 'string' && shape.values.includes(value))) {
        report(`${path} is ${shown(value)}; ${suggestion(shape.values, value)}`);
      }
      return value;
    case 'number':
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        report(`${path} is ${shown(value)}; it must be a whole number from ${shape.least} to ${shape.most}`);
      } else if (value > shape.most) report(`${path} is ${value}; the most is ${shape.most}`);
      else if (value < shape.least) report(`${path} is ${value}; the least is ${shape.least}`);
      return value;
    case 'flag':
      if (typeof value !== 'boolean') report(`${path} is ${shown(value)}; it must be true or false`);
      return value;
    case 'date':
      if (!isCalendarDate(value)) report(`${path} is ${shown(value)}; it must be a date such as 2026-12-31`);
      return value;
    case 'list':
      return walkList(shape, value, path, report);
    case 'object':
      return walkObject(shape, value, path, report);
    case 'tested':
      if (!shape.isFine(value)) report(`${path} is ${shown(value)}; it must be ${shape.allowed}`);
      return value;
    case 'any':
      return value;
    default:
      return shape satisfies never;
  }
}

function checkSize(
  limits: { readonly least: number; readonly most: number },
  size: number,
  unit: string,
  path: string,
  report: Report,
): void {
  if (size > limits.most) report(`${path} has ${size} ${unit}; the most is ${limits.most}`);
  if (size < limits.least) report(`${path} has ${size} ${unit}; the least is ${limits.least}`);
}

function walkText(shape: Extract<Shape, { kind: 'text' }>, value: unknown, path: string, report: Report): unknown {
  if (typeof value !== 'string') {
    report(`${path} is ${shown(value)}; it must be text`);
    return value;
  }
  const length = [...value].length;
  checkSize(shape, length, length === 1 ? 'character' : 'characters', path, report);
  if (shape.characters?.pattern.test(value) === false) {
    report(`${path} is ${shown(value)}; it may have ${shape.characters.allowed} only`);
  }
  return value;
}

function walkList(shape: Extract<Shape, { kind: 'list' }>, value: unknown, path: string, report: Report): unknown {
  if (!Array.isArray(value)) {
    report(`${path} is ${shown(value)}; it must be a list`);
    return value;
  }
  checkSize(shape, value.length, value.length === 1 ? 'entry' : 'entries', path, report);
  return value.map((entry: unknown, index) => walk(shape.of, entry, `${path}[${index}]`, report));
}

function walkObject(shape: ObjectShape, value: unknown, path: string, report: Report): unknown {
  if (!isObject(value)) {
    report(`${path} is ${shown(value)}; it must be an object`);
    return value;
  }
  return Object.fromEntries(walkMembers(shape, value, path, report).map(({ key, walked }) => [key, walked]));
}

/** The members of an object that keep to their shape: as {@link walk}, but what breaks a limit is left out. */
export function soundMembers(
  shape: ObjectShape,
  value: unknown,
  path: string,
  report: Report,
): Readonly<Record<string, unknown>> {
  if (!isObject(value)) {
    walkObject(shape, value, path, report);
    return {};
  }
  const members = walkMembers(shape, value, path, report).filter(({ isSound }) => isSound);
  return Object.fromEntries(members.map(({ key, walked }) => [key, walked]));
}

function walkMembers({ members }: ObjectShape, value: Readonly<Record<string, unknown>>, path: string, report: Report) {
  const known = Object.keys(members);
  for (const key of Object.keys(value).filter((key) => !known.includes(key))) {
    report(`${memberPath(path, printable(key).slice(0, 60))} is not known; ${suggestion(known, key)}`);
  }
  return known.flatMap((key) => {
    const { shape, required: isRequired } = members[key] as Member;
    const entry = memberOf(value, key);
    if (entry === undefined) {
      if (isRequired) report(`${memberPath(path, key)} is missing`);
      return [];
    }
    let isSound = true;
    const walked = walk(shape, entry, memberPath(path, key), (violation) => {
      isSound = false;
      report(violation);
    });
    return [{ key, walked, isSound }];
  });
}

/** The member's value; undefined where the value is no object or the member is missing, inherited or null. */
export function memberOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined;
}

/** Whether a value of a document has members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `ApprovalRules.PatchRules`: where a member is. */
export function memberPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** The value as a message shows it; what may be deep or long is only named. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value !== 'string') return String(value);
  return `"${printable(value.length > 60 ? `${value.slice(0, 60)}…` : value)}"`;
}

function suggestion(words: readonly string[], wrong: unknown): string {
  const [nearest] = typeof wrong === 'string' ? nearestWords(wrong, words) : [];
  return nearest === undefined ? `it must be one of ${words.join(', ')}` : `did you mean ${nearest}?`;
}

/** Whether it is `YYYY-MM-DD` and such a day exists: Date turns 30 February into 2 March. */
function isCalendarDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** A member that has to be there. */
export function required(shape: Shape): Member {
  return { shape, required: true };
}

/** A member that may be left out. */
export function optional(shape: Shape): Member {
  return { shape, required: false };
}

/** A text of so many characters. */
export function text(least: number, most: number, characters?: Characters): Shape {
  return characters === undefined ? { kind: 'text', least, most } : { kind: 'text', least, most, characters };
}

/** One of a few words. */
export function choice(...values: string[]): Shape {
  return { kind: 'choice', values };
}

/** A list of so many entries. */
export function list(least: number, most: number, of: Shape): Shape {
  return { kind: 'list', least, most, of };
}

/** An object with these members and no others. */
export function object(members: Readonly<Record<string, Member>>): ObjectShape {
  return { kind: 'object', members };
}

/** A whole number within limits. */
export function number(least: number, most: number): Shape {
  return { kind: 'number', least, most };
}

/** A value that passes a test; `allowed` completes "it must be …". */
export function tested(isFine: (value: unknown) => boolean, allowed: string): Shape {
  return { kind: 'tested', isFine, allowed };
}
