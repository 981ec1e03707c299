/** JSON documents that people have written: where a text stops being JSON, what it has twice, and the error that names it all. */
import { type Node, type ParseError, parse, parseTree } from 'jsonc-parser';
import { UserError } from '../../errors.js';
import { printable } from '../../printable.js';
import { memberPath } from './shape.js';

/** Where a document comes from, for messages. */
export interface DocumentSource {
  /** Begins the sentence that refuses it: `plan.json`. */
  readonly name: string;
  /** Of the error. */
  readonly code: string;
  /** What such a document is, and that nothing was done. */
  readonly detail: string;
  /** Other tools have such documents in languages of theirs, which are told apart then. */
  readonly isOfOtherTools?: true;
}

/** The error that refuses a document; the message goes on after its name. */
export function refusal({ name, code, detail }: DocumentSource, message: string, nextSteps: readonly string[]) {
  return new UserError(`${printable(name)} ${message}`, { code, detail, nextSteps });
}

const longestMistake = 400;

/**
 * The error that names each mistake in a document; `isNone` goes on after its name.
 * @param most more than these are not read by anybody
 */
export function withMistakes(
  source: DocumentSource,
  isNone: string,
  mistakes: readonly string[],
  most: number,
): UserError {
  const count = mistakes.length === 1 ? '1 problem' : `${mistakes.length} problems`;
  const more = mistakes.length - most;
  return refusal(source, `${isNone}: ${count}.`, [
    ...mistakes.slice(0, most).map(sentence),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ]);
}

function sentence(mistake: string): string {
  const text = printable(mistake.length > longestMistake ? `${mistake.slice(0, longestMistake)}…` : mistake);
  return /[.?…]$/.test(text) ? text : `${text}.`;
}

/**
 * The value of a JSON text, which may begin with a byte order mark.
 * @throws UserError that names the place of the mistake
 */
export function parseJson(text: string, source: DocumentSource, furtherSteps: readonly string[] = []): unknown {
  const json = withoutMark(text);
  const mistake = jsonSyntaxError(json);
  if (mistake === undefined) return JSON.parse(json);
  const language = source.isOfOtherTools && languageOf(json);
  if (language !== undefined)
    throw refusal(source, `is ${language.name}, not JSON.`, [language.nextStep, ...furtherSteps]);
  throw refusal(source, `is not valid JSON: there is an error at line ${mistake.line}, column ${mistake.column}.`, [
    json.includes('\0') ? 'Save the file as UTF-8; it looks like UTF-16.' : 'Correct it there.',
    ...furtherSteps,
  ]);
}

/** What a text is written in that begins as JSON never does, and how to get JSON of it. */
function languageOf(text: string): { readonly name: string; readonly nextStep: string } | undefined {
  const [line = ''] = text.split('\n').filter((each) => !/^\s*(#.*|\/\/.*)?$/.test(each));
  if (/^\s*(resource|data|module|variable|locals|output|provider|terraform)\b[^:]*\{|^\s*\w+\s*=(\s|$)/.test(line)) {
    return {
      name: 'HCL (Terraform)',
      nextStep: 'To print a resource as JSON, use jsonencode(…) in terraform console.',
    };
  }
  if (/^(---|%YAML)|^\s*(- +)?["']?[A-Za-z][\w.:]*["']?:(\s|$)/.test(line)) {
    return { name: 'YAML', nextStep: 'Convert it to JSON: yq -o=json . FILE' };
  }
  return undefined;
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

/** Counted from 1, as editors do. */
interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * The position of the first thing that cannot stand there (or of the text's end); undefined if the text is JSON. JSON.parse
 * says so in words that differ between Node versions, and not always.
 */
export function jsonSyntaxError(text: string): TextPosition | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const errors: ParseError[] = [];
    unlessTooDeep(() => parse(text, errors, { disallowComments: true }));
    return positionAt(text, errors[0]?.offset ?? 0);
  }
}

/** The members of a JSON text that stand beside another one of the same name, as mistakes: JSON.parse takes the last in silence. */
export function duplicateMembers(text: string): string[] {
  const json = withoutMark(text);
  const root = unlessTooDeep(() => parseTree(json));
  return root ? duplicatesIn(root, '', json) : [];
}

/** jsonc-parser gives up on thousands of brackets, which nobody has written by hand. */
function unlessTooDeep<Value>(parse: () => Value): Value | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function duplicatesIn({ type, children = [] }: Node, path: string, text: string): string[] {
  if (type === 'array') return children.flatMap((entry, index) => duplicatesIn(entry, `${path}[${index}]`, text));
  const seen = new Set<string>();
  return (type === 'object' ? children : []).flatMap(({ children: [key, value] = [] }) => {
    if (!key || !value) return [];
    const memberOfPath = memberPath(path, String(key.value));
    const { line, column } = positionAt(text, key.offset);
    const twice = seen.has(key.value)
      ? [`${memberOfPath} appears more than once, again at line ${line}, column ${column}`]
      : [];
    seen.add(key.value);
    return [...twice, ...duplicatesIn(value, memberOfPath, text)];
  });
}

function positionAt(text: string, offset: number): TextPosition {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
