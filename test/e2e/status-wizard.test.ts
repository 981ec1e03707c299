/** The status on the screen: tables, their filter, order and details, reading again, a pause, at several sizes. */
import { expect, test } from 'vitest';
import { defaultRegion, withSandbox } from '../helpers/sandbox.js';
import type { TestTerminal } from '../helpers/terminal.js';
import { choose, leave, lineWith, openWizard, servedAt, waitForStep, words } from '../helpers/wizard.js';
import { setUpServed } from '../jobs/runs.js';

const longName = `Week1Day2${'Unattended'.repeat(11)}-end-0300`.slice(-128);

/** The seeded account with a plan of two windows and a window with a name as long as they may be, and its status on the screen. */
async function statusOf(columns: number, rows: number) {
  const sandbox = await withSandbox();
  const ssm = sandbox.ssm();
  await setUpServed(sandbox, '--plan web --wave dev=3sat@22:00 --wave prod=Lsun@05:00 -z Europe/Paris');
  await ssm.createMaintenanceWindow({
    ...{ Name: longName, Schedule: 'cron(0 3 ? * TUE#2 *)', Duration: 2, Cutoff: 0, AllowUnassociatedTargets: false },
  });
  const { args, env } = servedAt(sandbox.endpoint);
  const terminal = await openWizard({ args: [...args, '--region', defaultRegion], env, columns, rows });
  await waitForStep(terminal, 'home');
  terminal.press('s');
  await terminal.waitFor(words.yes);
  terminal.press('enter');
  await terminal.waitFor('[Windows 9]');
  const idOf = async (name: string) => {
    const { WindowIdentities = [] } = await ssm.describeMaintenanceWindows({});
    return WindowIdentities.find(({ Name }) => Name === name)?.WindowId;
  };
  return { sandbox, ssm, terminal, idOf };
}

/** No two columns touch, and no line is longer than the terminal. */
function expectTable(screen: string, columns: number): void {
  for (const line of screen.split('\n')) expect(line.length, line).toBeLessThanOrEqual(columns);
  const row = lineWith(screen, /Week1D\S*….*0300/);
  expect(row).toMatch(/^ . Week1D\S+…\S+0300 {2,}other {2,}\S/);
}

async function filterBy(terminal: TestTerminal, text: string, until: string): Promise<string> {
  terminal.press('/');
  await terminal.waitFor('Filter:');
  terminal.type(text);
  return terminal.waitFor(until);
}

test('tables are turned, sorted, filtered; details are read again in place; a plan is paused and mended from there', {
  timeout: 120_000,
}, async () => {
  const { ssm, terminal, idOf } = await statusOf(120, 40);
  const windows = terminal.screen();
  expectTable(windows, 120);
  expect(windows).toMatch(/read \d\d:\d\d, just now/);
  expect(lineWith(windows, 'web-prod')).toMatch(/! empty +Sun \d+ \w+ 05:00 Paris +.* web +0 +last Sunday at 05:00/);
  expect(lineWith(windows, 'NEXT RUN')).toContain('NEXT RUN ▴');

  terminal.press('tab');
  expect(await terminal.waitFor('[Nodes 12]')).toMatch(/❯ i-\w{17} .*! none +! never/);
  terminal.press('\x1b[Z');
  await terminal.waitFor('[Windows 9]');
  terminal.press('o');
  await terminal.waitFor(/IN ▴/);
  terminal.press('o', 'o');
  expect(await terminal.waitFor(/NODES ▾/)).toMatch(/❯ Corp-Windows-Monthly .* 3 /);

  await filterBy(terminal, 'web-dev', '[Windows 1/9]');
  expect(terminal.screen()).toMatch(/Nodes 0\/12 +Groups 1\/\d+/);
  terminal.press('enter');
  await terminal.waitFor('r refresh');
  terminal.press('enter');
  const id = (await idOf('web-dev')) ?? '';
  const details = await terminal.waitFor('Next runs');
  expect(details).toMatch(new RegExp(`Id +${id}\\n`));
  expect(details).toMatch(/Next runs +Sat \d+ \w+ 22:00 Paris \(.*UTC, in .*\)\n +Sat/);
  expect(details).toMatch(/Owner +plan web, wave dev/);
  expect(details).not.toContain('Now → planned');

  // Somebody changes it while it is looked at.
  await ssm.updateMaintenanceWindow({ WindowId: id, Duration: 6 });
  terminal.press('r');
  expect(await terminal.waitFor('Now → planned')).toMatch(/Now → planned +open 6 → 1 h/);
  terminal.press('escape');
  expect(lineWith(await terminal.waitFor('[Windows 1/9]'), '❯ web-dev')).toContain('! changed');
  terminal.press('escape');
  // The filter is gone, the cursor stays on its row.
  expect(await terminal.waitFor('[Windows 9]')).toContain('❯ web-dev');
  terminal.press('left');
  expect(await terminal.waitFor('[Drift 1]')).toMatch(/❯ ! window web-dev +web +open 6 → 1 h/);
  terminal.press('n');
  // What cannot do anything here is not offered.
  const nodes = await terminal.waitFor('[Nodes 12]');
  expect(nodes).not.toMatch(/m mend|p pause|n nodes/);
  terminal.press('m', 'p', 'left');
  await terminal.waitFor('[Windows 9]');

  terminal.press('p');
  await terminal.waitFor('How long should plan web be paused?');
  await choose(terminal, 'Four weeks');
  expect(await terminal.waitFor('Pause 2 windows in plan web until')).toMatch(/Sun \d+ \w+ 05:00 Paris .* web-prod/);
  await terminal.press(...'/web-dev');
  expect(await terminal.waitFor('Filter: web-dev')).not.toContain('web-prod');
  await terminal.press('escape');
  await terminal.waitFor('web-prod');
  terminal.press('c');
  await terminal.waitFor('Type yes to pause 2 windows of plan web');
  terminal.type('yes');
  terminal.press('enter');
  await terminal.waitFor('Done: 2 windows of plan web paused.');
  terminal.press('enter');
  const paused = await terminal.waitFor('– paused');
  expect(lineWith(paused, 'web-prod')).toMatch(/– paused +Sun \d+ \w+/);
  const { StartDate } = await ssm.getMaintenanceWindow({ WindowId: await idOf('web-prod') });
  expect(StartDate).toMatch(/^20/);

  terminal.press('m');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toMatch(/~ window web-dev +open 6 → 1 h/);
  await leave(terminal, 130);
  expect(terminal.scrollback()).toContain('Done: 2 windows held back until');
});

test('at every size the rows, their header and what is under the cursor have room; what cannot be read again stays', {
  timeout: 120_000,
}, async () => {
  const { sandbox, terminal } = await statusOf(80, 24);
  expectTable(terminal.screen(), 80);
  expect(lineWith(terminal.screen(), 'NEXT RUN')).not.toContain('NODES');
  terminal.press('end');
  expect(await terminal.waitFor('9 of 9')).toMatch(/❯ legacy-erp-patching +– off/);

  await sandbox.faults({ kind: 'access-denied', operation: 'DescribeMaintenanceWindows' });
  terminal.press('r');
  expect(await terminal.waitFor('The status could not be refreshed')).toContain('❯ legacy-erp-patching');
  await sandbox.faults();
  terminal.press('r');
  await terminal.waitUntil((screen) => !screen.includes('could not be refreshed') && /just now/.test(screen));

  terminal.resize(60, 15);
  const small = await terminal.waitUntil(
    (screen) => screen.split('\n').every(({ length }) => length <= 60) && /enter details/.test(screen),
  );
  expectTable(small, 60);
  expect(small).toMatch(/WINDOW +STATE +NEXT RUN ▴\n/);
  terminal.press('/');
  expect(await terminal.waitFor('Filter:')).toContain('WINDOW');
  terminal.press('escape');
  await terminal.waitFor('[Windows 9]');

  terminal.resize(50, 12);
  const least = await terminal.waitUntil(
    (screen) => screen.includes('[Windows 9] Nodes Groups') && /enter details/.test(screen),
  );
  terminal.press('home', 'down', 'down', 'down');
  expectTable(await terminal.waitFor('4 of 9'), 50);
  expect(least).toMatch(/WINDOW +STATE +NEXT RUN/);

  terminal.resize(200, 50);
  const large = await terminal.waitFor(/WHEN +ID$/m);
  expect(large).toMatch(/Week1Day2\S+0300 {2,}other .* mw-\w{17}/);
  await leave(terminal, 130);
  expect(terminal.scrollback()).toContain(words.nothingChanged);
});
