/** What flags say about a plan, as data, and the document that a base becomes by them. */
import { UserError } from '../../errors.js';
import type { Slot, TimeOfDay, Week, Weekday } from '../../schedule/slot.js';
import type { Approvals, BaselineChoice, PlanDocument, TagKey, TaskSpec, Wave } from './document.js';
import { normalDocument } from './normal.js';
import { type Grid, gridOf, inGridOrder, namedWave, orderedGrid, wavesOf, windowOfNamedWave } from './waves.js';

/** When: weeks, weekdays and times one by one, days after Patch Tuesday, or waves by name. */
export type WhenAnswer =
  | {
      readonly kind: 'weekdays';
      readonly weeks?: readonly Week[] | undefined;
      readonly weekdays?: readonly Weekday[] | undefined;
      readonly times?: readonly TimeOfDay[] | undefined;
    }
  | {
      readonly kind: 'patch-tuesday';
      readonly days: readonly number[];
      readonly times?: readonly TimeOfDay[] | undefined;
    }
  | { readonly kind: 'waves'; readonly waves: readonly { readonly name: string; readonly slot: Slot }[] };

/** Answers of the command line; those that are missing stay as they are. */
export interface FlagAnswers {
  readonly plan?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly tagKey?: TagKey | undefined;
  readonly when?: WhenAnswer | undefined;
  readonly baselines?: readonly BaselineChoice[] | undefined;
  readonly approvals?: Approvals | undefined;
  /** An empty role is none. */
  readonly task: Partial<TaskSpec>;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The base with the answers of the flags in place of its own, each as a whole: a list of hours replaces the hours, `--wave` all waves.
 * @throws UserError `not-a-grid` for only some of weeks, weekdays and times, where the base's waves are no grid of them
 */
export function withFlags(base: PlanDocument, flags: FlagAnswers): PlanDocument {
  const plan = flags.plan ?? base.plan;
  const waves = renamed(base, plan);
  const task = Object.fromEntries(Object.entries(flags.task).filter(([, value]) => value !== undefined));
  return normalDocument({
    version: base.version,
    plan,
    timeZone: flags.timeZone ?? base.timeZone,
    tagKey: flags.tagKey ?? base.tagKey,
    waves: flags.when === undefined ? waves : answeredWaves(flags.when, { plan, waves }),
    baselines: flags.baselines ?? base.baselines,
    approvals: flags.approvals ?? base.approvals,
    task: { ...base.task, ...task },
    tags: flags.tags ?? base.tags,
  });
}

/** The base's waves; windows that were called after the plan are called after the new one. */
function renamed(base: PlanDocument, plan: string): readonly Wave[] {
  if (plan === base.plan) return base.waves;
  return base.waves.map((wave) =>
    wave.window === windowOfNamedWave(base.plan, wave.name)
      ? { ...wave, window: windowOfNamedWave(plan, wave.name) }
      : wave,
  );
}

type Base = Pick<PlanDocument, 'plan' | 'waves'>;

function answeredWaves(when: WhenAnswer, base: Base): readonly Wave[] {
  if (when.kind === 'waves') return when.waves.map(({ name, slot }) => namedWave(base.plan, name, slot));
  const grid = answeredGrid(when, gridOf(inGridOrder(base.waves)));
  if (grid === undefined) throw notAGrid(when, base);
  return wavesOf(orderedGrid(grid));
}

/** The grid of the answers; undefined where what is missing is not in the base's grid either. */
function answeredGrid(when: Exclude<WhenAnswer, { kind: 'waves' }>, base: Grid | undefined): Grid | undefined {
  const times = when.times ?? base?.times;
  if (times === undefined) return undefined;
  if (when.kind === 'patch-tuesday') return { kind: 'patch-tuesday', days: when.days, times };
  // Hours alone are those of any days.
  if (!when.weeks && !when.weekdays) return base && { ...base, times };
  const days = base?.kind === 'weekdays' ? base : undefined;
  const [weeks, weekdays] = [when.weeks ?? days?.weeks, when.weekdays ?? days?.weekdays];
  return weeks && weekdays && { kind: 'weekdays', weeks, weekdays, times };
}

function notAGrid(when: Exclude<WhenAnswer, { kind: 'waves' }>, { plan, waves }: Base): UserError {
  const isAfterPatchTuesday = when.kind === 'patch-tuesday';
  const days = isAfterPatchTuesday ? {} : { '--weeks': when.weeks, '--days': when.weekdays };
  const missing = Object.entries({ ...days, '--hours': when.times })
    .filter(([, answer]) => answer === undefined)
    .map(([flag]) => flag)
    .join(' and ');
  const names = waves.map(({ name }) => name);
  const some = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return new UserError(
    `The waves of plan ${plan} are not a grid of ${isAfterPatchTuesday ? 'days and hours' : 'weeks, days and hours'}, so ${missing} cannot be taken from them.`,
    {
      code: 'not-a-grid',
      detail: `Its waves are ${some}.`,
      nextSteps: [
        `Add ${missing} to replace the waves with those days and hours.`,
        'Or give every wave as --wave NAME=WHEN@TIME.',
      ],
    },
  );
}
