/** The Resource Groups Tagging API over HTTP, to the SDK's client: tags of instances, hybrid nodes and the rest of SSM. */
import {
  paginateGetResources,
  type ResourceGroupsTaggingAPI,
  type ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { expect, it } from 'vitest';
import { itemsOf, plainWindow, refusalOf, refusalsOf, withSandbox } from '../helpers/sandbox.js';

const instance = (id: string) => `arn:aws:ec2:eu-west-1:123456789012:instance/${id}`;
const inSsm = (name: string) => `arn:aws:ssm:eu-west-1:123456789012:${name}`;

/** The sample account, with the ARNs of its nodes by their names. */
async function sample(options: Parameters<typeof withSandbox>[0] = {}) {
  const sandbox = await withSandbox(options);
  const ssm = sandbox.ssm();
  const tagging = sandbox.tagging();
  const { InstanceInformationList: nodes = [] } = await ssm.describeInstanceInformation({ MaxResults: 50 });
  const arns = nodes.map(({ ComputerName: name = '', InstanceId: id = '' }) => [
    name.split('.')[0],
    id.startsWith('mi-') ? inSsm(`managed-instance/${id}`) : instance(id),
  ]);
  return { ...sandbox, ssm, tagging, arns: Object.fromEntries(arns) as Record<string, string> };
}

async function tagsOf(tagging: ResourceGroupsTaggingAPI, arn = ''): Promise<unknown> {
  const { ResourceTagMappingList: found } = await tagging.getResources({ ResourceARNList: [arn] });
  return found?.[0] && Object.fromEntries(found[0].Tags?.map(({ Key, Value }) => [Key, Value]) ?? []);
}

it('tags instances and hybrid nodes, and SSM sees it at once', async () => {
  const { ssm, tagging, arns } = await sample();
  const both = [arns['batch-01'] ?? '', arns['ledger-01'] ?? ''];
  expect(await tagging.tagResources({ ResourceARNList: both, Tags: { PatchGroup: 'dev', Team: 'new' } })).toMatchObject(
    {
      FailedResourcesMap: {},
    },
  );
  const Filters = [{ Key: 'tag:PatchGroup', Values: ['dev'] }];
  const { InstanceInformationList: found } = await ssm.describeInstanceInformation({ Filters });
  expect(found?.map(({ ComputerName }) => ComputerName)).toEqual([
    'batch-01.corp.example.com',
    'ledger-01.corp.example.com',
  ]);
  expect(await tagsOf(tagging, both[0])).toMatchObject({ Name: 'batch-01', Team: 'new', PatchGroup: 'dev' });
  const ResourceId = both[1]?.split('/')[1] ?? '';
  await ssm.addTagsToResource({ ResourceType: 'ManagedInstance', ResourceId, Tags: [{ Key: 'Rack', Value: '7' }] });
  expect(await tagsOf(tagging, both[1])).toMatchObject({ Team: 'new', PatchGroup: 'dev', Rack: '7' });
  await tagging.untagResources({ ResourceARNList: both, TagKeys: ['PatchGroup', 'no such key'] });
  expect((await ssm.describeInstanceInformation({ Filters })).InstanceInformationList).toEqual([]);
  expect(await tagsOf(tagging, both[1])).not.toHaveProperty('PatchGroup');
});

it('tells each resource that failed, and tags the others', async () => {
  const { tagging, arns } = await sample();
  const full = arns['ad-01'] ?? '';
  const fifty = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`key-${index}`, '']));
  await tagging.tagResources({ ResourceARNList: [full], Tags: fifty });
  const failing = {
    [instance('i-00000000000000000')]: 'InvalidInstanceID.NotFound',
    [instance('i-1')]: 'InvalidInstanceID.Malformed',
    [inSsm('managed-instance/mi-00000000000000000')]: 'InvalidResourceId',
    [full]: 'TagLimitExceeded',
    'arn:aws:s3:eu-west-1:123456789012:bucket/any': 'InternalServiceException',
    [instance('i-1').replace('eu-west-1', 'eu-west-2')]: 'InvalidParameterException',
  };
  const ResourceARNList = [...Object.keys(failing), arns['web-01'] ?? ''];
  const { FailedResourcesMap: failed = {} } = await tagging.tagResources({ ResourceARNList, Tags: { One: 'more' } });
  expect(Object.fromEntries(Object.entries(failed).map(([arn, { ErrorCode }]) => [arn, ErrorCode]))).toEqual(failing);
  expect(failed[instance('i-00000000000000000')]).toEqual({
    StatusCode: 400,
    ErrorCode: 'InvalidInstanceID.NotFound',
    ErrorMessage: "The instance ID 'i-00000000000000000' does not exist",
  });
  expect(await tagsOf(tagging, arns['web-01'])).toHaveProperty('One', 'more');
  // Tags of AWS do not count: this one has its Auto Scaling group's besides 50.
  expect(await tagsOf(tagging, arns['web-01'])).toHaveProperty('aws:autoscaling:groupName', 'web-tier');
  const web = { ResourceARNList: [arns['web-01'] ?? ''] };
  await tagging.tagResources({ ...web, Tags: Object.fromEntries(Object.entries(fifty).slice(1)) });
  expect(Object.keys((await tagsOf(tagging, arns['web-01'])) as object)).toHaveLength(51);
});

it('refuses keys with a space where an instance’s metadata tell its tags', async () => {
  const { tagging, arns } = await sample();
  const ResourceARNList = [arns['batch-01'] ?? '', arns['web-02'] ?? ''];
  const tag = async (key: string) =>
    (await tagging.tagResources({ ResourceARNList, Tags: { [key]: 'x' } })).FailedResourcesMap;
  expect(await tag('PatchGroup')).toEqual({});
  expect(await tag('Patch Group')).toEqual({
    [ResourceARNList[0] ?? '']: {
      StatusCode: 400,
      ErrorCode: 'InvalidParameterValue',
      ErrorMessage: expect.stringContaining("'Patch Group' is not a valid tag key. Tag keys must match pattern"),
    },
  });
  expect(Object.keys((await tag('a/b')) ?? {})).toHaveLength(1);
});

it('refuses a call as a whole for what is wrong with it', async () => {
  const { tagging, arns, faults } = await sample();
  const ResourceARNList = [arns['ad-01'] ?? ''];
  const many = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);
  const tags = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 'x']));
  const calls = [
    tagging.tagResources({ ResourceARNList: many(21).map(instance), Tags: tags(['a']) }),
    tagging.tagResources({ ResourceARNList, Tags: tags(many(51)) }),
    tagging.tagResources({ ResourceARNList, Tags: tags(['k'.repeat(129)]) }),
    tagging.tagResources({ ResourceARNList, Tags: { key: 'v'.repeat(257) } }),
    tagging.tagResources({ ResourceARNList, Tags: tags(['aws:mine']) }),
    tagging.untagResources({ ResourceARNList, TagKeys: ['aws:autoscaling:groupName'] }),
    tagging.tagResources({ ResourceARNList: [...ResourceARNList, 'no-arn'], Tags: tags(['a']) }),
    tagging.tagResources({ ResourceARNList: [instance('i-1').replace('aws', 'aws-cn')], Tags: tags(['a']) }),
    tagging.getResources({ ResourcesPerPage: 101 }),
    tagging.getResources({ TagsPerPage: 99 }),
    tagging.getResources({ TagFilters: many(51).map((Key) => ({ Key })) }),
    tagging.getResources({ TagFilters: [{ Values: ['x'] }] }),
    tagging.getResources({ ResourceARNList, ResourceTypeFilters: ['ec2'] }),
    tagging.getResources({ ResourceARNList, ResourcesPerPage: 5 }),
    tagging.getResources({ PaginationToken: 'made-up' }),
    tagging.getTagValues({ Key: '' }),
  ];
  expect(await refusalsOf(...calls)).toEqual(calls.map(() => 'InvalidParameterException'));
  expect(await tagsOf(tagging, ResourceARNList[0])).not.toHaveProperty('a');
  expect((await refusalOf(tagging.tagResources({ ResourceARNList: ['no-arn'], Tags: tags(['a']) }))).message).toBe(
    'no-arn is not a valid AmazonResourceName (ARN)',
  );
  await faults({ operation: 'GetResources', kind: 'throttle' }, { operation: 'TagResources', kind: 'access-denied' });
  expect((await refusalOf(tagging.getResources({}))).name).toBe('ThrottledException');
  const denied = await refusalOf(tagging.tagResources({ ResourceARNList, Tags: tags(['a']) }));
  expect(denied).toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining('tag:TagResources') });
});

it('lists what is or was tagged, by types and tags', async () => {
  const { tagging, ssm, arns } = await sample();
  const list = async (input: Parameters<typeof tagging.getResources>[0]) =>
    (await tagging.getResources(input)).ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN) ?? [];
  expect(await list({ ResourceTypeFilters: ['ec2:instance', 'ssm:managed-instance'] })).toEqual(Object.values(arns));
  expect(await list({ ResourceTypeFilters: ['ec2'] })).toHaveLength(11);
  expect(await list({ TagFilters: [{ Key: 'Team', Values: ['finance'] }], ResourceTypeFilters: ['ec2'] })).toEqual([
    arns['reports-01'],
  ]);
  const groups = [{ Key: 'Patch Group' }, { Key: 'Environment', Values: ['test', 'dev'] }];
  expect(await list({ TagFilters: groups })).toEqual([arns['web-canary-01']]);
  const { WindowId } = await ssm.createMaintenanceWindow(plainWindow);
  const window = inSsm(`maintenancewindow/${WindowId}`);
  expect(await list({ ResourceARNList: [window] })).toEqual([]);
  await tagging.tagResources({ ResourceARNList: [window], Tags: { Team: 'x' } });
  await tagging.untagResources({
    ResourceARNList: [window, arns['web-02'] ?? ''],
    TagKeys: ['Team', 'Name', 'Environment', 'Patch Group'],
  });
  const all = (await tagging.getResources({ ResourcesPerPage: 100 })).ResourceTagMappingList;
  expect(all).toContainEqual({ ResourceARN: window, Tags: [] });
  expect(await list({ TagFilters: [{ Key: 'Team', Values: ['x'] }] })).toEqual([]);
  expect((await tagging.getTagValues({ Key: 'Environment' })).TagValues).toEqual(['dev', 'prod', 'test']);
  expect((await tagging.getTagKeys({})).TagKeys).toEqual(expect.arrayContaining(['Name', 'aws:autoscaling:groupName']));
  await ssm.deleteMaintenanceWindow({ WindowId });
  expect(await list({ ResourceARNList: [window] })).toEqual([]);
});

it('goes page by page, with tokens that are old after a quarter of an hour', async () => {
  let time = Date.parse('2026-11-26T10:00:00Z');
  const { tagging } = await sample({ now: () => new Date(time) });
  const whole = (await tagging.getResources({ ResourcesPerPage: 100 })).ResourceTagMappingList ?? [];
  const pages = paginateGetResources({ client: tagging, pageSize: 7 }, {});
  const paged: ResourceTagMapping[] = await itemsOf(pages, 'ResourceTagMappingList');
  expect(paged).toEqual(whole);
  const few = await tagging.getResources({ TagsPerPage: 100 });
  expect(few).toMatchObject({ PaginationToken: '', ResourceTagMappingList: whole });
  const first = await tagging.getResources({ ResourcesPerPage: 1 });
  time += 15 * 60_000;
  const next = { ResourcesPerPage: 5, PaginationToken: first.PaginationToken };
  expect((await tagging.getResources(next)).ResourceTagMappingList).toEqual(whole.slice(1, 6));
  time += 1000;
  expect((await refusalOf(tagging.getResources(next))).name).toBe('PaginationTokenExpiredException');
  const other = tagging.getResources({ ...next, TagFilters: [{ Key: 'Team' }] });
  expect((await refusalOf(other)).name).toBe('InvalidParameterException');
});
