/** The tables on the screen: what was read, when, and how it is looked at. */
import type { ErrorDescription } from '../../../errors.js';
import type { StatusFacts } from '../../../plan/status/status.js';
import type { Opened } from '../opening/state.js';
import type { StatusTables } from './tables.js';
import type { StatusView } from './view.js';

/** What was read, and how it is looked at. */
export interface StatusShown {
  readonly step: 'status';
  readonly opened: Opened;
  readonly facts: StatusFacts;
  /** The moment of reading. */
  readonly at: Date;
  /** As of that moment: which rows there are, and in which order. */
  readonly tables: StatusTables;
  readonly view: StatusView;
  /** It is being read again, or could not be; what was read before stays. */
  readonly again: 'reading' | ErrorDescription | undefined;
  /** What was read when the account was opened is older than what is shown, or something was changed from here. */
  readonly isOutdated: boolean;
}
