/** The built program killed without a chance to tidy up: the next run finishes what it had begun. */
import { expect, it } from 'vitest';
import { jsonLines, runCommand, sandboxEnvironment, startCommand } from '../helpers/command.js';
import { withSandbox } from '../helpers/sandbox.js';
import { comparable } from '../helpers/wizard.js';

const argv = ['setup', '--yes', '--json', '-w', '1', '-d', 'tue', '-t', '3', '4'];

it('kill -9 in the middle leaves nothing that the next run does not finish', async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  const environment = { ...sandboxEnvironment, AWS_ENDPOINT_URL: sandbox.endpoint };
  expect(await runCommand(argv, environment)).toMatchObject({ exitCode: 0, stderr: '' });
  const expected = await comparable(ssm);

  for (const moment of [
    '"id":"window/Week1Day2Unattended0400","status":"started"',
    '"id":"target/Week1Day2Unattended0300","status":"started"',
    '"id":"task/Week1Day2Unattended0300","status":"started"',
  ]) {
    await sandbox.control('POST', 'reset', { empty: true });
    await sandbox.control('PUT', 'latency', { ms: 30 });
    const killed = await startCommand(argv, environment);
    await killed.line(moment);
    killed.process.kill('SIGKILL');
    const { exitCode, stdout } = await killed.end;
    expect(exitCode, moment).toBeNull();
    expect(stdout, moment).not.toContain('"event":"summary"');

    await sandbox.control('PUT', 'latency', { ms: 0 });
    const next = await runCommand(argv, environment);
    expect(next, moment).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await comparable(ssm), moment).toEqual(expected);
    const again = await runCommand(argv, environment);
    expect(jsonLines(again.stdout)[0], moment).toMatchObject({ event: 'plan', operations: [], kept: 10 });
  }
});
