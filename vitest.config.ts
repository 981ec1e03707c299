/** How the tests run: each file alone, in any order; the terminal tests get the time a slow machine needs. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    sequence: { shuffle: true },
    // Vitest leaves one processor free, which is half of a machine that has two.
    maxWorkers: availableParallelism(),
  },
});
