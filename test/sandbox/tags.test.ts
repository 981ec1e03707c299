/** Tags of windows, baselines and hybrid nodes. */
import type { ResourceTypeForTagging, SSM, Tag } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { plainWindow, refusalOf, refusalsOf, withSandbox } from '../helpers/sandbox.js';

function tagging(ssm: SSM, ResourceType: ResourceTypeForTagging, ResourceId: string) {
  const resource = { ResourceType, ResourceId };
  return {
    add: (...Tags: Tag[]) => ssm.addTagsToResource({ ...resource, Tags }),
    remove: (...TagKeys: string[]) => ssm.removeTagsFromResource({ ...resource, TagKeys }),
    list: async () => (await ssm.listTagsForResource(resource)).TagList,
  };
}

const tag = (Key: string, Value = 'x') => ({ Key, Value });

it.each<
  [ResourceTypeForTagging, (ssm: SSM, Tags: Tag[]) => Promise<string>, (ssm: SSM, id: string) => Promise<unknown>]
>([
  [
    'MaintenanceWindow',
    async (ssm, Tags) => (await ssm.createMaintenanceWindow({ ...plainWindow, Tags })).WindowId ?? '',
    (ssm, WindowId) => ssm.deleteMaintenanceWindow({ WindowId }),
  ],
  [
    'PatchBaseline',
    async (ssm, Tags) => (await ssm.createPatchBaseline({ Name: 'tagged', Tags })).BaselineId ?? '',
    (ssm, BaselineId) => ssm.deletePatchBaseline({ BaselineId }),
  ],
  [
    'Parameter',
    async (ssm, Tags) => {
      const parameter = { Name: '/a', Type: 'String', Value: 'x' } as const;
      await ssm.putParameter({ ...parameter, Tags });
      await ssm.putParameter({ ...parameter, Overwrite: true });
      return '/a';
    },
    (ssm, Name) => ssm.deleteParameter({ Name }),
  ],
])('of a %s are kept on create, overwritten and removed by key, and go with it', async (type, create, destroy) => {
  const ssm = (await withSandbox({ empty: true })).ssm();
  const id = await create(ssm, [tag('ssm-patch-wizard:plan', 'default')]);
  const { add, remove, list } = tagging(ssm, type, id);
  await add(tag('Team', 'web'), tag('ssm-patch-wizard:plan', 'other'));
  expect(await list()).toEqual([tag('ssm-patch-wizard:plan', 'other'), tag('Team', 'web')]);
  await remove('ssm-patch-wizard:plan', 'no such key');
  expect(await list()).toEqual([tag('Team', 'web')]);
  await remove('Team');
  expect(await list()).toEqual([]);
  await add(tag('Team', 'web'));
  await destroy(ssm, id);
  expect((await refusalOf(list())).name).toBe('InvalidResourceId');
  const again = tagging(ssm, type, await create(ssm, []));
  expect(await again.list()).toEqual([]);
});

it('are those of a baseline by its id or its ARN', async () => {
  const ssm = (await withSandbox({ empty: true })).ssm();
  const { BaselineId = '' } = await ssm.createPatchBaseline({ Name: 'tagged' });
  await tagging(ssm, 'PatchBaseline', BaselineId).add(tag('Team'));
  const arn = `arn:aws:ssm:eu-west-1:123456789012:patchbaseline/${BaselineId}`;
  expect(await tagging(ssm, 'PatchBaseline', arn).list()).toEqual([tag('Team')]);
});

it('are at most 50 and none reserved or given twice', async () => {
  const ssm = (await withSandbox({ empty: true })).ssm();
  const { WindowId = '' } = await ssm.createMaintenanceWindow(plainWindow);
  const { add, list } = tagging(ssm, 'MaintenanceWindow', WindowId);
  await add(...Array.from({ length: 50 }, (_, index) => tag(`key-${index}`)));
  await add(tag('key-7', 'new'));
  const refused = await refusalsOf(add(tag('one-more')), add(tag('aws:reserved')), add(tag('key-1'), tag('key-1')));
  expect(refused).toEqual(['TooManyTagsError', 'ValidationException', 'ValidationException']);
  expect(await list()).toHaveLength(50);
});

it('are refused for what is not there, and for EC2 instances, which have EC2’s tags', async () => {
  const ssm = (await withSandbox()).ssm();
  const { InstanceInformationList: nodes = [] } = await ssm.describeInstanceInformation({ MaxResults: 50 });
  const id = (type: string) => nodes.find(({ ResourceType }) => ResourceType === type)?.InstanceId ?? '';
  const hybrid = tagging(ssm, 'ManagedInstance', id('ManagedInstance'));
  expect(await hybrid.list()).toContainEqual(tag('Team', 'finance'));
  await hybrid.add(tag('PatchGroup', 'Week 1'));
  const found = await ssm.describeInstanceInformation({ Filters: [{ Key: 'tag:PatchGroup', Values: ['Week 1'] }] });
  expect(found.InstanceInformationList).toHaveLength(1);
  for (const [type, missing] of [
    ['ManagedInstance', id('EC2Instance')],
    ['MaintenanceWindow', 'mw-00000000000000000'],
    ['PatchBaseline', 'pb-00000000000000000'],
    ['Parameter', '/any/name'],
  ] as const) {
    const unknown = tagging(ssm, type, missing);
    expect(await refusalsOf(unknown.list(), unknown.add(tag('Team')))).toEqual(Array(2).fill('InvalidResourceId'));
  }
});
