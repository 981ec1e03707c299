/** What is known whatever flow is on the screen: home keeps it from one to the next. */
import type { PlanDocument } from '../../plan/intent/document.js';
import type { ConnectionAnswers, Opened } from './opening/state.js';
import type { Answering } from './setup/answering.js';

export interface Session {
  /** The answers of a set-up so far. */
  readonly answering: Answering;
  readonly connection: ConnectionAnswers;
  /** The account of the connection, if it has been read. */
  readonly opened: Opened | undefined;
}

/** What the screen of a question says. */
export interface Chosen {
  /** As far as it is an answer, which stays on the way back too: that may lead to the review. */
  readonly answers: Partial<PlanDocument>;
  /** Why Enter does not lead on. */
  readonly problem?: string | undefined;
}

/** What the screen of a question is given. */
export interface QuestionProps<Draft, Event> {
  /** What it holds before Enter. */
  readonly draft: Draft;
  /** Why Enter did nothing. */
  readonly problem: string | undefined;
  readonly dispatch: (event: Event) => void;
  readonly onAnswer: () => void;
  readonly onBack: () => void;
}

/** Where a screen is, for the header. */
export interface Where {
  /** Outermost first: `Set up`, `Schedule`. */
  readonly crumbs: readonly string[];
  /** Profile and account, region, an endpoint that is not AWS's, whether it is production; empty where none is at stake. */
  readonly place: readonly string[];
}
