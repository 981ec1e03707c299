/** Pages of a list: opaque tokens that say after which item to go on, and that only their own list takes. */
import { createHmac } from 'node:crypto';
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { type Context, digest } from './context.js';

/** Where an item stands in its list; lists are sorted by it, so that a page goes on rightly when items have gone. */
export type Cursor = number | string;

interface PagedInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface Paging {
  /** Items on a page when MaxResults is not given. */
  readonly pageSize: number;
  /** The most on a page, where the model lets MaxResults be any number. */
  readonly largest?: number;
  /** The modelled error for a token that is not this list's. @default ValidationException */
  readonly invalidToken?: 'InvalidNextToken';
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken: string | undefined;
}

/**
 * The page that the input asks for, out of `entries`, which are sorted by cursor. The last page has no token at all: the
 * model's text says that it is an empty string, but no documented output has one, and a reader that goes on while there
 * is a token, as the original clean-up did on AWS, would never end.
 */
export function paginate<Item>(
  entries: Iterable<readonly [Cursor, Item]>,
  input: PagedInput,
  region: Region,
  context: Context,
  paging: Paging,
): Page<Item> {
  const size = Math.min(input.MaxResults ?? paging.pageSize, paging.largest ?? Number.POSITIVE_INFINITY);
  const list = listName(input, region, context);
  const after = readToken(input.NextToken, list, paging);
  const items: Item[] = [];
  let last: Cursor | undefined;
  for (const [cursor, item] of entries) {
    if (after !== undefined && cursor <= after) continue;
    if (items.length === size && last !== undefined)
      return { items, NextToken: writeToken(JSON.stringify(last), list) };
    items.push(item);
    last = cursor;
  }
  return { items, NextToken: undefined };
}

/** The cursor that a token stands for, for lists that can start in the middle by themselves. */
export function cursorOf(input: PagedInput, region: Region, context: Context, paging: Paging): Cursor | undefined {
  return readToken(input.NextToken, listName(input, region, context), paging);
}

/** The list that a token belongs to: operation, region and every parameter besides the paging ones. */
function listName(input: PagedInput, region: Region, context: Context): string {
  const { MaxResults: _size, NextToken: _token, ...parameters } = input;
  return digest(JSON.stringify([context.operation, region.name, parameters]));
}

/** Not a secret: it keeps made-up tokens out, as AWS's encryption of its own does. */
const signingKey = 'the paging tokens of the sandbox';

function writeToken(cursor: string, list: string): string {
  const signature = createHmac('sha256', signingKey).update(`${list} ${cursor}`).digest('base64url');
  return Buffer.from(`${signature}${cursor}`).toString('base64url');
}

const signatureLength = 43;

/** Decoding drops what is no base64, so that a token counts only if its cursor has this very token. */
function readToken(token: string | undefined, list: string, paging: Paging): Cursor | undefined {
  if (token === undefined || token === '') return undefined;
  const cursor = Buffer.from(token, 'base64url').toString().slice(signatureLength);
  if (writeToken(cursor, list) !== token) {
    const message = 'The specified token is not valid.';
    throw paging.invalidToken === undefined ? validationError(message) : new ApiError(paging.invalidToken, message);
  }
  return JSON.parse(cursor) as Cursor;
}
