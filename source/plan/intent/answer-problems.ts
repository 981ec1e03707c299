/** What makes single answers wrong, in words: names, zones, tags and numbers, for flags, the wizard's fields and documents. */
import { isTimeZone, suggestTimeZones } from '../../schedule/zone.js';
import type { TaskSpec } from './document.js';
import { planNamePattern } from './names.js';
import { type Problem, problemUnless } from './problem.js';

/** Patterns of API members MaxConcurrency and MaxErrors, both at most 7 characters. */
const concurrencyPattern = /^(?=.{1,7}$)([1-9][0-9]*|[1-9][0-9]?%|100%)$/;
const errorsPattern = /^(?=.{1,7}$)([1-9][0-9]*|0|[1-9][0-9]%|[0-9]%|100%)$/;
/** A role with its path (IAM user guide, "IAM identifiers" and "IAM and AWS STS quotas": names of roles). */
const roleArnPattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/;
/** Pattern of API members TagKey, TagValue and PatchGroup. */
const tagPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const reservedTagPrefix = /^(aws:|ssm-patch-wizard:)/i;
/** AWS allows 50 tags a resource; five are the wizard's. */
const mostTags = 45;

/** The problem with the name of a plan, if there is one. */
export function planNameProblem(plan: string): Problem | undefined {
  return problemUnless(
    planNamePattern.test(plan),
    'plan-name',
    `"${plan}" cannot be a plan name: 1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit.`,
    'Choose another name with --plan.',
  );
}

/** The problem with a time zone name, if there is one, with the nearest names. */
export function zoneProblem(timeZone: string): Problem | undefined {
  const near = suggestTimeZones(timeZone).slice(0, 3);
  return problemUnless(
    isTimeZone(timeZone),
    'unknown-time-zone',
    `"${timeZone}" is not a time zone of the tz database.`,
    near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Give a name such as Europe/London or UTC.',
  );
}

/** The problem with a patch group as the value of a tag, if there is one (API member PatchGroup). */
export function patchGroupProblem(patchGroup: string): Problem | undefined {
  return problemUnless(
    patchGroup.length >= 1 && patchGroup.length <= 256 && tagPattern.test(patchGroup),
    'patch-group',
    `"${patchGroup}" cannot be a patch group: 1 to 256 letters, digits, spaces and _.:/=+-@.`,
    'Give the patch group another name.',
  );
}

/** The problem with one tag, if there is one (API members TagKey and TagValue). */
export function tagProblem([key, value]: readonly [string, string]): Problem | undefined {
  return (
    problemUnless(
      key.length >= 1 && key.length <= 128 && value.length <= 256 && tagPattern.test(key) && tagPattern.test(value),
      'tags',
      `The tag "${key}=${value}" is not one that AWS takes: letters, digits, spaces and _.:/=+-@, key up to 128, value up to 256.`,
      'Give it as --tag KEY=VALUE.',
    ) ??
    problemUnless(
      !reservedTagPrefix.test(key) && !key.includes('='),
      'tags',
      `The tag key "${key}" is reserved.`,
      'Choose a key that starts neither with aws: nor with ssm-patch-wizard: and has no equals sign.',
    )
  );
}

/** The problem with the number of tags, if there is one. */
export function tagCountProblem(tags: Readonly<Record<string, string>>): Problem | undefined {
  const message = `At most ${mostTags} tags of your own.`;
  return problemUnless(Object.keys(tags).length <= mostTags, 'tags', message, 'Give fewer --tag.');
}

/** Everything that is wrong with what a window does, by member. */
export function taskProblems(task: TaskSpec): { readonly member: keyof TaskSpec; readonly problem: Problem }[] {
  const { durationHours, cutoffHours, maxConcurrency, maxErrors, serviceRoleArn } = task;
  const found: { readonly [Member in keyof TaskSpec]?: Problem | undefined } = {
    durationHours: problemUnless(
      Number.isInteger(durationHours) && durationHours >= 1 && durationHours <= 24,
      'duration',
      'The duration of a maintenance window is a whole number of hours, 1 to 24.',
      'Give another --duration.',
    ),
    cutoffHours: problemUnless(
      Number.isInteger(cutoffHours) && cutoffHours >= 0 && cutoffHours < durationHours,
      'cutoff-not-below-duration',
      `The cutoff (${cutoffHours} h) has to be a whole number of hours below the duration (${durationHours} h).`,
      durationHours > 1
        ? `Give --cutoff ${durationHours - 1} or less, or a longer --duration.`
        : 'Give --cutoff 0, or a longer --duration.',
    ),
    maxConcurrency: problemUnless(
      concurrencyPattern.test(maxConcurrency),
      'max-concurrency',
      `"${maxConcurrency}" nodes at a time is neither a number from 1 nor a percentage from 1% to 100%.`,
      'Give --max-concurrency 2 or 10%, for example.',
    ),
    maxErrors: problemUnless(
      errorsPattern.test(maxErrors),
      'max-errors',
      `"${maxErrors}" allowed errors is neither a number from 0 nor a percentage from 0% to 100%.`,
      'Give --max-errors 1 or 10%, for example.',
    ),
    serviceRoleArn: problemUnless(
      serviceRoleArn === undefined || roleArnPattern.test(serviceRoleArn),
      'service-role-arn',
      `"${serviceRoleArn}" is not the ARN of an IAM role.`,
      'It looks like arn:aws:iam::123456789012:role/NAME.',
    ),
  };
  return (Object.keys(found) as (keyof TaskSpec)[]).flatMap((member) => {
    const problem = found[member];
    return problem ? [{ member, problem }] : [];
  });
}
