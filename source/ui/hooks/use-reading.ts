/** Something that is read from the account while a screen is up; a screen that is left stops the reading. */
import { useEffect, useRef, useState } from 'react';
import { describeError, type ErrorDescription } from '../../errors.js';
import type { InventoryProgress } from '../../plan/account/inventory.js';

export type Reading<Result> =
  | { readonly status: 'reading'; readonly progress?: InventoryProgress | undefined }
  | { readonly status: 'read'; readonly result: Result }
  | { readonly status: 'failed'; readonly error: ErrorDescription };

/** How a reading is stopped, and whom it tells how far it is. */
export interface ReadingOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InventoryProgress) => void;
}

/** Reads once, whatever changes while the screen is up. */
export function useReading<Result>(read: (options: ReadingOptions) => Promise<Result>): Reading<Result> {
  const [reading, setReading] = useState<Reading<Result>>({ status: 'reading' });
  const first = useRef(read);
  useEffect(() => {
    const abort = new AbortController();
    const settle = (next: Reading<Result>): void => {
      if (!abort.signal.aborted) setReading(next);
    };
    const onProgress = (progress: InventoryProgress): void => settle({ status: 'reading', progress });
    first.current({ signal: abort.signal, onProgress }).then(
      (result) => settle({ status: 'read', result }),
      (error: unknown) => settle({ status: 'failed', error: describeError(error) }),
    );
    return () => abort.abort();
  }, []);
  return reading;
}
