/** Faults on demand: which calls fail and how, and a rate that must not be passed. */
import { ApiError } from './api-error.js';
import { integer, oneOf, string, structure, type ValueOf } from './shape.js';

/** Kinds that break the connection, before or after the call is carried out, or never answer it. */
const silentKinds = ['reset-before', 'reset-after', 'hang'] as const;

/** Kinds that are an answer. The action is IAM's, as in `ssm:CreateMaintenanceWindow`, the caller an ARN. */
const errors = {
  throttle: () => throttled(),
  error500: () => new ApiError('InternalServerError', 'An error occurred on the server side.', 500),
  'expired-token': () => new ApiError('ExpiredTokenException', 'The security token included in the request is expired'),
  /** How AWS answers in a region that an account has not switched on: as if the credentials were wrong. */
  'region-off': () =>
    new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  'access-denied': (action: string, caller: string) =>
    new ApiError(
      'AccessDeniedException',
      `User: ${caller} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    ),
};

/**
 * A list shows the account as it was a moment before. Systems Manager promises no more of its lists, and AWS's services answer from many
 * servers, on which a change takes time to be seen (IAM user guide, "Changes that I make are not always immediately visible").
 */
const lag = 'lag';

const kinds = [...silentKinds, lag, ...(Object.keys(errors) as (keyof typeof errors)[])];

export type FaultKind = (typeof kinds)[number];

/**
 * `operation`, `account`, `region`: every one that is not given; the account is the one that a call is about, of AssumeRole the role's. `nth`: the first call that fails, counted from 1 among those that match.
 * `times`: how many calls fail in a row; without it one with `nth`, else all of them. `ms`: of a lag. @default 3000
 */
export const FaultShape = structure(
  {
    operation: string(),
    account: string(),
    region: string(),
    nth: integer({ min: 1 }),
    times: integer({ min: 1 }),
    kind: oneOf(...kinds),
    ms: integer({ min: 0, max: 600_000 }),
  },
  ['kind'],
);

export type Fault = ValueOf<typeof FaultShape>;

/** What a fault may say of the calls that it is for. */
const aspects = ['operation', 'account', 'region'] as const;

export type FaultyCall = Readonly<Record<(typeof aspects)[number], string>>;

/** The faults in force, each with its own count of matching calls. */
export class Faults {
  #faults: { readonly fault: Fault; calls: number }[] = [];

  replace(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, calls: 0 }));
  }

  /** Counts a call and says how it fails, if it does; of several faults the first counts. */
  next(call: FaultyCall): Fault | undefined {
    let next: Fault | undefined;
    for (const entry of this.#faults) {
      const { nth, times, ...about } = entry.fault;
      if (aspects.some((aspect) => (about[aspect] ?? call[aspect]) !== call[aspect])) continue;
      entry.calls++;
      const first = nth ?? 1;
      const count = times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1);
      if (entry.calls >= first && entry.calls < first + count) next ??= entry.fault;
    }
    return next;
  }
}

/** The error of those faults that are an answer; undefined for the others. */
export function faultError(kind: FaultKind, action: string, caller: string): ApiError | undefined {
  return Object.hasOwn(errors, kind) ? errors[kind as keyof typeof errors](action, caller) : undefined;
}

/** ThrottlingException, by a fault or past the rate limit. */
export function throttled(): ApiError {
  return new ApiError('ThrottlingException', 'Rate exceeded');
}

/** A bucket of `perSecond` calls that fills up steadily. */
export class RateLimit {
  readonly #perSecond: number;
  #left: number;
  readonly #now: () => number;
  #at: number;

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(perSecond: number, now = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#now = now;
    this.#at = now();
  }

  /** Whether one more call is within the rate. */
  take(): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#perSecond, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
