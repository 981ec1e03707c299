/** `status --json`. */
import { type StatusFacts, statusDocument } from '../../plan/status/status.js';
import type { PlacedPlan } from '../view.js';
import { jsonLine } from './lines.js';

/** The status of a place as one document. */
export function statusJson({ plan }: PlacedPlan<StatusFacts>): string[] {
  return [jsonLine(statusDocument(plan))];
}
