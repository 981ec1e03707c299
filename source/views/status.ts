/** The status of a place as text and as JSON. */
import { type ConnectionFlags, planCommand } from '../plan/intent/command-line.js';
import { type StatusFacts, statusDocument } from '../plan/status/status.js';
import { statusText as statusTables } from '../plan/status/text.js';
import { jsonLine, whereMembers } from './json.js';
import { type PlacedPlan, reached } from './run.js';
import { placeLine } from './text.js';

/** One document. */
export function statusJson({ place, plan }: PlacedPlan<StatusFacts>): string[] {
  return [jsonLine({ ...whereMembers(place), ...statusDocument(plan) })];
}

/** Sentences and tables. */
export function statusText(
  { place, plan }: PlacedPlan<StatusFacts>,
  { now, connection }: { readonly now: Date; readonly connection: ConnectionFlags },
): string[] {
  const here = reached({ connection }, place);
  const mendCommand = (name: string): string => planCommand(name, here);
  return [placeLine(place), ...statusTables(statusDocument(plan), { now, mendCommand })];
}
