/**
 * Whatever is set where the tests are started, they do not see it: neither those that run in the tests' own processes nor what they start.
 * This is the one place that says what is kept. It runs before the processes of the tests begin.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What programs need to be found and to run at all, where temporary files go, and what chance begins with. */
const kept =
  /^(PATH|PATHEXT|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|COMSPEC|NODE_V8_COVERAGE|VITEST.*|(FAULT|PROPERTY)_SEED)$/i;

/** Says UTF-8 and UTC, as most machines that run tests do. */
const fixed = { LANG: 'C.UTF-8', TZ: 'UTC' };

/** Clears the environment and gives it an empty home; returns what removes that. */
export function setup(): () => void {
  for (const name of Object.keys(process.env)) if (!kept.test(name)) delete process.env[name];
  const home = mkdtempSync(join(tmpdir(), 'home-of-tests-'));
  // No tool of AWS looks elsewhere then, and none asks for an instance's role.
  Object.assign(process.env, { ...fixed, HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: 'true' });
  return () => rmSync(home, { recursive: true, force: true });
}
