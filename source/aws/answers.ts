/** How an answer is read: to its last byte within the time of an attempt, and no more of it than an answer of AWS can have. */
import { pipeline, Readable, Transform } from 'node:stream';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';

/** Bytes; AWS's own are less than a hundredth of it, for pages have fifty entries. */
const mostBytes = 32 * 1024 * 1024;

/** The name of the error for a larger one. */
export const tooLarge = 'AnswerTooLarge';

type Handle = NodeHttpHandler['handle'];

/**
 * What sends requests. The SDK's own limit ends with the head of an answer: a body that stalls or drips would be waited for, and one that is
 * endless kept, until the machine is full.
 */
export class BoundedHandler extends NodeHttpHandler {
  readonly #milliseconds: number;

  constructor(options: NodeHttpHandlerOptions & { readonly requestTimeout: number }) {
    super(options);
    this.#milliseconds = options.requestTimeout;
  }

  override handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    return bounded(super.handle(request, options), this.#milliseconds);
  }
}

/** @param milliseconds from now to the last byte of the answer */
async function bounded(request: ReturnType<Handle>, milliseconds: number): ReturnType<Handle> {
  const startedAt = performance.now();
  const result = await request;
  const { response } = result;
  const body: unknown = response.body;
  if (!(body instanceof Readable)) return result;
  const end = (name: string, message: string) => body.destroy(Object.assign(new Error(message), { name }));
  const endLarge = () => end(tooLarge, `The answer has more than ${mostBytes} bytes.`);
  const endLate = () => end('TimeoutError', `The answer was not complete after ${milliseconds / 1000} s.`);
  const timer = setTimeout(endLate, milliseconds - (performance.now() - startedAt));
  body.once('close', () => clearTimeout(timer));
  const length = response.headers['content-length'];
  if (length === undefined) response.body = counted(body, endLarge);
  else if (Number(length) > mostBytes) endLarge();
  return result;
}

/** The same body; `end` is called as soon as it is too large. */
function counted(body: Readable, end: () => void): Readable {
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _, pass) {
      bytes += chunk.length;
      if (bytes > mostBytes) end();
      pass(null, chunk);
    },
  });
  // What goes wrong is seen by who reads it.
  return pipeline(body, counter, () => {});
}
