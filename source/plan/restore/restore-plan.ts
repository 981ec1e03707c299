/** What a restore comes to: calls, what is there already, and what is left as it is. */

import type { Finding } from '../account/finding.js';
import type { Operation } from '../account/operations.js';

export interface RestorePlan {
  readonly operations: readonly Operation[];
  /** Things of the backup that are in the account. */
  readonly kept: number;
  /** Those of them that an earlier restore has made: ids of the backup with those of now. */
  readonly renamed: readonly RenamedId[];
  readonly findings: readonly Finding[];
}

/** Something of a backup under its new id. */
export interface RenamedId {
  readonly before: string;
  readonly after: string;
  /** Its own, or its window's. */
  readonly name: string;
}
