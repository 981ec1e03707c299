/** The lock file: `npm ci` verifies what it installs only by what stands there, and only what comes from a registry has anything to verify. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Entry {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

it('says of every package what its bytes are, and of none where it comes from', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const entries = Object.entries<Entry>(packages).filter(([path]) => path !== '');
  const lacking = entries.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity));
  const withAddress = entries.filter(([, { resolved, link }]) => resolved !== undefined || link);
  expect(entries.length).toBeGreaterThan(100);
  expect([lacking.map(([path]) => path), withAddress.map(([path]) => path)]).toEqual([[], []]);
});
