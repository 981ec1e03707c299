/** What makes a spec wrong, in words: one table of checks for the command line, the wizard's fields and the plan. */
import { isTimeZone, suggestTimeZones } from '../../schedule/zone.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { planNamePattern } from './names.js';
import type { PlanSpec } from './spec.js';

export interface Problem {
  /** Stable code, e.g. `cutoff-not-below-duration`. */
  readonly code: string;
  /** One sentence: what is wrong and what is allowed. */
  readonly message: string;
  readonly nextStep: string;
}

type Check = (spec: PlanSpec) => Problem | undefined;

/** Patterns of API members MaxConcurrency and MaxErrors, both at most 7 characters. */
const concurrencyPattern = /^(?=.{1,7}$)([1-9][0-9]*|[1-9][0-9]?%|100%)$/;
const errorsPattern = /^(?=.{1,7}$)([1-9][0-9]*|0|[1-9][0-9]%|[0-9]%|100%)$/;
/** A role with its path (IAM user guide, "IAM identifiers" and "IAM and AWS STS quotas": names of roles). */
const roleArnPattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/;
/** Pattern of API members TagKey and TagValue. */
const tagPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const reservedTagPrefix = /^(aws:|ssm-patch-wizard:)/i;

const checks: readonly Check[] = [
  ({ plan }) =>
    problem(
      planNamePattern.test(plan),
      'plan-name',
      `"${plan}" cannot be a plan name: 1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit.`,
      'Choose another name with --plan.',
    ),
  ({ slots }) =>
    problem(
      slots.length > 0,
      'empty-schedule',
      'The schedule has no dates.',
      'Choose at least one week, day and hour.',
    ),
  ({ timeZone }) => zoneProblem(timeZone),
  ({ baselines }) =>
    problem(
      baselines.length > 0,
      'no-baseline',
      'No patch baseline is chosen.',
      'Choose at least one operating system, e.g. --os windows, or give a --baseline-file.',
    ),
  ({ baselines }) => {
    const systems = baselines.map((baseline) => baseline.OperatingSystem);
    const twice = systems.find((system, index) => systems.indexOf(system) !== index);
    return problem(
      twice === undefined,
      'two-baselines-for-one-system',
      `Two patch baselines are for ${twice && operatingSystemLabels[twice]}; a patch group takes one per operating system.`,
      'Keep one of them, or put the other into a plan of its own with --plan.',
    );
  },
  ({ task: { durationHours } }) =>
    problem(
      Number.isInteger(durationHours) && durationHours >= 1 && durationHours <= 24,
      'duration',
      'The duration of a maintenance window is a whole number of hours, 1 to 24.',
      'Give another --duration.',
    ),
  ({ task: { durationHours, cutoffHours } }) =>
    problem(
      Number.isInteger(cutoffHours) && cutoffHours >= 0 && cutoffHours < durationHours,
      'cutoff-not-below-duration',
      `The cutoff (${cutoffHours} h) has to be a whole number of hours below the duration (${durationHours} h).`,
      durationHours > 1
        ? `Give --cutoff ${durationHours - 1} or less, or a longer --duration.`
        : 'Give --cutoff 0, or a longer --duration.',
    ),
  ({ task: { maxConcurrency } }) =>
    problem(
      concurrencyPattern.test(maxConcurrency),
      'max-concurrency',
      `"${maxConcurrency}" nodes at a time is neither a number from 1 nor a percentage from 1% to 100%.`,
      'Give --max-concurrency 2 or 10%, for example.',
    ),
  ({ task: { maxErrors } }) =>
    problem(
      errorsPattern.test(maxErrors),
      'max-errors',
      `"${maxErrors}" allowed errors is neither a number from 0 nor a percentage from 0% to 100%.`,
      'Give --max-errors 1 or 10%, for example.',
    ),
  ({ task: { serviceRoleArn } }) =>
    problem(
      serviceRoleArn === undefined || roleArnPattern.test(serviceRoleArn),
      'service-role-arn',
      `"${serviceRoleArn}" is not the ARN of an IAM role.`,
      'It looks like arn:aws:iam::123456789012:role/NAME.',
    ),
  ({ tags }) => Object.entries(tags).map(tagProblem).find(Boolean),
  // AWS allows 50 tags a resource; four are the wizard's.
  ({ tags }) => problem(Object.keys(tags).length <= 46, 'tags', 'At most 46 tags of your own.', 'Give fewer --tag.'),
];

/** Everything that is wrong with a spec; an empty list means that it can be planned. */
export function specProblems(spec: PlanSpec): Problem[] {
  return checks.map((check) => check(spec)).filter((found) => found !== undefined);
}

/** The problem with a time zone name, if there is one, with the nearest names. */
export function zoneProblem(timeZone: string): Problem | undefined {
  const near = suggestTimeZones(timeZone).slice(0, 3);
  return problem(
    isTimeZone(timeZone),
    'unknown-time-zone',
    `"${timeZone}" is not a time zone of the tz database.`,
    near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Give a name such as Europe/London or UTC.',
  );
}

/** The problem with one tag, if there is one (API members TagKey and TagValue). */
export function tagProblem([key, value]: readonly [string, string]): Problem | undefined {
  return (
    problem(
      key.length >= 1 && key.length <= 128 && value.length <= 256 && tagPattern.test(key) && tagPattern.test(value),
      'tags',
      `The tag "${key}=${value}" is not one that AWS takes: letters, digits, spaces and _.:/=+-@, key up to 128, value up to 256.`,
      'Give it as --tag KEY=VALUE.',
    ) ??
    problem(
      !reservedTagPrefix.test(key),
      'tags',
      `The tag key "${key}" is reserved.`,
      'Choose a key that starts neither with aws: nor with ssm-patch-wizard:.',
    )
  );
}

function problem(isFine: boolean, code: string, message: string, nextStep: string): Problem | undefined {
  return isFine ? undefined : { code, message, nextStep };
}
