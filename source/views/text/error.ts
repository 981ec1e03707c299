/** An error in plain text. */
import type { ErrorDescription } from '../../errors.js';
import { printable, printableLines } from '../../printable.js';

/** What happened, what it means, what to do next; a stack only for bugs. */
export function errorText({ title, detail, nextSteps, stack }: ErrorDescription): string {
  return [
    `Error: ${printable(title)}`,
    ...(detail ? [indented(printableLines(detail))] : []),
    ...nextSteps.map((step) => `  → ${printable(step)}`),
    ...(stack ? [printableLines(stack)] : []),
  ].join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
