/** What somebody types before anything is written: a word that no key alone gives. */
import type { Operation } from './operations.js';

export interface TypedConfirmation {
  /** `yes`, or the account's id where things are deleted. */
  readonly expected: string;
}

export function typedConfirmation(operations: readonly Operation[], account: string): TypedConfirmation {
  const isDeleting = operations.some(({ kind }) => /^De(lete|register)/.test(kind));
  return { expected: isDeleting ? account : 'yes' };
}

/** Whether that is what was typed: spaces and capitals do not count. */
export function isConfirmedBy(typed: string, { expected }: Pick<TypedConfirmation, 'expected'>): boolean {
  return typed.replaceAll(' ', '').toLowerCase() === expected;
}
