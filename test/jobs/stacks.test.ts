/** What CloudFormation stacks have made: told everywhere, and changed or deleted only where it is named one by one. */
import { expect, it } from 'vitest';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import type { CleanupSelection } from '../../source/plan/cleanup/choice.js';
import { newAccount } from '../../source/sandbox/seed.js';
import { putTags, tagsOf } from '../../source/sandbox/tags.js';
import { lines } from '../helpers/account-dump.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { defaultRegion, tagList } from '../helpers/sandbox.js';
import { allPatching, cleanUp, restore } from './cleanup-runs.js';
import { pauses } from './pause-runs.js';
import { now, setUp, status, statusDocument, twoWindows, windowId } from './runs.js';

const stackTags = { 'aws:cloudformation:stack-name': 'patching', 'aws:cloudformation:stack-id': 'arn:stack' };
const one = 'Week1Day2Unattended0300';
const other = 'Week1Day2Unattended0400';
const ofStack = 'part of the CloudFormation stack patching';

/** A plan of two windows; `give` makes a window or baseline a stack's, as only AWS can. */
async function withStack(line = twoWindows) {
  const contents = newAccount({ empty: true });
  const sandbox = memorySandbox({ empty: true, now }, contents);
  const { exitCode } = await setUp(sandbox, line);
  expect(exitCode).toBe(0);
  const give = async (type: 'MaintenanceWindow' | 'PatchBaseline', id = '') => {
    const region = contents.region(defaultRegion);
    putTags(region, type, id, [...tagsOf(region, type, id), ...tagList(stackTags)]);
  };
  const id = (await windowId(sandbox, one)) ?? '';
  await give('MaintenanceWindow', id);
  return { sandbox, give, id };
}

async function unchanged(sandbox: MemorySandbox, run: () => Promise<unknown>): Promise<void> {
  const before = lines(await sandbox.dump());
  await run();
  expect(lines(await sandbox.dump())).toEqual(before);
}

it('status tells what is whose', async () => {
  const { sandbox, give } = await withStack();
  const [baseline] = (await sandbox.dump()).baselines;
  await give('PatchBaseline', baseline?.id);
  const { windows, baselines, drift } = await statusDocument(sandbox);
  expect(drift).toEqual([]);
  expect(windows.map(({ name, stack }) => [name, stack]).sort()).toEqual([
    [one, 'patching'],
    [other, null],
  ]);
  expect(baselines).toMatchObject([{ stack: 'patching' }]);
  const told = `CloudFormation stack patching manages ${one}, ${baseline?.fields.Name}. Change these in its template.`;
  expect(await status(sandbox)).toContain(told);
});

it('a set-up that would change it does not begin; one that would not, tells it; --prune leaves it', async () => {
  const { sandbox, id } = await withStack();
  const about = `${one} (${id}) is ${ofStack}`;
  await unchanged(sandbox, async () => {
    const refused = { code: 'stack', message: `${about}. The wizard does not change what a stack created.` };
    await expect(setUp(sandbox, '--duration 5')).rejects.toMatchObject(refused);
    await expect(setUp(sandbox, '--tag Team=ops')).rejects.toMatchObject(refused);
    const idle = await setUp(sandbox, '');
    expect(idle.out).toContain(`! ${about}. The wizard does not change what a stack created.`);
    expect(idle.out.at(-1)).toMatch(/^Nothing to do/);
  });
  const { exitCode, out } = await setUp(sandbox, '-t 4 --prune');
  expect(exitCode).toBe(0);
  expect(out.join('\n')).toContain(
    `${one} (it is ${ofStack}: remove it there, or use cleanup --only ${id}); Week 1 Day 2 - Unattended - 03:00 (${one} still uses it)`,
  );
  expect((await sandbox.dump()).windows).toHaveLength(2);
});

it('a pause of the plan leaves it; its wave named, it is held back', async () => {
  const { sandbox, id } = await withStack();
  const isHeldBack = async () => {
    const windows = (await sandbox.dump()).windows.map(
      ({ id, fields }) => [id, fields.StartDate !== undefined] as const,
    );
    return new Map(windows).get(id);
  };
  const { exitCode, out } = await pauses(sandbox, 'pause --next');
  expect(exitCode).toBe(0);
  expect(out).toContain(`! ${one} stays as it is: it is ${ofStack}.`);
  expect(out).toContain(`  → To pause it anyway, name its wave: --plan default --wave ${one}`);
  expect(out).toContain('Plan default: 1 window to pause, 1 kept');
  expect(await isHeldBack()).toBe(false);
  await pauses(sandbox, `pause --next --wave ${one}`);
  expect(await isHeldBack()).toBe(true);
  const resumed = await pauses(sandbox, 'resume');
  expect(resumed.out).toContain(`! ${one} stays as it is: it is ${ofStack}.`);
  expect(await isHeldBack()).toBe(true);
  const nothing = await pauses(sandbox, 'resume');
  expect(nothing.out.at(-1)).toBe('Nothing to do: the windows stay as they are, see above.');
  await pauses(sandbox, `resume --wave ${one}`);
  expect(await isHeldBack()).toBe(false);
});

it.each<[string, Partial<CleanupSelection>]>([
  ['of all that patches', allPatching],
  ['that switches off', { isDisabling: true }],
])('a clean-up %s leaves it, with what it needs; named, it goes and comes back', async (_what, selection) => {
  const { sandbox, id } = await withStack();
  const { exitCode, out, backup } = await cleanUp(sandbox, { selection });
  expect(exitCode).toBe(0);
  expect(out).toContain(`! ${one} stays: it is ${ofStack}.`);
  const flags = `${selection.isDisabling ? '--disable ' : ''}--only ${id}`;
  expect(out.join('\n')).toContain(`here anyway: ${flags}`);
  const left = await sandbox.dump();
  expect(left.windows.find((window) => window.id === id)?.fields).toMatchObject({ Enabled: true });
  const isOff = selection.isDisabling;
  expect(left.registrations.map(({ patchGroup }) => patchGroup)).toContain('Week 1 Day 2 - Unattended - 03:00');
  expect(left.parameters).toHaveLength(1);
  expect(backup?.windows.map(({ members }) => members.Name)).toEqual([other]);

  const named = await cleanUp(sandbox, { selection: { ...selection, only: [id] } });
  expect(named.exitCode).toBe(0);
  const { windows } = await sandbox.dump();
  const now = windows.find((window) => window.id === id);
  expect(isOff ? now?.fields.Enabled : now).toBe(isOff ? false : undefined);
  const back = await restore(sandbox, named.backup);
  expect(back.exitCode).toBe(0);
  if (isOff)
    expect((await statusDocument(sandbox)).windows).toContainEqual(expect.objectContaining({ id, enabled: true }));
  else expect(back.out.join('\n')).toContain(`! ${one} was ${ofStack}, which will not know the new one`);
});

it('a restore leaves alone what a stack has taken over since', async () => {
  const { sandbox, give } = await withStack();
  const id = (await windowId(sandbox, other)) ?? '';
  const { backup } = await cleanUp(sandbox, { selection: { isDisabling: true, only: [id] } });
  await give('MaintenanceWindow', id);
  await unchanged(sandbox, async () => {
    const { exitCode, out } = await restore(sandbox, backup as Backup);
    expect(exitCode).toBe(0);
    expect(out).toContain(`! Window ${other} (${id}) is now ${ofStack}, so it stays as it is.`);
  });
});

it('a restore tells that it registers a patch group again with the baseline of a stack', async () => {
  const { sandbox, give } = await withStack();
  const patchGroup = 'Week 1 Day 2 - Unattended - 04:00';
  const { backup } = await cleanUp(sandbox, { selection: { ...allPatching, only: [patchGroup] } });
  const [baseline] = (await sandbox.dump()).baselines;
  await give('PatchBaseline', baseline?.id);
  const { exitCode, out } = await restore(sandbox, backup as Backup);
  expect(exitCode).toBe(0);
  expect(out.join('\n')).toContain(
    `! Patch group "${patchGroup}" will be registered again with ${baseline?.fields.Name} (${baseline?.id}), which is ${ofStack}.`,
  );
  expect((await sandbox.dump()).registrations.map((each) => each.patchGroup)).toContain(patchGroup);
});
