/** How this computer's network is left: proxies and certificates, by the variables and the profile that the AWS CLI reads. */
import { readFileSync } from 'node:fs';
import { UserError } from '../errors.js';
import { caBundleOf } from './aws-profiles.js';

/** What there is beyond the network as it is. */
export interface Network {
  /** Address of the proxy for https: and for http: addresses. */
  readonly https: string | undefined;
  readonly http: string | undefined;
  /** Hosts that are called without one, as NO_PROXY has them. */
  readonly no: string;
  /** PEM, in place of the certificates that Node trusts. */
  readonly certificates: string | undefined;
  /** The variables that are set, without passwords; undefined for none. */
  readonly words: string | undefined;
}

/**
 * Of a variable in both cases the lower one counts (Python's getproxies_environment, which the AWS CLI uses), and of certificates the
 * environment before the profile (botocore, configprovider).
 * @throws UserError for certificates that cannot be read
 */
export function configuredNetwork(profile: string | undefined): Network {
  const of = (name: string) => process.env[name.toLowerCase()] || process.env[name] || undefined;
  const set = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => {
    const value = of(name);
    return value === undefined ? [] : [`${name} is ${value.replace(/\/\/[^/@]*@/, '//')}`];
  });
  return {
    https: addressed(of('HTTPS_PROXY')),
    http: addressed(of('HTTP_PROXY')),
    no: of('NO_PROXY') ?? '',
    certificates: certificates(process.env.AWS_CA_BUNDLE || caBundleOf(profile)),
    words: set.length > 0 ? set.join(', ') : undefined,
  };
}

/** An address without a scheme is http (botocore, _fix_proxy_url). */
function addressed(proxy: string | undefined): string | undefined {
  const address = proxy?.replace(/^(\/\/|(?!https?:))/, 'http://');
  if (address === undefined || URL.canParse(address)) return address;
  throw new UserError('The proxy address is not valid.', {
    code: 'invalid-proxy',
    nextSteps: ['Correct HTTPS_PROXY and HTTP_PROXY. An address looks like http://proxy.example.com:8080.'],
  });
}

function certificates(file: string | undefined): string | undefined {
  try {
    return file && readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`The certificates in ${file} cannot be read.`, {
      code: 'invalid-ca-bundle',
      detail: (error as Error).message,
      nextSteps: ['Set AWS_CA_BUNDLE, or ca_bundle in the profile, to the path of a file in PEM format.'],
      cause: error,
    });
  }
}
