/** A detail of a row. */
import type { Meaning } from '../../lists/table.js';

export interface Detail {
  readonly label: string;
  /** One below the other. */
  readonly lines: readonly string[];
  /** @default 'plain' */
  readonly meaning?: Meaning;
}
