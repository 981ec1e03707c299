/** What an operation is given besides its state and its input, and the ids and dates that it makes of that. */
import { createHash } from 'node:crypto';
import type { QuotaName, Quotas } from '../plan/account/quotas.js';
import { ApiError } from './api-error.js';
import type { EpochSeconds } from './rows.js';

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

/** Throws ResourceLimitExceededException for more than the quota; `what` is counted, as in `maintenance windows`. */
export function checkQuota({ quotas }: Context, name: QuotaName, count: number, what: string): void {
  if (count <= quotas[name]) return;
  throw new ApiError('ResourceLimitExceededException', `The limit of ${quotas[name]} ${what} has been reached`);
}

/** Seconds since 1970, as the JSON protocol writes dates. */
export function epochSeconds(date: Date): EpochSeconds {
  return date.getTime() / 1000;
}

/** `pb-0…` or `mw-0…`: a prefix, 0 and 16 hexadecimal digits. */
export function resourceId(prefix: 'mw' | 'pb' | 'i' | 'mi', { hex }: Pick<Context, 'hex'>): string {
  return `${prefix}-0${hex(16)}`;
}

/** A random UUID in the form of version 4. */
export function uuid({ hex }: Pick<Context, 'hex'>): string {
  const digits = hex(32);
  return uuidOf(`${digits.slice(0, 12)}4${digits.slice(13, 16)}a${digits.slice(17)}`);
}

/** The first 32 hexadecimal digits in the groups of a UUID. */
export function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** Hexadecimal digits that are the same for the same text; for ids of what is derived or seeded. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
