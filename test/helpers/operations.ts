/** Operations of a plan, looked at one by one. */
import type { Operation } from '../../source/plan/account/operations.js';

/** The operation of an id; throws where there is none. */
export function found(operations: readonly Operation[], id: string): Operation {
  const operation = operations.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`no ${id} in ${operations.map((each) => each.id)}`);
  return operation;
}
