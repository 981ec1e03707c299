/** Instructions as flags say them: `dev=tag:Environment=dev`, `dev,test=name:web-*`. */
import { type ConnectionFlags, connectionFlags, shellQuoted } from '../intent/command-line.js';
import type { Instruction, Selector } from './instruction.js';
import { type Problem, parseSelector, selectorText } from './selector.js';

type InstructionOf<Kind extends Instruction['kind']> = Extract<Instruction, { readonly kind: Kind }>;

/** What stands after `--assign`: `GROUP=SELECTOR`. */
export function parseAssign(text: string): InstructionOf<'assign'> | Problem {
  const parsed = parseBoth(text);
  return 'problem' in parsed ? parsed : { kind: 'assign', ...parsed };
}

/** What stands after `--spread`: `GROUP,GROUP…=SELECTOR`. */
export function parseSpread(text: string): InstructionOf<'spread'> | Problem {
  const parsed = parseBoth(text);
  if ('problem' in parsed) return parsed;
  const groups = [...new Set(parsed.group.split(',').map((group) => group.trim()))];
  if (groups.includes('')) return { problem: `"${parsed.group}" has an empty group name` };
  if (groups.length < 2)
    return { problem: `"${parsed.group}" is one group; name two or more, with commas between them` };
  return { kind: 'spread', groups, selector: parsed.selector };
}

/** What stands after `--unassign`. */
export function parseUnassign(text: string): InstructionOf<'unassign'> | Problem {
  const selector = parseSelector(text);
  return 'problem' in selector ? selector : { kind: 'unassign', selector };
}

/** By the flags of the instructions. */
export const parsers = { assign: parseAssign, spread: parseSpread, unassign: parseUnassign } as const;

/** Groups may have `=` in their names as tags do, so the first one counts after which a selector stands. */
function parseBoth(text: string): { readonly group: string; readonly selector: Selector } | Problem {
  let problem: Problem | undefined;
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    const selector = parseSelector(text.slice(at + 1));
    const group = text.slice(0, at).trim();
    if (!('problem' in selector) && group !== '') return { group, selector };
    if ('problem' in selector) problem ??= selector;
  }
  return problem ?? { problem: `"${text}" is not GROUP=SELECTOR` };
}

/** The flags that say instructions, quoted for a shell. */
function instructionFlags(instructions: readonly Instruction[]): string[] {
  return instructions.map((instruction) => `--${instruction.kind} ${shellQuoted(instructionText(instruction))}`);
}

/** What a command for nodes is made of. */
export interface NodesCommand {
  readonly instructions: readonly Instruction[];
  readonly plan?: string | undefined;
  readonly connection: ConnectionFlags;
}

/** `ssm-patch-wizard nodes --yes --assign dev=name:web-*`. @param isAsking with the question before anything is done */
export function nodesCommand({ instructions, plan, connection }: NodesCommand, isAsking = false): string {
  return [
    `ssm-patch-wizard nodes${isAsking ? '' : ' --yes'}`,
    ...instructionFlags(instructions),
    ...(plan === undefined ? [] : [`--plan ${shellQuoted(plan)}`]),
    ...connectionFlags(connection),
  ].join(' ');
}

/** What stands after the flag of an instruction. */
export function instructionText(instruction: Instruction): string {
  const selector = selectorText(instruction.selector);
  switch (instruction.kind) {
    case 'assign':
      return `${instruction.group}=${selector}`;
    case 'spread':
      return `${instruction.groups.join()}=${selector}`;
    case 'unassign':
      return selector;
    default:
      return instruction satisfies never;
  }
}
