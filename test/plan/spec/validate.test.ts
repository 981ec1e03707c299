/** What makes a plan wrong, each in a sentence with a way out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireValid } from '../../../source/plan/setup/setup-plan.js';
import { type Answers, defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { specProblems, tagProblem, zoneProblem } from '../../../source/plan/spec/validate.js';
import { anyAnswers } from '../arbitraries.js';

const problems = (change: Partial<Answers>) => specProblems(specOf({ ...defaultAnswers, ...change }));
const taskProblems = (task: Partial<Answers['task']>) => problems({ task: { ...defaultAnswers.task, ...task } });

it('the defaults are fine, and so is everything that can be answered', () => {
  expect(problems({})).toEqual([]);
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const spec = specOf(answers);
      expect(specProblems(spec)).toEqual([]);
      expect(requireValid(spec)).toBe(spec);
    }),
  );
});

describe('a wrong answer', () => {
  it.each<[string, Partial<Answers>, RegExp]>([
    ['plan-name', { plan: '' }, /"" cannot be a plan name: 1 to 64 letters/],
    ['plan-name', { plan: '-x' }, /"-x"/],
    ['plan-name', { plan: 'a b' }, /"a b"/],
    ['plan-name', { plan: 'a'.repeat(65) }, /1 to 64/],
    ['plan-name', { plan: 'a\n' }, /cannot be a plan name/],
    ['empty-schedule', { times: [] }, /no dates/],
    ['empty-schedule', { days: { kind: 'weekdays', weeks: [], weekdays: [1] } }, /no dates/],
    ['empty-schedule', { days: { kind: 'patch-tuesday', days: [] } }, /no dates/],
    ['unknown-time-zone', { timeZone: 'Europe/Lodnon' }, /"Europe\/Lodnon" is not a time zone/],
    ['no-baseline', { baselines: [] }, /No patch baseline/],
    [
      'two-baselines-for-one-system',
      { baselines: [{ kind: 'zero-day' }, { kind: 'aws-rules', os: 'WINDOWS' }] },
      /Two patch baselines are for Windows Server/,
    ],
    ['tags', { tags: { 'aws:x': '1' } }, /"aws:x" is reserved/],
    ['tags', { tags: { 'SSM-patch-wizard:plan': '1' } }, /is reserved/],
    ['tags', { tags: { 'a!': '1' } }, /"a!=1" is not one that AWS takes/],
    ['tags', { tags: { a: '1\u0007' } }, /is not one that AWS takes/],
    ['tags', { tags: { a: 'x'.repeat(257) } }, /value up to 256/],
    ['tags', { tags: { ['k'.repeat(129)]: '' } }, /key up to 128/],
    ['tags', { tags: Object.fromEntries(Array.from({ length: 49 }, (_, n) => [`k${n}`, ''])) }, /At most 46 tags/],
  ])('%s: %j', (code, change, sentence) => {
    const [found, ...more] = problems(change);
    expect(more).toEqual([]);
    expect(found?.code).toBe(code);
    expect(found?.message).toMatch(sentence);
    expect(found?.nextStep).toMatch(/^[A-Z].*[.?]$/);
  });

  it.each<[string, Partial<Answers['task']>, RegExp]>([
    ['duration', { durationHours: 0 }, /whole number of hours, 1 to 24/],
    ['duration', { durationHours: 25 }, /1 to 24/],
    ['duration', { durationHours: 1.5 }, /whole number/],
    ['cutoff-not-below-duration', { cutoffHours: 1 }, /\(1 h\) .* below the duration \(1 h\)/],
    ['cutoff-not-below-duration', { durationHours: 4, cutoffHours: 4 }, /below the duration \(4 h\)/],
    ['cutoff-not-below-duration', { cutoffHours: -1 }, /whole number/],
    ['cutoff-not-below-duration', { durationHours: 4, cutoffHours: 0.5 }, /whole number/],
    ['max-concurrency', { maxConcurrency: '0' }, /"0" nodes at a time/],
    ['max-concurrency', { maxConcurrency: '101%' }, /1% to 100%/],
    ['max-concurrency', { maxConcurrency: '05' }, /number from 1/],
    ['max-concurrency', { maxConcurrency: '12345678' }, /number from 1/],
    ['max-concurrency', { maxConcurrency: '2 ' }, /number from 1/],
    ['max-errors', { maxErrors: '' }, /"" allowed errors/],
    ['max-errors', { maxErrors: '-1' }, /number from 0/],
    ['max-errors', { maxErrors: '100%%' }, /0% to 100%/],
    ['service-role-arn', { serviceRoleArn: 'patching' }, /not the ARN of an IAM role/],
    ['service-role-arn', { serviceRoleArn: 'arn:aws:iam::123456789012:user/jo' }, /not the ARN/],
    ['service-role-arn', { serviceRoleArn: 'arn:aws:iam::123456789012:role/a b' }, /not the ARN/],
    ['service-role-arn', { serviceRoleArn: 'arn:aws:iam::123456789012:role/x;reboot' }, /not the ARN/],
    ['service-role-arn', { serviceRoleArn: 'arn:aws:iam::123456789012:role/x\n' }, /not the ARN/],
  ])('%s: %j', (code, task, sentence) => {
    const found = taskProblems(task).filter((problem) => problem.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(sentence);
  });

  it.each([
    { durationHours: 24, cutoffHours: 23 },
    { maxConcurrency: '1%', maxErrors: '0%' },
    { maxConcurrency: '9999999', maxErrors: '100%' },
    { serviceRoleArn: 'arn:aws-us-gov:iam::123456789012:role/aws-service-role/x/Patch_Role+=,.@-' },
  ])('%j is none', (task) => {
    expect(taskProblems(task)).toEqual([]);
  });

  it('says which cutoff would do', () => {
    expect(taskProblems({ durationHours: 4, cutoffHours: 4 })[0]?.nextStep).toContain('--cutoff 3 or less');
    expect(taskProblems({ cutoffHours: 4 })[0]?.nextStep).toContain('--cutoff 0');
  });
});

describe('all that is wrong', () => {
  it('is one error about the command line', () => {
    const spec = specOf({
      ...defaultAnswers,
      plan: '-',
      timeZone: 'Mars',
      task: { ...defaultAnswers.task, cutoffHours: 9 },
    });
    expect(() => requireValid(spec)).toThrow(
      expect.objectContaining({
        code: 'plan-name',
        exitCode: 2,
        message: expect.stringContaining('cannot be a plan name'),
        detail: expect.stringMatching(/time zone.*\n.*cutoff/),
        nextSteps: expect.arrayContaining([expect.stringContaining('--plan'), expect.stringContaining('--cutoff 0')]),
      }),
    );
  });
});

describe('the checks of single fields', () => {
  it('suggest the zone that was meant', () => {
    expect(zoneProblem('UTC')).toBeUndefined();
    expect(zoneProblem('Europe/Lodnon')?.nextStep).toContain('Did you mean Europe/London');
    expect(zoneProblem('+01:00')?.nextStep).toBe('Give a name such as Europe/London or UTC.');
  });

  it('take the tags that AWS takes', () => {
    expect(tagProblem(['Team', ''])).toBeUndefined();
    expect(tagProblem(['Kosten stelle/2', 'ä @ +=.:-_'])).toBeUndefined();
    expect(tagProblem(['', 'x'])?.code).toBe('tags');
  });
});
