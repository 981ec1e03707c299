/** What stands in the terminal when the screen is gone. */
import type { ErrorDescription } from '../../errors.js';
import { errorText } from '../../views/text/error.js';

export interface EndText {
  /** Lines of the result. */
  readonly out: readonly string[];
  /** Lines about the run. */
  readonly err: readonly string[];
}

export const nothingChanged = 'Nothing was changed.';

/** The end of a screen that has told all that there is to say. */
export function outText(...out: readonly string[]): EndText {
  return { out, err: [] };
}

/** Why nothing was begun. */
export function refusalText(error: ErrorDescription): EndText {
  return { out: [], err: [errorText(error)] };
}
