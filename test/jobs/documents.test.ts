/** Which documents patch, from outside: in status, clean-up, restore, overlaps and adoption; others are named and go by name. */
import { expect, it } from 'vitest';
import { withoutIds } from '../helpers/account-dump.js';
import { reached } from '../helpers/memory-account.js';
import { makeForeignWindow } from '../helpers/planning.js';
import { withSandbox } from '../helpers/sandbox.js';
import { allPatching, cleanUp, restore } from './cleanup-runs.js';
import { now, setUp, status, statusDocument } from './runs.js';

/** As the user guide has them, legacy ones too; and those of Automation. */
const commands = [
  ...['AWS-RunPatchBaseline', 'AWS-RunPatchBaselineAssociation', 'AWS-RunPatchBaselineWithHooks'],
  ...['AWS-ConfigureWindowsUpdate', 'AWS-InstallWindowsUpdates', 'AWS-ApplyPatchBaseline', 'AWS-FindWindowsUpdates'],
  ...['AWS-InstallMissingWindowsUpdates', 'arn:aws:ssm:eu-west-1::document/AWS-InstallSpecificWindowsUpdates'],
];
const runbooks = ['AWS-PatchInstanceWithRollback', 'AWS-PatchAsgInstance'];
const shared = 'arn:aws:ssm:eu-west-1:111122223333:document/Shared-PatchLinux';
const others = [shared, 'AWS-RunShellScript', 'AWS-GatherSoftwareInventory'];

it('all of AWS’s documents that patch count everywhere; others are named, and only go by name', async () => {
  const served = await withSandbox({ empty: true, now });
  const sandbox = reached(served);
  const ssm = served.ssm();
  const nameOf = (document: string): string => document.replace(/^.*\//, '');
  for (const document of [...commands, ...runbooks, ...others]) {
    const RunCommand = document === 'AWS-InstallWindowsUpdates' ? { Parameters: { Action: ['Scan'] } } : {};
    const TaskType = runbooks.includes(document) ? 'AUTOMATION' : 'RUN_COMMAND';
    const task = { TaskArn: document, TaskType, RunCommand } as const;
    await makeForeignWindow(ssm, { window: { Name: `by-${nameOf(document)}` }, patchGroup: nameOf(document), task });
  }
  const before = await sandbox.dump();
  const patching = [...commands, ...runbooks].map((document) => `by-${nameOf(document)}`).sort();

  const { windows } = await statusDocument(sandbox);
  const named = (isPatching: boolean) =>
    windows.filter((each) => each.isPatching === isPatching).map(({ name }) => name);
  expect(named(true).sort()).toEqual(patching);
  expect(windows.find(({ name }) => name === 'by-Shared-PatchLinux')?.documents).toEqual(['Shared-PatchLinux']);
  const told = (await status(sandbox)).join('\n');
  expect(told).toMatch(/by-Shared-PatchLinux .*\(runs Shared-PatchLinux\)/);
  expect(told).toMatch(/by-AWS-GatherSoftwareInventory .*\(not patching\)/);

  // Overlaps, and what stands in the way of a wave; what a plan cannot say is left alone.
  const overlap = await setUp(sandbox, '--wave AWS-InstallMissingWindowsUpdates=1tue@03:00', { isDryRun: true });
  expect(overlap.out.join('\n')).toContain('The window by-AWS-InstallMissingWindowsUpdates (mw-');
  const { out: adopted } = await setUp(sandbox, '--adopt --plan old', { isDryRun: true });
  for (const document of ['AWS-ConfigureWindowsUpdate', 'AWS-InstallSpecificWindowsUpdates']) {
    expect(adopted.join('\n')).toMatch(new RegExp(`a plan cannot record the parameters of ${document}`));
  }
  expect(adopted.join('\n')).toContain('its task AWS-PatchAsgInstance is not a Run Command task');

  const all = await cleanUp(sandbox, { selection: allPatching });
  expect(all.exitCode).toBe(0);
  const text = all.out.join('\n');
  expect(text).toContain('(runs AWS-FindWindowsUpdates (scan only); created by others)');
  expect(text).toContain('(runs AWS-InstallWindowsUpdates (scan only); created by others)');
  expect(text).toContain(
    "by-Shared-PatchLinux runs Shared-PatchLinux, which is not one of AWS's patching documents; deleted only if you choose it by name.",
  );
  expect(text).not.toContain('! by-AWS-GatherSoftwareInventory');
  const left = async () => (await sandbox.dump()).windows.map(({ fields }) => ('Name' in fields ? fields.Name : ''));
  expect((await left()).sort()).toEqual(others.map((document) => `by-${nameOf(document)}`).sort());

  const byName = await cleanUp(sandbox, { selection: { only: ['by-Shared-PatchLinux', 'by-AWS-RunShellScript'] } });
  expect(byName.exitCode).toBe(0);
  expect(await left()).toEqual(['by-AWS-GatherSoftwareInventory']);
  await expect(cleanUp(sandbox, { selection: { only: await left() } as never })).rejects.toThrow('not about patching');

  for (const { backup } of [byName, all]) expect((await restore(sandbox, backup)).exitCode).toBe(0);
  expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
});
