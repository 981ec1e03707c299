/** `pause` and `resume` with the built program: asked for, told by everything else, and ended. */
import { expect, it } from 'vitest';
import { jsonLines, program, runCommand, sandboxEnvironment } from '../helpers/command.js';
import { withSandbox } from '../helpers/sandbox.js';
import { openTerminal } from '../helpers/terminal.js';

async function withAccount() {
  const { endpoint } = await withSandbox({ empty: true });
  const environment = { ...sandboxEnvironment, AWS_ENDPOINT_URL: endpoint };
  return {
    run: (line: string) => runCommand(line.split(' '), environment),
    atTerminal: (line: string) => openTerminal({ args: [program, ...line.split(' ')], env: environment }),
  };
}

it('holds windows back, is told by set-up and status, and ends with resume', async () => {
  const { run, atTerminal } = await withAccount();
  await run('setup --yes --wave dev=2tue@03:00 --wave prod=3tue@03:00');
  const asked = await run('pause --next --wave dev');
  expect(asked).toMatchObject({
    exitCode: 3,
    stderr: 'Nothing was changed. To pause these windows, run it again with --yes.\n',
  });
  expect(asked.stdout).toMatch(/^These runs will be skipped:\n {2}Tue {2}20\d\d-.* default-dev$/m);
  const terminal = await atTerminal('pause --next --wave dev');
  await terminal.waitFor(/Type yes to .*1 window/);
  await terminal.type('yes');
  await terminal.press('enter');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expect((await run('resume --yes')).stdout).toContain('Done: 1 window ');
  const until = '2100-01-05T00:00:00Z';
  expect((await run(`pause --until ${until} --yes`)).exitCode).toBe(0);
  const windows = async () =>
    (jsonLines((await run('status --json')).stdout)[0] as { windows: { pausedUntil: string | null }[] }).windows;
  expect((await windows()).map(({ pausedUntil }) => pausedUntil)).toEqual([until, until]);
  const setup = await run('setup --yes --duration 2 --json');
  expect(jsonLines(setup.stdout).at(-1)).toMatchObject({ event: 'summary', failed: 0, paused: 2 });
  expect((await windows()).map(({ pausedUntil }) => pausedUntil)).toEqual([until, until]);
  expect((await run('resume --yes')).stdout).toContain('Done: 2 windows resumed.');
  expect((await windows()).map(({ pausedUntil }) => pausedUntil)).toEqual([null, null]);
});

it('of what is not there, or has passed, is wrong input', async () => {
  const { run } = await withAccount();
  await run('setup --yes --wave dev=2tue@03:00');
  const unknown = await run('pause --plan defualt --next --yes --json');
  expect(unknown.exitCode).toBe(2);
  expect(jsonLines(unknown.stdout)).toMatchObject([
    { event: 'error', code: 'unknown-plan', nextSteps: ['Did you mean default?', 'The plans are: default.'] },
  ]);
  expect(await run('pause --until 2020-01-05 --yes')).toMatchObject({ exitCode: 2, stdout: '' });
  expect(await run('pause')).toMatchObject({ exitCode: 2, stdout: '' });
});
