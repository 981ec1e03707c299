/** Reads everything that a clean-up could take away, when the question comes up. */
import { useEffect, useState } from 'react';
import { describeError, type ErrorDescription } from '../../errors.js';
import type { PatchManager } from '../../execute/patch-manager.js';
import { readEverything } from '../../execute/read-everything.js';
import type { InventoryProgress } from '../../plan/account/inventory.js';
import { type CleanupSelection, selected } from '../../plan/cleanup/choice.js';
import { cleanupItems } from '../../plan/cleanup/items.js';
import type { CleanupPlan } from '../../wizard/cleanup.js';

export type FoundItems =
  | { readonly status: 'reading'; readonly progress?: InventoryProgress | undefined }
  | { readonly status: 'read'; readonly plan: CleanupPlan }
  | { readonly status: 'failed'; readonly error: ErrorDescription };

/** What was found so far; a screen that is left stops the reading. */
export function useCleanupItems(manager: PatchManager, selection: CleanupSelection, now: () => Date): FoundItems {
  const [found, setFound] = useState<FoundItems>({ status: 'reading' });
  useEffect(() => {
    const abort = new AbortController();
    const settle = (next: FoundItems): void => {
      if (!abort.signal.aborted) setFound(next);
    };
    const read = async (): Promise<FoundItems> => {
      const onProgress = (progress: InventoryProgress): void => settle({ status: 'reading', progress });
      const items = cleanupItems(await readEverything(manager, { signal: abort.signal, onProgress }), now());
      return { status: 'read', plan: { items, choice: selected(items, selection) } };
    };
    read().then(settle, (error: unknown) => settle({ status: 'failed', error: describeError(error) }));
    return () => abort.abort();
  }, [manager, selection, now]);
  return found;
}
