/** `status`: what an account and region have about patching, as tables or one JSON document. */
import type { PatchManager } from '../execute/patch-manager.js';
import { readStatus } from '../execute/status.js';
import { statusDocument } from '../plan/status.js';
import { statusText } from '../plan/status-text.js';
import { jsonLine, type Output } from './output.js';

export interface StatusOptions {
  readonly manager: PatchManager;
  readonly isJson: boolean;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** Reads and writes the status; returns the exit code. */
export async function runStatus({ manager, isJson, signal, now }: StatusOptions, { out }: Output): Promise<number> {
  const facts = await readStatus(manager, { signal });
  const { identity, inventory, drift } = facts;
  const document = statusDocument(identity, inventory, drift);
  if (isJson) out(jsonLine(document));
  else for (const line of statusText(document, facts.compliance, now)) out(line);
  return 0;
}
