/** Answers: what is missing has its default, what is given stays, and all of it becomes a spec. */
import { describe, expect, it } from 'vitest';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { baselineOf, completeAnswers, defaultAnswers, specOf, systemOf } from '../../../source/plan/spec/answers.js';

const file = {
  kind: 'file' as const,
  fileName: 'debian.json',
  definition: { OperatingSystem: 'DEBIAN' as const, Name: 'Corp-Debian' },
};

describe('answers', () => {
  it('are the original scripts’ without flags', () => {
    expect(completeAnswers({ task: {} })).toEqual(defaultAnswers);
  });

  it('keep every flag, and the defaults beside it', () => {
    expect(completeAnswers({ plan: 'web', tags: { a: 'b' }, task: { durationHours: 4 } })).toEqual({
      ...defaultAnswers,
      plan: 'web',
      tags: { a: 'b' },
      task: { ...defaultAnswers.task, durationHours: 4 },
    });
  });

  it('become a spec', () => {
    const spec = specOf({ ...defaultAnswers, baselines: [file] });
    expect(spec.slots).toHaveLength(8);
    expect(spec).toMatchObject({
      plan: 'default',
      timeZone: 'UTC',
      tagKey: 'PatchGroup',
      baselines: [file.definition],
    });
  });
});

describe('a choice of baseline', () => {
  it('stands for its rules and its operating system', () => {
    expect(baselineOf({ kind: 'zero-day' })).toBe(windowsZeroDayImportant);
    expect(systemOf({ kind: 'zero-day' })).toBe('WINDOWS');
    expect(baselineOf(file)).toBe(file.definition);
    expect(systemOf(file)).toBe('DEBIAN');
    const copy = { kind: 'aws-rules' as const, os: 'SUSE' as const, approveAfterDays: 30 };
    expect(systemOf(copy)).toBe('SUSE');
    expect(baselineOf(copy).ApprovalRules?.PatchRules.map(({ ApproveAfterDays }) => ApproveAfterDays)).toEqual([30]);
  });
});
