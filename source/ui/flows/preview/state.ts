/** Dates without an account: the schedule question alone, and an answer to it should a set-up follow. */
import { atHome, type HomeState } from '../home/state.js';
import {
  chosenSchedule,
  initialScheduleChoice,
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
  readonly draft: ScheduleChoice;
  /** Why Enter did nothing. */
  readonly problem: string | undefined;
}

export type PreviewEvent =
  | { readonly type: 'schedule'; readonly event: ScheduleChoiceEvent }
  | { readonly type: 'answered' }
  | { readonly type: 'back' };

export function startPreview(session: Session): PreviewState {
  return { flow: 'preview', session, draft: initialScheduleChoice(session.answering.document), problem: undefined };
}

/** The state after an event. */
export function reducePreview(state: PreviewState, event: PreviewEvent): PreviewState | SetupState | HomeState {
  const { session, draft } = state;
  const { answers, problem } = chosenSchedule(draft);
  const answering = withAnswers(session.answering, answers);
  switch (event.type) {
    case 'schedule':
      return { ...state, draft: reduceScheduleChoice(draft, event.event), problem: undefined };
    case 'answered': {
      if (problem !== undefined) return { ...state, problem };
      const given = new Set([...answering.given, 'schedule' as const]);
      return startSetup({ ...session, answering: { ...answering, given } });
    }
    case 'back':
      return atHome({ ...session, answering });
    default:
      return event satisfies never;
  }
}

export const previewWhere: Where = { crumbs: ['Preview dates'], place: [] };
