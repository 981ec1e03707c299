/** The options: a form of prefilled fields, each changed by the arrow keys or by typing. */
import type { PlanDocument, TagKey } from '../../../plan/intent/document.js';
import { withFlags } from '../../../plan/intent/flags.js';
import { apiWord, flagWords } from '../../../plan/intent/task-flags.js';
import { documentProblems } from '../../../plan/intent/validate.js';
import { type ListMove, moveCursor } from '../../lists/list.js';
import { type Field, type FieldName, type FieldValues, fieldNames, fields } from './options-fields.js';

export interface OptionsForm {
  readonly cursor: number;
  /** Read back by {@link optionsAnswers}. */
  readonly values: FieldValues;
  /** Something has been typed since the cursor came to the field; the first digit replaces a prefilled number. */
  readonly isTyped: boolean;
}

export type OptionsFormEvent =
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  | { readonly type: 'change'; readonly by: -1 | 1 }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'erased' }
  | { readonly type: 'cleared' };

/** The form, filled in with the answers so far. */
export function initialOptionsForm({ task, tagKey, tags, plan }: PlanDocument): OptionsForm {
  return {
    cursor: 0,
    isTyped: false,
    values: {
      operation: task.operation,
      reboot: flagWords.reboot[task.reboot].replace('-', ' '),
      duration: String(task.durationHours),
      cutoff: String(task.cutoffHours),
      onCutoff: flagWords.onCutoff[task.onCutoff],
      concurrency: task.maxConcurrency,
      errors: task.maxErrors,
      tagKey,
      tags: tagsText(tags),
      role: task.serviceRoleArn ?? '',
      plan,
    },
  };
}

/** Folds one key into the form; what is typed is checked when it is left. */
export function reduceOptionsForm(form: OptionsForm, event: OptionsFormEvent): OptionsForm {
  const name = fieldNames[form.cursor] ?? 'operation';
  const field = fields[name];
  const value = form.values[name];
  switch (event.type) {
    case 'move':
      return {
        values: settled(form),
        cursor: moveCursor(form.cursor, event.move, fieldNames.length, event.visible),
        isTyped: false,
      };
    case 'change': {
      const next = withValue(form, name, changed(field, value, event.by), false);
      return { ...next, values: settled(next) };
    }
    case 'typed':
      if (!isTypable(field, event.text)) return form;
      // A number is replaced by typing, as in a spreadsheet; a text is added to.
      return withValue(form, name, field.kind === 'text' || form.isTyped ? value + event.text : event.text, true);
    case 'erased':
      return field.kind === 'choice' ? form : withValue(form, name, value.slice(0, -1), true);
    case 'cleared':
      return field.kind === 'choice' ? form : withValue(form, name, '', true);
    default:
      return event satisfies never;
  }
}

function withValue(form: OptionsForm, name: FieldName, value: string, isTyped: boolean): OptionsForm {
  return { ...form, isTyped, values: { ...form.values, [name]: value } };
}

/**
 * The cutoff follows a shorter duration, because AWS takes no cutoff that is as long as the window. Not before the duration
 * is typed to its end: `12` begins with 1.
 */
function settled({ cursor, values }: OptionsForm): FieldValues {
  const most = numberOf(values.duration) - 1;
  const isTooLong = fieldNames[cursor] === 'duration' && numberOf(values.cutoff) > most && most >= 0;
  return isTooLong ? { ...values, cutoff: String(most) } : values;
}

function isTypable(field: Field, text: string): boolean {
  switch (field.kind) {
    case 'choice':
      return false;
    case 'number':
      return (field.allowsPercent ? /^[\d%]$/ : /^\d$/).test(text);
    case 'text':
      return true;
    default:
      return field satisfies never;
  }
}

function changed(field: Field, value: string, by: -1 | 1): string {
  switch (field.kind) {
    case 'choice': {
      const index = field.offered.indexOf(value) + by;
      return field.offered[Math.min(field.offered.length - 1, Math.max(0, index))] ?? value;
    }
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

export interface OptionRow {
  readonly name: FieldName;
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  /** Whether the arrow keys change it, or typing does. */
  readonly kind: Field['kind'];
}

/** A row for each field, in their order. */
export function optionRows({ values }: OptionsForm): OptionRow[] {
  return fieldNames.map((name) => {
    const field = fields[name];
    const placeholder = field.kind === 'text' ? field.placeholder : '';
    return { name, label: field.label, value: values[name], placeholder, kind: field.kind };
  });
}

/**
 * What the field under the cursor means for the fleet.
 * @param largestGroup nodes in the plan's largest patch group, 0 where that is not known
 */
export function explainOption({ cursor, values }: OptionsForm, largestGroup: number): string {
  return fields[fieldNames[cursor] ?? 'operation'].explain(values, largestGroup);
}

/** The answers with the form's values in them; `optionsProblem` says whether they can be used. */
export function optionsAnswers(form: OptionsForm, document: PlanDocument): PlanDocument {
  const { operation, reboot, duration, cutoff, onCutoff, concurrency, errors, tagKey, tags, role, plan } =
    settled(form);
  return withFlags(document, {
    plan: plan.trim(),
    tagKey: tagKey as TagKey,
    // Spaces at the ends of a tag, which a file can give, are not lost by leaving the line as it is.
    tags: tags === tagsText(document.tags) ? document.tags : Object.fromEntries(tagEntries(tags)),
    task: {
      operation: operation as 'Install' | 'Scan',
      reboot: apiWord(flagWords.reboot, reboot.replace(' ', '-')) ?? document.task.reboot,
      durationHours: numberOf(duration),
      cutoffHours: numberOf(cutoff),
      onCutoff: apiWord(flagWords.onCutoff, onCutoff) ?? document.task.onCutoff,
      maxConcurrency: concurrency,
      maxErrors: errors,
      serviceRoleArn: role.trim(),
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

function tagEntries(text: string): [string, string][] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
}

/** Why the form cannot be left forwards, if it cannot. */
export function optionsProblem(form: OptionsForm, document: PlanDocument): string | undefined {
  const withoutValue = form.values.tags
    .split(',')
    .map((part) => part.trim())
    .find((part) => part !== '' && !part.includes('='));
  if (withoutValue !== undefined) return `The tag "${withoutValue}" has no value: write KEY=VALUE.`;
  return documentProblems(optionsAnswers(form, document))[0]?.message;
}
