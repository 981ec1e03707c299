/** `status`: what an account and region have about patching, as tables or one JSON document. */
import type { PatchManager } from '../execute/patch-manager.js';
import { readStatus } from '../execute/status.js';
import { mendCommand } from '../plan/setup/drift.js';
import type { ConnectionFlags } from '../plan/spec/command-line.js';
import { statusDocument } from '../plan/status/status.js';
import { statusText } from '../plan/status/text.js';
import type { Output } from '../process/streams.js';
import { jsonLine } from './output.js';

export interface StatusOptions {
  readonly manager: PatchManager;
  /** For commands to copy. */
  readonly connection: ConnectionFlags;
  readonly isJson: boolean;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** Reads and writes the status; returns the exit code. */
export async function runStatus(options: StatusOptions, { out }: Output): Promise<number> {
  const { manager, connection, isJson, signal, now } = options;
  const facts = await readStatus(manager, { signal });
  const document = statusDocument(facts);
  if (isJson) {
    out(jsonLine(document));
    return 0;
  }
  const commandOf = (plan: string): string => mendCommand(plan, facts.inventory, connection);
  for (const line of statusText(document, { now, mendCommand: commandOf })) out(line);
  return 0;
}
