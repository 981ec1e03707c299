/** What a command of a sequence means in an account: what the model says of it, and the run that does it. */
import { nodesJob } from '../../../source/jobs/nodes.js';
import { pauseJob, resumeJob } from '../../../source/jobs/pause.js';
import type { Backup as RealBackup } from '../../../source/plan/cleanup/backup.js';
import { parseAssign, parseSpread, parseUnassign } from '../../../source/plan/nodes/instruction-text.js';
import { nodesWords } from '../../../source/views/nodes.js';
import { pauseWords } from '../../../source/views/pause.js';
import { everyPlan } from '../../helpers/choices.js';
import type { MemorySandbox } from '../../helpers/memory-account.js';
import { cleanUp, restore } from '../cleanup-runs.js';
import type { Given } from '../disturbed.js';
import { openedIn, type Run, runIn, setUp } from '../runs.js';
import { type Answers, flagsOf, plan, recordName, type systems } from './answers.js';
import type { Held } from './held.js';
import { type After, afterCleanUp, afterRestore, type Backup } from './model-cleanup.js';
import { afterNodes, afterSpread } from './model-nodes.js';
import { afterPause, afterSetUp, type Consent, instantText } from './model-setup.js';
import { type Command, selectors } from './steps.js';

/** The further region of a command that is for two. */
export const elsewhere = 'us-east-1';

/** A backup as the model has it, with those that the program has written for it: the first, and those of runs that went on. */
export interface Kept {
  readonly isElsewhere: boolean;
  readonly model: Backup;
  readonly files: readonly RealBackup[];
  /** Whether those of a run that went on have everything too. */
  readonly isWhole: boolean;
}

/** What a step is about, once it is known what there is. */
export interface Meant {
  readonly after: After;
  /** In the further region; undefined for a command that is for one. */
  readonly afterElsewhere?: After | undefined;
  readonly run: (sandbox: MemorySandbox, given: Partial<Given>, io: Files) => Promise<Run>;
  readonly isCleanUp: boolean;
}

export interface Files {
  readonly writeBackup: (backup: RealBackup) => string;
  readonly found: () => readonly { readonly at: Date; readonly backup: RealBackup }[];
}

/** What there is before a command: in one region, and in the further one. */
export interface Before {
  readonly held: Held;
  readonly heldElsewhere: () => Held;
  readonly kept: readonly Kept[];
  readonly now: number;
}

/** What a command means in an account. */
export function meaningOf(each: Command, before: Before): Meant | undefined {
  const { held, kept } = before;
  const isCleanUp = each.kind === 'clean-up';
  switch (each.kind) {
    case 'set-up': {
      const meant = meantBySetUp(each, before);
      return meant && { isCleanUp, ...meant };
    }
    case 'pause':
    case 'resume':
      return { isCleanUp, ...meantByPause(each, before) };
    case 'nodes':
    case 'spread':
      return { isCleanUp, ...meantByNodes(each, held) };
    case 'clean-up':
      return { isCleanUp, ...meantByCleanUp(each, before) };
    case 'restore': {
      const here = kept.filter(({ isElsewhere }) => !isElsewhere);
      const chosen = here[each.nth % here.length];
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

const regionsOf = (isEverywhere: boolean) => ({ regions: isEverywhere ? [elsewhere] : [] });

function meantByCleanUp(
  { scope, ...each }: Extract<Command, { kind: 'clean-up' }>,
  { held, heldElsewhere, kept }: Before,
): Omit<Meant, 'isCleanUp'> {
  // What is gone in one region by then is called by nothing there: that is an error in words, not of the run.
  const isEverywhere = each.isEverywhere && typeof scope !== 'object';
  const selection = {
    ...everyPlan,
    plan: typeof scope === 'object' ? undefined : plan,
    isAllPatching: scope === 'all-patching',
    isDisabling: scope === 'disable',
    only: typeof scope === 'object' ? [scope.only] : [],
  };
  const former = (isThere: boolean) => kept.flatMap(({ isElsewhere, model }) => (isElsewhere === isThere ? model : []));
  return {
    after: afterCleanUp(held, scope, former(false)),
    afterElsewhere: isEverywhere ? afterCleanUp(heldElsewhere(), scope, former(true)) : undefined,
    run: (sandbox, given, { writeBackup, found }) =>
      cleanUp(sandbox, { ...given, ...regionsOf(isEverywhere), selection, writeBackup, findBackups: found }),
  };
}

type SetUp = Extract<Command, { kind: 'set-up' }>;

/** The answers that the record has are the base; where there is none, and for two regions, all are said. */
function meantBySetUp(
  { answers: all, said, isEverywhere, ...consent }: SetUp,
  { held, heldElsewhere }: Pick<Before, 'held' | 'heldElsewhere'>,
): Omit<Meant, 'isCleanUp'> | undefined {
  const known = isEverywhere ? undefined : answersOf(held);
  const given = known ? Object.fromEntries(said.map((key) => [key, all[key]])) : all;
  const line = [flagsOf(given), ...consentFlags(consent)].join(' ');
  const hasDates = 'waves' in given;
  const after = afterSetUp(held, { ...all, ...known, ...given }, consent, { known: answersOf(held), hasDates });
  const there = isEverywhere ? heldElsewhere() : undefined;
  const afterElsewhere = there && afterSetUp(there, all, consent, { known: answersOf(there), hasDates });
  if (after === undefined || (there && afterElsewhere === undefined)) return undefined;
  return {
    after,
    afterElsewhere,
    run: (sandbox, options, { writeBackup }) =>
      setUp(sandbox, line, { ...options, ...regionsOf(isEverywhere), writeBackup }),
  };
}

function consentFlags({ isPruning, isResuming, isAdopting }: Consent): string[] {
  const flags = { '--prune': isPruning, '--resume': isResuming, '--adopt': isAdopting };
  return Object.entries(flags).flatMap(([flag, isGiven]) => (isGiven ? [flag] : []));
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
  { held, heldElsewhere, now }: Before,
): Omit<Meant, 'isCleanUp'> {
  const { wave: of, isEverywhere } = each;
  const scope = { plan, wave: of };
  const days = each.kind === 'pause' ? each.days : undefined;
  const until = typeof days === 'number' ? instantText(now + days * 86_400_000) : undefined;
  const pause = days === undefined ? 'ends' : until === undefined ? { nextFrom: now } : { until };
  const end = until === undefined ? { kind: 'next' as const } : dateEnd(new Date(until));
  const job = days === undefined ? resumeJob(scope) : pauseJob(scope, end);
  const words = pauseWords({ scope, isPausing: days !== undefined, endFlags: [], connection: {} });
  return {
    after: afterPause(held, pause, of),
    afterElsewhere: isEverywhere ? afterPause(heldElsewhere(), pause, of) : undefined,
    run: async (sandbox, { manager, ...given }) =>
      runIn(await openedIn(sandbox, { manager, ...regionsOf(isEverywhere) }), job, words, given),
  };
}

const dateEnd = (date: Date) => ({ kind: 'date' as const, instantIn: () => date });

function meantByNodes(each: Extract<Command, { kind: 'nodes' | 'spread' }>, held: Held): Omit<Meant, 'isCleanUp'> {
  const { selector } = each;
  const isMeant = selectors[selector];
  const { after, instruction } =
    each.kind === 'spread'
      ? {
          after: afterSpread(held, each.groups, isMeant),
          instruction: parseSpread(`${each.groups.join(',')}=${selector}`),
        }
      : {
          after: afterNodes(held, each.group, isMeant),
          instruction: each.group === null ? parseUnassign(selector) : parseAssign(`${each.group}=${selector}`),
        };
  if ('problem' in instruction) throw new Error(instruction.problem);
  const instructions = [instruction];
  const words = nodesWords({ instructions, plan: undefined, hasBackup: true, connection: {} });
  return {
    after,
    run: async (sandbox, { manager, ...given }, { writeBackup }) =>
      runIn(await openedIn(sandbox, { manager }), nodesJob({ instructions, writeBackup }), words, given),
  };
}
