/** How the home screen has ended, and what it leaves behind in the terminal. */
import { type EndText, nothingChanged, outText } from '../end-text.js';

/** `sandbox`: the built-in account is wanted in place of this one, from the home screen on. */
export type HomeEnd = { readonly type: 'left' } | { readonly type: 'sandbox' };

/** Nothing is told where the wizard opens again at once. */
export function homeEndText({ type }: HomeEnd): EndText {
  return type === 'sandbox' ? outText() : outText(nothingChanged);
}
