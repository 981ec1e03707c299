/** What the wizard is given from outside: ways to accounts and files, time, and how it is stopped. */
import type { Exported, ExportedPlan } from '../export/exporter.js';
import type { FormatName } from '../export/formats.js';
import type { JobContext, OpenPlace, Place } from '../jobs/job.js';
import type { KnownProfile } from '../plan/account/sign-in.js';
import type { BaselineDefinition } from '../plan/baseline/baseline.js';
import type { Backup } from '../plan/cleanup/backup.js';
import type { ConnectionFlags } from '../plan/intent/command-line.js';
import type { FoundBackup } from '../plan/restore/found.js';
import type { Locale } from '../schedule/picture/locale.js';
import type { ConnectionAnswers } from './flows/opening/state.js';
import type { SeveralRegions } from './flows/setup/several.js';
import type { WizardState } from './flows/wizard.js';

export interface Outside {
  /** The connection's flags, as they were given. */
  readonly connection: ConnectionFlags;
  readonly connect: (to: ConnectionAnswers) => Promise<OpenPlace['manager']>;
  /** The profiles in the AWS CLI's files, as they are now. */
  readonly readProfiles: () => readonly KnownProfile[];
  /** Throws a UserError for a file that cannot be used. */
  readonly readBaselineFile: (fileName: string) => BaselineDefinition;
  /** A plan in a format, for a file and a place; throws a UserError for one that the format cannot say. */
  readonly exportAs: (format: FormatName, plan: ExportedPlan, file: string, place: Place) => Promise<Exported>;
  /** Writes a file that somebody has named; throws a UserError if it exists and may not be written over, or cannot be written. */
  readonly saveFile: (fileName: string, text: string, isForced: boolean) => void;
  /** Writes a backup and returns its path; throws a UserError if it cannot. */
  readonly writeBackup: (backup: Backup) => string;
  /** The backups on this machine, the newest first. */
  readonly findBackups: () => readonly FoundBackup[];
  /** The reader's own clock, and her week. */
  readonly locale: Locale;
  /** Time, chance and the codec of records. */
  readonly clock: Omit<JobContext, 'signal' | 'hurry'>;
}

/** For the flows: with the signals of Ctrl-C. */
export interface FlowOutside extends Outside, Pick<JobContext, 'signal' | 'hurry'> {}

/** What the screens of a flow are given. */
export type FlowProps<State, Event> = {
  readonly state: State;
  /** The state after all keys, even those that are not drawn yet. */
  readonly current: () => WizardState;
  readonly dispatch: (event: Event) => void;
  readonly outside: FlowOutside;
  readonly now: Date;
  /** To what the account has now, after work. */
  readonly onStatus: () => void;
  /** To the backups on this machine, after work. */
  readonly onBackups: () => void;
  readonly leave: () => void;
  /** Leaves for a plan in several regions, which goes on in lines. */
  readonly onSeveral: (several: SeveralRegions) => void;
};
