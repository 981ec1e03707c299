/** The options: a form of prefilled fields, each changed by the arrow keys or by typing. */
import { plansIn } from '../../../plan/account/ownership.js';
import type { PlanDocument, TagKey } from '../../../plan/intent/document.js';
import { withFlags } from '../../../plan/intent/flags.js';
import { apiWord, flagWords } from '../../../plan/intent/task-flags.js';
import { documentProblems } from '../../../plan/intent/validate.js';
import { beside, type ListMove, moveCursor } from '../../lists/list.js';
import { edited, type TextEdit } from '../../lists/text-line.js';
import type { Opened } from '../opening/state.js';
import type { Chosen } from '../session.js';
import type { Answering } from './answering.js';
import { type Field, type FieldName, type FieldValues, fields, nameFields, taskFields } from './options-fields.js';

export interface OptionsForm {
  /** The fields that are asked for, from top to bottom; the others keep their values. */
  readonly names: readonly FieldName[];
  readonly cursor: number;
  readonly values: FieldValues;
  /** Something has been typed since the cursor came to the field; the first digit replaces a prefilled number. */
  readonly isTyped: boolean;
  /** Of a text under the cursor, in the units of {@link edited}. */
  readonly caret: number;
}

export type OptionsFormEvent =
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  | { readonly type: 'change'; readonly by: -1 | 1 }
  /** A number has no caret: it is typed, erased from its end, or cleared. */
  | TextEdit;

/** The form, filled in with the answers so far: what a window does, or what the plan is called and tagged with. */
export function initialOptionsForm({ task, tagKey, tags, plan }: PlanDocument, part: 'task' | 'name'): OptionsForm {
  return atField(0, {
    names: part === 'task' ? taskFields : nameFields,
    isTyped: false,
    values: {
      operation: flagWords.operation[task.operation],
      reboot: flagWords.reboot[task.reboot],
      durationHours: String(task.durationHours),
      cutoffHours: String(task.cutoffHours),
      onCutoff: flagWords.onCutoff[task.onCutoff],
      maxConcurrency: task.maxConcurrency,
      maxErrors: task.maxErrors,
      tagKey,
      tags: tagsText(tags),
      serviceRoleArn: task.serviceRoleArn ?? '',
      plan,
    },
  });
}

/** The form with the cursor on a field, whose text has the caret at its end. */
function atField(cursor: number, form: Omit<OptionsForm, 'cursor' | 'caret'>): OptionsForm {
  return { ...form, cursor, caret: form.values[fieldAt({ ...form, cursor })].length };
}

/** The field under the cursor, by its name. */
export function fieldAt({ names, cursor }: Pick<OptionsForm, 'names' | 'cursor'>): FieldName {
  return names[cursor] ?? 'operation';
}

/** Folds one key into the form; what is typed is checked when it is left. */
export function reduceOptionsForm(form: OptionsForm, event: OptionsFormEvent): OptionsForm {
  const name = fieldAt(form);
  const field = fields[name];
  const value = form.values[name];
  switch (event.type) {
    case 'move': {
      const cursor = moveCursor(form.cursor, event.move, form.names.length, event.visible);
      return atField(cursor, { ...form, values: settled(form), isTyped: false });
    }
    case 'change': {
      const next = withValue(form, changed(field, value, event.by), false);
      return { ...next, values: settled(next) };
    }
    default:
      return withEdit(form, field, event);
  }
}

function withEdit(form: OptionsForm, field: Field, edit: TextEdit): OptionsForm {
  const value = form.values[fieldAt(form)];
  switch (field.kind) {
    case 'choice':
      return form;
    case 'text': {
      const { text, caret } = edited({ text: value, caret: form.caret }, edit);
      return { ...withValue(form, text, true), caret };
    }
    case 'number':
      if (edit.type === 'erased') return withValue(form, value.slice(0, -1), true);
      if (edit.type === 'cut-to-start') return withValue(form, '', true);
      if (edit.type !== 'typed' || !isTypable(field, edit.text)) return form;
      // It is replaced by typing, as in a spreadsheet.
      return withValue(form, form.isTyped ? value + edit.text : edit.text, true);
    default:
      return field satisfies never;
  }
}

function withValue(form: OptionsForm, value: string, isTyped: boolean): OptionsForm {
  return { ...form, isTyped, values: { ...form.values, [fieldAt(form)]: value } };
}

/**
 * The cutoff follows a shorter duration, because AWS takes no cutoff that is as long as the window. Not before the duration
 * is typed to its end: `12` begins with 1.
 */
function settled(form: OptionsForm): FieldValues {
  const { values } = form;
  const most = numberOf(values.durationHours) - 1;
  const isTooLong = fieldAt(form) === 'durationHours' && numberOf(values.cutoffHours) > most && most >= 0;
  return isTooLong ? { ...values, cutoffHours: String(most) } : values;
}

function isTypable(field: Extract<Field, { readonly kind: 'number' }>, text: string): boolean {
  return (field.allowsPercent ? /^[\d%]$/ : /^\d$/).test(text);
}

function changed(field: Field, value: string, by: -1 | 1): string {
  switch (field.kind) {
    case 'choice':
      return beside(field.offered, (each) => each === value, by) ?? value;
    case 'number': {
      const isPercent = value.endsWith('%');
      const most = isPercent ? 100 : field.most;
      const next = Math.min(most, Math.max(field.least, (Number.parseInt(value, 10) || 0) + by));
      return `${next}${isPercent ? '%' : ''}`;
    }
    case 'text':
      return value;
    default:
      return field satisfies never;
  }
}

/**
 * The document with the form's values in it, or why it cannot be used. The answers of one plan are not laid over another:
 * a name that another plan has is refused.
 */
export function chosenOptions(
  form: OptionsForm,
  { document, suggested }: Pick<Answering, 'document' | 'suggested'>,
  { inventory }: Pick<Opened, 'inventory'>,
): Chosen {
  const answers = answersOf(form, document);
  const { plan } = answers;
  const tag = tagsOf(form.values.tags).find((each) => !each.includes('='));
  const problems = [
    ...(plan !== suggested.plan && plansIn(inventory).includes(plan)
      ? [`Plan ${plan} already exists. Choose another name, or go back and open that plan.`]
      : []),
    ...(tag === undefined ? [] : [`Tag "${tag}" has no value. Write KEY=VALUE.`]),
    ...documentProblems(answers).map(({ message }) => message),
  ];
  return problems.length === 0 ? { answers } : { answers: {}, problem: problems[0] };
}

function answersOf(form: OptionsForm, document: PlanDocument): PlanDocument {
  const { plan, tagKey, tags, operation, reboot, onCutoff, ...task } = settled(form);
  return withFlags(document, {
    plan: plan.trim(),
    tagKey: tagKey as TagKey,
    // Spaces at the ends of a tag, which a file can give, are not lost by leaving the line as it is.
    tags: tags === tagsText(document.tags) ? document.tags : Object.fromEntries(tagsOf(tags).map(tagEntry)),
    task: {
      operation: apiWord(flagWords.operation, operation) ?? document.task.operation,
      reboot: apiWord(flagWords.reboot, reboot) ?? document.task.reboot,
      onCutoff: apiWord(flagWords.onCutoff, onCutoff) ?? document.task.onCutoff,
      maxConcurrency: task.maxConcurrency,
      maxErrors: task.maxErrors,
      durationHours: numberOf(task.durationHours),
      cutoffHours: numberOf(task.cutoffHours),
      serviceRoleArn: task.serviceRoleArn.trim(),
    },
  });
}

function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function tagsText(tags: PlanDocument['tags']): string {
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

function tagsOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function tagEntry(tag: string): [string, string] {
  const [key = '', ...value] = tag.split('=');
  return [key.trim(), value.join('=').trim()];
}
