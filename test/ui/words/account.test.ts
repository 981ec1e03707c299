/** An account in words. */
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../source/plan/account/inventory.js';
import { accountWords, fleetWords, patchingWords, quietWords, scriptsWords } from '../../../source/ui/words/account.js';
import { baseline, inventory, node, ownTags, registration, task, window } from '../../helpers/inventory.js';

describe('an account’s id', () => {
  it.each([
    ['123456789012', '1234 5678 9012'],
    ['000000000001', '0000 0000 0001'],
    // Whatever is no id of an account stays as it is.
    ['12345678901', '12345678901'],
    ['1234567890123', '1234567890123'],
    ['', ''],
  ])('%s is shown as %s', (account, words) => {
    expect(accountWords(account)).toBe(words);
  });
});

describe('what is there already', () => {
  const standard = baseline('standard');

  it.each<[string, Partial<Inventory>, string[]]>([
    ['nothing', {}, ['nothing for patching yet']],
    [
      'one of each',
      { windows: [window('w')], baselines: [standard], patchGroups: [registration('web', standard)] },
      ['1 window: none for patching, none managed by this wizard', '1 custom baseline · 1 patch group registration'],
    ],
    [
      'windows of all sorts',
      {
        windows: [
          window('w1', { tasks: [task('t1')] }),
          window('w2', { tasks: [task('t2')], tags: ownTags() }),
          window('w3', { tags: ownTags('other') }),
        ],
      },
      ['3 windows: 2 for patching, 2 managed by this wizard', 'no custom baselines · no patch group registrations'],
    ],
    [
      'registrations alone',
      { patchGroups: [registration('web', standard), registration('db', standard)] },
      ['no windows', 'no custom baselines · 2 patch group registrations'],
    ],
  ])('%s', (_, parts, lines) => {
    expect(patchingWords(inventory(parts))).toEqual(lines);
  });
});

describe('the fleet', () => {
  const nodes = (count: number, ...[name, version]: [name: string, version?: string]) =>
    Array.from({ length: count }, (_, index) => node(`i-${name}-${index}`, name, version));

  it('is counted by system, the most frequent first', () => {
    const fleet = [
      ...nodes(1, 'Ubuntu', '22.04'),
      ...nodes(3, 'Microsoft Windows Server 2022 Datacenter'),
      ...nodes(2, 'Microsoft Windows Server 2019 Standard'),
      ...nodes(2, 'Bottlerocket'),
    ];
    expect(fleetWords(fleet)).toBe('8 managed: 5 Windows Server · 2 Bottlerocket · 1 Ubuntu Server');
  });

  it('may be empty, or unknown', () => {
    expect(fleetWords([])).toBe('AWS lists no managed nodes here');
    expect(fleetWords([{ id: 'i-1', isOnline: true }])).toBe('1 managed: 1 unknown');
  });
});

describe('windows of the original scripts', () => {
  const made = (name: string, tags = {}) => window(name, { tags });
  it.each([
    ['none', [made('web'), made('Week1Day2Unattended0300', ownTags())], undefined],
    [
      'one',
      [made('Week1Day2Unattended0300')],
      '1 window from the original scripts (Week1Day2Unattended0300); a set-up can take it over',
    ],
    [
      'several',
      [made('Week1Day2Unattended0300'), made('Week2Day3Unattended0400'), made('Week10Day2Unattended0300')],
      '2 windows from the original scripts (Week1Day2Unattended0300 and others); a set-up can take them over',
    ],
  ])('%s', (_, windows, words) => {
    expect(scriptsWords(inventory({ windows }))).toBe(words);
  });
});

it('silence is worth a word after ten seconds', () => {
  expect(quietWords(9, 'Only reading.')).toBe('Only reading.');
  expect(quietWords(10, 'Only reading.')).toMatch(/^No answer yet: .*VPC endpoint/);
});
