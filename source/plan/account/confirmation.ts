/** What somebody types before anything is written: a word that no key alone gives. */
import type { Operation } from './operations.js';

export interface TypedConfirmation {
  /** `yes`, or the account's id where things are deleted. */
  readonly expected: string;
  /** How many of the calls delete. */
  readonly deletions: number;
}

export function typedConfirmation(operations: readonly Operation[], account: string): TypedConfirmation {
  const deletions = operations.filter(({ kind }) => /^De(lete|register)/.test(kind)).length;
  return { expected: deletions > 0 ? account : 'yes', deletions };
}

/** Whether that is what was typed: spaces and capitals do not count. */
export function isConfirmedBy(typed: string, { expected }: Pick<TypedConfirmation, 'expected'>): boolean {
  return typed.replaceAll(' ', '').toLowerCase() === expected;
}
