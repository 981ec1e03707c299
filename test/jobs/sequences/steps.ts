/** The steps of a sequence: what each may be. */
import fc from 'fast-check';
import { faultKinds } from '../../helpers/faults.js';
import { endings } from '../disturbed.js';
import { type Answers, times, waveNames } from './answers.js';
import { drifts } from './drift.js';
import type { Tags } from './held.js';
import type { Scope } from './model-cleanup.js';

const answers: fc.Arbitrary<Answers> = fc.record({
  waves: fc
    .tuple(...waveNames.map((name) => fc.option(fc.record({ name: fc.constant(name), time: timeOf() }))))
    .map((waves) => waves.filter((wave) => wave !== null))
    .filter((waves) => waves.length > 0),
  systems: fc.constantFrom(
    ...([['windows'], ['windows=14'], ['amazon-linux-2023'], ['windows', 'amazon-linux-2023']] as const),
  ),
  zone: fc.constantFrom('UTC', 'Europe/Berlin'),
  hours: fc.constantFrom(2, 3, 4),
  maxErrors: fc.constantFrom('1', '5'),
  operation: fc.constantFrom('install', 'scan'),
  team: fc.constantFrom('a', 'b'),
});

/** Now and then a command is for two regions. */
function everywhere() {
  return fc.constantFrom(false, false, false, true);
}

function timeOf() {
  return fc.constantFrom(...(Object.keys(times) as (keyof typeof times)[]));
}

/** All that can be said. */
export const everything: (keyof Answers)[] = ['waves', 'systems', 'zone', 'hours', 'maxErrors', 'operation', 'team'];

export const setUpStep = fc.record({
  kind: fc.constant('set-up'),
  answers,
  /** What is said where the plan is known; the rest stays as it is. */
  said: fc.subarray(everything),
  isPruning: fc.boolean(),
  isResuming: fc.boolean(),
  isAdopting: fc.constantFrom(false, false, true),
  isEverywhere: everywhere(),
});

export const selectors = {
  'tag:Team=web': ({ Team }: Tags) => Team === 'web',
  'tag:Environment=dev': ({ Environment }: Tags) => Environment === 'dev',
  ungrouped: (tags: Tags) => !tags.PatchGroup && !tags['Patch Group'],
  all: () => true,
} as const;

const anySelector = fc.constantFrom(...(Object.keys(selectors) as (keyof typeof selectors)[]));

const scopes: readonly Scope[] = [
  'plan',
  'plan',
  'disable',
  'all-patching',
  { only: 'web-tier-patching' },
  { only: 'finance-month-end' },
  { only: 'legacy-erp-patching' },
];

const wave = fc.option(fc.constantFrom(...waveNames), { nil: undefined });

export const command = fc.oneof(
  { weight: 4, arbitrary: setUpStep },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pause'),
      days: fc.constantFrom(20, 90, 400, 'next'),
      wave,
      isEverywhere: everywhere(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resume'), wave, isEverywhere: everywhere() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('nodes'),
      group: fc.option(fc.constantFrom(...waveNames)),
      selector: anySelector,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('spread'),
      groups: fc.constantFrom(waveNames.slice(0, 2), waveNames),
      selector: anySelector,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('clean-up'),
      scope: fc.constantFrom(...scopes),
      isEverywhere: everywhere(),
    }),
  },
  /** One of the backups so far, the newest first. */
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('restore'), nth: fc.nat(4), isFirst: fc.boolean() }) },
);

export type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

const disturbance = fc.record({
  /** Of the calls that write, mostly, else of all. */
  nth: fc.nat(120),
  isOfWrites: fc.constantFrom(true, true, true, false),
  kind: fc.constantFrom(...faultKinds, 'lag' as const),
  ending: fc.constantFrom(...endings),
});

export type Disturbed = typeof disturbance extends fc.Arbitrary<infer Value> ? Value : never;

/** What runs again may be disturbed again. */
const disturbances = fc.array(disturbance, { maxLength: 2 });

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ command, disturbances }),
  },
  { weight: 2, arbitrary: fc.record({ drift: fc.constantFrom(...drifts), choice: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ days: fc.constantFrom(1, 40, 200) }) },
);

export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A set-up, and up to so many steps after it. */
export function sequences(most: number): fc.Arbitrary<readonly Step[]> {
  const first = fc.record({ command: setUpStep, disturbances });
  const rest = fc.array(step, { minLength: 2, maxLength: most, size: 'max' });
  return fc.tuple(first, rest).map((steps) => steps.flat());
}
