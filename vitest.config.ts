/** How the tests run: in any order, with the time that a slow machine needs. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Its CommonJS hides its exports from Node; the bundle has its ES modules too.
    server: { deps: { inline: ['jsonc-parser'] } },
    sequence: { shuffle: true },
    // Vitest leaves one processor free, which is half of a machine that has two.
    maxWorkers: availableParallelism(),
    // Files leave nothing behind, so they may share what they have loaded.
    isolate: false,
  },
});
