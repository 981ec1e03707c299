/** Pages and their tokens: every item once, whatever the page size, and no token but the list's own. */
import { paginateDescribeMaintenanceWindows, type SSM } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forSome } from '../helpers/properties.js';
import { plainWindow, rawRequest, refusalOf, refusalsOf, type TestSandbox, withSandbox } from '../helpers/sandbox.js';

async function withWindows(count: number): Promise<TestSandbox> {
  const sandbox = await withSandbox({ empty: true, quotas: { windows: count } });
  const ssm = sandbox.ssm();
  for (let index = 0; index < count; index++) {
    await ssm.createMaintenanceWindow({ ...plainWindow, Name: `window-${index}` });
  }
  return sandbox;
}

it('lists every window once and ends without a token', async () => {
  const client = (await withWindows(23)).ssm();
  const pages = [];
  for await (const page of paginateDescribeMaintenanceWindows({ client, pageSize: 10 }, {})) pages.push(page);
  expect(pages.map(({ WindowIdentities }) => WindowIdentities?.length)).toEqual([10, 10, 3]);
  expect(pages.at(-1)).not.toHaveProperty('NextToken');
  const names = pages.flatMap(({ WindowIdentities = [] }) => WindowIdentities.map(({ Name }) => Name));
  expect(names).toEqual(Array.from({ length: 23 }, (_, index) => `window-${index}`));
});

it('a page that is just full is the last one', async () => {
  const client = (await withWindows(10)).ssm();
  const page = await client.describeMaintenanceWindows({ MaxResults: 10 });
  expect(page).not.toHaveProperty('NextToken');
});

it('loses and repeats nothing when items go and come between pages', async () => {
  const ssm = (await withWindows(25)).ssm();
  const first = await ssm.describeMaintenanceWindows({ MaxResults: 10 });
  for (const { WindowId } of first.WindowIdentities ?? []) {
    await ssm.deleteMaintenanceWindow({ WindowId });
  }
  await ssm.createMaintenanceWindow({ ...plainWindow, Name: 'late' });
  const { NextToken } = first;
  const second = await ssm.describeMaintenanceWindows({ MaxResults: 50, NextToken });
  expect(second.WindowIdentities?.map(({ Name }) => Name)).toEqual([
    ...Array.from({ length: 15 }, (_, index) => `window-${index + 10}`),
    'late',
  ]);
});

it('takes no token that is made up, changed or another list’s', async () => {
  const sandbox = await withWindows(11);
  const ssm = sandbox.ssm();
  const { NextToken = '' } = await ssm.describeMaintenanceWindows({ MaxResults: 10 });
  const windows = (token: string, input = {}, region = 'eu-west-1') =>
    sandbox.ssm(region).describeMaintenanceWindows({ NextToken: token, ...input });
  expect((await windows(NextToken)).WindowIdentities).toHaveLength(1);
  const { name } = await refusalOf(ssm.describeInstanceInformation({ NextToken }));
  expect(name).toBe('InvalidNextToken');
  const refused = await refusalsOf(
    windows('made up'),
    windows(`${NextToken.slice(0, -2)}AA`),
    windows(NextToken, { Filters: [{ Key: 'Enabled', Values: ['true'] }] }),
    windows(NextToken, {}, 'us-east-1'),
    ssm.describePatchBaselines({ NextToken }),
    ssm.describePatchGroups({ NextToken }),
  );
  expect(refused).toEqual(Array(6).fill('ValidationException'));
});

type Send = (operation: string, input: object) => Promise<Readonly<Record<string, unknown>>>;

/** Makes an account whose lists are longer than a page; returns every paged list with input that shows it. */
async function longLists(send: Send): Promise<readonly (readonly [operation: string, input: object])[]> {
  const created = await Promise.all(Array.from({ length: 11 }, () => send('CreateMaintenanceWindow', plainWindow)));
  const WindowId = created[0]?.WindowId;
  const Targets = [{ Key: 'tag:Patch Group', Values: ['web-tier', 'finance'] }];
  await Promise.all(
    created.flatMap(() => [
      send('RegisterTargetWithMaintenanceWindow', { WindowId, ResourceType: 'INSTANCE', Targets }),
      send('RegisterTaskWithMaintenanceWindow', { WindowId, TaskArn: 'x', TaskType: 'LAMBDA' }),
    ]),
  );
  for (const Name of ['/plans/1', '/plans/1', '/plans/2']) {
    await send('PutParameter', { Name, Type: 'String', Value: 'x', Overwrite: true });
  }
  const { WindowIdentities: windows } = await send('DescribeMaintenanceWindows', {});
  const nightly = (windows as { WindowId: string; Name: string }[]).find(({ Name }) => Name === 'nightly-inventory');
  return [
    ['DescribeMaintenanceWindows', { MaxResults: 10 }],
    ['DescribeMaintenanceWindowExecutions', { MaxResults: 10, WindowId: nightly?.WindowId }],
    ['DescribeMaintenanceWindowTargets', { MaxResults: 10, WindowId }],
    ['DescribeMaintenanceWindowTasks', { MaxResults: 10, WindowId }],
    ['DescribeMaintenanceWindowSchedule', { MaxResults: 100 }],
    ['DescribeMaintenanceWindowsForTarget', { MaxResults: 1, ResourceType: 'INSTANCE', Targets }],
    ['DescribePatchBaselines', { MaxResults: 1 }],
    ['DescribePatchGroups', { MaxResults: 1 }],
    ['DescribePatchProperties', { MaxResults: 1, OperatingSystem: 'SUSE', Property: 'SEVERITY' }],
    ['DescribeInstanceInformation', { MaxResults: 5 }],
    ['GetParametersByPath', { MaxResults: 10, Path: '/aws/service/global-infrastructure', Recursive: true }],
    ['DescribeParameters', { MaxResults: 1 }],
    ['GetParameterHistory', { MaxResults: 1, Name: '/plans/1' }],
  ];
}

/** Sends operations by their names through the SDK. */
function byName(ssm: SSM): Send {
  const methods = ssm as unknown as Readonly<Record<string, (input: object) => ReturnType<Send>>>;
  return (operation, input) => {
    const method = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;
    return methods[method]?.call(ssm, input) ?? Promise.reject(new Error(`The SDK has no ${method}`));
  };
}

it('every list ends for a reader that goes on while there is a token, as the original clean-up did', async () => {
  const send = byName((await withSandbox({ quotas: { windows: 100 } })).ssm());
  for (const [operation, input] of await longLists(send)) {
    let page = await send(operation, input);
    let pages = 1;
    while ('NextToken' in page) {
      expect(page.NextToken, operation).toMatch(/./);
      page = await send(operation, { ...input, NextToken: page.NextToken });
      pages++;
    }
    expect(pages, operation).toBeGreaterThan(1);
    expect(pages, operation).toBeLessThan(1000);
  }
});

/** What a proxy, a shell or a person does to a token, at the place that a number from 0 to 1 says. */
const changes: readonly ((token: string, character: string, place: number) => string)[] = [
  (token, character, place) => token.slice(0, place) + character + token.slice(place),
  (token, character, place) => token.slice(0, place) + character + token.slice(place + 1),
  (token, _character, place) => token.slice(0, place) + token.slice(place + 1),
  (token, _character, place) => token.slice(0, place),
  (token) => Buffer.from(token, 'base64url').toString('base64'),
  (token, character) => `${token}${character}`,
  (token, character) => `${character}${token}`,
  (token) => `${token}${token}`,
];

it('takes a token only as it was given, byte for byte, in every list', async () => {
  const sandbox = await withSandbox({ quotas: { windows: 100 } });
  const { endpoint } = sandbox;
  const raw = async (operation: string, input: object) =>
    rawRequest(endpoint, { operation, body: JSON.stringify(input) });
  const send: Send = async (operation, input) => (await raw(operation, input)).json;
  const pages = await Promise.all(
    (await longLists(send)).map(async ([operation, input]) => {
      const { NextToken } = await send(operation, input);
      return { operation, input, token: NextToken as string };
    }),
  );
  expect(pages.filter(({ token }) => typeof token !== 'string' || token === '')).toEqual([]);
  const character = fc.constantFrom(...'xA0-_!=+/. \u0000é\ufffd');
  return forSome(
    500,
    [fc.constantFrom(...pages), fc.constantFrom(...changes), character, fc.double({ min: 0, max: 1, noNaN: true })],
    async ({ operation, input, token }, change, inserted, place) => {
      const NextToken = change(token, inserted, Math.floor(place * token.length));
      const { status, json } = await raw(operation, { ...input, NextToken });
      if (NextToken === token || NextToken === '') expect(status).toBe(200);
      else
        expect([status, json.__type]).toEqual([400, expect.stringMatching(/^(ValidationException|InvalidNextToken)$/)]);
    },
  );
});
