/** Fleets of any size, in the place of the sample account's nodes. */
import { join } from 'node:path';
import { paginateDescribeInstanceInformation } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { emptyFolder } from '../helpers/command.js';
import { tagsOfNodes } from '../helpers/fleet.js';
import { memorySandbox } from '../helpers/memory-account.js';
import { itemsOf, withSandbox } from '../helpers/sandbox.js';

const nodesOf = (sandbox: Pick<ReturnType<typeof memorySandbox>, 'ssm'>) =>
  itemsOf(paginateDescribeInstanceInformation({ client: sandbox.ssm(), pageSize: 50 }, {}), 'InstanceInformationList');

it('have names, tags, Auto Scaling groups and systems, some lost, some on premises, some without any tag', async () => {
  const sandbox = memorySandbox({ fleet: 1000 });
  const nodes = await nodesOf(sandbox);
  const tags = await tagsOfNodes(sandbox.tagging());
  expect(nodes).toHaveLength(1000);
  expect(nodes.slice(0, 3).map(({ InstanceId = '' }) => tags[InstanceId]?.Name)).toEqual(['web-1', 'web-2', 'api-1']);
  const count = (of: (node: (typeof nodes)[number]) => string | undefined) => {
    const values = nodes.map((node) => String(of(node)));
    return Object.fromEntries(
      [...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]),
    );
  };
  expect(count(({ PingStatus }) => PingStatus)).toEqual({ Online: 942, ConnectionLost: 58 });
  expect(count(({ ResourceType }) => ResourceType)).toEqual({ EC2Instance: 900, ManagedInstance: 100 });
  expect(Object.keys(count(({ PlatformName }) => PlatformName))).toHaveLength(4);
  expect(count(({ InstanceId = '' }) => tags[InstanceId]?.Environment)).toEqual({
    ...{ prod: 600, test: 180, dev: 200, undefined: 20 },
  });
  expect(count(({ InstanceId = '' }) => tags[InstanceId]?.['aws:autoscaling:groupName'])).toEqual({
    ...{ 'web-prod': 180, 'api-prod': 120, 'web-test': 60, 'api-test': 40, 'web-dev': 60, 'api-dev': 40 },
    undefined: 500,
  });
  const names = new Set(nodes.map(({ ComputerName }) => ComputerName));
  expect(names.size).toBe(1000);
});

it('can be read in eleven calls, a thousand nodes and all their tags', async () => {
  const { ssm, tagging, requests } = memorySandbox({ fleet: 1000 });
  const { InstanceProperties: nodes = [], NextToken } = await ssm().describeInstanceProperties({ MaxResults: 1000 });
  expect([nodes.length, NextToken]).toEqual([1000, undefined]);
  expect(Object.keys(await tagsOfNodes(tagging()))).toHaveLength(980);
  expect(await requests()).toHaveLength(1 + 10);
});

it('are the same every time, with or without the other teams, and a smaller one is the beginning of a larger', async () => {
  const now = () => new Date('2026-11-27T10:00:00Z');
  const large = await nodesOf(memorySandbox({ fleet: 60, now }));
  const small = memorySandbox({ fleet: 20, empty: true, now });
  expect(await nodesOf(small)).toEqual(large.slice(0, 20));
  expect((await small.ssm().describeMaintenanceWindows({})).WindowIdentities).toEqual([]);
  expect(await nodesOf(memorySandbox({ fleet: 0 }))).toEqual([]);
  await small.control('POST', 'reset', {});
  expect(await nodesOf(small)).toHaveLength(20);
});

it('stay in the state file, with what they are tagged with, in every region', async () => {
  const stateFile = join(await emptyFolder(), 'state');
  const tagged = async (fleet?: number) => {
    const sandbox = await withSandbox({ fleet, stateFile });
    const tags = await tagsOfNodes(sandbox.tagging());
    const [id = ''] = Object.keys(tags);
    const ResourceARNList = [`arn:aws:ec2:eu-west-1:123456789012:instance/${id}`];
    await sandbox.tagging().tagResources({ ResourceARNList, Tags: { PatchGroup: 'dev' } });
    const elsewhere = await sandbox.ssm('eu-west-2').describeInstanceInformation({ MaxResults: 50 });
    await sandbox.close();
    return [tags[id]?.PatchGroup, elsewhere.InstanceInformationList?.length];
  };
  expect(await tagged(30)).toEqual([undefined, 30]);
  expect(await tagged()).toEqual(['dev', 30]);
});
