/** What the flags of a command line have said, typed: each of Commander's loose options is read here, once. */
import type { Command } from 'commander';
import { UserError } from '../errors.js';
import { type BaselineChoice, type DayChoice, defaultAnswers, type PartialAnswers } from '../plan/spec/answers.js';
import type { RaisedQuotas } from '../plan/spec/quotas.js';
import { apiWord, type TagKey, taskWords } from '../plan/spec/spec.js';
import type { LogLevel } from '../process/log.js';
import type { TimeOfDay, Week, Weekday } from '../schedule/slot.js';
import type { Moment, QuotaName } from './values.js';

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

/** What flags have answered; what is missing keeps its default. Baseline files are named, not read. */
export type FlagAnswers = PartialAnswers;

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
  readonly plan?: string;
  readonly baselineFile?: readonly string[];
  readonly os?: readonly BaselineChoice[];
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

/** The answers that flags have given; without those that none has, so that they keep their defaults. */
export function flagAnswers(options: Options): FlagAnswers {
  return {
    ...defined({
      days: dayChoice(options),
      times: options.hours,
      timeZone: options.timezone,
      plan: options.plan,
      baselines: options.os,
      tagKey: options.tagKey,
      tags: options.tag,
    }),
    task: defined({
      operation: apiWord(taskWords.operation, options.operation),
      reboot: apiWord(taskWords.reboot, options.reboot),
      durationHours: options.duration,
      cutoffHours: options.cutoff,
      onCutoff: apiWord(taskWords.onCutoff, options.onCutoff),
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

function dayChoice({ afterPatchTuesday, weeks, days }: Options): DayChoice | undefined {
  if (afterPatchTuesday) {
    if (weeks || days) {
      throw new UserError('--after-patch-tuesday takes the place of --weeks and --days; both were given.', {
        code: 'usage',
        nextSteps: ['Leave out one of the two.'],
      });
    }
    return { kind: 'patch-tuesday', days: afterPatchTuesday };
  }
  if (!weeks && !days) return undefined;
  return { ...defaultAnswers.days, ...defined({ weeks, weekdays: days }) };
}
