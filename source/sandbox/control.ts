/** The control protocol, for tests and demonstrations: reset, requests, faults, latency. */
import { type Fault, faultKinds } from './faults.js';
import { boolean, integer, list, oneOf, string, structure, type ValueOf } from './shape.js';
import { readInput } from './validate.js';

export const controlPrefix = '/_sandbox/';

const FaultShape = structure(
  { operation: string(), nth: integer({ min: 1 }), times: integer({ min: 1 }), kind: oneOf(...faultKinds) },
  ['kind'],
);
/** The body is a bare list, which is read as the member `faults` of a structure. */
const FaultsBody = structure({ faults: list(FaultShape) }, ['faults']);
const LatencyBody = structure({ ms: integer({ min: 0, max: 600_000 }) }, ['ms']);
const ResetBody = structure({ empty: boolean });

/** One call since the last reset; the status is 0 where the connection was broken on purpose. */
export interface RecordedRequest {
  readonly operation: string;
  readonly status: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What the server lets the control protocol do. */
export interface Controls {
  reset(empty: boolean | undefined): Promise<void>;
  requests(): readonly RecordedRequest[];
  setFaults(faults: readonly Fault[]): void;
  setLatency(milliseconds: number): void;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Answers a control request. Throws what reading the body throws. */
export async function control(method: string, path: string, body: unknown, controls: Controls): Promise<ControlAnswer> {
  const name = path.slice(controlPrefix.length).replace(/\?.*$/s, '');
  switch (`${method} ${name}`) {
    case 'POST reset':
      await controls.reset(readInput(ResetBody, body).empty);
      return { status: 200, body: {} };
    case 'GET requests':
      return { status: 200, body: controls.requests() };
    case 'PUT faults': {
      const { faults }: ValueOf<typeof FaultsBody> = readInput(FaultsBody, { faults: body });
      controls.setFaults(faults.map(withoutUndefined));
      return { status: 200, body: {} };
    }
    case 'PUT latency':
      controls.setLatency(readInput(LatencyBody, body).ms);
      return { status: 200, body: {} };
    default:
      return { status: 404, body: { message: `There is no ${method} ${path}` } };
  }
}

function withoutUndefined({ kind, ...rest }: ValueOf<typeof FaultShape>): Fault {
  return { kind, ...(rest as Omit<Fault, 'kind'>) };
}
