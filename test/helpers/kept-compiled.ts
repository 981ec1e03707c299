/** What V8 compiles of the program is kept from test to test, as it is from start to start for a user; loader.test.ts begins without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** XDG_CACHE_HOME of every program that a test starts. */
    cacheFolder: string;
  }
}

/** Makes the folder for one run of the tests; returns what removes it. */
export function setup({ provide }: Pick<TestProject, 'provide'>): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'kept-compiled-'));
  provide('cacheFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
