/** How the tests run: in any order; what starts programs, each file alone, with the time that a slow machine needs. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files that start no program and leave nothing behind: they may share what they have loaded. */
const inside = ['test/{plan,schedule,ui,views,commands,jobs,aws,execute,process}/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Its CommonJS hides its exports from Node; the bundle has its ES modules too.
    server: { deps: { inline: ['jsonc-parser'] } },
    sequence: { shuffle: true },
    // Vitest leaves one processor free, which is half of a machine that has two.
    maxWorkers: availableParallelism(),
    projects: [
      { extends: true, test: { name: 'inside', include: inside, isolate: false } },
      { extends: true, test: { name: 'outside', include: ['test/**/*.test.{ts,tsx}'], exclude: inside } },
    ],
  },
});
