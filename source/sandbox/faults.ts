/** Faults on demand: which calls fail and how, and a rate that must not be passed. */
import { ApiError } from './api-error.js';

export const faultKinds = [
  'throttle',
  'error500',
  'reset-before',
  'reset-after',
  'hang',
  'expired-token',
  'access-denied',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** The operation's name; every operation if it is not given. */
  readonly operation?: string;
  /** The first call that fails, counted from 1 among those that match. @default 1 */
  readonly nth?: number;
  /** How many calls fail in a row. @default 1 with `nth`, else all of them */
  readonly times?: number;
  readonly kind: FaultKind;
}

/** The faults in force, each with its own count of matching calls. */
export class Faults {
  #faults: { readonly fault: Fault; calls: number }[] = [];

  replace(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, calls: 0 }));
  }

  /** Counts a call and says how it fails, if it does; of several faults the first counts. */
  next(operation: string): FaultKind | undefined {
    let kind: FaultKind | undefined;
    for (const entry of this.#faults) {
      const { operation: only, nth, times } = entry.fault;
      if (only !== undefined && only !== operation) continue;
      entry.calls++;
      const first = nth ?? 1;
      const count = times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1);
      if (entry.calls >= first && entry.calls < first + count) kind ??= entry.fault.kind;
    }
    return kind;
  }
}

/**
 * The error of those faults that are an answer; undefined for the ones that break the connection. The action is IAM's,
 * as in `ssm:CreateMaintenanceWindow`, the caller an ARN.
 */
export function faultError(kind: FaultKind, action: string, caller: string): ApiError | undefined {
  switch (kind) {
    case 'throttle':
      return throttled();
    case 'error500':
      return new ApiError('InternalServerError', 'An error occurred on the server side.', 500);
    case 'expired-token':
      return new ApiError('ExpiredTokenException', 'The security token included in the request is expired');
    case 'access-denied':
      return new ApiError(
        'AccessDeniedException',
        `User: ${caller} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
      );
    default:
      return undefined;
  }
}

/** ThrottlingException, by a fault or past the rate limit. */
export function throttled(): ApiError {
  return new ApiError('ThrottlingException', 'Rate exceeded');
}

/** A bucket of `perSecond` calls that fills up steadily. */
export class RateLimit {
  readonly #perSecond: number;
  #left: number;
  #at: number;

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#at = now;
  }

  /** Whether one more call is within the rate. */
  take(now: number): boolean {
    this.#left = Math.min(this.#perSecond, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
