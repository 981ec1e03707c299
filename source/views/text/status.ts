/** `status` in plain text. */
import { type ConnectionFlags, planCommand } from '../../plan/intent/command-line.js';
import { type StatusFacts, statusDocument } from '../../plan/status/status.js';
import { statusText as statusTables } from '../../plan/status/text.js';
import { reached } from '../go-on.js';
import type { PlacedPlan } from '../view.js';
import { placeLine } from './lines.js';

/** The status of a place as sentences and tables. */
export function statusText(
  { place, plan }: PlacedPlan<StatusFacts>,
  { now, connection }: { readonly now: Date; readonly connection: ConnectionFlags },
): string[] {
  const here = reached({ connection }, place);
  const commandOf = (name: string): string => planCommand(name, here);
  return [placeLine(place), ...statusTables(statusDocument(plan), { now, mendCommand: commandOf })];
}
