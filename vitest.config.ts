/** How the tests run: in any order, with the time that a slow machine needs. */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files as the seed has them, but those with terminals before those that compute: they are long, and no long one may be the last. */
class TerminalsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const placeOf = ({ moduleId }: TestSpecification) =>
      `${moduleId.includes('/e2e/') ? 0 : 1}${createHash('sha1').update(`${seed} ${moduleId}`).digest('hex')}`;
    const places = new Map(files.map((file) => [placeOf(file), file]));
    return [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file);
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/helpers/clean-environment.ts', 'test/helpers/kept-compiled.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Its CommonJS hides its exports from Node; the bundle has its ES modules too.
    server: { deps: { inline: ['jsonc-parser'] } },
    sequence: { shuffle: true, sequencer: TerminalsFirst },
    // Half of the time a test with a terminal waits for a key to count or a frame to rest.
    maxWorkers: availableParallelism() * 2,
    // Files leave nothing behind, so they may share what they have loaded.
    isolate: false,
  },
});
