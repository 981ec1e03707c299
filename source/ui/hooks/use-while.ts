/** Something that goes on while a step is on the screen; leaving the step stops it. */
import { useEffect, useRef } from 'react';

/** Runs once for each key; undefined while there is nothing to do. What it starts must not reject. */
export function useWhile<Key>(key: Key | undefined, run: (key: Key, signal: AbortSignal) => Promise<void>): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (key === undefined) return;
    const abort = new AbortController();
    void latest.current(key, abort.signal);
    return () => abort.abort();
  }, [key]);
}
