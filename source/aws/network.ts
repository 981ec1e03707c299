/** Calls by way of a proxy, and certificates of one's own. Loaded only where either is set. */
import type { NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { BoundedHandler } from './answers.js';
import { proxyWantsSignIn } from './setting-errors.js';

/** As `process/network.ts` finds it. */
export interface Network {
  readonly https: string | undefined;
  readonly http: string | undefined;
  /** As NO_PROXY has it. */
  readonly no: string;
  /** PEM, in place of the certificates that Node trusts. */
  readonly certificates: string | undefined;
}

/** How long an attempt may take. */
export type Limits = NodeHttpHandlerOptions & { readonly requestTimeout: number };

type Handle = BoundedHandler['handle'];

/** What sends the requests of all clients, those that fetch credentials too. */
export class NetworkHandler extends BoundedHandler {
  readonly #direct: BoundedHandler;
  readonly #no: string;

  constructor({ https, http, no, certificates: ca }: Network, limits: Limits, maxSockets: number) {
    const agent = { keepAlive: true, maxSockets };
    const secure = { ...agent, ...(ca !== undefined && { ca }) };
    const tunnel = https && new HttpsProxyAgent(https, secure);
    // It takes them for the way to the proxy alone.
    if (tunnel) Object.assign(tunnel.options, ca !== undefined && { ca });
    super({
      ...limits,
      httpsAgent: tunnel || secure,
      httpAgent: http ? new HttpProxyAgent(http, secure) : agent,
    });
    this.#direct = new BoundedHandler({ ...limits, httpsAgent: secure, httpAgent: agent });
    this.#no = no;
  }

  /** Rejects where a proxy answers that nobody has signed in to it: what fetches credentials would make something else of it. */
  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    if (isBypassed(request.hostname, request.port, this.#no)) return this.#direct.handle(request, options);
    const answer = await super.handle(request, options);
    if (answer.response.statusCode !== 407) return answer;
    throw Object.assign(new Error('HTTP 407'), { name: proxyWantsSignIn });
  }

  override destroy(): void {
    super.destroy();
    this.#direct.destroy();
  }
}

/** By the rules of the AWS CLI (Python's proxy_bypass_environment): names and their subdomains, `*` for all; no address ranges. */
export function isBypassed(hostname: string, port: number | undefined, no: string): boolean {
  const hosts = [hostname, `${hostname}:${port}`].map((host) => host.toLowerCase());
  const names = no.split(',').map((name) => name.trim().replace(/^\.+/, '').toLowerCase());
  return names.some(
    (name) => name !== '' && (name === '*' || hosts.some((host) => host === name || host.endsWith(`.${name}`))),
  );
}
