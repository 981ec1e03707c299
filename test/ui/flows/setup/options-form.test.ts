/** The options form: what arrows and typing do to each field, and that the form keeps the answers that it was given. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../../source/plan/intent/document.js';
import { defaultDocument, namedWave, scriptWave } from '../../../../source/plan/intent/waves.js';
import { type FieldName, fieldNames } from '../../../../source/ui/flows/setup/options-fields.js';
import {
  explainOption,
  initialOptionsForm,
  type OptionsForm,
  type OptionsFormEvent,
  optionRows,
  optionsAnswers,
  optionsProblem,
  reduceOptionsForm,
} from '../../../../source/ui/flows/setup/options-form.js';
import { anyDocument } from '../../../plan/intent/arbitraries.js';

const usual = defaultDocument();
const initial = initialOptionsForm(usual);

function after(form: OptionsForm, ...events: OptionsFormEvent[]): OptionsForm {
  return events.reduce(reduceOptionsForm, form);
}

const right: OptionsFormEvent = { type: 'change', by: 1 };
const left: OptionsFormEvent = { type: 'change', by: -1 };
const down: OptionsFormEvent = { type: 'move', move: 'down', visible: 11 };
const erased: OptionsFormEvent = { type: 'erased' };
const cleared: OptionsFormEvent = { type: 'cleared' };

/** Keys of a keyboard, one character each. */
function typed(text: string): OptionsFormEvent[] {
  return [...text].map((character) => ({ type: 'typed', text: character }));
}

/** The form with the cursor newly on a field. */
function on(name: FieldName, form = initial): OptionsForm {
  return { ...form, cursor: fieldNames.indexOf(name), isTyped: false };
}

function withTask(task: Partial<PlanDocument['task']>): OptionsForm {
  return initialOptionsForm({ ...usual, task: { ...usual.task, ...task } });
}

/** The value of a field after keys on it. */
function valueAfter(name: FieldName, ...events: OptionsFormEvent[]): string {
  return after(on(name), ...events).values[name];
}

describe('the form', () => {
  it('begins with the answers, a row for each field', () => {
    expect(optionRows(initial).map(({ label, value, kind }) => [label, value, kind])).toEqual([
      ['Operation', 'Install', 'choice'],
      ['Reboot', 'if needed', 'choice'],
      ['Duration, hours', '1', 'number'],
      ['Cutoff, hours', '0', 'number'],
      ['At the cutoff', 'continue', 'choice'],
      ['Nodes at a time', '2', 'number'],
      ['Errors allowed', '1', 'number'],
      ['Tag key', 'PatchGroup', 'choice'],
      ['Tags', '', 'text'],
      ['Service role ARN', '', 'text'],
      ['Plan name', 'default', 'text'],
    ]);
  });

  it('gives any answers back as they were', () => {
    fc.assert(
      fc.property(anyDocument, (answers) => {
        expect(optionsAnswers(initialOptionsForm(answers), answers)).toEqual(answers);
      }),
    );
  });

  it('leaves the answers to the other questions alone', () => {
    const answers: PlanDocument = {
      ...usual,
      timeZone: 'Asia/Tokyo',
      baselines: [{ kind: 'aws-rules', os: 'SUSE' }],
    };
    expect(optionsAnswers(after(on('duration'), right), answers)).toEqual({
      ...answers,
      task: { ...answers.task, durationHours: 2 },
    });
  });
});

describe('the arrow keys', () => {
  it.each<[FieldName, OptionsFormEvent[], string]>([
    ['operation', [right], 'Scan'],
    ['operation', [right, right], 'Scan'],
    ['operation', [right, left], 'Install'],
    ['operation', [left], 'Install'],
    ['reboot', [right], 'never'],
    ['onCutoff', [right], 'cancel'],
    ['tagKey', [right], 'Patch Group'],
    ['duration', [right, right], '3'],
    ['duration', [left], '1'],
    ['duration', [...typed('24'), right], '24'],
    ['concurrency', [right], '3'],
    ['concurrency', [left, left], '1'],
    ['concurrency', [...typed('10%'), right], '11%'],
    ['concurrency', [...typed('100%'), right], '100%'],
    ['concurrency', [...typed('1%'), left], '1%'],
    ['errors', [left, left], '0'],
    ['errors', [...typed('0%'), left], '0%'],
    // From nothing, or from what is no number, to the least.
    ['concurrency', [cleared, right], '1'],
    ['plan', [right, left], 'default'],
  ])('%s after %j is %s', (name, events, value) => {
    expect(valueAfter(name, ...events)).toBe(value);
  });
});

describe('typing', () => {
  it.each<[FieldName, OptionsFormEvent[], string]>([
    // A prefilled number is replaced, and then added to.
    ['duration', typed('12'), '12'],
    ['concurrency', typed('25%'), '25%'],
    ['errors', typed('5'), '5'],
    // A percentage of hours there is none.
    ['duration', typed('2%'), '2'],
    ['cutoff', typed('%'), '0'],
    ['concurrency', typed('a-.2 '), '2'],
    // A text is added to.
    ['plan', typed('-2'), 'default-2'],
    ['tags', typed('A=1, B=2'), 'A=1, B=2'],
    ['operation', typed('S'), 'Install'],
    ['duration', [erased, ...typed('8')], '8'],
    ['plan', [erased, erased], 'defau'],
    ['plan', [cleared, ...typed('web')], 'web'],
    ['reboot', [erased, cleared], 'if needed'],
  ])('%s after %j is %s', (name, events, value) => {
    expect(valueAfter(name, ...events)).toBe(value);
  });

  it('begins anew where the cursor comes back to a number', () => {
    const there = after(
      on('concurrency'),
      ...typed('12'),
      down,
      { type: 'move', move: 'up', visible: 11 },
      ...typed('3'),
    );
    expect(there.values.concurrency).toBe('3');
  });
});

describe('the cutoff', () => {
  const long = withTask({ durationHours: 4, cutoffHours: 3 });

  it.each<[string, OptionsForm, OptionsFormEvent[], Partial<OptionsForm['values']>]>([
    ['follows a shorter duration', long, [left], { duration: '3', cutoff: '2' }],
    ['follows it down to none', long, [left, left, left, left], { duration: '1', cutoff: '0' }],
    ['stays below a longer one', long, [right], { duration: '5', cutoff: '3' }],
    ['stays where it fits', withTask({ durationHours: 4, cutoffHours: 1 }), [left], { duration: '3', cutoff: '1' }],
    ['waits until the duration is typed: 12 begins with 1', long, [...typed('12'), down], { cutoff: '3' }],
    ['follows what is typed when that is left', long, [...typed('2'), down], { duration: '2', cutoff: '1' }],
    ['is left alone while the duration is none', long, [cleared, down], { duration: '', cutoff: '3' }],
  ])('%s', (_, form, events, values) => {
    expect(after(on('duration', form), ...events).values).toMatchObject(values);
  });

  it('follows also where the form is left from the duration', () => {
    const form = after(on('duration', long), ...typed('2'));
    expect(optionsProblem(form, usual)).toBeUndefined();
    expect(optionsAnswers(form, usual).task).toMatchObject({ durationHours: 2, cutoffHours: 1 });
  });

  it('is refused, not changed, where it is typed too long itself', () => {
    const form = after(on('cutoff', long), ...typed('9'), down);
    expect(optionsProblem(form, usual)).toMatch(/cutoff \(9 h\).*below the duration \(4 h\)/);
  });
});

describe('the form cannot be left forwards', () => {
  it.each<[FieldName, string, RegExp]>([
    ['tags', 'Team', /^The tag "Team" has no value: write KEY=VALUE\.$/],
    ['tags', 'A=1, Team , B=2', /^The tag "Team" has no value/],
    ['plan', 'two words', /"two words" cannot be a plan name/],
    ['duration', '', /duration.*1 to 24/],
    ['cutoff', '', /cutoff/],
    ['concurrency', '', /nodes at a time/],
    ['errors', '', /errors/i],
    ['role', 'my-role', /my-role/],
  ])('with %s = "%s"', (name, value, problem) => {
    const form = after(on(name), cleared, ...typed(value));
    expect(optionsProblem(form, usual)).toMatch(problem);
  });

  it.each<[FieldName, string]>([
    ['tags', ''],
    ['tags', ' , '],
    ['tags', 'Team=web,Cost=a=b'],
    ['tags', 'Team='],
    ['role', ''],
    ['role', ' arn:aws:iam::123456789012:role/patching '],
    ['plan', ' web '],
    ['errors', '0'],
  ])('but with %s = "%s" it can', (name, value) => {
    expect(optionsProblem(after(on(name), cleared, ...typed(value)), usual)).toBeUndefined();
  });
});

describe('the answers', () => {
  it('have the tags and texts without the spaces around them', () => {
    const form = after(on('tags'), ...typed(' Team = web tier ,Cost=a=b, Empty='));
    expect(optionsAnswers(form, usual).tags).toEqual({ Team: 'web tier', Cost: 'a=b', Empty: '' });
    expect(optionsAnswers(after(on('plan'), cleared, ...typed(' web ')), usual).plan).toBe('web');
  });

  it('call windows that have the plan’s name by the new one, and no others', () => {
    const slot = { kind: 'after-patch-tuesday', days: 6, time: { hour: 3, minute: 0 } } as const;
    const adopted = { ...namedWave('default', 'erp', slot), window: 'Saturday-Night' };
    const waves = [namedWave('default', 'dev', slot), scriptWave(slot), adopted];
    const renamed = optionsAnswers(after(on('plan'), cleared, ...typed('web')), { ...usual, waves });
    expect(renamed).toEqual({
      ...usual,
      plan: 'web',
      waves: [namedWave('web', 'dev', slot), scriptWave(slot), adopted],
    });
  });

  it('have a role only where one is given', () => {
    const role = 'arn:aws:iam::123456789012:role/patching';
    const given = after(on('role'), ...typed(role));
    expect(optionsAnswers(given, usual).task.serviceRoleArn).toBe(role);
    expect('serviceRoleArn' in optionsAnswers(after(given, cleared), usual).task).toBe(false);
  });
});

describe('the line about the field under the cursor', () => {
  it.each<[FieldName, OptionsFormEvent[], RegExp]>([
    ['operation', [right], /nothing is installed and nothing reboots/],
    ['reboot', [], /whether that patch asks for it or not/],
    ['reboot', [right], /non-compliant/],
    ['cutoff', [], /until the very end/],
    ['cutoff', [right], /last 1 h/],
    ['onCutoff', [], /further nodes of the running task are still started/],
    ['onCutoff', [right], /half patched/],
    ['errors', [], /more than 1 node has failed/],
    ['errors', [right], /more than 2 of the nodes have failed/],
    ['errors', [left], /first node that fails stops the run/],
    ['tagKey', [right], /With the space/],
    ['plan', [], /finds its resources again by this name/],
  ])('%s after %j', (name, events, words) => {
    expect(explainOption(after(on(name), ...events), 0)).toMatch(words);
  });

  it('says how many nodes a run can do, and whether that is enough', () => {
    expect(explainOption(on('concurrency'), 0)).toMatch(
      /2 nodes at a time in 1 h, .*: about 4 nodes a run\. Nodes that are left wait/,
    );
    expect(explainOption(on('concurrency'), 40)).toContain(
      'The largest group has 40: the others wait for the next run.',
    );
    expect(explainOption(on('concurrency'), 3)).not.toContain('largest group');
    const percent = after(on('concurrency'), ...typed('50%'));
    expect(explainOption(percent, 0)).toContain('nodes that are left wait for the next run');
    expect(explainOption(after(on('concurrency'), cleared), 0)).not.toMatch(/NaN|undefined/);
  });
});

describe('whatever keys are pressed', () => {
  const anyEvent: fc.Arbitrary<OptionsFormEvent> = fc.oneof(
    fc.constantFrom<OptionsFormEvent>(down, right, left, erased, cleared, { type: 'move', move: 'up', visible: 5 }),
    fc.constantFrom('0', '3', '9', '%', 'x', '=', ',').map((text) => ({ type: 'typed' as const, text })),
  );

  it('a choice is one of those offered, and no answer without a word about it is wrong', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const form = after(initial, ...events);
        const answers = optionsAnswers(form, usual);
        expect(['Install', 'Scan']).toContain(form.values.operation);
        expect(['PatchGroup', 'Patch Group']).toContain(answers.tagKey);
        if (optionsProblem(form, usual) !== undefined) return;
        const { durationHours, cutoffHours } = answers.task;
        expect(cutoffHours).toBeGreaterThanOrEqual(0);
        expect(cutoffHours).toBeLessThan(durationHours);
        expect(durationHours).toBeLessThanOrEqual(24);
        expect(optionsAnswers(initialOptionsForm(answers), answers)).toEqual(answers);
      }),
    );
  });
});
