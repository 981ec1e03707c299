/** The fleet with its filters, and the public parameters that say where SSM is. */
import {
  type DescribeInstanceInformationCommandInput,
  paginateDescribeInstanceInformation,
  paginateGetParametersByPath,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { regions } from '../../source/plan/account/regions.js';
import { itemsOf, refusalOf, refusalsOf, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

describe('nodes', () => {
  it('are twelve of four operating systems, the same in every run', async () => {
    const list = async () => {
      const client = (await withSandbox({ now })).ssm();
      return itemsOf(paginateDescribeInstanceInformation({ client, pageSize: 5 }, {}), 'InstanceInformationList');
    };
    const nodes = await list();
    expect(await list()).toEqual(nodes);
    const systems = nodes.map(({ PlatformName = '' }) => PlatformName);
    const counts = [...new Set(systems)].map((name) => [name, systems.filter((other) => other === name).length]);
    expect(counts).toEqual([
      ['Microsoft Windows Server 2022 Datacenter', 5],
      ['Amazon Linux', 4],
      ['Ubuntu', 2],
      ['Red Hat Enterprise Linux', 1],
    ]);
    expect(nodes[0]).toMatchObject({
      ...{
        InstanceId: expect.stringMatching(/^i-[0-9a-f]{17}$/),
        PlatformType: 'Windows',
        ResourceType: 'EC2Instance',
      },
      ...{ PingStatus: 'Online', LastPingDateTime: new Date('2026-11-23T09:59:49Z') },
    });
  });

  it('are told a thousand on a page to whom asks as the console does', async () => {
    const ssm = (await withSandbox({ fleet: 1001, now })).ssm();
    const first = await ssm.describeInstanceProperties({ MaxResults: 1000 });
    expect(first.InstanceProperties).toHaveLength(1000);
    expect(first.InstanceProperties?.[9]).toMatchObject({
      ...{ Name: 'till-1', InstanceId: expect.stringMatching(/^mi-/), ResourceType: 'ManagedInstance' },
      ...{ PingStatus: 'Online', PlatformType: 'Windows', LastPingDateTime: new Date('2026-11-23T09:59:46Z') },
    });
    const NextToken = first.NextToken;
    expect((await ssm.describeInstanceProperties({ MaxResults: 1000, NextToken })).InstanceProperties).toHaveLength(1);
    const lost = [{ key: 'PingStatus' as const, valueSet: ['ConnectionLost'] }];
    const found = await ssm.describeInstanceProperties({ InstancePropertyFilterList: lost, MaxResults: 1000 });
    expect(found.InstanceProperties).toHaveLength(58);
  });

  it('are filtered by members and by tags', async () => {
    const ssm = (await withSandbox()).ssm();
    const names = async (input: DescribeInstanceInformationCommandInput) => {
      const answer = await ssm.describeInstanceInformation({ MaxResults: 50, ...input });
      return answer.InstanceInformationList?.map(({ ComputerName }) => ComputerName?.split('.')[0]);
    };
    const by = (...filters: [string, ...string[]][]) =>
      names({ Filters: filters.map(([Key, ...Values]) => ({ Key, Values })) });
    expect(await by(['PlatformTypes', 'Windows'])).toHaveLength(5);
    expect(await by(['PingStatus', 'ConnectionLost'])).toEqual(['jupyter-01']);
    expect(await by(['ResourceType', 'ManagedInstance'])).toEqual(['ledger-01']);
    const teams = ['reports-01', 'web-01', 'web-02', 'web-canary-01', 'ledger-01'];
    expect(await by(['tag:Team', 'web', 'finance'])).toEqual(teams);
    expect(await by(['tag:Team', 'finance'], ['tag:Environment', 'prod'])).toHaveLength(2);
    expect(await by(['tag-key', 'Patch Group'])).toHaveLength(8);
    expect(await by(['tag:PatchGroup', 'Week 1 Day 2 - Unattended - 03:00'])).toEqual([]);
    const linux = { InstanceInformationFilterList: [{ key: 'PlatformTypes' as const, valueSet: ['Linux'] }] };
    expect(await names(linux)).toHaveLength(7);
    const both = { Filters: [{ Key: 'PlatformTypes', Values: ['Linux'] }], ...linux };
    const wrong = {
      InvalidFilterKey: by(['Color', 'red']),
      InvalidInstanceInformationFilterValue: by(['PlatformTypes', 'Amiga']),
      InvalidInstanceId: by(['InstanceIds', 'i-00000000000000000']),
      ValidationException: by(['tag:Team', 'web'], ['PlatformTypes', 'Linux']),
    };
    expect(await refusalsOf(...Object.values(wrong))).toEqual(Object.keys(wrong));
    expect((await refusalOf(names(both))).name).toBe('ValidationException');
    expect(await refusalOf(by(['ResourceType', 'EC2Instance', 'ManagedInstance']))).toEqual({
      name: 'InvalidInstanceInformationFilterValue',
      message: 'ResourceType filter may contain only one value.',
    });
    expect((await refusalOf(by(['ResourceType', 'Document']))).message).toBe(
      'ResourceType filter is invalid, valid values are EC2Instance, ManagedInstance',
    );
  });
});

describe('public parameters', () => {
  it('list the regions of every partition, ten on a page', async () => {
    const client = (await withSandbox()).ssm();
    const Path = '/aws/service/global-infrastructure/services/ssm/regions';
    expect((await client.getParametersByPath({ Path })).Parameters).toHaveLength(10);
    const found = await itemsOf(paginateGetParametersByPath({ client }, { Path }), 'Parameters');
    expect(found.map(({ Value }) => Value)).toEqual(regions.map(({ name }) => name).sort());
    const Name = `${Path}/${found[0]?.Value}`;
    expect(found[0]).toMatchObject({ Name, Type: 'String', DataType: 'text', Version: 1 });
  });

  it('say what a region is called', async () => {
    const client = (await withSandbox()).ssm();
    const get = async (Path: string, Recursive = false) =>
      (await client.getParametersByPath({ Path, Recursive })).Parameters;
    const parameters = await get('/aws/service/global-infrastructure/regions/eu-west-1/');
    const longName = parameters?.find(({ Name }) => Name?.endsWith('/longName'));
    expect(longName?.Value).toBe('Europe (Ireland)');
    expect(await get('/aws/service/global-infrastructure/regions/eu-west-1/longName')).toEqual([]);
    expect(await get('/no/such/path', true)).toEqual([]);
    expect((await refusalOf(get('no-slash'))).name).toBe('ValidationException');
  });
});
