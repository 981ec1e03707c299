/** What makes a plan wrong, each in a sentence with a way out. */
import { describe, expect, it } from 'vitest';
import type { PlanDocument, Wave } from '../../../source/plan/intent/document.js';
import { documentProblems, requireValid } from '../../../source/plan/intent/validate.js';
import { defaultDocument, namedWave, scriptWave } from '../../../source/plan/intent/waves.js';
import { forAll } from '../../helpers/properties.js';
import { refusal } from '../../helpers/refused.js';
import { anyDocument } from './arbitraries.js';

const problems = (change: Partial<PlanDocument>) => documentProblems({ ...defaultDocument(), ...change });
const taskProblems = (task: Partial<PlanDocument['task']>) =>
  problems({ task: { ...defaultDocument().task, ...task } });
const slot = { kind: 'nth-weekday', week: 2, weekday: 2, time: { hour: 3, minute: 0 } } as const;
const dev = namedWave('default', 'dev', slot);
const schedule = (text: string, scheduleOffset?: number): Partial<Wave> => ({
  when: { kind: 'schedule', schedule: text, ...(scheduleOffset !== undefined && { scheduleOffset }) },
});

it('the defaults are fine, and so is everything that can be written down', async () => {
  expect(problems({})).toEqual([]);
  expect(problems({ baselines: [] })).toEqual([]);
  await forAll([anyDocument], (document) => {
    expect(documentProblems(document)).toEqual([]);
    expect(requireValid(document)).toBe(document);
  });
});

type Wrong<Answers = Partial<PlanDocument>> = [code: string, place: string, Answers, sentence: RegExp];

const oneHour = { task: { cutoffHours: 1 } };
const notBelowOne = /\(1 h\) .* below the duration \(1 h\)/;

const ofFirstWave: readonly Wrong<Partial<Wave>>[] = [
  ['wave-name', 'name', { name: '.x' }, /"\.x" is not a valid wave name/],
  ['wave-name', 'name', { name: 'x y' }, /1 to 64 letters/],
  ['window-name', 'window', { window: 'ab' }, /3 to 128 letters/],
  ['window-name', 'window', { window: 'a'.repeat(129) }, /3 to 128 letters/],
  ['patch-group', 'patchGroup', { patchGroup: '' }, /"" is not a valid patch group/],
  ['patch-group', 'patchGroup', { patchGroup: 'a!' }, /"a!" is not a valid patch group/],
  ['schedule', 'when', schedule('daily'), /Schedule: "daily" is not cron/],
  ['schedule', 'when', schedule('cron(* * * * ? *)'), /more often than every 5 minutes/],
  ['schedule-offset', 'when', schedule('rate(7 days)', 1), /only cron schedules have one/],
  ['schedule-offset', 'when', schedule('cron(0 3 ? * MON-FRI *)', 7), /of 1 to 6 days/],
  ['unknown-time-zone', 'timeZone', { own: { timeZone: 'Mars' } }, /"Mars" is not a time zone/],
  ['cutoff-not-below-duration', 'task.cutoffHours', { own: oneHour }, notBelowOne],
  ['max-errors', 'task.maxErrors', { own: { task: { maxErrors: 'x' } } }, /"x" is not a valid number of errors/],
];

describe('a wrong answer', () => {
  const both = [{ kind: 'zero-day' }, { kind: 'aws-rules', os: 'WINDOWS' }] as const;

  it.each<Wrong>([
    ['plan-name', 'plan', { plan: '' }, /"" is not a valid plan name: use 1 to 64 letters/],
    ['plan-name', 'plan', { plan: '-x' }, /"-x"/],
    ['plan-name', 'plan', { plan: 'a'.repeat(65) }, /1 to 64/],
    ['plan-name', 'plan', { plan: 'a\n' }, /is not a valid plan name/],
    ['empty-schedule', 'waves', { waves: [] }, /no dates/],
    ['unknown-time-zone', 'timeZone', { timeZone: 'Europe/Lodnon' }, /"Europe\/Lodnon" is not a time zone/],
    ['two-baselines-for-one-system', 'baselines', { baselines: both }, /Two patch baselines are for Windows Server/],
    ['wave-twice', 'waves[0] and waves[2]', { waves: [dev, scriptWave(slot), dev] }, /Two waves are named "dev"/],
    ...ofFirstWave.map(([code, place, wave, sentence]): Wrong => {
      return [code, `waves[0].${place}`, { waves: [{ ...dev, ...wave }] }, sentence];
    }),
    ['tags', 'tags.aws:x', { tags: { 'aws:x': '1' } }, /"aws:x" is reserved/],
    ['tags', 'tags.SSM-patch-wizard:plan', { tags: { 'SSM-patch-wizard:plan': '1' } }, /is reserved/],
    ['tags', 'tags.a=b', { tags: { 'a=b': '1' } }, /is reserved/],
    ['tags', 'tags.a!', { tags: { 'a!': '1' } }, /AWS does not accept the tag "a!=1"/],
    ['tags', 'tags.a', { tags: { a: '1\u0007' } }, /AWS does not accept the tag/],
    ['tags', 'tags.a', { tags: { a: 'x'.repeat(257) } }, /256 in the value/],
    ['tags', 'tags', { tags: Object.fromEntries(Array.from({ length: 46 }, (_, n) => [`k${n}`, ''])) }, /at most 45/],
  ])('%s at %s: %j', (code, place, change, sentence) => {
    const [found, ...more] = problems(change);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code, place });
    expect(found?.message).toMatch(sentence);
    expect(found?.nextStep).toMatch(/^[A-Z].*[.?]$/);
  });

  it.each<[string, Partial<PlanDocument['task']>, RegExp]>([
    ['duration', { durationHours: 0 }, /whole number of hours from 1 to 24/],
    ['duration', { durationHours: 25 }, /1 to 24/],
    ['duration', { durationHours: 1.5 }, /whole number/],
    ['cutoff-not-below-duration', { cutoffHours: 1 }, notBelowOne],
    ['cutoff-not-below-duration', { durationHours: 4, cutoffHours: 4 }, /below the duration \(4 h\)/],
    ['cutoff-not-below-duration', { cutoffHours: -1 }, /whole number/],
    ['cutoff-not-below-duration', { durationHours: 4, cutoffHours: 0.5 }, /whole number/],
    ['max-concurrency', { maxConcurrency: '0' }, /"0" is not a valid number of nodes at a time/],
    ['max-concurrency', { maxConcurrency: '101%' }, /1% to 100%/],
    ['max-concurrency', { maxConcurrency: '05' }, /number from 1/],
    ['max-concurrency', { maxConcurrency: '12345678' }, /number from 1/],
    ['max-concurrency', { maxConcurrency: '2 ' }, /number from 1/],
    ['max-errors', { maxErrors: '' }, /"" is not a valid number of errors/],
    ['max-errors', { maxErrors: '-1' }, /number from 0/],
    ['max-errors', { maxErrors: '100%%' }, /0% to 100%/],
    ['service-role-arn', { serviceRoleArn: 'patching' }, /not the ARN of an IAM role/],
    ['service-role-arn', { serviceRoleArn: 'arn:aws:iam::123456789012:user/jo' }, /not the ARN/],
    ['service-role-arn', { serviceRoleArn: 'arn:aws:iam::123456789012:role/a b' }, /not the ARN/],
    ['service-role-arn', { serviceRoleArn: 'arn:aws:iam::123456789012:role/x\n' }, /not the ARN/],
  ])('%s: %j', (code, task, sentence) => {
    const found = taskProblems(task).filter((problem) => problem.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(sentence);
  });

  it('of the plan is not repeated for waves with answers of their own', () => {
    const waves = [{ ...dev, own: { task: { operation: 'Scan' as const } } }];
    const found = problems({ waves, task: { ...defaultDocument().task, maxErrors: 'x' } });
    expect(found.map(({ place }) => place)).toEqual(['task.maxErrors']);
  });
});

it('everything that is wrong is thrown at once', () => {
  const wrong = { ...defaultDocument('a b'), timeZone: 'Mars', tags: { 'aws:a': '', 'aws:b': '' } };
  const error = refusal(() => requireValid(wrong));
  expect(error).toMatchObject({ code: 'plan-name', exitCode: 2 });
  expect(error.detail?.split('\n')).toHaveLength(3);
  expect(error.nextSteps).toHaveLength(3);
});

it('a zone that no name is near gets an example', () => {
  expect(problems({ timeZone: 'xyz' })[0]?.nextStep).toBe('Use a name such as Europe/London or UTC.');
});
