/** Nodes on the screen, by keys: with a set-up, from the status, and by flags. */
import { expect, it } from 'vitest';
import { runCommand, sandboxEnvironment } from '../helpers/command.js';
import { withSandbox } from '../helpers/sandbox.js';
import { lineWith, openWizard, servedAt, walkTo, words } from '../helpers/wizard.js';

it('puts every node into a group with a set-up, by the wizard alone, and the status adds up', async () => {
  const flags = '--tag-key PatchGroup -w 2 -d 2 -t 3 4'.split(' ');
  const terminal = await openWizard({ args: ['setup', '--sandbox', '--region', 'eu-west-1', ...flags] });
  await walkTo(terminal, 'hub');
  terminal.press('n');
  const table = await terminal.waitFor('Which node is in which group of plan default?');
  expect(lineWith(table, 'jupyter-01')).toMatch(/none .* ! never .* dev .*offline/);
  expect(table).toContain('8 of 12 in a group');

  // Neither a paste nor a held Enter decides anything.
  await terminal.paste('\x1b[200~agcc\ryes\r\x1b[201~');
  await terminal.holdEnter(30);
  if (terminal.screen().includes('back to table')) await terminal.press('escape');
  expect(await terminal.waitFor('Which node is in which group')).not.toContain('to change');

  // One by itself, which is taken back; then all of them.
  await terminal.press('g');
  await terminal.waitFor('Which group should 1 node be in?');
  await terminal.press('enter');
  await terminal.waitFor('1 to change');
  terminal.press('u');
  await terminal.waitUntil((screen) => !screen.includes('to change'));
  terminal.press('a');
  await terminal.waitFor('12 marked');
  terminal.press('s');
  await terminal.waitFor('Which groups should 12 nodes be spread over?');
  terminal.press('space', 'down', 'space');
  expect(await terminal.waitFor(/◼ .*\n.*◼/)).toMatch(/◼ Week 2 Day 2 - Unattended - 03:00 .* 6\n.*04:00 .* 6\n/);
  await terminal.press('enter');
  await terminal.waitFor('12 of 12 in a group · 12 to change');
  for (const [columns, rows] of [
    [60, 15],
    [40, 10],
    [200, 50],
    [120, 40],
  ] as const) {
    terminal.resize(columns, rows);
    await terminal.waitFor(columns < 50 ? words.tooSmall : '12 of 12 in a group');
  }
  terminal.press('c');
  await terminal.waitFor('12 of 12 nodes will be in these 2 groups');
  terminal.press('c');
  await terminal.waitFor(words.done);

  terminal.press('s');
  await terminal.waitFor('[Windows');
  terminal.press('n');
  const nodes = await terminal.waitFor('[Nodes 12]');
  expect(nodes.match(/Week 2 Day.* \d+ \w+ \d\d:00/g)).toHaveLength(12);
  terminal.press('n');
  await terminal.waitFor('12 of 12 in a group');
  await terminal.press('escape');
  await terminal.waitFor('[Nodes 12]');
  terminal.press('ctrl-c');
  expect((await terminal.exit).exitCode).toBe(130);
  expect(terminal.scrollback()).toMatch(/To restore the previous tags of nodes:\n\s+ssm-patch-wizard restore \S+/);
});

it('asks twice about all nodes, types before it writes, and says how the former tags come back', async () => {
  const { endpoint, requests } = await withSandbox();
  const { args, env } = servedAt(endpoint);
  await runCommand('setup --yes --wave dev=2tue@03:00 --wave prod=3tue@03:00'.split(' '), {
    ...sandboxEnvironment,
    AWS_ENDPOINT_URL: endpoint,
  });
  const writes = async () => (await requests()).filter(({ operation }) => operation === 'TagResources').length;
  const terminal = await openWizard({ args: ['nodes', '--assign', 'dev=all', ...args], env });
  await terminal.waitFor(words.yes);
  await terminal.press('enter');
  const review = await terminal.waitFor('Change the group of 12 nodes?');
  expect(review).toMatch(/! .*This selects all 12 nodes here\./);
  await terminal.press('enter', 'c');
  await terminal.waitFor('These are all 12 nodes in');
  await terminal.press(...'yes', 'enter');
  await terminal.waitFor('That is not all');
  await terminal.press('ctrl-u', ...'all', 'enter');
  await terminal.waitFor('Type yes to change the group of 12 nodes');
  expect(await writes()).toBe(0);
  await terminal.press(...'yes', 'enter');
  await terminal.waitFor('Done: 12 nodes updated');
  expect(await writes()).toBeGreaterThan(0);
  await terminal.press('enter');
  await terminal.exit;
  expect(terminal.scrollback()).toMatch(/To restore the previous tags:\n\s+ssm-patch-wizard restore /);
});
