/** What the flags of a command line have told, typed: each of Commander's loose options is read here, once. */
import type { Command } from 'commander';
import { UserError } from '../errors.js';
import type { QuotaName, RaisedQuotas } from '../plan/account/quotas.js';
import type { NamedChoice } from '../plan/intent/baseline-choice.js';
import type { TagKey } from '../plan/intent/document.js';
import type { FlagAnswers, WhenAnswer } from '../plan/intent/flags.js';
import { apiWord, flagWords } from '../plan/intent/task-flags.js';
import type { LogLevel } from '../process/log.js';
import type { TimeOfDay, Week, Weekday } from '../schedule/slot.js';
import type { Moment, NamedSlot } from './values.js';

/** Flags that every command takes. */
export interface CommonOptions {
  readonly loglevel: LogLevel;
  readonly isJson: boolean;
}

/** Whether a plan is applied, or only shown. */
export interface Confirmation {
  readonly isConfirmed: boolean;
  readonly isDryRun: boolean;
}

/** Which account, and through which door. */
export interface ConnectionOptions {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
  readonly isSandbox: boolean;
  /** Of the account, where they were raised. */
  readonly quotas?: RaisedQuotas | undefined;
}

/** Every option of every command, under Commander's names; what was not given is undefined. */
interface Options {
  readonly loglevel: LogLevel;
  readonly json?: boolean;
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly sandbox?: boolean;
  readonly weeks?: readonly Week[];
  readonly days?: readonly Weekday[];
  readonly hours?: readonly TimeOfDay[];
  readonly timezone?: string;
  readonly afterPatchTuesday?: readonly number[];
  /** Of a pause its name alone. */
  readonly wave?: readonly NamedSlot[] | string;
  readonly plan?: string;
  readonly file?: string;
  readonly record?: boolean;
  readonly resume?: boolean;
  readonly until?: Moment;
  readonly next?: boolean;
  readonly fromAccount?: boolean;
  readonly output?: string;
  readonly baselineFile?: readonly string[];
  readonly os?: readonly NamedChoice[];
  readonly tagKey?: TagKey;
  readonly tag?: Readonly<Record<string, string>>;
  readonly operation?: string;
  readonly reboot?: string;
  readonly duration?: number;
  readonly cutoff?: number;
  readonly onCutoff?: string;
  readonly maxConcurrency?: string;
  readonly maxErrors?: string;
  readonly serviceRoleArn?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  readonly adopt?: boolean;
  readonly allPatching?: boolean;
  readonly only?: readonly string[];
  readonly disable?: boolean;
  readonly backup?: string | false;
  readonly force?: boolean;
  readonly from?: Moment;
  readonly count: number;
  readonly port?: number;
  readonly state?: string;
  readonly empty?: boolean;
  readonly latency: number;
  readonly rateLimit?: number;
  readonly quota?: Readonly<Partial<Record<QuotaName, number>>>;
}

/** A command's options, with those given before its name; what stands closer to the command wins. */
export function optionsOf(command: Command): Options {
  const given = (from: Command | null): Partial<Options> =>
    Object.fromEntries(
      Object.entries(from?.opts() ?? {}).filter(([name]) => from?.getOptionValueSource(name) !== 'default'),
    );
  return { ...command.opts<Options>(), ...given(command.parent), ...given(command) };
}

/** How the command speaks. */
export function common({ loglevel, json = false }: Options): CommonOptions {
  return { loglevel, isJson: json };
}

/** Whether `--yes` or `--dry-run` was given. */
export function confirmation({ yes = false, dryRun = false }: Options): Confirmation {
  return { isConfirmed: yes, isDryRun: dryRun };
}

/** The account that was asked for; what no flag says is left to the SDK. */
export function connection({ region, profile, endpointUrl, sandbox = false, quota }: Options): ConnectionOptions {
  return { region, profile, endpointUrl, isSandbox: sandbox, ...(quota && { quotas: quota }) };
}

/** The answers that flags have given; without those that none has, so that they stay. Baseline files are named, not read. */
export function flagAnswers(options: Options): FlagAnswers {
  return {
    ...defined({
      when: whenAnswer(options),
      timeZone: options.timezone,
      plan: options.plan,
      baselines: options.os,
      tagKey: options.tagKey,
      tags: options.tag,
    }),
    task: defined({
      operation: apiWord(flagWords.operation, options.operation),
      reboot: apiWord(flagWords.reboot, options.reboot),
      durationHours: options.duration,
      cutoffHours: options.cutoff,
      onCutoff: apiWord(flagWords.onCutoff, options.onCutoff),
      maxConcurrency: options.maxConcurrency,
      maxErrors: options.maxErrors,
      serviceRoleArn: options.serviceRoleArn,
    }),
  };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without the members that are undefined, so that spreading keeps defaults. */
function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function whenAnswer({ afterPatchTuesday, weeks, days, hours, wave }: Options): WhenAnswer | undefined {
  if (wave && typeof wave !== 'string') {
    if (weeks || days || hours || afterPatchTuesday)
      throw bothGiven('--wave', '--weeks, --days, --hours and --after-patch-tuesday');
    return { kind: 'waves', waves: wave };
  }
  if (afterPatchTuesday) {
    if (weeks || days) throw bothGiven('--after-patch-tuesday', '--weeks and --days');
    return { kind: 'patch-tuesday', days: afterPatchTuesday, ...defined({ times: hours }) };
  }
  if (!weeks && !days && !hours) return undefined;
  return { kind: 'weekdays', ...defined({ weeks, weekdays: days, times: hours }) };
}

function bothGiven(one: string, others: string): UserError {
  return new UserError(`${one} takes the place of ${others}; both were given.`, {
    code: 'usage',
    nextSteps: ['Leave out one of the two.'],
  });
}
