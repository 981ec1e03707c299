/** The options form: what arrows and typing do to each field, and that the form keeps the answers that it was given. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../../source/plan/intent/document.js';
import { defaultDocument, namedWave, scriptWave } from '../../../../source/plan/intent/waves.js';
import { type FieldName, fieldNames, fields } from '../../../../source/ui/flows/setup/options-fields.js';
import {
  chosenOptions,
  fieldAt,
  initialOptionsForm,
  type OptionsForm,
  type OptionsFormEvent,
  reduceOptionsForm,
} from '../../../../source/ui/flows/setup/options-form.js';
import { inventory } from '../../../helpers/inventory.js';
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

/** What the form says of a document, in an account that has no plan. */
function chosen(form: OptionsForm, document = usual) {
  return chosenOptions(form, { document, suggested: document }, { inventory: inventory() });
}

function explained(form: OptionsForm, largestGroup = 0): string {
  return fields[fieldAt(form)].explain(form.values, largestGroup);
}

describe('the form', () => {
  it('begins with the answers, a row for each field', () => {
    expect(fieldNames.map((name) => [fields[name].label, initial.values[name], fields[name].kind])).toEqual([
      ['Operation', 'install', 'choice'],
      ['Reboot', 'if-needed', 'choice'],
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
        expect(chosen(initialOptionsForm(answers), answers)).toEqual({ answers });
      }),
    );
  });

  it('leaves the answers to the other questions alone', () => {
    const answers: PlanDocument = {
      ...usual,
      timeZone: 'Asia/Tokyo',
      baselines: [{ kind: 'aws-rules', os: 'SUSE' }],
    };
    expect(chosen(after(on('durationHours'), right), answers).answers).toEqual({
      ...answers,
      task: { ...answers.task, durationHours: 2 },
    });
  });
});

describe('the arrow keys', () => {
  it.each<[FieldName, OptionsFormEvent[], string]>([
    ['operation', [right], 'scan'],
    ['operation', [right, right], 'scan'],
    ['operation', [right, left], 'install'],
    ['operation', [left], 'install'],
    ['reboot', [right], 'never'],
    ['onCutoff', [right], 'cancel'],
    ['tagKey', [right], 'Patch Group'],
    ['durationHours', [right, right], '3'],
    ['durationHours', [left], '1'],
    ['durationHours', [...typed('24'), right], '24'],
    ['maxConcurrency', [right], '3'],
    ['maxConcurrency', [left, left], '1'],
    ['maxConcurrency', [...typed('10%'), right], '11%'],
    ['maxConcurrency', [...typed('100%'), right], '100%'],
    ['maxConcurrency', [...typed('1%'), left], '1%'],
    ['maxErrors', [left, left], '0'],
    ['maxErrors', [...typed('0%'), left], '0%'],
    // From nothing, or from what is no number, to the least.
    ['maxConcurrency', [cleared, right], '1'],
    ['plan', [right, left], 'default'],
  ])('%s after %j is %s', (name, events, value) => {
    expect(valueAfter(name, ...events)).toBe(value);
  });
});

describe('typing', () => {
  it.each<[FieldName, OptionsFormEvent[], string]>([
    // A prefilled number is replaced, and then added to.
    ['durationHours', typed('12'), '12'],
    ['maxConcurrency', typed('25%'), '25%'],
    ['maxErrors', typed('5'), '5'],
    // A percentage of hours there is none.
    ['durationHours', typed('2%'), '2'],
    ['cutoffHours', typed('%'), '0'],
    ['maxConcurrency', typed('a-.2 '), '2'],
    // A text is added to.
    ['plan', typed('-2'), 'default-2'],
    ['tags', typed('A=1, B=2'), 'A=1, B=2'],
    ['operation', typed('S'), 'install'],
    ['durationHours', [erased, ...typed('8')], '8'],
    ['plan', [erased, erased], 'defau'],
    ['plan', [cleared, ...typed('web')], 'web'],
    ['reboot', [erased, cleared], 'if-needed'],
  ])('%s after %j is %s', (name, events, value) => {
    expect(valueAfter(name, ...events)).toBe(value);
  });

  it('begins anew where the cursor comes back to a number', () => {
    const there = after(
      on('maxConcurrency'),
      ...typed('12'),
      down,
      { type: 'move', move: 'up', visible: 11 },
      ...typed('3'),
    );
    expect(there.values.maxConcurrency).toBe('3');
  });
});

describe('the cutoff', () => {
  const long = withTask({ durationHours: 4, cutoffHours: 3 });

  it.each<[string, OptionsForm, OptionsFormEvent[], Partial<OptionsForm['values']>]>([
    ['follows a shorter duration', long, [left], { durationHours: '3', cutoffHours: '2' }],
    ['follows it down to none', long, [left, left, left, left], { durationHours: '1', cutoffHours: '0' }],
    ['stays below a longer one', long, [right], { durationHours: '5', cutoffHours: '3' }],
    [
      'stays where it fits',
      withTask({ durationHours: 4, cutoffHours: 1 }),
      [left],
      { durationHours: '3', cutoffHours: '1' },
    ],
    ['waits until the duration is typed: 12 begins with 1', long, [...typed('12'), down], { cutoffHours: '3' }],
    ['follows what is typed when that is left', long, [...typed('2'), down], { durationHours: '2', cutoffHours: '1' }],
    ['is left alone while the duration is none', long, [cleared, down], { durationHours: '', cutoffHours: '3' }],
  ])('%s', (_, form, events, values) => {
    expect(after(on('durationHours', form), ...events).values).toMatchObject(values);
  });

  it('follows also where the form is left from the duration', () => {
    const form = after(on('durationHours', long), ...typed('2'));
    expect(chosen(form).problem).toBeUndefined();
    expect(chosen(form).answers.task).toMatchObject({ durationHours: 2, cutoffHours: 1 });
  });

  it('is refused, not changed, where it is typed too long itself', () => {
    const form = after(on('cutoffHours', long), ...typed('9'), down);
    expect(chosen(form).problem).toMatch(/cutoff \(9 h\).*below the duration \(4 h\)/);
  });
});

describe('the form cannot be left forwards', () => {
  it.each<[FieldName, string, RegExp]>([
    ['tags', 'Team', /^The tag "Team" has no value: write KEY=VALUE\.$/],
    ['tags', 'A=1, Team , B=2', /^The tag "Team" has no value/],
    ['plan', 'two words', /"two words" cannot be a plan name/],
    ['durationHours', '', /duration.*1 to 24/],
    ['cutoffHours', '', /cutoff/],
    ['maxConcurrency', '', /nodes at a time/],
    ['maxErrors', '', /errors/i],
    ['serviceRoleArn', 'my-role', /my-role/],
  ])('with %s = "%s"', (name, value, problem) => {
    const form = after(on(name), cleared, ...typed(value));
    expect(chosen(form).problem).toMatch(problem);
  });

  it.each<[FieldName, string]>([
    ['tags', ''],
    ['tags', ' , '],
    ['tags', 'Team=web,Cost=a=b'],
    ['tags', 'Team='],
    ['serviceRoleArn', ''],
    ['serviceRoleArn', ' arn:aws:iam::123456789012:role/patching '],
    ['plan', ' web '],
    ['maxErrors', '0'],
  ])('but with %s = "%s" it can', (name, value) => {
    expect(chosen(after(on(name), cleared, ...typed(value))).problem).toBeUndefined();
  });
});

describe('the answers', () => {
  it('have the tags and texts without the spaces around them', () => {
    const form = after(on('tags'), ...typed(' Team = web tier ,Cost=a=b, Empty='));
    expect(chosen(form).answers.tags).toEqual({ Team: 'web tier', Cost: 'a=b', Empty: '' });
    expect(chosen(after(on('plan'), cleared, ...typed(' web '))).answers.plan).toBe('web');
  });

  it('call windows that have the plan’s name by the new one, and no others', () => {
    const slot = { kind: 'after-patch-tuesday', days: 6, time: { hour: 3, minute: 0 } } as const;
    const adopted = { ...namedWave('default', 'erp', slot), window: 'Saturday-Night' };
    const waves = [namedWave('default', 'dev', slot), scriptWave(slot), adopted];
    const renamed = chosen(after(on('plan'), cleared, ...typed('web')), { ...usual, waves }).answers;
    expect(renamed).toEqual({
      ...usual,
      plan: 'web',
      waves: [namedWave('web', 'dev', slot), scriptWave(slot), adopted],
    });
  });

  it('have a role only where one is given', () => {
    const role = 'arn:aws:iam::123456789012:role/patching';
    const given = after(on('serviceRoleArn'), ...typed(role));
    expect(chosen(given).answers.task).toHaveProperty('serviceRoleArn', role);
    expect(chosen(after(given, cleared)).answers.task).not.toHaveProperty('serviceRoleArn');
  });
});

describe('the line about the field under the cursor', () => {
  it.each<[FieldName, OptionsFormEvent[], RegExp]>([
    ['operation', [right], /nothing is installed and nothing reboots/],
    ['reboot', [], /whether that patch asks for it or not/],
    ['reboot', [right], /non-compliant/],
    ['cutoffHours', [], /until the very end/],
    ['cutoffHours', [right], /last 1 h/],
    ['onCutoff', [], /further nodes of the running task are still started/],
    ['onCutoff', [right], /half patched/],
    ['maxErrors', [], /more than 1 node has failed/],
    ['maxErrors', [right], /more than 2 of the nodes have failed/],
    ['maxErrors', [left], /first node that fails stops the run/],
    ['tagKey', [right], /With the space/],
    ['plan', [], /finds its resources again by this name/],
  ])('%s after %j', (name, events, words) => {
    expect(explained(after(on(name), ...events))).toMatch(words);
  });

  it('says how many nodes a run can do, and whether that is enough', () => {
    expect(explained(on('maxConcurrency'))).toMatch(
      /2 nodes at a time in 1 h, .*: about 4 nodes a run\. Nodes that are left wait/,
    );
    expect(explained(on('maxConcurrency'), 40)).toContain(
      'The largest group has 40: the others wait for the next run.',
    );
    expect(explained(on('maxConcurrency'), 3)).not.toContain('largest group');
    const percent = after(on('maxConcurrency'), ...typed('50%'));
    expect(explained(percent)).toContain('nodes that are left wait for the next run');
    expect(explained(after(on('maxConcurrency'), cleared))).not.toMatch(/NaN|undefined/);
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
        expect(['install', 'scan']).toContain(form.values.operation);
        expect(['PatchGroup', 'Patch Group']).toContain(form.values.tagKey);
        const { answers, problem } = chosen(form);
        if (problem !== undefined) return;
        const document = answers as PlanDocument;
        const { durationHours, cutoffHours } = document.task;
        expect(cutoffHours).toBeGreaterThanOrEqual(0);
        expect(cutoffHours).toBeLessThan(durationHours);
        expect(durationHours).toBeLessThanOrEqual(24);
        expect(chosen(initialOptionsForm(document), document)).toEqual({ answers });
      }),
    );
  });
});
