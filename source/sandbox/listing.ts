/** Operations that answer a list: filtered, page by page, with opaque tokens that only their own list takes. */
import { createHmac } from 'node:crypto';
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { type Context, digest } from './context.js';
import { type ApiOperation, operation } from './operation.js';
import type { StructureShape, ValueOf } from './shape.js';
import { optionalDate } from './window-schedule.js';

export interface Filter {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/** For each supported key: whether an item matches one value. */
export type FilterKeys<Item, Value = string> = Readonly<Record<string, (item: Item, value: Value) => boolean>>;

/** The date in a filter, in ISO 8601. Throws ValidationException for what is none. */
export function filterDate(value: string): Date {
  const date = optionalDate(value);
  if (date === undefined) throw validationError(`The filter value '${value}' is not a date in ISO-8601 format`);
  return date;
}

/**
 * Whether an item passes all filters; every value is read before the first item is looked at. Throws
 * ValidationException for a key that the operation does not support, and for a filter without key or values (the model
 * requires neither, the operations' documentation both).
 */
export function matcher<Item, Value>(
  filters: readonly Filter[],
  keys: FilterKeys<Item, Value>,
  read: (value: string) => Value,
): (item: Item) => boolean {
  const tests = filters.map(({ Key: key = '', Values: values = [] }) => {
    const test = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (test === undefined) {
      throw validationError(`The filter key '${key}' is not valid. Valid keys are: ${Object.keys(keys).join(', ')}`);
    }
    if (values.length === 0) throw validationError(`The filter '${key}' needs at least one value`);
    const wanted = values.map(read);
    return (item: Item) => wanted.some((value) => test(item, value));
  });
  return (item) => tests.every((test) => test(item));
}

/** Where an item stands in its list; lists are sorted by it, so that a page goes on rightly when items have gone. */
export type Cursor = number | string;

export type Entries<Item> = Iterable<readonly [Cursor, Item]>;

interface Listing<S extends StructureShape, Item extends object> {
  readonly input: S;
  /** The member of the answer that has the items. */
  readonly as: string;
  /** Items on a page when MaxResults is not given. */
  readonly pageSize: number;
  /** The most on a page, where the model lets MaxResults be any number. */
  readonly largest?: number;
  /** The modelled error for a token that is not this list's. @default ValidationException */
  readonly invalidToken?: 'InvalidNextToken';
  /** All that there is, sorted by cursor; a list that can start in the middle by itself does so after `after`. */
  readonly entries: (region: Region, input: ValueOf<S>, context: Context, after: Cursor | undefined) => Entries<Item>;
  /** The keys of member Filters: with texts, or with dates, as values. */
  readonly filters?: FilterKeys<Item>;
  readonly dateFilters?: FilterKeys<Item, Date>;
  /** How an item is shown. @default as it is */
  readonly shown?: (item: Item, region: Region, context: Context, input: ValueOf<S>) => object;
}

interface ListInput {
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/**
 * The last page has no token at all: the model's text says that it is an empty string, but no documented output has
 * one, and a reader that goes on while there is a token, as the original clean-up did on AWS, would never end.
 */
export function listing<S extends StructureShape, Item extends object>(of: Listing<S, Item>): ApiOperation {
  const { largest = Number.POSITIVE_INFINITY, invalidToken = 'ValidationException', shown = (item) => item } = of;
  return operation(of.input, (region, given, context) => {
    // The shape of every list has these members besides its own.
    const input = given as unknown as ValueOf<S>;
    const { Filters = [], MaxResults = of.pageSize, NextToken: token, ...parameters } = given as unknown as ListInput;
    const list = digest(JSON.stringify([context.operation, region.name, Filters, parameters]));
    const after = readToken<Cursor>(token, list, invalidToken);
    const entries = of.entries(region, input, context, after);
    const tests = [
      ...(of.filters === undefined ? [] : [matcher(Filters, of.filters, (value) => value)]),
      ...(of.dateFilters === undefined ? [] : [matcher(Filters, of.dateFilters, filterDate)]),
    ];
    const passing = select(entries, (item) => tests.every((test) => test(item)));
    const size = Math.min(MaxResults, largest);
    const { items, last } = page(passing, after, ({ length }) => length < size);
    return {
      [of.as]: items.map((item) => shown(item, region, context, input)),
      NextToken: last === undefined ? undefined : writeToken(JSON.stringify(last), list),
    };
  });
}

/** Keeps the entries of a list whose item passes. */
export function* select<Place, Item>(
  entries: Iterable<readonly [Place, Item]>,
  passes: (item: Item) => boolean,
): Generator<readonly [Place, Item]> {
  for (const entry of entries) if (passes(entry[1])) yield entry;
}

/** The items from a place on, as long as one more has room beside those before it; the last one's place if there are more. */
export function page<Item>(
  entries: Entries<Item>,
  after: Cursor | undefined,
  hasRoom: (items: readonly Item[], item: Item) => boolean,
): { readonly items: readonly Item[]; readonly last?: Cursor | undefined } {
  const items: Item[] = [];
  let last: Cursor | undefined;
  for (const [cursor, item] of entries) {
    if (after !== undefined && cursor <= after) continue;
    if (!hasRoom(items, item)) return { items, last };
    items.push(item);
    last = cursor;
  }
  return { items };
}

/** Not a secret: it keeps made-up tokens out, as AWS's encryption of its own does. */
const signingKey = 'the paging tokens of the sandbox';

/** The list is its operation, region and every parameter besides the paging ones. */
export function writeToken(cursor: string, list: string): string {
  const signature = createHmac('sha256', signingKey).update(`${list} ${cursor}`).digest('base64url');
  return Buffer.from(`${signature}${cursor}`).toString('base64url');
}

const signatureLength = 43;

/** Decoding drops what is no base64, so that a token counts only if its cursor has this very token. */
export function readToken<Place>(token: string | undefined, list: string, invalidToken: string): Place | undefined {
  if (token === undefined || token === '') return undefined;
  const cursor = Buffer.from(token, 'base64url').toString().slice(signatureLength);
  if (writeToken(cursor, list) !== token) throw new ApiError(invalidToken, 'The specified token is not valid.');
  return JSON.parse(cursor) as Place;
}
