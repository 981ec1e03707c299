/** What an exporter is given and what it makes. */
import type { Purpose } from '../plan/calls/purposes.js';
import type { Codec } from '../plan/intent/codec.js';
import type { PlanDocument } from '../plan/intent/document.js';
import type { DesiredResources } from '../plan/setup/desired.js';
import type { NotTaken } from '../plan/setup/plan-resources.js';

/** A plan on its way to another program. */
export interface ExportInput {
  readonly document: PlanDocument;
  /** What the document asks for; with `--from-account` also what the account has for it already. */
  readonly desired: DesiredResources;
  /** The document as the account keeps it, in the parameter `/patch-wizard/plans/NAME`. */
  readonly record: string;
  readonly codec: Codec;
  readonly now: Date;
  /** What the account has, where it was read. */
  readonly found?: FoundPlan | undefined;
  /** The account that was read; undefined where the plan is from flags or a file alone. */
  readonly place?:
    | { readonly account: string; readonly region: string; readonly profile?: string | undefined }
    | undefined;
  readonly options: ExportOptions;
}

/** What is known of a plan before a format is chosen. */
export type ExportedPlan = Pick<ExportInput, 'document' | 'desired' | 'found' | 'place'>;

/** What an account has of a plan besides its resources. */
export interface FoundPlan {
  /** The record's text. */
  readonly record: string | undefined;
  /** What the plan has there and does not want. */
  readonly unwanted: readonly NotTaken[];
}

export interface ExportOptions {
  /** The template of what exists, to be taken over by the other program (`--import`). */
  readonly isImport: boolean;
  /** For many accounts (`--stack-set`). */
  readonly isStackSet: boolean;
  /** What a policy is for (`--for`). */
  readonly purposes?: readonly Purpose[] | undefined;
  /** Where a policy counts, as far as flags or the account say it. */
  readonly where?: {
    readonly partition: string;
    readonly regions: readonly string[];
    readonly account?: string;
    /** ARNs of those that are assumed. */
    readonly roles?: readonly string[];
  };
  /** The file that is written, for commands that name it. */
  readonly output?: string | undefined;
}

export interface Exported {
  /** Ends with a line feed. */
  readonly text: string;
  /** Further files, which are written into the folder of `--output`. */
  readonly beside?: readonly { readonly name: string; readonly text: string }[];
  /** Said on standard error: what the format cannot say, and how to go on. */
  readonly notes?: readonly string[];
}

/** Throws a UserError for a plan that the format cannot say, with what can be done. */
export type Exporter = (input: ExportInput) => Exported;
