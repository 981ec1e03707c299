/** The options form: what arrows and typing do to each field, and that the form keeps the answers that it was given. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../../source/plan/intent/document.js';
import { defaultDocument, namedWave, scriptWave } from '../../../../source/plan/intent/waves.js';
import { type FieldName, fields, nameFields, taskFields } from '../../../../source/ui/flows/setup/options-fields.js';
import {
  chosenOptions,
  initialOptionsForm,
  type OptionsForm,
  type OptionsFormEvent,
  reduceOptionsForm,
} from '../../../../source/ui/flows/setup/options-form.js';
import { inventory } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import { anyDocument } from '../../../plan/intent/arbitraries.js';

const usual = defaultDocument();
const initial = initialOptionsForm(usual, 'task');
const named = initialOptionsForm(usual, 'name');

function after(form: OptionsForm, ...events: OptionsFormEvent[]): OptionsForm {
  return events.reduce(reduceOptionsForm, form);
}

const right: OptionsFormEvent = { type: 'change', by: 1 };
const left: OptionsFormEvent = { type: 'change', by: -1 };
const down: OptionsFormEvent = { type: 'move', move: 'down', visible: 11 };
const up: OptionsFormEvent = { type: 'move', move: 'up', visible: 11 };
const erased: OptionsFormEvent = { type: 'erased' };
const cleared: OptionsFormEvent = { type: 'cut-to-start' };

/** Keys of a keyboard, one character each. */
function typed(text: string): OptionsFormEvent[] {
  return [...text].map((character) => ({ type: 'typed', text: character }));
}

/** The form with the cursor newly on a field. */
function on(name: FieldName, form = initial): OptionsForm {
  const names: readonly FieldName[] = taskFields.some((each) => each === name) ? taskFields : nameFields;
  return { ...form, names, cursor: names.indexOf(name), isTyped: false };
}

function withHours(durationHours: number, cutoffHours: number): OptionsForm {
  return initialOptionsForm({ ...usual, task: { ...usual.task, durationHours, cutoffHours } }, 'task');
}

/** What the form says of a document, in an account that has no plan. */
function chosen(form: OptionsForm, document = usual) {
  return chosenOptions(form, { document, suggested: document }, { inventory: inventory() });
}

describe('the form', () => {
  it.each([
    [
      initial,
      [
        ['Operation', 'install', 'choice'],
        ['Reboot', 'if-needed', 'choice'],
        ['Duration (hours)', '1', 'number'],
        ['Cutoff (hours)', '0', 'number'],
        ['At the cutoff', 'continue', 'choice'],
        ['Nodes at a time', '2', 'number'],
        ['Errors allowed', '1', 'number'],
        ['Service role ARN', '', 'text'],
      ],
    ],
    [
      named,
      [
        ['Plan name', 'default', 'text'],
        ['Tag key', 'PatchGroup', 'choice'],
        ['Tags', '', 'text'],
      ],
    ],
  ])('begins with the answers, a row for each field', ({ names, values }, rows) => {
    expect(names.map((name) => [fields[name].label, values[name], fields[name].kind])).toEqual(rows);
  });

  it('gives any answers back as they were', () =>
    forAll([anyDocument], (answers) => {
      for (const part of ['task', 'name'] as const)
        expect(chosen(initialOptionsForm(answers, part), answers)).toEqual({ answers });
    }));

  it('leaves the answers to the other questions alone', () => {
    const answers: PlanDocument = { ...usual, timeZone: 'Asia/Tokyo', baselines: [{ kind: 'aws-rules', os: 'SUSE' }] };
    const longer = { ...answers, task: { ...answers.task, durationHours: 2 } };
    expect(chosen(after(on('durationHours'), right), answers)).toEqual({ answers: longer });
  });
});

describe('keys on a field', () => {
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
    // A text has a caret, a number none.
    ['plan', [{ type: 'left' }, ...typed('x')], 'defaulxt'],
    ['plan', [{ type: 'to-start' }, { type: 'deleted' }, ...typed('x')], 'xefault'],
    ['durationHours', [{ type: 'left' }, ...typed('2')], '2'],
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
    // A number begins anew where the cursor comes back to it.
    ['maxConcurrency', [...typed('12'), down, up, ...typed('3')], '3'],
  ])('%s after %j is %s', (name, events, value) => {
    expect(after(on(name), ...events).values[name]).toBe(value);
  });
});

describe('the cutoff', () => {
  const long = withHours(4, 3);

  it.each<[string, OptionsForm, OptionsFormEvent[], durationHours: string, cutoffHours: string]>([
    ['follows a shorter duration', long, [left], '3', '2'],
    ['follows it down to none', long, [left, left, left, left], '1', '0'],
    ['stays below a longer one', long, [right], '5', '3'],
    ['stays where it fits', withHours(4, 1), [left], '3', '1'],
    ['waits until the duration is typed: 12 begins with 1', long, [...typed('12'), down], '12', '3'],
    ['follows what is typed when that is left', long, [...typed('2'), down], '2', '1'],
    ['is left alone while the duration is none', long, [cleared, down], '', '3'],
  ])('%s', (_, form, events, durationHours, cutoffHours) => {
    expect(after(on('durationHours', form), ...events).values).toMatchObject({ durationHours, cutoffHours });
  });

  it('follows where the form is left from the duration; where it is typed too long itself it is refused', () => {
    const left = chosen(after(on('durationHours', long), ...typed('2')));
    expect(left.problem).toBeUndefined();
    expect(left.answers.task).toMatchObject({ durationHours: 2, cutoffHours: 1 });
    const tooLong = chosen(after(on('cutoffHours', long), ...typed('9'), down));
    expect(tooLong.problem).toMatch(/cutoff \(9 h\).*below the duration \(4 h\)/);
  });
});

it.each<[FieldName, string, RegExp | undefined]>([
  ['tags', 'Team', /^Tag "Team" has no value\. Write KEY=VALUE\.$/],
  ['tags', 'A=1, Team , B=2', /^Tag "Team" has no value/],
  ['tags', '', undefined],
  ['tags', ' , ', undefined],
  ['tags', 'Team=web,Cost=a=b', undefined],
  ['tags', 'Team=', undefined],
  ['plan', 'two words', /"two words" is not a valid plan name/],
  ['plan', ' web ', undefined],
  ['durationHours', '', /duration.*1 to 24/],
  ['cutoffHours', '', /cutoff/],
  ['maxConcurrency', '', /nodes at a time/],
  ['maxErrors', '', /errors/i],
  ['maxErrors', '0', undefined],
  ['serviceRoleArn', 'my-role', /my-role/],
  ['serviceRoleArn', '', undefined],
  ['serviceRoleArn', ' arn:aws:iam::123456789012:role/patching ', undefined],
])('with %s = "%s" the form is left forwards, or says why not: %s', (name, value, problem) => {
  const told = chosen(after(on(name), cleared, ...typed(value))).problem;
  if (problem) expect(told).toMatch(problem);
  else expect(told).toBeUndefined();
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

it.each<[FieldName, OptionsFormEvent[], RegExp, largestGroup?: number]>([
  ['operation', [right], /Nothing is installed and nothing reboots/],
  ['reboot', [], /even if that patch does not need a reboot/],
  ['reboot', [right], /non-compliant/],
  ['cutoffHours', [], /until the window ends/],
  ['cutoffHours', [right], /last 1 h/],
  ['onCutoff', [], /still starts on its remaining nodes/],
  ['onCutoff', [right], /half patched/],
  ['maxErrors', [], /more than 1 node fails/],
  ['maxErrors', [right], /more than 2 nodes fail/],
  ['maxErrors', [left], /stops at the first node that fails/],
  ['tagKey', [right], /Because of the space/],
  ['plan', [], /finds the resources of a plan by this name/],
  ['maxConcurrency', [], /2 nodes at a time in 1 h, .*: about 4 nodes per run\. The rest wait/],
  ['maxConcurrency', [], /The largest group has 40; the rest wait\./, 40],
  ['maxConcurrency', [], /about 4 nodes per run\. The rest wait/, 3],
  ['maxConcurrency', typed('50%'), /The rest wait for the next run/],
  ['maxConcurrency', [cleared], /^(?!.*(NaN|undefined))/],
])('the line about %s after %j has %s', (name, events, words, largestGroup = 0) => {
  const { values } = after(on(name), ...events);
  expect(fields[name].explain(values, largestGroup)).toMatch(words);
});

it('whatever is pressed, a choice is one of those offered, and no answer without a word about it is wrong', () => {
  const keys = [down, up, right, left, erased, cleared, ...typed('039%x=,')];
  return forAll([fc.array(fc.constantFrom(...keys), { maxLength: 40 })], (events) => {
    const form = after({ ...initial, names: [...taskFields, ...nameFields] }, ...events);
    expect(['install', 'scan']).toContain(form.values.operation);
    expect(['PatchGroup', 'Patch Group']).toContain(form.values.tagKey);
    const { answers, problem } = chosen(form);
    if (problem !== undefined) return;
    const document = answers as PlanDocument;
    const { durationHours, cutoffHours } = document.task;
    expect(cutoffHours).toBeGreaterThanOrEqual(0);
    expect(cutoffHours).toBeLessThan(durationHours);
    expect(durationHours).toBeLessThanOrEqual(24);
    expect(chosen(initialOptionsForm(document, 'task'), document)).toEqual({ answers });
  });
});
