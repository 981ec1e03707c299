/** What makes answers wrong, in words: zones, schedules, tags, baselines and numbers, wherever they stand in a document. */
import { parseSchedule, ScheduleError } from '../../schedule/expression.js';
import type { When } from '../../schedule/when.js';
import { isTimeZone, suggestTimeZones } from '../../schedule/zone.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { systemOf } from './baseline-choice.js';
import type { BaselineChoice, TaskSpec } from './document.js';

/** What is wrong with an answer of a document, as data. */
export interface DocumentProblem {
  /** What it is about: `plan`, `task.maxErrors`, `waves[1] and waves[3]`. */
  readonly place: string;
  /** Stable code, e.g. `cutoff-not-below-duration`. */
  readonly code: string;
  /** One sentence: what is wrong and what is allowed. */
  readonly message: string;
  readonly nextStep: string;
}

/** The problem, unless all is fine. */
export function unless(
  isFine: boolean,
  place: string,
  code: string,
  message: string,
  nextStep: string,
): DocumentProblem[] {
  return isFine ? [] : [{ place, code, message, nextStep }];
}

/** Patterns of API members MaxConcurrency and MaxErrors, both at most 7 characters. */
const concurrencyPattern = /^(?=.{1,7}$)([1-9][0-9]*|[1-9][0-9]?%|100%)$/;
const errorsPattern = /^(?=.{1,7}$)([1-9][0-9]*|0|[1-9][0-9]%|[0-9]%|100%)$/;
/** A role with its path (IAM user guide, "IAM identifiers" and "IAM and AWS STS quotas": names of roles). */
const roleArnPattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/;
/** Pattern of API members TagKey, TagValue and PatchGroup. */
function isTagText(text: string): boolean {
  // Most are ASCII, and what Unicode calls a letter takes long to ask for the first time.
  return /^[\w .:/=+@-]*$/.test(text) || /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);
}

const reservedTagPrefix = /^(aws:|ssm-patch-wizard:)/i;
/** AWS allows 50 tags a resource; five are the wizard's. */
const mostTags = 45;

/** A time zone that is none, with the nearest names. */
export function zoneProblems(place: string, timeZone: string): DocumentProblem[] {
  if (isTimeZone(timeZone)) return [];
  const near = suggestTimeZones(timeZone).slice(0, 3);
  const message = `"${timeZone}" is not a time zone in the tz database.`;
  const nextStep = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Use a name such as Europe/London or UTC.';
  return [{ place, code: 'unknown-time-zone', message, nextStep }];
}

/** A schedule that was taken over, and is none of Systems Manager's. */
export function scheduleProblems(place: string, when: When): DocumentProblem[] {
  if (when.kind !== 'schedule') return [];
  const { schedule, scheduleOffset } = when;
  try {
    const { kind } = parseSchedule(schedule);
    const isFine = scheduleOffset === undefined || (kind === 'cron' && [1, 2, 3, 4, 5, 6].includes(scheduleOffset));
    const message = `${schedule} cannot have an offset of ${scheduleOffset}: only cron schedules have one, of 1 to 6 days.`;
    const nextStep = 'Leave out the offset, or use 1 to 6 with a cron schedule.';
    return unless(isFine, place, 'schedule-offset', message, nextStep);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    const nextStep = 'Use cron(…), rate(…) or at(…) as Systems Manager accepts it.';
    return [{ place, code: 'schedule', message: `${error.message}.`, nextStep }];
  }
}

/** A patch group that cannot be the value of a tag (API member PatchGroup). */
export function patchGroupProblems(place: string, patchGroup: string): DocumentProblem[] {
  return unless(
    patchGroup.length >= 1 && patchGroup.length <= 256 && isTagText(patchGroup),
    place,
    'patch-group',
    `"${patchGroup}" is not a valid patch group: use 1 to 256 letters, digits, spaces and _.:/=+-@.`,
    'Choose another name for the patch group.',
  );
}

/** Tags that AWS does not take (API members TagKey and TagValue), that are not the user's to give, or that are too many. */
export function tagProblems(tags: Readonly<Record<string, string>>): DocumentProblem[] {
  const keyStep = 'Choose a key that does not start with aws: or ssm-patch-wizard: and has no equals sign.';
  return [
    ...Object.entries(tags).flatMap(([key, value]) => {
      const place = `tags.${key}`;
      const isReserved = reservedTagPrefix.test(key) || key.includes('=');
      const allowed = 'letters, digits, spaces and _.:/=+-@, up to 128 in the key and 256 in the value';
      const message = `AWS does not accept the tag "${key}=${value}": use ${allowed}.`;
      const problems = unless(isTag(key, value), place, 'tags', message, 'Use --tag KEY=VALUE.');
      if (problems.length > 0) return problems;
      return unless(!isReserved, place, 'tags', `The tag key "${key}" is reserved.`, keyStep);
    }),
    ...unless(
      Object.keys(tags).length <= mostTags,
      'tags',
      'tags',
      `A plan can have at most ${mostTags} tags of your own.`,
      'Use --tag fewer times.',
    ),
  ];
}

function isTag(key: string, value: string): boolean {
  const isLong = key.length > 128 || value.length > 256;
  return key !== '' && !isLong && isTagText(key) && isTagText(value);
}

/** Two baselines for one system. */
export function baselineProblems(baselines: readonly BaselineChoice[]): DocumentProblem[] {
  const systems = baselines.map(systemOf);
  const twice = systems.find((system, index) => systems.indexOf(system) !== index);
  const label = twice && operatingSystemLabels[twice];
  return unless(
    twice === undefined,
    'baselines',
    'two-baselines-for-one-system',
    `Two patch baselines are for ${label}, but a patch group can have only one per operating system.`,
    'Keep one of them, or put the other into its own plan with --plan.',
  );
}

/**
 * What is wrong with what a window does.
 * @param isAsked whether a member's problems are wanted
 */
export function taskProblems(
  place: string,
  { durationHours, cutoffHours, maxConcurrency, maxErrors, serviceRoleArn }: TaskSpec,
  isAsked: (member: string) => boolean = () => true,
): DocumentProblem[] {
  const about = (member: keyof TaskSpec, isFine: boolean, code: string, message: string, nextStep: string) =>
    unless(isFine || !isAsked(member), `${place}.${member}`, code, message, nextStep);
  const isHours = (hours: number, least: number, most: number) =>
    Number.isInteger(hours) && hours >= least && hours <= most;
  return [
    ...about(
      'durationHours',
      isHours(durationHours, 1, 24),
      'duration',
      'The duration of a maintenance window must be a whole number of hours from 1 to 24.',
      'Choose another --duration.',
    ),
    ...about(
      'cutoffHours',
      isHours(cutoffHours, 0, durationHours - 1),
      'cutoff-not-below-duration',
      `The cutoff (${cutoffHours} h) must be a whole number of hours below the duration (${durationHours} h).`,
      durationHours > 1
        ? `Use --cutoff ${durationHours - 1} or less, or a longer --duration.`
        : 'Use --cutoff 0, or a longer --duration.',
    ),
    ...about(
      'maxConcurrency',
      concurrencyPattern.test(maxConcurrency),
      'max-concurrency',
      `"${maxConcurrency}" is not a valid number of nodes at a time: use a number from 1, or a percentage from 1% to 100%.`,
      'Use --max-concurrency 2 or 10%, for example.',
    ),
    ...about(
      'maxErrors',
      errorsPattern.test(maxErrors),
      'max-errors',
      `"${maxErrors}" is not a valid number of errors: use a number from 0, or a percentage from 0% to 100%.`,
      'Use --max-errors 1 or 10%, for example.',
    ),
    ...about(
      'serviceRoleArn',
      serviceRoleArn === undefined || roleArnPattern.test(serviceRoleArn),
      'service-role-arn',
      `"${serviceRoleArn}" is not the ARN of an IAM role.`,
      'A role ARN looks like arn:aws:iam::123456789012:role/NAME.',
    ),
  ];
}
