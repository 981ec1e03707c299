/** One field of an SSM cron expression: its values, names, ranges and steps. */

import { monthNames } from './calendar.js';

/** A schedule that SSM would refuse. The message says which field it is about and what is allowed there. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

/** What a field takes. */
export interface FieldRule {
  /** As the user guide calls it: `Minutes`, `Day-of-week`. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names for the values from `min` on: JAN…, SUN…. */
  readonly names?: readonly string[];
  /** Whether a range may run over the end: FRI-MON, 22-2. Years may not. */
  readonly wraps: boolean;
}

const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const cronMonths = monthNames.map((name) => name.toUpperCase());

/** Systems Manager user guide, "Cron and rate expressions": the fields and what each takes. */
export const fieldRules = {
  seconds: { name: 'Seconds', min: 0, max: 59, wraps: true },
  minutes: { name: 'Minutes', min: 0, max: 59, wraps: true },
  hours: { name: 'Hours', min: 0, max: 23, wraps: true },
  dayOfMonth: { name: 'Day-of-month', min: 1, max: 31, wraps: true },
  month: { name: 'Month', min: 1, max: 12, names: cronMonths, wraps: true },
  dayOfWeek: { name: 'Day-of-week', min: 1, max: 7, names: dayNames, wraps: true },
  year: { name: 'Year', min: 1970, max: 2199, wraps: false },
} as const satisfies Record<string, FieldRule>;

/** `1-7 or SUN-SAT` */
function allowedValues({ min, max, names }: FieldRule): string {
  return names === undefined ? `${min}-${max}` : `${min}-${max} or ${names[0]}-${names.at(-1)}`;
}

/** @throws ScheduleError that names the field, what it has and what is wrong with it */
export function refuse(rule: FieldRule, text: string, why: string): never {
  throw new ScheduleError(`${rule.name}: "${text}" ${why}`);
}

/** A number or a name. Throws ScheduleError. */
export function parseValue(rule: FieldRule, text: string): number {
  const named = rule.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? rule.min + named : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= rule.min && value <= rule.max) return value;
  return refuse(rule, text, `is not a valid value; use ${allowedValues(rule)}`);
}

/** The values of a list of values, ranges and steps, ascending and each once. Throws ScheduleError. */
export function parseValues(rule: FieldRule, text: string): readonly number[] {
  const values = new Set(text.split(',').flatMap((item) => parseItem(rule, item)));
  return [...values].sort((a, b) => a - b);
}

/** `*`, `5`, `5-9`, `5/10`, `5-20/5`, or a star with a step. */
function parseItem(rule: FieldRule, item: string): number[] {
  const [base = '', step, ...rest] = item.split('/');
  if (base === '' || rest.length > 0) refuse(rule, item, `is not a value, range or step of ${allowedValues(rule)}`);
  const every = step === undefined ? 1 : parseStep(rule, item, step);
  const [first, last] = parseBounds(rule, base, step !== undefined);
  const span = rule.max - rule.min + 1;
  const length = last >= first ? last - first : last + span - first;
  return Array.from({ length: Math.floor(length / every) + 1 }, (_, index) => {
    return rule.min + ((first - rule.min + index * every) % span);
  });
}

function parseStep(rule: FieldRule, item: string, step: string): number {
  const every = /^\d{1,4}$/.test(step) ? Number(step) : 0;
  const span = rule.max - rule.min + 1;
  return every >= 1 && every <= span ? every : refuse(rule, item, `needs a step from 1 to ${span} after "/"`);
}

/** The first and the last value of a range; a step without a range goes on to the field's end. */
function parseBounds(rule: FieldRule, text: string, hasStep: boolean): readonly [number, number] {
  if (text === '*') return [rule.min, rule.max];
  const [from = '', to, ...rest] = text.split('-');
  if (rest.length > 0) refuse(rule, text, `is not a range of ${allowedValues(rule)}`);
  const first = parseValue(rule, from);
  if (to === undefined) return [first, hasStep ? rule.max : first];
  const last = parseValue(rule, to);
  if (last < first && !rule.wraps) refuse(rule, text, 'is a range that runs backwards');
  return [first, last];
}
