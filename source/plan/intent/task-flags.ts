/** What a window does, in the words of the flags, where the API has others. */
import { meaning, number, object, optional, text } from '../text/shape.js';
import type { TaskSpec } from './document.js';

/** The flags' words for the API's. */
export const flagWords = {
  operation: { Install: 'install', Scan: 'scan' },
  reboot: { RebootIfNeeded: 'if-needed', NoReboot: 'never' },
  onCutoff: { CONTINUE_TASK: 'continue', CANCEL_TASK: 'cancel' },
} as const satisfies { readonly [Member in keyof TaskSpec]?: Readonly<Record<string, string>> };

/** The API's word for a flag's; undefined for none. */
export function apiWord<Word extends string>(words: Readonly<Record<Word, string>>, word: string | undefined) {
  return (Object.keys(words) as Word[]).find((api) => words[api] === word);
}

/** What a window does, as flags and documents say it; an empty ARN is none. */
export interface TaskInWords {
  readonly operation?: string;
  readonly reboot?: string;
  readonly durationHours?: number;
  readonly cutoffHours?: number;
  readonly onCutoff?: string;
  readonly maxConcurrency?: string;
  readonly maxErrors?: string;
  readonly serviceRoleArn?: string;
}

/** The flag that says each member, in the order of documents and command lines. */
export const taskFlags = {
  operation: '--operation',
  reboot: '--reboot',
  durationHours: '--duration',
  cutoffHours: '--cutoff',
  onCutoff: '--on-cutoff',
  maxConcurrency: '--max-concurrency',
  maxErrors: '--max-errors',
  serviceRoleArn: '--service-role-arn',
} as const satisfies { readonly [Member in keyof TaskSpec]-?: string };

/** The members that are there, in the words of the flags and in one order. A role that is undefined, but there, is none. */
export function taskInWords(task: Partial<TaskSpec>): TaskInWords {
  const given = 'serviceRoleArn' in task ? { ...task, serviceRoleArn: task.serviceRoleArn ?? '' } : task;
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = flagWords;
  const members = (Object.keys(taskFlags) as (keyof TaskSpec)[]).flatMap((member) => {
    const value = given[member];
    return value === undefined ? [] : [[member, words[member]?.[value] ?? value] as const];
  });
  return Object.fromEntries(members);
}

/** The shape of `task`: of a plan, and of a wave, which says by an empty role that it has none in a plan that has one. */
export function taskShape(shortestRole: 0 | 1) {
  return object({
    operation: optional(meaning(flagWords.operation)),
    reboot: optional(meaning(flagWords.reboot)),
    durationHours: optional(number(1, 24)),
    cutoffHours: optional(number(0, 23)),
    onCutoff: optional(meaning(flagWords.onCutoff)),
    maxConcurrency: optional(text(1, 7)),
    maxErrors: optional(text(1, 7)),
    serviceRoleArn: optional(text(shortestRole, 2048)),
  });
}

/** The members with no role for an empty one. */
export function withoutEmptyRole(task: Partial<TaskSpec>): Partial<TaskSpec> {
  return task.serviceRoleArn === '' ? { ...task, serviceRoleArn: undefined } : task;
}

/** The members that differ from the usual ones, those without a value too where the usual has one. */
export function ownMembers<Members extends object>(own: Partial<Members>, usual: Members): Partial<Members> {
  const differing = Object.entries(own).filter(([member, value]) => value !== usual[member as keyof Members]);
  return Object.fromEntries(differing) as Partial<Members>;
}
