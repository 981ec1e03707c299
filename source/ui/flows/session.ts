/** What is known whatever flow is on the screen: home keeps it from one to the next. */
import type { ConnectionAnswers, Opened } from './opening/state.js';
import type { Answering } from './setup/answering.js';

export interface Session {
  /** The answers of a set-up so far. */
  readonly answering: Answering;
  readonly connection: ConnectionAnswers;
  /** The account of the connection, if it has been read. */
  readonly opened: Opened | undefined;
}

/** Where a screen is, for the header. */
export interface Where {
  /** Outermost first: `Set up`, `Schedule`. */
  readonly crumbs: readonly string[];
  /** `4 of 7`; undefined outside the questions. */
  readonly position: string | undefined;
  /** Account and region; empty where none is at stake. */
  readonly place: readonly string[];
}
