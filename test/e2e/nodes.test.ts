/** `nodes` with the built program: looked at, put into groups, told by the status, and given back. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Nodes, Status } from '../../source/index.js';
import { emptyFolder, jsonLines, runCommand, sandboxEnvironment } from '../helpers/command.js';
import { withSandbox } from '../helpers/sandbox.js';
import { setUpServed } from '../jobs/runs.js';

async function withNodes() {
  const sandbox = await withSandbox();
  const environment = { ...sandboxEnvironment, AWS_ENDPOINT_URL: sandbox.endpoint };
  const run = (line: string) => runCommand(line.split(' '), environment);
  await setUpServed(sandbox, '--wave dev=2tue@03:00 --wave prod=3tue@03:00');
  return {
    ...sandbox,
    run,
    document: async <Kind>(line: string) => jsonLines((await run(line)).stdout)[0] as unknown as Kind,
  };
}

it('puts every node of the sample account into a group, once, and gives the former tags back', async () => {
  const { run, document, requests } = await withNodes();
  const backup = join(await emptyFolder(), 'former.json');
  const before = await document<Nodes>('nodes --json');
  const listed = await run('nodes');
  expect(listed.stdout).toMatch(/^GROUP +NODE +SYSTEM +NAME +ONLINE +WINDOWS +NEXT RUN\n– none – /m);
  expect(listed.stdout).toContain('12 nodes, 8 in a group. Stopped nodes are not listed.\n! 4 nodes are in no group.');

  const asked = `nodes --assign dev=tag:Environment=test+ungrouped --spread dev,prod=ungrouped --backup ${backup}`;
  const shown = await run(asked);
  expect(shown).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('run it again with --yes') });
  expect(shown.stdout).toMatch(/^In group dev: \d nodes\n {2}m?i-\S+ +\S+ +PatchGroup: – → dev$/m);
  const writes = async () => (await requests()).filter(({ operation }) => /^(Tag|AddTags)/.test(operation)).length;
  const made = await writes();

  const lines = jsonLines((await run(`${asked} --yes --json`)).stdout);
  expect(lines[0]).toMatchObject({
    event: 'plan',
    nodes: expect.arrayContaining([expect.objectContaining({ before: null, after: 'dev' })]),
  });
  expect(lines.at(-1)).toMatchObject({ event: 'summary', failed: 0, unchanged: [], nextSteps: [] });
  expect(await writes()).toBeGreaterThan(made);

  const [after, status] = [await document<Nodes>('nodes --json'), await document<Status>('status --json')];
  expect(after.nodes.filter(({ patchGroup }) => patchGroup === null)).toEqual([]);
  expect(after.groups.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(12);
  expect(status.patchGroups.reduce((sum, { nodes }) => sum + (nodes ?? 0), 0)).toBe(12);
  // What both have means the same.
  const shared = ({ id, name, platform, online, patchGroup, windows }: Status['nodes'][number]) => ({
    id,
    name,
    platform,
    online,
    patchGroup,
    windows,
  });
  expect(after.nodes.map(shared)).toEqual(status.nodes.map(shared));
  expect(status.nodes.filter(({ patchGroup }) => patchGroup !== null)).toHaveLength(12);

  const done = await writes();
  expect((await run(`${asked} --yes`)).stdout).toContain('Nothing to do: the nodes are already as you want them.');
  expect(await writes()).toBe(done);

  expect((await run(`restore ${backup} --yes`)).exitCode).toBe(0);
  const groupsOf = ({ nodes }: Nodes) => nodes.map(({ id, patchGroup, tags }) => [id, patchGroup, tags]);
  expect(groupsOf(await document<Nodes>('nodes --json'))).toEqual(groupsOf(before));
});

it('says what is wrong with what is asked, and tags nothing', async () => {
  const { run, requests } = await withNodes();
  const made = (await requests()).length;
  const { exitCode, stdout } = await run('nodes --yes --json --assign prd=all');
  const [error] = jsonLines(stdout);
  expect([exitCode, error?.code]).toEqual([2, 'unknown-group']);
  expect(error?.nextSteps).toContain('Did you mean prod?');
  expect((await requests()).slice(made).filter(({ operation }) => /^(Tag|AddTags|Untag)/.test(operation))).toEqual([]);
});
