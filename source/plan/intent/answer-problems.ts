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
  const message = `"${timeZone}" is not a time zone of the tz database.`;
  const nextStep = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Give a name such as Europe/London or UTC.';
  return [{ place, code: 'unknown-time-zone', message, nextStep }];
}

/** A schedule that was taken over, and is none of Systems Manager's. */
export function scheduleProblems(place: string, when: When): DocumentProblem[] {
  if (when.kind !== 'schedule') return [];
  const { schedule, scheduleOffset } = when;
  try {
    const { kind } = parseSchedule(schedule);
    const isFine = scheduleOffset === undefined || (kind === 'cron' && [1, 2, 3, 4, 5, 6].includes(scheduleOffset));
    const message = `The offset ${scheduleOffset} of ${schedule} is none: only cron has one, of 1 to 6 days.`;
    const nextStep = 'Leave the offset out, or give 1 to 6 with a cron expression.';
    return unless(isFine, place, 'schedule-offset', message, nextStep);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    const nextStep = 'Give cron(…), rate(…) or at(…) as Systems Manager takes it.';
    return [{ place, code: 'schedule', message: `${error.message}.`, nextStep }];
  }
}

/** A patch group that cannot be the value of a tag (API member PatchGroup). */
export function patchGroupProblems(place: string, patchGroup: string): DocumentProblem[] {
  return unless(
    patchGroup.length >= 1 && patchGroup.length <= 256 && isTagText(patchGroup),
    place,
    'patch-group',
    `"${patchGroup}" cannot be a patch group: 1 to 256 letters, digits, spaces and _.:/=+-@.`,
    'Give the patch group another name.',
  );
}

/** Tags that AWS does not take (API members TagKey and TagValue), that are not the user's to give, or that are too many. */
export function tagProblems(tags: Readonly<Record<string, string>>): DocumentProblem[] {
  const keyStep = 'Choose a key that starts neither with aws: nor with ssm-patch-wizard: and has no equals sign.';
  return [
    ...Object.entries(tags).flatMap(([key, value]) => {
      const place = `tags.${key}`;
      const isReserved = reservedTagPrefix.test(key) || key.includes('=');
      const allowed = 'letters, digits, spaces and _.:/=+-@, key up to 128, value up to 256';
      const message = `The tag "${key}=${value}" is not one that AWS takes: ${allowed}.`;
      const problems = unless(isTag(key, value), place, 'tags', message, 'Give it as --tag KEY=VALUE.');
      if (problems.length > 0) return problems;
      return unless(!isReserved, place, 'tags', `The tag key "${key}" is reserved.`, keyStep);
    }),
    ...unless(
      Object.keys(tags).length <= mostTags,
      'tags',
      'tags',
      `At most ${mostTags} tags of your own.`,
      'Give fewer --tag.',
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
    `Two patch baselines are for ${label}; a patch group takes one per operating system.`,
    'Keep one of them, or put the other into a plan of its own with --plan.',
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
      'The duration of a maintenance window is a whole number of hours, 1 to 24.',
      'Give another --duration.',
    ),
    ...about(
      'cutoffHours',
      isHours(cutoffHours, 0, durationHours - 1),
      'cutoff-not-below-duration',
      `The cutoff (${cutoffHours} h) has to be a whole number of hours below the duration (${durationHours} h).`,
      durationHours > 1
        ? `Give --cutoff ${durationHours - 1} or less, or a longer --duration.`
        : 'Give --cutoff 0, or a longer --duration.',
    ),
    ...about(
      'maxConcurrency',
      concurrencyPattern.test(maxConcurrency),
      'max-concurrency',
      `"${maxConcurrency}" nodes at a time is neither a number from 1 nor a percentage from 1% to 100%.`,
      'Give --max-concurrency 2 or 10%, for example.',
    ),
    ...about(
      'maxErrors',
      errorsPattern.test(maxErrors),
      'max-errors',
      `"${maxErrors}" allowed errors is neither a number from 0 nor a percentage from 0% to 100%.`,
      'Give --max-errors 1 or 10%, for example.',
    ),
    ...about(
      'serviceRoleArn',
      serviceRoleArn === undefined || roleArnPattern.test(serviceRoleArn),
      'service-role-arn',
      `"${serviceRoleArn}" is not the ARN of an IAM role.`,
      'It looks like arn:aws:iam::123456789012:role/NAME.',
    ),
  ];
}
