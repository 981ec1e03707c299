/** Whatever fails, for a program too: the call's error says what to ask for, and the last line how to go on; the exit code is 1. */
import { expect, it } from 'vitest';
import { parse } from '../commands/parsed.js';
import { memorySandbox } from '../helpers/memory-account.js';
import { keeping, type Scenario, scenarios } from './fault-scenarios.js';
import { pauses } from './pause-runs.js';
import { now, parsed, setUp, twoWindows, words } from './runs.js';

const paused: readonly Scenario[] = ['pause --next', 'resume'].map((line) => ({
  name: line,
  before: async (sandbox) => {
    await setUp(sandbox, twoWindows);
    if (line === 'resume') await pauses(sandbox, 'pause --next');
    return undefined;
  },
  run: (sandbox, { manager: _, ...given }) => pauses(sandbox, line, given),
}));

it.each([
  ['set-up', 'RegisterTaskWithMaintenanceWindow', 'setup', ''],
  ['change', 'UpdateMaintenanceWindow', 'setup', '--duration 5'],
  ['prune', 'DeleteMaintenanceWindow', 'setup', '--prune'],
  ['adoption', 'AddTagsToResource', 'setup', '--adopt'],
  ['clean-up', 'DeletePatchBaseline', 'cleanup', ''],
  ['nodes', 'TagResources', 'nodes', '--spread dev,prod=all'],
  ['restore', 'RegisterTaskWithMaintenanceWindow', 'restore', '/backups/backup.json'],
  ['pause --next', 'UpdateMaintenanceWindow', 'pause', '--next'],
  ['resume', 'UpdateMaintenanceWindow', 'resume', ''],
])('%s, which may not %s', async (name, operation, command, flags) => {
  const { options, before, run } = found(name);
  const sandbox = memorySandbox({ ...(options ?? { empty: true }), now });
  const backup = await before?.(sandbox);
  await sandbox.faults({ kind: 'access-denied', operation });
  const { exitCode, out } = await run(sandbox, { isJson: true }, keeping([]), backup);
  expect(exitCode).toBe(1);
  const lines = parsed(out);
  const [policy] = lines.flatMap(({ error }) => (error as { nextSteps: string[] } | undefined)?.nextSteps ?? []);
  expect(policy).toMatch(/^Ask for a policy with: \{"Effect": "Allow", "Action": /);
  expect(policy).toContain(`:${operation}"`);
  const { event, nextSteps } = lines.at(-1) as { readonly event: string; readonly nextSteps: readonly string[] };
  expect(event).toBe('summary');
  const [program, ...rest] = words(nextSteps[0] ?? '');
  expect(program).toBe('ssm-patch-wizard');
  expect(parse(...rest)).toMatchObject({ name: command });
  expect(nextSteps[0]).toContain(flags);
  expect(rest).toContain('--yes');
});

function found(name: string): Scenario {
  const scenario = [...scenarios, ...paused].find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`no ${name}`);
  return scenario;
}
