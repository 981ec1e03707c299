/** How the wizard ended, for the caller to report after the screen is gone. */
import type { ErrorDescription } from '../errors.js';
import type { ConnectionFlags } from '../plan/intent/command-line.js';
import { cleanupEnd } from './flows/cleanup/end.js';
import { type FlowEnd, nothingChanged, outText, withFailure } from './flows/end-text.js';
import { nodesEnd } from './flows/nodes/end.js';
import { previewEnd } from './flows/preview/end.js';
import { restoreEnd } from './flows/restore/end.js';
import { setupEnd } from './flows/setup/end.js';
import type { SeveralRegions } from './flows/setup/several.js';
import { statusEnd } from './flows/status/end.js';
import type { WizardState } from './flows/wizard.js';

/**
 * `sandbox`: the built-in account is wanted in place of this one, from the home screen on. Or a plan goes on in several regions, after
 * what there is to tell.
 */
export type WizardEnd = FlowEnd | 'sandbox' | { readonly several: SeveralRegions; readonly told: readonly FlowEnd[] };

/** The end of the flow on the screen, were it left now; what kept an account from being opened can be copied then. */
export function endOf(state: WizardState, flags: ConnectionFlags, now: Date): FlowEnd {
  const end = flowEnd(state, flags, now);
  const failure = failureOf(state);
  return failure ? withFailure(end, failure) : end;
}

/** Why the account on the screen cannot be used. */
function failureOf(state: WizardState): ErrorDescription | undefined {
  if (!('step' in state)) return undefined;
  if (state.step === 'unread') return state.error;
  const at = state.step === 'opening' ? state.opening : state;
  return at.step === 'account' && at.account.status === 'failed' ? at.account.error : undefined;
}

function flowEnd(state: WizardState, flags: ConnectionFlags, now: Date): FlowEnd {
  switch (state.flow) {
    case 'setup':
      return setupEnd(state, flags, now);
    case 'nodes':
      // Nodes for a plan are an answer of it.
      return state.planned && state.from?.flow === 'setup'
        ? setupEnd(state.from, flags, now)
        : nodesEnd(state, flags, now);
    case 'cleanup':
      return cleanupEnd(state, flags, now);
    case 'restore':
      return restoreEnd(state, flags, now);
    case 'preview':
      return previewEnd(state);
    case 'status':
      return statusEnd(state, flags, now);
    case 'home':
      return outText(nothingChanged);
    default:
      return state satisfies never;
  }
}
