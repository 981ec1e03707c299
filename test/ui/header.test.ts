/** The header: one row, whatever the names; what acts where is never lost. */
import { expect, it } from 'vitest';
import { headerParts } from '../../source/ui/header.js';
import { chooseSymbols } from '../../source/ui/symbols.js';
import { isProduction } from '../../source/ui/words/account.js';

const symbols = chooseSymbols({ LANG: 'C.UTF-8' });
const main = ['prod-main 1234 5678 9012', 'eu-west-1', 'PRODUCTION'];
const long = [
  'acme-production-platform-admin 1234 5678 9012',
  'ap-southeast-2',
  'endpoint localhost:4566',
  'PRODUCTION',
];

it.each<[number, readonly string[], string]>([
  [120, main, 'ssm-patch-wizard › Set up › web | prod-main 1234 5678 9012 · eu-west-1 · PRODUCTION'],
  [80, main, 'Set up › web | prod-main 1234 5678 9012 · eu-west-1 · PRODUCTION'],
  [60, main, 'web | prod-main 1234 5678 9012 · eu-west-1 · PRODUCTION'],
  [50, main, 'web | prod-main …9012 · eu-west-1 · PRODUCTION'],
  [
    120,
    long,
    'Set up › web | acme-production-platform-admin 1234 5678 9012 · ap-southeast-2 · endpoint localhost:4566 · PRODUCTION',
  ],
  [80, long, 'web | ac…in 1234 5678 9012 · ap-southeast-2 · localhost:4566 · PRODUCTION'],
  [60, long, 'web | ac…in …9012 · ap-southeast-2 · loca…4566 · PRODUCTION'],
  [50, long, 'web | …9012 · ap-southeast-2 · lo…66 · PRODUCTION'],
  [
    55,
    ['1234 5678 9012', 'eu-west-1', 'endpoint 127.0.0.1:45661'],
    'web | 1234 5678 9012 · eu-west-1 · 127.0.0.1:45661',
  ],
  [80, [], 'ssm-patch-wizard › Set up › web | '],
])('%i columns, %j', (columns, place, expected) => {
  const { path, before, badge } = headerParts({ columns, crumbs: ['Set up', 'web'], place, isSandbox: false, symbols });
  expect(`${path} | ${before}${badge}`).toBe(expected);
});

it('says SANDBOX', () => {
  const parts = headerParts({
    columns: 80,
    crumbs: [],
    place: ['1234 5678 9012', 'eu-west-1'],
    isSandbox: true,
    symbols,
  });
  expect(parts).toEqual({
    path: 'ssm-patch-wizard',
    before: '1234 5678 9012 · eu-west-1 · ',
    badge: 'SANDBOX',
    isProduction: false,
  });
});

it.each(
  [
    ['prod', 'prod-main', 'acme.production', 'live_eu', 'AdminProd', 'PROD', 'prod2'].map(
      (name) => [name, true] as const,
    ),
    [undefined, 'product-team', 'reproduce', 'delivery', 'default', 'nonlive'].map((name) => [name, false] as const),
  ].flat(),
)('a profile called %s: %s', (name, expected) => {
  expect(isProduction(name)).toBe(expected);
});
