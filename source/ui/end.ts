/** How the wizard ended, for the caller to report after the screen is gone. */
import type { ConnectionFlags } from '../plan/intent/command-line.js';
import { type CleanupEnd, cleanupEnd, cleanupEndText, cleanupExitCode } from './flows/cleanup/end.js';
import type { EndText } from './flows/end-text.js';
import { type HomeEnd, homeEndText } from './flows/home/end.js';
import { type PreviewEnd, previewEnd, previewEndText } from './flows/preview/end.js';
import { type RestoreEnd, restoreEnd, restoreEndText, restoreExitCode } from './flows/restore/end.js';
import { type SetupEnd, setupEnd, setupEndText, setupExitCode } from './flows/setup/end.js';
import { type StatusEnd, statusEndText } from './flows/status/end.js';
import type { WizardState } from './flows/wizard.js';

export type FlowEnd =
  | { readonly flow: 'home'; readonly end: HomeEnd }
  | { readonly flow: 'setup'; readonly end: SetupEnd }
  | { readonly flow: 'cleanup'; readonly end: CleanupEnd }
  | { readonly flow: 'restore'; readonly end: RestoreEnd }
  | { readonly flow: 'status'; readonly end: StatusEnd }
  | { readonly flow: 'preview'; readonly end: PreviewEnd };

export type WizardEnd = FlowEnd & { readonly exitCode: number };

/** The end of the flow on the screen, were it left now. */
export function endOf(state: WizardState, flags: ConnectionFlags, now: Date): FlowEnd {
  switch (state.flow) {
    case 'home':
      return { flow: state.flow, end: { type: 'left' } };
    case 'setup':
      return { flow: state.flow, end: setupEnd(state, flags, now) };
    case 'cleanup':
      return { flow: state.flow, end: cleanupEnd(state, flags, now) };
    case 'restore':
      return { flow: state.flow, end: restoreEnd(state, flags, now) };
    case 'status':
      return { flow: state.flow, end: { type: 'left' } };
    case 'preview':
      return { flow: state.flow, end: previewEnd(state) };
    default:
      return state satisfies never;
  }
}

/** The exit code of the flow on the screen, were it left now. */
export function exitCodeOf(state: WizardState): number {
  switch (state.flow) {
    case 'setup':
      return setupExitCode(state);
    case 'cleanup':
      return cleanupExitCode(state);
    case 'restore':
      return restoreExitCode(state);
    case 'home':
    case 'status':
    case 'preview':
      return 0;
    default:
      return state satisfies never;
  }
}

/** What the end leaves behind in the terminal. */
export function endText({ flow, end }: FlowEnd): EndText {
  switch (flow) {
    case 'home':
      return homeEndText(end);
    case 'setup':
      return setupEndText(end);
    case 'cleanup':
      return cleanupEndText(end);
    case 'restore':
      return restoreEndText(end);
    case 'status':
      return statusEndText(end);
    case 'preview':
      return previewEndText(end);
    default:
      return flow satisfies never;
  }
}
