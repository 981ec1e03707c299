/** Lists of parameters: by path, and with their filters. */
import {
  type DescribeParametersCommandInput,
  type GetParametersByPathCommandInput,
  type ParameterStringFilter,
  paginateDescribeParameters,
  paginateGetParametersByPath,
  type SSM,
} from '@aws-sdk/client-ssm';

import { describe, expect, it } from 'vitest';
import { credentialsOf, itemsOf, refusalOf, withSandbox } from '../helpers/sandbox.js';

async function put(ssm: SSM, ...names: string[]): Promise<void> {
  for (const Name of names) await ssm.putParameter({ Name, Type: 'String', Value: `value of ${Name}` });
}

/** Names of parameters, in the order in which they are listed. */
const all = ['/plans/app', '/plans/data/a/deep', '/plans/data/b', '/plans/web', '/plansX/web', 'single'];

/** With all of them, made in another order. */
async function withPlans(): Promise<SSM> {
  const ssm = (await withSandbox({ empty: true })).ssm();
  await put(ssm, ...all.toReversed());
  return ssm;
}

async function byPath(ssm: SSM, Path: string, more: Partial<GetParametersByPathCommandInput> = {}) {
  const found = await itemsOf(paginateGetParametersByPath({ client: ssm }, { Path, ...more }), 'Parameters');
  return found.map(({ Name }) => Name);
}

const by = (Key: string, Values: string[], Option?: string) => ({ ParameterFilters: [{ Key, Values, Option }] });

describe('by path', () => {
  it('are those of the next level, or all below it, sorted and paged', async () => {
    const ssm = await withPlans();
    expect(await byPath(ssm, '/plans')).toEqual(['/plans/app', '/plans/web']);
    expect(await byPath(ssm, '/plans/', { Recursive: true, MaxResults: 1 })).toEqual(all.slice(0, 4));
    expect(await byPath(ssm, '/plans/web')).toEqual([]);
    expect(await byPath(ssm, '/')).toEqual(['single']);
    expect(await byPath(ssm, '/', { Recursive: true })).toHaveLength(6);
    const [first] = (await ssm.getParametersByPath({ Path: '/plans' })).Parameters ?? [];
    const ARN = 'arn:aws:ssm:eu-west-1:123456789012:parameter/plans/app';
    expect(first).toMatchObject({ Value: 'value of /plans/app', ARN });
  });

  it('can be secrets, and are filtered by type and key', async () => {
    const ssm = (await withSandbox({ empty: true })).ssm();
    await put(ssm, '/a/text');
    await ssm.putParameter({ Name: '/a/secret', Type: 'SecureString', Value: 'x', KeyId: 'alias/k' });
    const values = async (more: Partial<GetParametersByPathCommandInput>) =>
      (await ssm.getParametersByPath({ Path: '/a', ...more })).Parameters?.map(({ Value }) => Value);
    const secrets = by('Type', ['SecureString']);
    expect(await values({ ...secrets, WithDecryption: true })).toEqual(['x']);
    expect(await values(secrets)).toEqual([expect.stringMatching(/^AQICAH/)]);
    expect(await values(by('KeyId', ['alias/'], 'BeginsWith'))).toHaveLength(1);
    expect(await values(by('Label', ['x']))).toEqual([]);
  });

  it.each<[string, Partial<GetParametersByPathCommandInput>, string]>([
    ['no first slash', { Path: 'plans' }, 'ValidationException'],
    ['two slashes', { Path: '/plans//web' }, 'ValidationException'],
    ['ssm', { Path: '/ssm' }, 'ValidationException'],
    ['aws in capitals', { Path: '/AWS/service' }, 'ValidationException'],
    ['a filter of the other list', by('Name', ['x']), 'InvalidFilterKey'],
    ['a filter by tag', by('tag:a', ['x']), 'InvalidFilterKey'],
    ['labels that begin', by('Label', ['x'], 'BeginsWith'), 'InvalidFilterOption'],
    ['a made-up token', { NextToken: 'x' }, 'InvalidNextToken'],
  ])('refuses %s', async (_what, input, name) => {
    const ssm = (await withSandbox({ empty: true })).ssm();
    expect((await refusalOf(ssm.getParametersByPath({ Path: '/a', ...input }))).name).toBe(name);
  });
});

async function described(ssm: SSM, input: DescribeParametersCommandInput = {}) {
  return (await itemsOf(paginateDescribeParameters({ client: ssm }, input), 'Parameters')).map(({ Name }) => Name);
}

describe('described', () => {
  it('have everything but the value, and who wrote them', async () => {
    const sandbox = await withSandbox({ now: () => new Date('2026-11-23T10:00:00Z') });
    const role = { RoleArn: 'arn:aws:iam::123456789012:role/patching', RoleSessionName: 'anna' };
    const ssm = sandbox.ssm('eu-west-1', { credentials: credentialsOf(await sandbox.sts().assumeRole(role)) });
    await ssm.putParameter({ Name: 'a', Type: 'SecureString', Value: 'x', Description: 'one' });
    expect((await ssm.describeParameters({})).Parameters).toEqual([
      {
        ...{ Name: 'a', ARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/a', Type: 'SecureString' },
        ...{ KeyId: 'alias/aws/ssm', Description: 'one', Version: 1, Tier: 'Standard', DataType: 'text', Policies: [] },
        LastModifiedDate: new Date('2026-11-23T10:00:00Z'),
        LastModifiedUser: 'arn:aws:sts::123456789012:assumed-role/patching/anna',
      },
    ]);
  });

  it('are the account’s own, sorted and paged', async () => {
    const ssm = await withPlans();
    expect(await described(ssm, { MaxResults: 4 })).toEqual(all);
    expect(await described(ssm, { Shared: true })).toEqual([]);
  });

  it.each<[ParameterStringFilter, string[]]>([
    [{ Key: 'Name', Values: ['/plans/web', '/single'] }, ['/plans/web', 'single']],
    [{ Key: 'Name', Option: 'Equals', Values: ['web'] }, []],
    [{ Key: 'Name', Option: 'BeginsWith', Values: ['/plansX', 'sing'] }, ['/plansX/web', 'single']],
    [{ Key: 'Name', Option: 'Contains', Values: ['web'] }, ['/plans/web', '/plansX/web']],
    [{ Key: 'Path', Values: ['/plans'] }, ['/plans/app', '/plans/web']],
    [{ Key: 'Path', Option: 'OneLevel', Values: ['/'] }, ['single']],
    [
      { Key: 'Path', Option: 'Recursive', Values: ['/plans/data', '/plansX/'] },
      ['/plans/data/a/deep', '/plans/data/b', '/plansX/web'],
    ],
    [{ Key: 'Type', Values: ['SecureString'] }, []],
    [{ Key: 'Type', Option: 'BeginsWith', Values: ['Str'] }, all],
    [{ Key: 'Tier', Values: ['Advanced', 'Intelligent-Tiering'] }, []],
    [{ Key: 'DataType', Values: ['aws:ec2:image'] }, []],
    [{ Key: 'KeyId', Values: ['alias/aws/ssm'] }, []],
    [{ Key: 'tag:Team', Values: ['web'] }, ['/plans/web']],
    [{ Key: 'tag:Team', Values: ['we'], Option: 'BeginsWith' }, ['/plans/web']],
    [{ Key: 'tag:Team' }, ['/plans/app', '/plans/web']],
  ])('are filtered by %j', async (filter, names) => {
    const ssm = await withPlans();
    for (const Value of ['web', 'app']) {
      const Tags = [{ Key: 'Team', Value }];
      await ssm.addTagsToResource({ ResourceType: 'Parameter', ResourceId: `/plans/${Value}`, Tags });
    }
    expect(await described(ssm, { ParameterFilters: [filter] })).toEqual(names);
  });

  it('pass every filter, and the older kind of filter', async () => {
    const ssm = await withPlans();
    const ParameterFilters = [
      { Key: 'Path', Option: 'Recursive', Values: ['/plans'] },
      { Key: 'Name', Option: 'Contains', Values: ['data'] },
    ];
    expect(await described(ssm, { ParameterFilters })).toEqual(['/plans/data/a/deep', '/plans/data/b']);
    const Filters = [{ Key: 'Name' as const, Values: ['single'] }];
    expect(await described(ssm, { Filters })).toEqual(['single']);
    expect((await refusalOf(described(ssm, { Filters, ParameterFilters }))).name).toBe('ValidationException');
  });

  it.each<[ParameterStringFilter[], string]>([
    [[{ Key: 'Label', Values: ['x'] }], 'InvalidFilterKey'],
    [
      [
        { Key: 'Name', Values: ['x'] },
        { Key: 'Name', Values: ['y'] },
      ],
      'InvalidFilterKey',
    ],
    [[{ Key: 'Name' }], 'InvalidFilterValue'],
    [[{ Key: 'Type', Values: ['Text'] }], 'InvalidFilterValue'],
    [[{ Key: 'Tier', Values: ['Cheap'] }], 'InvalidFilterValue'],
    [[{ Key: 'Path', Option: 'Equals', Values: ['/x'] }], 'InvalidFilterOption'],
    [[{ Key: 'Type', Option: 'Contains', Values: ['x'] }], 'InvalidFilterOption'],
    [[{ Key: 'Path', Values: ['/aws'] }], 'ValidationException'],
    [[{ Key: 'Path', Values: ['x'] }], 'ValidationException'],
  ])('refuse %j', async (ParameterFilters, name) => {
    const ssm = (await withSandbox({ empty: true })).ssm();
    expect((await refusalOf(ssm.describeParameters({ ParameterFilters }))).name).toBe(name);
  });
});
