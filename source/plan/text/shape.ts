/** The shapes that the values of a JSON document must have: each reads a value, and says where it breaks a limit. */
import { printable } from '../../printable.js';
import { nearestWords } from './spelling.js';

/** Tells the reader of a document where it breaks a limit: `ApprovalRules.PatchRules[0].ApproveAfterDays is 400; …`. */
export type Report = (violation: string) => void;

/** The value at a path of a document; undefined where something about it was reported. */
export type Read<Value> = (value: unknown, path: string, report: Report) => Value | undefined;

export interface Shape<Value> {
  readonly read: Read<Value>;
  /** What a JSON Schema can say of it, but for members that are null. */
  readonly schema: object;
}

/** A member of an object. */
interface Member<Value> extends Shape<Value> {
  readonly isRequired: boolean;
}

/** What an object with such members has: those that are there and keep to their shape. */
type Members<Table> = { readonly [Key in keyof Table]?: Table[Key] extends Shape<infer Value> ? Value : never };

export interface Characters {
  readonly pattern: RegExp;
  /** Completes "it can contain only …". */
  readonly allowed: string;
}

/** A value about which nothing is wrong; what is, completes "PLACE …". */
function checked<Value>(schema: object, wrongWith: (value: unknown) => string | undefined): Shape<Value> {
  const read: Read<Value> = (value, path, report) => {
    const wrong = wrongWith(value);
    if (wrong === undefined) return value as Value;
    report(`${path} ${wrong}`);
    return undefined;
  };
  return { schema, read };
}

/** A value as something else reads it, undefined where it is wrong; `allowed` completes "it must be …". */
export function parsed<Value>(
  parse: (value: unknown) => Value | undefined,
  allowed: string,
  schema: object = {},
): Shape<Value> {
  const read: Read<Value> = (value, path, report) => {
    const sound = parse(value);
    if (sound === undefined) report(`${path} is ${shown(value)}; it must be ${allowed}`);
    return sound;
  };
  return { schema, read };
}

/** Whatever it is. */
export const anything: Shape<unknown> = { schema: {}, read: (value) => value };

export const flag = parsed((value) => (typeof value === 'boolean' ? value : undefined), 'true or false', {
  type: 'boolean',
});

export const date = parsed(calendarDate, 'a date such as 2026-12-31', {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
});

/** A text of so many characters. */
export function text(least: number, most: number, characters?: Characters): Shape<string> {
  const pattern = characters && { pattern: characters.pattern.source };
  return checked({ type: 'string', minLength: least, maxLength: most, ...pattern }, (value) => {
    if (typeof value !== 'string') return `is ${shown(value)}; it must be a string`;
    const isFine = characters?.pattern.test(value) !== false;
    if (!isFine) return `is ${shown(value)}; it can contain only ${characters.allowed}`;
    const size = [...value].length;
    return sizeProblem(size, size === 1 ? 'character' : 'characters', least, most);
  });
}

/** One of a few words, for which the program has others. */
export function meaning<Meant extends string>(wordFor: Readonly<Record<Meant, string>>): Shape<Meant> {
  const words = Object.values<string>(wordFor);
  const read: Read<Meant> = (value, path, report) => {
    const known = (Object.keys(wordFor) as Meant[]).find((meant) => wordFor[meant] === value);
    if (known === undefined) report(`${path} is ${shown(value)}; ${suggestion(words, value)}`);
    return known;
  };
  return { schema: { enum: words }, read };
}

/** One of a few words. */
export function choice<Word extends string>(...words: Word[]): Shape<Word> {
  return meaning(Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>);
}

/** A whole number within limits. */
export function number(least: number, most: number): Shape<number> {
  return checked({ type: 'integer', minimum: least, maximum: most }, (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      return `is ${shown(value)}; it must be a whole number from ${least} to ${most}`;
    if (value > most) return `is ${value}; the maximum is ${most}`;
    return value < least ? `is ${value}; the minimum is ${least}` : undefined;
  });
}

/** A list of so many entries of one shape; undefined where one of them breaks it. */
export function list<Value>(least: number, most: number, of: Shape<Value>): Shape<readonly Value[]> {
  const { read, schema } = soundList(least, most, of);
  const whole: typeof read = (value, path, report) => {
    const sound = read(value, path, report);
    return Array.isArray(value) && sound?.length === value.length ? sound : undefined;
  };
  return { schema, read: whole };
}

/** As {@link list}, without the entries that break their shape. */
export function soundList<Value>(least: number, most: number, of: Shape<Value>): Shape<readonly Value[]> {
  const itself = checked<readonly unknown[]>({}, (value) => {
    if (!Array.isArray(value)) return `is ${shown(value)}; it must be a list`;
    return sizeProblem(value.length, value.length === 1 ? 'entry' : 'entries', least, most);
  });
  return {
    schema: { type: 'array', minItems: least, maxItems: most, items: of.schema },
    read: (value, path, report) =>
      itself.read(value, path, report)?.flatMap((entry, index) => {
        const sound = of.read(entry, `${path}[${index}]`, report);
        return sound === undefined ? [] : [sound];
      }),
  };
}

/** A text that is read by itself, or an object; `allowed` completes "it must be …". */
export function textOrObject<Value extends object>(
  readText: (text: string) => Value | { readonly problem: string },
  readObject: Read<Value>,
  allowed: string,
): Shape<Value> {
  const read: Read<Value> = (value, path, report) => {
    if (isObject(value)) return readObject(value, path, report);
    const ofText = typeof value === 'string' ? readText(value) : { problem: `it must be ${allowed}` };
    if (!('problem' in ofText)) return ofText;
    report(`${path} is ${shown(value)}; ${ofText.problem}`);
    return undefined;
  };
  return { schema: {}, read };
}

/** A member that has to be there. */
export function required<Value>(shape: Shape<Value>): Member<Value> {
  return { ...shape, isRequired: true };
}

/** A member that may be left out. */
export function optional<Value>(shape: Shape<Value>): Member<Value> {
  return { ...shape, isRequired: false };
}

/** An object with these members and no others; those that are null, which AWS's protocol takes as absent, are left out. */
export function object<Table extends Readonly<Record<string, Member<unknown>>>>(table: Table): Shape<Members<Table>> {
  const members = Object.entries(table);
  const known = Object.keys(table);
  const needed = known.filter((key) => table[key]?.isRequired);
  const itself = objectWith(needed);
  return {
    schema: {
      type: 'object',
      additionalProperties: false,
      ...(needed.length > 0 && { required: needed }),
      properties: Object.fromEntries(members.map(([key, { schema }]) => [key, schema])),
    },
    read: (value, path, report) => {
      const given = itself.read(value, path, report);
      if (given === undefined) return undefined;
      for (const key of Object.keys(given).filter((key) => !known.includes(key)))
        report(`${memberPath(path, printable(key).slice(0, 60))} is not a known key; ${suggestion(known, key)}`);
      const sound = members.map(([key, { read, isRequired }]) => {
        const member = memberOf(given, key);
        if (member !== undefined) return [key, read(member, memberPath(path, key), report)];
        if (isRequired) report(`${memberPath(path, key)} is missing`);
        return [key, undefined];
      });
      return Object.fromEntries(sound.filter(([, member]) => member !== undefined)) as Members<Table>;
    },
  };
}

/** An object with any members of one shape, without those that break it. */
export function dictionary<Value>(of: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  return {
    schema: { type: 'object', additionalProperties: of.schema },
    read: (value, path, report) => {
      const members = Object.entries(anObject.read(value, path, report) ?? {}).map(
        ([key, member]) => [key, of.read(member, memberPath(path, key), report)] as const,
      );
      return Object.fromEntries(members.filter((member) => member[1] !== undefined)) as Record<string, Value>;
    },
  };
}

function objectWith(needed: readonly string[]) {
  const what = needed.length === 0 ? 'an object' : `an object with ${needed.join(', ')}`;
  return parsed((value) => (isObject(value) ? value : undefined), what);
}

const anObject = objectWith([]);

/** What is wrong with a size, if something is. */
function sizeProblem(size: number, unit: string, least: number, most: number): string | undefined {
  if (size > most) return `has ${size} ${unit}; the maximum is ${most}`;
  return size < least ? `has ${size} ${unit}; the minimum is ${least}` : undefined;
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

/** `YYYY-MM-DD` where such a day exists: Date turns 30 February into 2 March. */
function calendarDate(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
}
