/** Plain data as HCL, in the form that `terraform fmt` leaves alone. */
import { unsafe } from '../../printable.js';
import { marks, withoutMarks } from '../variables.js';

/** An expression that stands as it is: `aws_ssm_maintenance_window.dev.id`. */
export class Expression {
  constructor(readonly text: string) {}
}

/** Blocks of one name, one after the other. */
export class Blocks {
  constructor(readonly bodies: readonly Body[]) {}
}

/** Attributes and blocks in their order; what is undefined is left out. */
export type Body = Readonly<Record<string, unknown>>;

/** `resource "aws_ssm_parameter" "record" { … }` */
export function blockLines(head: string, body: Body, indent = ''): string[] {
  return [`${indent}${head} {`, ...bodyLines(body, `${indent}  `), `${indent}}`];
}

/** Attributes of one run have their equals signs in one column; a block, and what takes several lines, ends a run. */
function bodyLines(body: Body, indent: string): string[] {
  const lines: string[] = [];
  let run: (readonly [string, string])[] = [];
  const flush = (): void => {
    const width = Math.max(...run.map(([name]) => name.length));
    lines.push(...run.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`));
    run = [];
  };
  for (const [name, member] of Object.entries(body)) {
    if (member === undefined) continue;
    if (member instanceof Blocks) {
      flush();
      for (const each of member.bodies) lines.push(...blockLines(name, each, indent));
    } else if (isMap(member)) {
      flush();
      const entries = Object.fromEntries(Object.entries(member).map(([key, value]) => [quoted(key), value]));
      lines.push(`${indent}${name} = {`, ...bodyLines(entries, `${indent}  `), `${indent}}`);
    } else run.push([name, expression(member)]);
  }
  flush();
  return lines;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expression);
}

function expression(value: unknown): string {
  if (value instanceof Expression) return value.text;
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`;
  if (value === marks.timeZone) return 'var.time_zone';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** A text in which only the marks are looked up. */
function quoted(text: string): string {
  const literal = JSON.stringify(text)
    .replaceAll('\\b', '\\u0008')
    .replaceAll('\\f', '\\u000c')
    .replace(/[$%](?=\{)/g, '$&$&')
    .replace(unsafe, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16);
      return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
    });
  return withoutMarks(literal, { timeZone: variable('time_zone'), tagKey: variable('tag_key') });
}

function variable(name: string): string {
  return `\${var.${name}}`;
}
