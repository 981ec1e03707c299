/** Parameters in the state file: kept with versions and tags, cleared by a reset, and absent from files of before. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddTagsToResourceCommand,
  DescribeMaintenanceWindowsCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { expect, it, onTestFinished } from 'vitest';
import { refusalOf, withSandbox } from '../helpers/sandbox.js';

async function stateFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return join(directory, 'account.jsonl');
}

async function values(ssm: SSMClient): Promise<(string | undefined)[]> {
  const { Parameters = [] } = await ssm.send(new GetParameterHistoryCommand({ Name: '/a' }));
  return Parameters.map(({ Value }) => Value);
}

async function write(ssm: SSMClient, Value: string): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name: '/a', Type: 'String', Value, Overwrite: true }));
}

it('are the same in the next run, and go on counting', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file, empty: true });
  for (const value of ['one', 'two', 'three']) await write(first.ssm(), value);
  const resource = { ResourceType: 'Parameter', ResourceId: '/a' } as const;
  const Tags = [{ Key: 'Team', Value: 'web' }];
  await first.ssm().send(new AddTagsToResourceCommand({ ...resource, Tags }));
  await first.close();
  const second = await withSandbox({ stateFile: file });
  const ssm = second.ssm();
  await write(ssm, 'four');
  expect(await values(ssm)).toEqual(['one', 'two', 'three', 'four']);
  expect((await ssm.send(new ListTagsForResourceCommand(resource))).TagList).toEqual(Tags);
});

it('are gone after a reset, in the next run too', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file });
  await write(first.ssm(), 'one');
  await first.control('POST', 'reset');
  expect((await first.ssm().send(new DescribeParametersCommand({}))).Parameters).toEqual([]);
  await first.close();
  const second = (await withSandbox({ stateFile: file })).ssm();
  expect((await refusalOf(second.send(new GetParameterCommand({ Name: '/a' })))).name).toBe('ParameterNotFound');
});

/** As the sandbox wrote them before it had parameters. */
const olderFile = `{"kind":"ssm-patch-wizard sandbox","version":1,"empty":true}
[{"region":"eu-west-1","table":"region","key":"eu-west-1","order":0,"row":null}]
[{"region":"eu-west-1","table":"windows","key":"mw-0123456789abcdef0","order":1,"row":{"WindowId":"mw-0123456789abcdef0","Name":"older","Schedule":"rate(1 day)","Duration":3,"Cutoff":1,"AllowUnassociatedTargets":false,"Enabled":true,"CreatedDate":1764000000,"ModifiedDate":1764000000}}]
[{"region":"eu-west-1","table":"tags","key":"MaintenanceWindow mw-0123456789abcdef0","order":1,"row":{"Tags":[{"Key":"Team","Value":"web"}]}}]
`;

it('can be written into an account of before there were any', async () => {
  const file = await stateFile();
  await writeFile(file, olderFile);
  const sandbox = await withSandbox({ stateFile: file });
  const ssm = sandbox.ssm();
  const { WindowIdentities = [] } = await ssm.send(new DescribeMaintenanceWindowsCommand({}));
  expect([sandbox.isKept, WindowIdentities.map(({ Name }) => Name)]).toEqual([true, ['older']]);
  expect((await ssm.send(new DescribeParametersCommand({}))).Parameters).toEqual([]);
  await write(ssm, 'one');
  expect(await values(ssm)).toEqual(['one']);
});
