/** Where a command without a screen writes: results to standard output, diagnostics to standard error. */
import type { ErrorDescription } from '../errors.js';
import { printable, printableLines, unsafe } from '../printable.js';

/**
 * One JSON document on one line, with the contract's version. Names that people have given are told as they are, so what a
 * terminal would obey is escaped; JSON.stringify leaves C1 and bidirectional controls as they are.
 */
export function jsonLine(document: object): string {
  return JSON.stringify({ version: 1, ...document }).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** An error as text: what happened, what it means, what to do next; a stack only for bugs. */
export function errorText({ title, detail, nextSteps, stack }: ErrorDescription): string {
  return [
    `Error: ${printable(title)}`,
    ...(detail ? [indented(printableLines(detail))] : []),
    ...nextSteps.map((step) => `  → ${printable(step)}`),
    ...(stack ? [printableLines(stack)] : []),
  ].join('\n');
}

/** An error before the plan, as the contract has it. */
export function errorEvent({ code, title, detail, nextSteps }: ErrorDescription): string {
  return jsonLine({ event: 'error', code, message: title, ...(detail && { detail }), nextSteps });
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
