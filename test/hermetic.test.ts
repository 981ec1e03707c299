/** The tests pass whatever is set where they are started; a sample of those that would notice is run in an environment that is full. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('nothing of AWS, of proxies, of folders and of terminals gets to a test from outside', () => {
  const foreign = /^(AWS_|XDG_|CI$|CONTINUOUS_|LC_|NO_COLOR|FORCE_COLOR|TERM|COLUMNS|.*_proxy$|NODE_(OPTIONS|EXTRA))/i;
  const ours = new Set(['AWS_EC2_METADATA_DISABLED', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED']);
  expect(Object.keys(process.env).filter((name) => foreign.test(name) && !ours.has(name))).toEqual([]);
  expect([homedir(), process.env.LANG, process.env.TZ]).toEqual([
    expect.stringContaining('home-of-tests-'),
    'C.UTF-8',
    'UTC',
  ]);
});

/** They look at what these say; that no test sees any of them is the first test here, which the sample has too. */
const sample = ['test/process/aws-profiles.test.ts', 'test/ui/symbols.test.ts', 'test/hermetic.test.ts'];

const full = {
  AWS_MAX_ATTEMPTS: '1',
  AWS_PROFILE: 'nobody',
  AWS_REGION: 'mars-north-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  AWS_CONFIG_FILE: '/dev/null/config',
  HTTP_PROXY: 'http://127.0.0.1:1',
  https_proxy: 'http://127.0.0.1:1',
  XDG_STATE_HOME: '/dev/null/state',
  XDG_CACHE_HOME: '/dev/null/cache',
  HOME: '/dev/null/home',
  LANG: 'C',
  LC_ALL: 'C',
  TZ: 'Pacific/Apia',
  NO_COLOR: '1',
  CI: '1',
  TERM: 'dumb',
};

it.skipIf(process.env.VITEST_IS_SAMPLE)('a sample passes in an environment that is full', async () => {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const { PATH } = process.env;
  const run = promisify(execFile)(process.execPath, [vitest, 'run', '--maxWorkers=1', ...sample], {
    env: { PATH, ...full, VITEST_IS_SAMPLE: '1' },
  });
  // What has failed is in its output, and so in the message.
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(error.stdout + error.stderr);
  });
  expect(stdout).toMatch(/Tests {2}\d+ passed/);
});
