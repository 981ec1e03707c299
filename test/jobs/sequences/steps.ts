/** The steps of a sequence: what each may be, what it does, and what the model says of it. */
import fc from 'fast-check';
import { nodesJob } from '../../../source/jobs/nodes.js';
import { pauseJob, resumeJob } from '../../../source/jobs/pause.js';
import type { Backup as RealBackup } from '../../../source/plan/cleanup/backup.js';
import { parseAssign, parseUnassign } from '../../../source/plan/nodes/instruction-text.js';
import { nodesWords } from '../../../source/views/nodes.js';
import { pauseWords } from '../../../source/views/pause.js';
import { everyPlan } from '../../helpers/choices.js';
import { faultKinds } from '../../helpers/faults.js';
import type { MemorySandbox } from '../../helpers/memory-account.js';
import { cleanUp, restore } from '../cleanup-runs.js';
import { endings, type Given } from '../disturbed.js';
import { opened, type Run, runIn, setUp } from '../runs.js';
import { type Answers, flagsOf, plan, recordName, type systems, times, waveNames } from './answers.js';
import { drifts } from './drift.js';
import type { Held, Tags } from './held.js';
import { type After, afterCleanUp, afterRestore, type Backup, type Scope } from './model-cleanup.js';
import { afterNodes, afterPause, afterSetUp, type Consent } from './model-setup.js';

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
});

const selectors = {
  'tag:Team=web': ({ Team }: Tags) => Team === 'web',
  'tag:Environment=dev': ({ Environment }: Tags) => Environment === 'dev',
  ungrouped: (tags: Tags) => !tags.PatchGroup && !tags['Patch Group'],
  all: () => true,
} as const;

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
    arbitrary: fc.record({ kind: fc.constant('pause'), days: fc.constantFrom(20, 90, 400), wave }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resume'), wave }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('nodes'),
      group: fc.option(fc.constantFrom(...waveNames)),
      selector: fc.constantFrom(...(Object.keys(selectors) as (keyof typeof selectors)[])),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('clean-up'), scope: fc.constantFrom(...scopes) }) },
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

/** A backup as the model has it, with those that the program has written for it: the first, and those of runs that went on. */
export interface Kept {
  readonly model: Backup;
  readonly files: readonly RealBackup[];
  /** Whether those of a run that went on have everything too. */
  readonly isWhole: boolean;
}

/** What a step is about, once it is known what there is. */
export interface Meant {
  readonly after: After;
  readonly run: (sandbox: MemorySandbox, given: Partial<Given>, io: Files) => Promise<Run>;
  readonly isCleanUp: boolean;
}

export interface Files {
  readonly writeBackup: (backup: RealBackup) => string;
  readonly found: () => readonly { readonly at: Date; readonly backup: RealBackup }[];
}

/** What a command means in an account. */
export function meaningOf(each: Command, held: Held, kept: readonly Kept[], now: number): Meant | undefined {
  const isCleanUp = each.kind === 'clean-up';
  switch (each.kind) {
    case 'set-up':
      return { isCleanUp, ...meantBySetUp(each, held) };
    case 'pause':
    case 'resume':
      return { isCleanUp, ...meantByPause(each, held, now) };
    case 'nodes':
      return { isCleanUp, ...meantByNodes(each, held) };
    case 'clean-up': {
      const { scope } = each;
      const selection = {
        ...everyPlan,
        plan: typeof scope === 'object' ? undefined : plan,
        isAllPatching: scope === 'all-patching',
        isDisabling: scope === 'disable',
        only: typeof scope === 'object' ? [scope.only] : [],
      };
      return {
        isCleanUp,
        after: afterCleanUp(
          held,
          scope,
          kept.map(({ model }) => model),
        ),
        run: (sandbox, given, { writeBackup, found }) =>
          cleanUp(sandbox, { ...given, selection, writeBackup, findBackups: found }),
      };
    }
    case 'restore': {
      const chosen = kept[each.nth % kept.length];
      if (chosen === undefined) return undefined;
      const file = each.isFirst || !chosen.isWhole ? chosen.files[0] : chosen.files.at(-1);
      return {
        isCleanUp,
        after: afterRestore(held, chosen.model),
        run: (sandbox, given) => restore(sandbox, file, given),
      };
    }
    default:
      return each satisfies never;
  }
}

type SetUp = Extract<Command, { kind: 'set-up' }>;

/** The answers that the record has are the base; where there is none, all are said. */
function meantBySetUp({ answers: all, said, isPruning, isResuming }: SetUp, held: Held): Omit<Meant, 'isCleanUp'> {
  const known = answersOf(held);
  const given = known ? Object.fromEntries(said.map((key) => [key, all[key]])) : all;
  const consent: Consent = { isPruning, isResuming };
  const line = [flagsOf(given), isPruning ? '--prune' : '', isResuming ? '--resume' : ''].join(' ');
  return {
    after: afterSetUp(held, { ...all, ...known, ...given }, consent),
    run: (sandbox, options, { writeBackup }) => setUp(sandbox, line, { ...options, writeBackup }),
  };
}

/** The answers that a record says. */
function answersOf({ parameters }: Held): Answers | undefined {
  const record = parameters[recordName] as
    | {
        readonly waves: readonly string[];
        readonly baselines: readonly (keyof typeof systems)[];
        readonly timeZone?: Answers['zone'];
        readonly task?: { operation?: 'scan'; durationHours?: number; maxErrors?: string };
        readonly tags: { readonly team: string };
      }
    | undefined;
  if (record === undefined) return undefined;
  const { waves, baselines, timeZone = 'UTC', task = {}, tags } = record;
  return {
    waves: waves.map((text) => {
      const [name, time] = text.split('=');
      return { name, time } as Answers['waves'][number];
    }),
    systems: baselines,
    zone: timeZone,
    hours: task.durationHours ?? 1,
    maxErrors: task.maxErrors ?? '1',
    operation: task.operation ?? 'install',
    team: tags.team,
  };
}

function meantByPause(
  each: Extract<Command, { kind: 'pause' | 'resume' }>,
  held: Held,
  now: number,
): Omit<Meant, 'isCleanUp'> {
  const scope = { plan, wave: each.wave };
  const isPausing = each.kind === 'pause';
  const until = isPausing ? new Date(now + each.days * 86_400_000).toISOString().replace('.000', '') : '';
  const job = isPausing ? pauseJob(scope, { kind: 'date', instantIn: () => new Date(until) }) : resumeJob(scope);
  const words = pauseWords({ scope, isPausing, endFlags: [], connection: {} });
  return {
    after: afterPause(held, isPausing ? { until } : 'ends', each.wave),
    run: async (sandbox, { manager, ...given }) =>
      runIn(await opened(manager ?? (await sandbox.connect())), job, words, given),
  };
}

function meantByNodes({ group, selector }: Extract<Command, { kind: 'nodes' }>, held: Held): Omit<Meant, 'isCleanUp'> {
  const instruction = group === null ? parseUnassign(selector) : parseAssign(`${group}=${selector}`);
  if ('problem' in instruction) throw new Error(instruction.problem);
  const instructions = [instruction];
  const words = nodesWords({ instructions, plan: undefined, hasBackup: true, connection: {} });
  return {
    after: afterNodes(held, group, selectors[selector]),
    run: async (sandbox, { manager, ...given }, { writeBackup }) =>
      runIn(await opened(manager ?? (await sandbox.connect())), nodesJob({ instructions, writeBackup }), words, given),
  };
}
