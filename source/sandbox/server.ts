/** The sandbox's HTTP server: an AWS account on 127.0.0.1 that any AWS client can talk to. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../errors.js';
import { printable } from '../printable.js';
import { foreignRefusal } from './foreign.js';
import { type AccountOptions, ConnectionReset, InMemoryAccount, largestBody } from './in-memory.js';
import { newAccount } from './seed.js';
import { Store } from './store.js';

export interface SandboxOptions extends AccountOptions {
  /** 0 or none: a free one. */
  readonly port?: number | undefined;
  /** Keeps the account between runs; a file that exists says for itself whether it began empty. */
  readonly stateFile?: string | undefined;
  /** How the user names another state file, where this one cannot be used. @default by --state */
  readonly otherStateFile?: string | undefined;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly account: string;
  /** Whether the state file had the account already, so that `empty` was not looked at. */
  readonly isKept: boolean;
  /** Ends every connection and gives the state file back. Calls after the first do nothing more. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox. Throws {@link UserError} for a port that is taken, and for a state file that is unreadable, not
 * ours, of another version or in use.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    stateFile: path,
    otherStateFile: elsewhere = 'Choose another file with --state FILE.',
    empty,
    fleet,
  } = options;
  const { account, store, isKept } =
    path === undefined
      ? { account: newAccount({ empty, fleet }), store: undefined, isKept: false }
      : await Store.open({ path, elsewhere }, { empty, fleet });
  const behind = new InMemoryAccount(options, account, store);
  const server = createServer((request, response) => {
    const refusal = foreignRefusal(request.headers);
    if (refusal === undefined) return void answer(behind, request, response);
    options.log?.(printable(`- - 403 ${refusal}`));
    response.writeHead(403, { 'content-type': 'application/x-amz-json-1.1', connection: 'close' });
    return response.end(JSON.stringify({ __type: 'ForeignRequest', message: refusal }));
  });
  // Longer than clients keep a connection for, so that none is closed under a request.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 60_000;
  try {
    await listen(server, options.port ?? 0);
  } catch (error) {
    await store?.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    account: behind.account,
    isKept,
    close: () => {
      // Once: by a second time the state file may be another sandbox's.
      closed ??= close(server, store);
      return closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const taken = code === 'EADDRINUSE';
    throw new UserError(taken ? `Port ${port} is already in use.` : `The sandbox cannot listen on port ${port}.`, {
      code: taken ? 'port-in-use' : 'port-unavailable',
      detail: error instanceof Error ? error.message : String(error),
      nextSteps: ['Choose another port with --port N, or leave it out to get a free one.'],
      cause: error,
    });
  }
}

async function close(server: Server, store: Store | undefined): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
  await store?.close();
}

async function answer(account: InMemoryAccount, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '/', headers, socket } = request;
  try {
    const { status, ...rest } = await account.handle({ method, path: url, headers, body: await readBody(request) });
    response.writeHead(status, rest.headers);
    response.end(rest.body);
  } catch (error) {
    if (error instanceof ConnectionReset) socket.resetAndDestroy();
    // The client went away in the middle of its request.
    else socket.destroy();
  }
}

/** The body; of one that is too large only so much that this is seen, and the rest is thrown away as it comes. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size <= largestBody) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}
