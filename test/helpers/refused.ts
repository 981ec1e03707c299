/** What is thrown on purpose. */
import { UserError } from '../../source/errors.js';

/** The error with which something is refused; what is no UserError is a bug. */
export function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** The error with which a call is refused. */
export async function refusalOf(call: Promise<unknown>): Promise<UserError> {
  const error = await call.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  return refusal(() => {
    throw error;
  });
}
