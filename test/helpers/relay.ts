/** A server between the program and a sandbox: what comes by is remembered, and some of it answered otherwise. */
import { createServer, type IncomingMessage, request as send } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A request as it has come by. */
export interface Seen {
  /** The id of the access key that it is signed with; undefined where it is not. */
  readonly key: string | undefined;
  /** `GetCallerIdentity` */
  readonly operation: string | undefined;
  /** As in its first line; whole addresses are for a proxy. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** In place of the sandbox's; undefined leaves it to the sandbox. */
export type Otherwise = (
  seen: Seen,
) => { readonly status?: number; readonly headers?: Record<string, string>; readonly body: string } | undefined;

export interface Relay {
  readonly endpoint: string;
  readonly seen: readonly Seen[];
}

/** Starts a relay to the sandbox for the test that is running; it is also a proxy, with tunnels. */
export async function withRelay(target: string, otherwise: Otherwise = () => undefined): Promise<Relay> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { url = '', headers, method } = request;
    const operation =
      headers['x-amz-target']?.toString().split('.')[1] ?? new URLSearchParams(body).get('Action') ?? undefined;
    const about = { url, headers, body, operation, key: /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1] };
    seen.push(about);
    const own = otherwise(about);
    if (own) return response.writeHead(own.status ?? 200, own.headers).end(own.body);
    const { pathname, search } = new URL(url, target);
    const { host } = new URL(target);
    const forwarded = send(new URL(pathname + search, target), { method, headers: { ...headers, host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    return forwarded.end(body);
  });
  server.on('connect', ({ url = '', headers }, client) => {
    seen.push({ url, headers, operation: 'CONNECT', key: undefined, body: '' });
    const { hostname, port } = new URL(target);
    const tunnel = connect(Number(port), hostname, () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    tunnel.pipe(client).pipe(tunnel);
    for (const socket of [tunnel, client]) socket.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** A proxy that lets nobody through who has not signed in to it; returns its address. */
export async function withLocked(): Promise<string> {
  const answer = 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n';
  const server = createServer((_, response) => response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end('no'));
  server.on('connect', (_, client) => client.end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Signed by itself, for localhost, for a hundred years; it protects nothing. */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUJHWSi7a9svFXRufrYTVPpAvg6cEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzAxMzgzOFoYDzIxMjYxMTAz
MDEzODM4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATO0Vkzz//bO/ULY3ltw6z3lMpW2QMOcCJAuJFBZCCzNHaAPtQOTLG1
wY/K/YGfabHoK73RCekAhlK82m9BUTHeo28wbTAdBgNVHQ4EFgQUnyMTixCWKTgb
n+BZyDngDQNd4tIwHwYDVR0jBBgwFoAUnyMTixCWKTgbn+BZyDngDQNd4tIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAPqlf7I7oEZDkTY8U9VezhJpSPIMh7TchsMahFbvq5VnAiEA
zIFhmFaXk5AyK8BFd+YYThdyhDAMOn5lMs9u8eoqTtM=
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwYXoSEZbPaK5x8wj
zYU4GNIHMPPpLF0yJw5oudhvMrKhRANCAATO0Vkzz//bO/ULY3ltw6z3lMpW2QMO
cCJAuJFBZCCzNHaAPtQOTLG1wY/K/YGfabHoK73RCekAhlK82m9BUTHe
-----END PRIVATE KEY-----`,
};

/** The same target behind TLS, with the {@link certificate}. */
export async function withTls(target: string): Promise<{ readonly port: number }> {
  const server = createTlsServer(certificate, (client) => {
    const plain = connect(Number(new URL(target).port), '127.0.0.1');
    plain.pipe(client).pipe(plain);
    for (const socket of [plain, client]) socket.on('error', () => plain.destroy());
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}
