/** Who may talk to a served sandbox: programs of this machine, but no web page that a browser of this machine shows. */
import type { IncomingHttpHeaders } from 'node:http';

/** Names of this machine that nobody else can give to theirs (RFC 6761, 6.3). */
const ownHost = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:[^:]+\.)?localhost)\.?(?::\d+)?$/i;

/**
 * Why a request is not answered; undefined where it is. A browser names the page in Origin, and says in Sec-Fetch-Site that there is
 * one (https://www.w3.org/TR/fetch-metadata/); `none` is what a person has typed. A page whose own name leads to this machine ("DNS
 * rebinding") is told by Host.
 */
export function foreignRefusal({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): string | undefined {
  if (host !== undefined && !ownHost.test(host))
    return `The sandbox answers to 127.0.0.1 and localhost, not to ${host}`;
  if (origin === undefined && (site === undefined || site === 'none')) return undefined;
  return `The sandbox answers no web pages; this request comes from ${origin ?? 'one'}`;
}
