/** The tests pass whatever is set where they are started: none of it gets to them. */
import { homedir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { setup } from './helpers/clean-environment.js';

/** What a test sees of where it was started. */
function expectClean(): void {
  const foreign = /^(AWS_|XDG_|CI$|CONTINUOUS_|LC_|NO_COLOR|FORCE_COLOR|TERM|COLUMNS|.*_proxy$|NODE_(OPTIONS|EXTRA))/i;
  const ours = new Set(['AWS_EC2_METADATA_DISABLED', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED']);
  expect(Object.keys(process.env).filter((name) => foreign.test(name) && !ours.has(name))).toEqual([]);
  expect([homedir(), process.env.LANG, process.env.TZ]).toEqual([
    expect.stringContaining('home-of-tests-'),
    'C.UTF-8',
    'UTC',
  ]);
}

it('nothing of AWS, of proxies, of folders and of terminals is there', expectClean);

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

it('nor is it where all of that was set before', () => {
  const before = { ...process.env };
  Object.assign(process.env, full);
  const removeHome = setup();
  onTestFinished(() => {
    removeHome();
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, before);
  });
  expectClean();
});
