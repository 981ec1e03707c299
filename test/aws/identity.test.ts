import { describe, expect, it } from 'vitest';
import { credentialsInWords } from '../../source/aws/identity.js';

describe('where credentials came from', () => {
  it.each<[Record<string, string>, string]>([
    [{ CREDENTIALS_ENV_VARS: 'g' }, 'from environment variables'],
    [{ CREDENTIALS_PROFILE: 'n' }, 'keys from the shared credentials file'],
    [{ CREDENTIALS_SSO: 's', CREDENTIALS_PROFILE_SSO: 'r' }, 'signed in through SSO'],
    [{ CREDENTIALS_SSO_LEGACY: 'u', CREDENTIALS_PROFILE_SSO_LEGACY: 't' }, 'signed in through SSO'],
    [{ CREDENTIALS_LOGIN: 'AD', CREDENTIALS_PROFILE_LOGIN: 'AC' }, 'signed in with aws login'],
    [{ CREDENTIALS_PROCESS: 'w', CREDENTIALS_PROFILE_PROCESS: 'v' }, 'from a credential process'],
    [{ CREDENTIALS_HTTP: 'z' }, 'from the container or CloudShell'],
    [{ CREDENTIALS_IMDS: '0' }, "from the instance's role"],
    [{ CREDENTIALS_STS_ASSUME_ROLE: 'i', CREDENTIALS_PROFILE: 'n' }, 'an assumed role'],
    [{ CREDENTIALS_STS_ASSUME_ROLE: 'i', CREDENTIALS_SSO: 's' }, 'an assumed role'],
    [{ CREDENTIALS_STS_ASSUME_ROLE_WEB_ID: 'k' }, 'a role assumed with a web identity token'],
    [{ CREDENTIALS_CODE: 'e' }, 'given directly'],
    [{}, 'given directly'],
  ])('%j: %s', ($source, words) => {
    expect(credentialsInWords({ $source }, undefined)).toBe(words);
  });

  it('is said with the profile and the time at which they end', () => {
    const expiration = new Date('2026-11-23T18:40:30Z');
    const $source = { CREDENTIALS_SSO: 's' };
    expect(credentialsInWords({ $source, expiration }, 'prod-admin')).toBe(
      'profile prod-admin, signed in through SSO, valid until 18:40 UTC',
    );
    expect(credentialsInWords({ expiration }, undefined)).toBe('valid until 18:40 UTC');
    expect(credentialsInWords({}, 'ops')).toBe('profile ops');
  });
});
