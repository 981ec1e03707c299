/** What an operation is given besides its state and its input, and what an operation is. */
import { createHash } from 'node:crypto';
import type { Quotas } from '../plan/account/quotas.js';
import type { Region } from './account.js';
import type { EpochSeconds } from './rows.js';
import type { StructureShape, ValueOf } from './shape.js';
import { readInput } from './validate.js';

export interface Context {
  readonly operation: string;
  readonly now: Date;
  readonly quotas: Quotas;
  readonly caller: Caller;
  /** So many random hexadecimal digits. */
  readonly hex: (digits: number) => string;
}

/** Who calls, as GetCallerIdentity answers. */
export interface Caller {
  readonly UserId: string;
  readonly Account: string;
  readonly Arn: string;
}

/** A row of the table of operations. `run` checks the body against the shape and throws before it changes anything. */
export interface ApiOperation {
  readonly input: StructureShape;
  readonly run: (region: Region, body: unknown, context: Context) => object;
}

/** Ties a shape to the function whose input it describes. */
export function operation<S extends StructureShape>(
  input: S,
  run: (region: Region, input: ValueOf<S>, context: Context) => object,
): ApiOperation {
  return { input, run: (region, body, context) => run(region, readInput(input, body), context) };
}

/** Seconds since 1970, as the JSON protocol writes dates. */
export function epochSeconds(date: Date): EpochSeconds {
  return date.getTime() / 1000;
}

/** `pb-0…` or `mw-0…`: a prefix, 0 and 16 hexadecimal digits. */
export function resourceId(prefix: 'mw' | 'pb' | 'i' | 'mi', context: Pick<Context, 'hex'>): string {
  return `${prefix}-0${context.hex(16)}`;
}

/** A random UUID in the form of version 4. */
export function uuid(context: Pick<Context, 'hex'>): string {
  const digits = context.hex(32);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
}

/** Hexadecimal digits that are the same for the same text; for ids of what is derived or seeded. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
