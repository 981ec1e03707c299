/** Pages and their tokens: every item once, whatever the page size, and no token but the list's own. */
import {
  CreateMaintenanceWindowCommand,
  DeleteMaintenanceWindowCommand,
  DescribeInstanceInformationCommand,
  DescribeMaintenanceWindowsCommand,
  DescribePatchBaselinesCommand,
  DescribePatchGroupsCommand,
  DescribePatchPropertiesCommand,
  paginateDescribeMaintenanceWindows,
} from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { plainWindow, refusalOf, type TestSandbox, withSandbox } from '../helpers/sandbox.js';

async function withWindows(count: number): Promise<TestSandbox> {
  const sandbox = await withSandbox({ empty: true, quotas: { windows: count } });
  const ssm = sandbox.ssm();
  for (let index = 0; index < count; index++) {
    await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, Name: `window-${index}` }));
  }
  return sandbox;
}

it('lists every window once and ends with an empty token', async () => {
  const client = (await withWindows(23)).ssm();
  const pages = [];
  for await (const page of paginateDescribeMaintenanceWindows({ client, pageSize: 10 }, {})) pages.push(page);
  expect(pages.map(({ WindowIdentities }) => WindowIdentities?.length)).toEqual([10, 10, 3]);
  expect(pages.at(-1)?.NextToken).toBe('');
  const names = pages.flatMap(({ WindowIdentities = [] }) => WindowIdentities.map(({ Name }) => Name));
  expect(names).toEqual(Array.from({ length: 23 }, (_, index) => `window-${index}`));
});

it('a page that is just full is the last one', async () => {
  const client = (await withWindows(10)).ssm();
  expect((await client.send(new DescribeMaintenanceWindowsCommand({ MaxResults: 10 }))).NextToken).toBe('');
});

it('ends without a token where the model does not say that it is empty', async () => {
  const ssm = (await withSandbox()).ssm();
  const page = (NextToken?: string) =>
    ssm.send(
      new DescribePatchPropertiesCommand({
        OperatingSystem: 'SUSE',
        Property: 'SEVERITY',
        MaxResults: 3,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
  const first = await page();
  const second = await page(first.NextToken);
  expect([first.Properties?.length, second.Properties?.length, second.NextToken]).toEqual([3, 1, undefined]);
});

it('loses and repeats nothing when items go and come between pages', async () => {
  const ssm = (await withWindows(25)).ssm();
  const first = await ssm.send(new DescribeMaintenanceWindowsCommand({ MaxResults: 10 }));
  for (const { WindowId } of first.WindowIdentities ?? []) {
    await ssm.send(new DeleteMaintenanceWindowCommand({ WindowId }));
  }
  await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, Name: 'late' }));
  const { NextToken } = first;
  const second = await ssm.send(new DescribeMaintenanceWindowsCommand({ MaxResults: 50, NextToken }));
  expect(second.WindowIdentities?.map(({ Name }) => Name)).toEqual([
    ...Array.from({ length: 15 }, (_, index) => `window-${index + 10}`),
    'late',
  ]);
});

it('takes no token that is made up, changed or another list’s', async () => {
  const sandbox = await withWindows(11);
  const ssm = sandbox.ssm();
  const { NextToken = '' } = await ssm.send(new DescribeMaintenanceWindowsCommand({ MaxResults: 10 }));
  const windows = (token: string, input = {}, region = 'eu-west-1') =>
    sandbox.ssm(region).send(new DescribeMaintenanceWindowsCommand({ NextToken: token, ...input }));
  expect((await windows(NextToken)).WindowIdentities).toHaveLength(1);
  for (const foreign of [
    () => windows('made up'),
    () => windows(`${NextToken.slice(0, -2)}AA`),
    () => windows(NextToken, { Filters: [{ Key: 'Enabled', Values: ['true'] }] }),
    () => windows(NextToken, {}, 'us-east-1'),
    () => ssm.send(new DescribePatchBaselinesCommand({ NextToken })),
    () => ssm.send(new DescribePatchGroupsCommand({ NextToken })),
  ]) {
    expect((await refusalOf(foreign())).name).toBe('ValidationException');
  }
  const nodes = ssm.send(new DescribeInstanceInformationCommand({ NextToken }));
  expect((await refusalOf(nodes)).name).toBe('InvalidNextToken');
});
