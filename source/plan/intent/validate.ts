/** What makes a plan wrong: all that single answers can be, and what they cannot be together. */
import { UserError } from '../../errors.js';
import { parseSchedule, ScheduleError } from '../../schedule/expression.js';
import type { When } from '../../schedule/when.js';
import { longestApprovalDelay, operatingSystemLabels } from '../baseline/baseline.js';
import { hasApprovalDelay } from '../baseline/operating-system.js';
import {
  patchGroupProblem,
  planNameProblem,
  tagCountProblem,
  tagProblem,
  taskProblems,
  zoneProblem,
} from './answer-problems.js';
import { systemOf } from './baseline-choice.js';
import { type BaselineChoice, type PlanDocument, taskOf, type Wave } from './document.js';
import { planNamePattern, waveNamePattern, windowNamePattern } from './names.js';
import { at, type DocumentProblem, type Problem, problemUnless } from './problem.js';
import { waveNameRule } from './wave-text.js';
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
    ...at('plan', planNameProblem(plan)),
    ...at('waves', emptyProblem(waves)),
    ...placed.flatMap(({ wave, place }) => waveProblems(document, wave, place)),
    ...twiceProblems(placed),
    ...at('timeZone', zoneProblem(timeZone)),
    ...baselines.flatMap((choice, index) => at(`baselines[${index}]`, delayProblem(choice))),
    ...at('baselines', systemProblem(baselines)),
    ...taskProblems(task).flatMap(({ member, problem }) => at(`task.${member}`, problem)),
    ...Object.entries(tags).flatMap((tag) => at(`tags.${tag[0]}`, tagProblem(tag))),
    ...at('tags', tagCountProblem(tags)),
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

function emptyProblem(waves: readonly Wave[]): Problem | undefined {
  const message = 'The schedule has no dates.';
  return problemUnless(waves.length > 0, 'empty-schedule', message, 'Choose at least one week, day and hour.');
}

function waveProblems(document: PlanDocument, wave: Wave, place: string): DocumentProblem[] {
  const { name, patchGroup, window, when, own } = wave;
  const isOwn = (member: string) => own?.task !== undefined && member in own.task;
  return [
    ...at(
      `${place}.name`,
      problemUnless(
        waveNamePattern.test(name),
        'wave-name',
        `"${name}" cannot be the name of a wave: ${waveNameRule}.`,
        'Choose another name.',
      ),
    ),
    ...at(`${place}.patchGroup`, patchGroupProblem(patchGroup)),
    ...at(
      `${place}.window`,
      problemUnless(
        windowNamePattern.test(window) || followsFromWrong(document.plan, wave),
        'window-name',
        `"${window}" cannot be the name of a maintenance window: 3 to 128 letters, digits, dots, hyphens and underscores.`,
        'Choose a shorter name for the wave or for the plan, or another one for the window.',
      ),
    ),
    ...at(`${place}.when`, scheduleProblem(when)),
    ...(own?.timeZone === undefined ? [] : at(`${place}.timeZone`, zoneProblem(own.timeZone))),
    ...taskProblems(taskOf(document, wave))
      .filter(({ member }) => isOwn(member) || (member === 'cutoffHours' && isOwn('durationHours')))
      .flatMap(({ member, problem }) => at(`${place}.task.${member}`, problem)),
  ];
}

/** Whether a window is called after a plan and a wave of which one has a wrong name itself. */
function followsFromWrong(plan: string, { name, window }: Wave): boolean {
  const isWrong = !planNamePattern.test(plan) || !waveNamePattern.test(name);
  return isWrong && window === windowOfNamedWave(plan, name);
}

/** The problem with a schedule that was taken over, if there is one. */
function scheduleProblem(when: When): Problem | undefined {
  if (when.kind !== 'schedule') return undefined;
  const { schedule, scheduleOffset } = when;
  try {
    const { kind } = parseSchedule(schedule);
    const isFine = scheduleOffset === undefined || (kind === 'cron' && [1, 2, 3, 4, 5, 6].includes(scheduleOffset));
    const message = `The offset ${scheduleOffset} of ${schedule} is none: only cron has one, of 1 to 6 days.`;
    return problemUnless(
      isFine,
      'schedule-offset',
      message,
      'Leave the offset out, or give 1 to 6 with a cron expression.',
    );
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    const nextStep = 'Give cron(…), rate(…) or at(…) as Systems Manager takes it.';
    return { code: 'schedule', message: `${error.message}.`, nextStep };
  }
}

interface PlacedWave {
  readonly wave: Wave;
  readonly place: string;
}

/** Waves that have the name of one before them. Windows may: names of windows are not unique in an account either. */
function twiceProblems(placed: readonly PlacedWave[]): DocumentProblem[] {
  const first = new Map<string, string>();
  return placed.flatMap(({ wave: { name }, place }) => {
    const earlier = first.get(name);
    first.set(name, earlier ?? place);
    if (earlier === undefined) return [];
    const nextStep = 'Give one of them another name, or leave it out.';
    const message = `Two waves are called "${name}".`;
    return [{ code: 'wave-twice', message, nextStep, place: `${earlier} and ${place}` }];
  });
}

function systemProblem(baselines: readonly BaselineChoice[]): Problem | undefined {
  const systems = baselines.map(systemOf);
  const twice = systems.find((system, index) => systems.indexOf(system) !== index);
  return problemUnless(
    twice === undefined,
    'two-baselines-for-one-system',
    `Two patch baselines are for ${twice && operatingSystemLabels[twice]}; a patch group takes one per operating system.`,
    'Keep one of them, or put the other into a plan of its own with --plan.',
  );
}

/** Only what a program has put together can have it: words and fields are checked when they are read. */
function delayProblem(choice: BaselineChoice): Problem | undefined {
  if (choice.kind !== 'aws-rules' || choice.approveAfterDays === undefined) return undefined;
  const { os, approveAfterDays: days } = choice;
  const isFine = hasApprovalDelay(os) && Number.isInteger(days) && days >= 0 && days <= longestApprovalDelay;
  return problemUnless(
    isFine,
    'invalid-approval-delay',
    `${operatingSystemLabels[os]} cannot have an approval delay of ${days} days.`,
    hasApprovalDelay(os) ? `Choose 0 to ${longestApprovalDelay}.` : 'Leave the delay out.',
  );
}
