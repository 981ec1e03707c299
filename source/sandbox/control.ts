/** The control protocol, for tests and demonstrations: reset, requests, faults, latency. */
import { type Fault, FaultShape } from './faults.js';
import { boolean, integer, list, structure } from './shape.js';
import { readInput } from './validate.js';

export const controlPrefix = '/_sandbox/';

/** The body is a bare list, which is read as the member `faults` of a structure. */
const FaultsBody = structure({ faults: list(FaultShape) }, ['faults']);
const LatencyBody = structure({ ms: integer({ min: 0, max: 600_000 }) }, ['ms']);
const ResetBody = structure({ empty: boolean });

/** One call since the last reset; the status is 0 where the connection was broken on purpose. */
interface RecordedRequest {
  readonly operation: string;
  /** The one that it was about: of AssumeRole the role's. */
  readonly account: string;
  /** `-` where it names none. */
  readonly region: string;
  readonly status: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What the account lets the control protocol do. */
export interface Controls {
  reset(empty: boolean | undefined): Promise<void>;
  requests(): readonly RecordedRequest[];
  setFaults(faults: readonly Fault[]): void;
  setLatency(milliseconds: number): void;
}

/** What each request does, and its answer if it has one. */
const routes: Readonly<Record<string, (controls: Controls, body: unknown) => unknown>> = {
  'POST reset': (controls, body) => controls.reset(readInput(ResetBody, body).empty),
  'GET requests': (controls) => controls.requests(),
  'PUT faults': (controls, body) => controls.setFaults(readInput(FaultsBody, { faults: body }).faults),
  'PUT latency': (controls, body) => controls.setLatency(readInput(LatencyBody, body).ms),
};

/** Answers a control request. Throws what reading the body throws. */
export async function control(
  method: string,
  path: string,
  body: unknown,
  controls: Controls,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const name = `${method} ${path.slice(controlPrefix.length).replace(/\?.*$/s, '')}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route === undefined) return { status: 404, body: { message: `There is no ${method} ${path}` } };
  return { status: 200, body: (await route(controls, body)) ?? {} };
}

/** Older ones are forgotten, so that a sandbox that runs for weeks does not grow. */
const mostKept = 100_000;

/** The requests since the last reset. */
export class RequestLog {
  #requests: RecordedRequest[] = [];

  add(request: RecordedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length >= 2 * mostKept) this.#requests = this.all();
  }

  all(): RecordedRequest[] {
    return this.#requests.slice(-mostKept);
  }

  clear(): void {
    this.#requests = [];
  }
}
