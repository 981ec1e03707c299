/** What makes a plan wrong: all that single answers can be, and what they cannot be together. */
import { UserError } from '../../errors.js';
import {
  baselineProblems,
  type DocumentProblem,
  patchGroupProblems,
  scheduleProblems,
  tagProblems,
  taskProblems,
  unless,
  zoneProblems,
} from './answer-problems.js';
import { groupDistances } from './distances.js';
import { type PlanDocument, taskOf, type Wave } from './document.js';
import { nameRule, planNamePattern, waveNamePattern, windowNamePattern } from './names.js';
import { windowOfNamedWave } from './waves.js';

/**
 * Everything that is wrong with a document; an empty list means that it can be planned.
 * @param places where each wave stands, for who has read them somewhere
 */
export function documentProblems(
  document: PlanDocument,
  places: readonly string[] = document.waves.map((_, index) => `waves[${index}]`),
): DocumentProblem[] {
  const { plan, timeZone, waves, baselines, task, tags } = document;
  const placed = waves.map((wave, index) => ({ wave, place: places[index] ?? '' }));
  return [
    ...unless(
      planNamePattern.test(plan),
      'plan',
      'plan-name',
      `"${plan}" is not a valid plan name: use ${nameRule}.`,
      'Choose another name with --plan.',
    ),
    ...unless(
      waves.length > 0,
      'waves',
      'empty-schedule',
      'The schedule has no dates.',
      'Choose at least one week, day and hour.',
    ),
    ...placed.flatMap(({ wave, place }) => waveProblems(document, wave, place)),
    ...twiceProblems(placed),
    ...unless(
      document.approvals !== 'first-wave' || groupDistances(document) !== undefined,
      'waves',
      'approvals',
      'If later waves take only the patches of the first wave, the waves must be the same number of days apart in every month.',
      'Use dates on one weekday or after Patch Tuesday, such as dev=pt+0@03:00 and prod=pt+10@03:00, or use --approvals each-wave.',
    ),
    ...zoneProblems('timeZone', timeZone),
    ...baselineProblems(baselines),
    ...taskProblems('task', task),
    ...tagProblems(tags),
  ];
}

/**
 * Passes a document on if it can be planned.
 * @throws UserError with the code of the first problem, that says all of them
 */
export function requireValid(document: PlanDocument): PlanDocument {
  const [first, ...more] = documentProblems(document);
  if (first === undefined) return document;
  throw new UserError(first.message, {
    code: first.code,
    detail: more.map(({ message }) => message).join('\n') || undefined,
    nextSteps: [...new Set([first, ...more].map(({ nextStep }) => nextStep))],
  });
}

function waveProblems(document: PlanDocument, wave: Wave, place: string): DocumentProblem[] {
  const { name, patchGroup, window, when, own } = wave;
  const isOwn = (member: string) => own?.task !== undefined && member in own.task;
  return [
    ...unless(
      waveNamePattern.test(name),
      `${place}.name`,
      'wave-name',
      `"${name}" is not a valid wave name: use ${nameRule}.`,
      'Choose another name.',
    ),
    ...patchGroupProblems(`${place}.patchGroup`, patchGroup),
    ...unless(
      windowNamePattern.test(window) || followsFromWrong(document.plan, wave),
      `${place}.window`,
      'window-name',
      `"${window}" is not a valid name for a maintenance window: use 3 to 128 letters, digits, dots, hyphens and underscores.`,
      'Choose a shorter wave or plan name, or another window name.',
    ),
    ...scheduleProblems(`${place}.when`, when),
    ...(own?.timeZone === undefined ? [] : zoneProblems(`${place}.timeZone`, own.timeZone)),
    ...taskProblems(
      `${place}.task`,
      taskOf(document, wave),
      (member) => isOwn(member) || (member === 'cutoffHours' && isOwn('durationHours')),
    ),
  ];
}

/** Whether a window is called after a plan and a wave of which one has a wrong name itself. */
function followsFromWrong(plan: string, { name, window }: Wave): boolean {
  const isWrong = !planNamePattern.test(plan) || !waveNamePattern.test(name);
  return isWrong && window === windowOfNamedWave(plan, name);
}

/** Waves that have the name of one before them. Windows may: names of windows are not unique in an account either. */
function twiceProblems(placed: readonly { readonly wave: Wave; readonly place: string }[]): DocumentProblem[] {
  const first = new Map<string, string>();
  return placed.flatMap(({ wave: { name }, place }) => {
    const earlier = first.get(name);
    first.set(name, earlier ?? place);
    return unless(
      earlier === undefined,
      `${earlier} and ${place}`,
      'wave-twice',
      `Two waves are named "${name}".`,
      'Rename one of them, or leave it out.',
    );
  });
}
