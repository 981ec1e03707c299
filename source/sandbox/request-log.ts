/** The requests since the last reset, for `GET /_sandbox/requests`. */
import type { RecordedRequest } from './control.js';

/** Older ones are forgotten, so that a sandbox that runs for weeks does not grow. */
const mostKept = 100_000;

export class RequestLog {
  #requests: RecordedRequest[] = [];

  add(request: RecordedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length >= 2 * mostKept) this.#requests = this.#requests.slice(-mostKept);
  }

  all(): readonly RecordedRequest[] {
    return this.#requests.slice(-mostKept);
  }

  clear(): void {
    this.#requests = [];
  }
}
