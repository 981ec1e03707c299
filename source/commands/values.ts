/** What the values of flags mean: lists of weeks, days, hours, tags, systems; wrong ones are explained. */
import { InvalidArgumentError } from 'commander';
import type { QuotaName } from '../plan/account/quotas.js';
import { isRegionName, regions, suggestRegions } from '../plan/account/regions.js';
import { purposes } from '../plan/calls/purposes.js';
import { type NamedChoice, parseChoice, systemWords } from '../plan/intent/baseline-choice.js';
import type { WhenAnswer } from '../plan/intent/flags.js';
import { parseWaveText } from '../plan/intent/wave-text.js';
import { nearestWords } from '../plan/text/spelling.js';
import {
  mostDaysAfterPatchTuesday,
  type TimeOfDay,
  type Week,
  type Weekday,
  weekdayAbbreviation,
  weekdayNames,
} from '../schedule/slot.js';
import { parseTime, parseWeekday } from '../schedule/when.js';
import { localToInstant } from '../schedule/zone.js';
import { timeZoneNames } from '../schedule/zone-names.js';

/** What completion can offer for a value: names of files, or words, made when they are asked for. */
export type Candidates = 'files' | (() => readonly string[]);

/** A parser, and what completion can offer for what it reads. */
function offering<Parse extends object>(candidates: Candidates | undefined, parse: Parse) {
  return Object.assign(parse, candidates && { candidates });
}

/** ` Did you mean windows?`, or nothing where no word is near. */
function meant(word: string, words: readonly string[]): string {
  const [near] = nearestWords(word, words);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

/**
 * Values between spaces and commas, each once. Commander calls a variadic option's parser once per word; words may hold several
 * values.
 */
function list<T>(parse: (word: string) => T, candidates?: Candidates) {
  return offering(candidates, (word: string, previous?: readonly T[]): readonly T[] => {
    const values = word
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(parse);
    // A comma that stands alone comes from `1 , 2`.
    if (values.length === 0 && (word !== ',' || previous === undefined))
      throw new InvalidArgumentError('The list is empty.');
    return [...new Map([...(previous ?? []), ...values].map((value) => [JSON.stringify(value), value])).values()];
  });
}

/** `1`–`5`, or `L` for the last. */
export const weekList = list<Week>(
  (word) => {
    if (/^(l|last)$/i.test(word)) return 'L';
    if (/^[1-5]$/.test(word)) return Number(word) as Week;
    throw new InvalidArgumentError('Weeks are 1 to 5, or L for the last such weekday of the month.');
  },
  () => ['1', '2', '3', '4', '5', 'L'],
);

/** `0`–`7` (0 and 7 are Sunday) or English names of at least two letters. */
export const dayList = list<Weekday>((word) => {
  if (/^[0-7]$/.test(word)) return (Number(word) % 7) as Weekday;
  const weekday = parseWeekday(word);
  if (weekday !== undefined) return weekday;
  const near = meant(word, [...weekdayNames, ...dayWords()]);
  throw new InvalidArgumentError(`Days are 0 to 7 (0 and 7 are Sunday) or names such as tue.${near}`);
}, dayWords);

function dayWords(): string[] {
  return weekdayNames.map((_, index) => weekdayAbbreviation(index as Weekday).toLowerCase());
}

/** `0`–`23`, or `HH:MM`. */
export const hourList = list<TimeOfDay>((word) => {
  const time = parseTime(word);
  if (time !== undefined) return time;
  throw new InvalidArgumentError('Hours are 0 to 23, or times such as 03:30.');
});

/** Days after Patch Tuesday, `0`–`20`. */
export const patchTuesdayList = list<number>((word) => {
  if (/^\d{1,2}$/.test(word) && Number(word) <= mostDaysAfterPatchTuesday) return Number(word);
  throw new InvalidArgumentError(`Days after Patch Tuesday are 0 to ${mostDaysAfterPatchTuesday}.`);
});

/** `amazon-linux-2023`, `ubuntu`, `windows=14` (another approval delay, in days) or `windows-0day-important`. */
export const systemList = list<NamedChoice>(
  (word) => {
    const parsed = parseChoice(word);
    if ('problem' in parsed) throw new InvalidArgumentError(sentence(parsed.problem));
    return parsed;
  },
  () => systemWords,
);

type NamedSlots = Extract<WhenAnswer, { kind: 'waves' }>['waves'];

/** `dev=2tue@03:00`, repeatable. */
export function waveList(word: string, previous: NamedSlots = []): NamedSlots {
  const parsed = parseWaveText(word);
  if ('problem' in parsed) throw new InvalidArgumentError(sentence(parsed.problem));
  const { name, slot } = parsed;
  if (name === undefined) throw new InvalidArgumentError('Waves are NAME=WHEN@TIME, such as dev=2tue@03:00.');
  if (previous.some((wave) => wave.name === name)) throw new InvalidArgumentError(`Two waves are named ${name}.`);
  return [...previous, { name, slot }];
}

function sentence(problem: string): string {
  const begun = problem.replace(/^(an?|the|did) /, (word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

/** `KEY=VALUE`, repeatable. */
export function tagRecord(word: string, previous: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = word.indexOf('=');
  if (at <= 0) throw new InvalidArgumentError('Tags are KEY=VALUE.');
  return { ...previous, [word.slice(0, at)]: word.slice(at + 1) };
}

/** One of a few words, in any case. */
export function oneOf<Word extends string>(words: readonly Word[]) {
  return offering(
    () => words,
    (word: string): Word => {
      const known = words.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
      if (known !== undefined) return known;
      throw new InvalidArgumentError(`It must be one of ${words.join(', ')}.${meant(word, words)}`);
    },
  );
}

/** What a policy is for. */
export const purposeList = list(oneOf(purposes), () => purposes);

/** The name of a file. */
export const fileName = offering('files', (word: string): string => {
  if (word !== '') return word;
  throw new InvalidArgumentError('It must be a file name.');
});

/** Names of files, of a flag that is repeated. */
export const fileNames = offering('files', (word: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  fileName(word),
]);

/** The name of a time zone; whether it exists is decided with the rest of the plan. */
export const zone = offering(timeZoneNames, (word: string) => word);

/** The name of a plan, as far as a word of the command line can be one; a flag is none. */
export function planName(word: string): string {
  if (word !== '' && !word.startsWith('-')) return word;
  throw new InvalidArgumentError('It must be a plan name. status lists the plans.');
}

/** Any word. */
export function word(word: string): string {
  return word;
}

/** Any words: of a list, or of a flag that is repeated. */
export function words(word: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, word];
}

/** A whole number within limits. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (word: string): number => {
    if (/^\d+$/.test(word) && Number(word) >= least && Number(word) <= most) return Number(word);
    const limits = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`It must be a whole number ${limits}.`);
  };
}

/**
 * A point in time as it was given: an instant, or what a clock shows (milliseconds, read as if it were UTC) in a zone that
 * another flag names.
 */
export type Moment = { readonly instant: Date } | { readonly local: number };

/** The instant that is meant, in milliseconds, where the zone is known. */
export function instantOf(moment: Moment, timeZone: string): number {
  return 'instant' in moment ? moment.instant.getTime() : localToInstant(moment.local, timeZone).at;
}

/** A point in time in ISO 8601; without an offset it is of the schedule's zone, never of the machine's. */
export function moment(word: string): Moment {
  const [, day, time, offset] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i.exec(word) ?? [];
  const date = new Date(time === undefined ? `${day}` : `${day}T${time}${offset?.toUpperCase() ?? 'Z'}`);
  // Date.parse takes 30 February for 2 March.
  const isOnCalendar = new Date(`${day}`).toJSON()?.startsWith(`${day}`);
  if (isOnCalendar && !Number.isNaN(date.getTime())) return offset ? { instant: date } : { local: date.getTime() };
  throw new InvalidArgumentError('It must be an ISO 8601 date, such as 2026-12-01 or 2026-12-01T03:00:00Z.');
}

/** Names of regions with commas between, as they were given; whether they exist only AWS can say. */
export const regionList = offering(
  () => regions.map(({ name }) => name),
  (words: string): readonly string[] => several(words).map(region),
);

/** Ids of accounts with commas between, as they were given. */
export function accountList(words: string): readonly string[] {
  return several(words).map((word) => {
    if (/^\d{12}$/.test(word)) return word;
    const digits = word.replace(/\D/g, '');
    throw new InvalidArgumentError(
      `Account ids have twelve digits, such as 111122223333.${digits.length === 12 ? ` Did you mean ${digits}?` : ''}`,
    );
  });
}

/** A role's name, with its path where it has one. */
export function roleName(word: string): string {
  if (/^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(word)) return word;
  const name = /^arn:[^:]+:iam::\d*:role\/(\S+)$/.exec(word)?.[1];
  throw new InvalidArgumentError(`Role names look like Patching.${name ? ` Did you mean ${name}?` : ''}`);
}

/** The words between spaces and commas, of a flag of which the last counts, as for the AWS CLI. */
function several(words: string): string[] {
  const values = words.split(/[\s,]+/).filter(Boolean);
  if (words !== '' && values.length === 0) throw new InvalidArgumentError('The list is empty.');
  return words === '' ? [''] : values;
}

function region(word: string): string {
  if (isRegionName(word)) return word;
  const [near] = suggestRegions(word);
  throw new InvalidArgumentError(`Region names look like eu-west-1.${near ? ` Did you mean ${near}?` : ''}`);
}

offering(() => regions.map(({ name }) => name), region);

/** The address of a server: `https://…` or `http://…`. */
export function endpoint(word: string): string {
  if (/^https?:\/\/[^/]/i.test(word) && URL.canParse(word)) {
    const { username, password } = new URL(word);
    if (username === '' && password === '') return word;
    // No SDK sends them, and commands that are printed have the address.
    throw new InvalidArgumentError('Leave out the user name and password. They are never sent.');
  }
  throw new InvalidArgumentError('It must be an address such as http://127.0.0.1:4566.');
}

/** `windows=1000`, repeatable, of these names. */
export function quotaRecord<Name extends QuotaName>(names: readonly Name[]) {
  return (word: string, previous?: Readonly<Partial<Record<Name, number>>>): Partial<Record<Name, number>> => {
    const [, name, value] = /^([a-z-]+)=(\d+)$/.exec(word) ?? [];
    const known = names.find((candidate) => candidate === name);
    if (known === undefined || Number(value) < 1) {
      const near = meant(word.replace(/=.*/, ''), known ? [] : names);
      throw new InvalidArgumentError(
        `Quotas are NAME=NUMBER, where NUMBER is at least 1 and NAME is one of ${names.join(', ')}.${near}`,
      );
    }
    return { ...previous, ...({ [known]: Number(value) } as Record<Name, number>) };
  };
}
