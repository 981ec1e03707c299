/** Dates without an account: the schedule question alone, and an answer to it should a set-up follow. */
import { atHome, type HomeState } from '../home/state.js';
import {
  answeredSchedule,
  initialScheduleChoice,
  keptSchedule,
  reduceScheduleChoice,
  type ScheduleChoice,
  type ScheduleChoiceEvent,
} from '../schedule/state.js';
import type { Session, Where } from '../session.js';
import { withAnswers } from '../setup/answering.js';
import { startSetup } from '../setup/state.js';
import type { SetupState } from '../setup/steps.js';

export interface PreviewState {
  readonly flow: 'preview';
  readonly session: Session;
  readonly choice: ScheduleChoice;
  /** Enter was pressed, and something is not ticked. */
  readonly isRefused: boolean;
}

export type PreviewEvent =
  | { readonly type: 'schedule'; readonly event: ScheduleChoiceEvent }
  | { readonly type: 'answered' }
  | { readonly type: 'back' };

export function startPreview(session: Session): PreviewState {
  return { flow: 'preview', session, choice: initialScheduleChoice(session.answering.document), isRefused: false };
}

/** The state after an event. */
export function reducePreview(state: PreviewState, event: PreviewEvent): PreviewState | SetupState | HomeState {
  const { session, choice } = state;
  switch (event.type) {
    case 'schedule':
      return { ...state, choice: reduceScheduleChoice(choice, event.event), isRefused: false };
    case 'answered': {
      const answers = answeredSchedule(choice);
      if (answers === undefined) return { ...state, isRefused: true };
      const answering = withAnswers(session.answering, answers);
      const given = new Set([...answering.given, 'schedule' as const]);
      return startSetup({ ...session, answering: { ...answering, given } });
    }
    case 'back':
      return atHome({ ...session, answering: withAnswers(session.answering, keptSchedule(choice)) });
    default:
      return event satisfies never;
  }
}

export const previewWhere: Where = { crumbs: ['Preview dates'], position: undefined, place: [] };
