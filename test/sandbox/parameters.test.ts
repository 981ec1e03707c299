/** Parameters of the account: names, types, tiers, versions, and what AWS says to what it does not take. */
import type { GetParameterCommandInput, PutParameterCommandInput } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { defaultQuotas } from '../../source/plan/account/quotas.js';
import type { SandboxOptions } from '../../source/sandbox/server.js';
import { rawRequest, refusalOf, refusalsOf, type TestSandbox, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00.250Z');

/** The Parameter Store of a sandbox of its own. */
async function ownStore(options: SandboxOptions = {}) {
  return store(await withSandbox({ empty: true, ...options }));
}

/** A region's Parameter Store; a new parameter is a String unless it is told otherwise. */
function store(sandbox: TestSandbox, region?: string) {
  const ssm = sandbox.ssm(region);
  return {
    put: (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
      ssm.putParameter({ Name, Value, Type: 'String', ...more }),
    get: async (Name: string, more: Partial<GetParameterCommandInput> = {}) =>
      (await ssm.getParameter({ Name, ...more })).Parameter,
    several: (...Names: string[]) => ssm.getParameters({ Names }),
    history: async (Name: string) => (await ssm.getParameterHistory({ Name })).Parameters ?? [],
    remove: (Name: string) => ssm.deleteParameter({ Name }),
    removeSeveral: (...Names: string[]) => ssm.deleteParameters({ Names }),
  };
}

/** What an update says besides name and value. */
const overwrite = { Overwrite: true, Type: undefined };

describe('a parameter', () => {
  it('is kept, shown, overwritten and taken away', async () => {
    const { put, get, remove } = await ownStore({ now });
    const name = '/patch-wizard/plans/web';
    expect(await put(name, '{"weeks":[1]}')).toMatchObject({ Version: 1, Tier: 'Standard' });
    expect(await get(name)).toEqual({
      ...{ Name: name, Type: 'String', Value: '{"weeks":[1]}', Version: 1, DataType: 'text' },
      LastModifiedDate: now(),
      ARN: `arn:aws:ssm:eu-west-1:123456789012:parameter${name}`,
    });
    expect(await refusalOf(put(name, 'other'))).toEqual({
      name: 'ParameterAlreadyExists',
      message:
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    });
    expect((await put(name, 'other', overwrite)).Version).toBe(2);
    expect(await get(name)).toMatchObject({ Value: 'other', Version: 2, Type: 'String' });
    await remove(name);
    expect(await refusalsOf(get(name), remove(name))).toEqual(['ParameterNotFound', 'ParameterNotFound']);
    expect((await put(name, 'again')).Version).toBe(1);
  });

  it('belongs to its region', async () => {
    const sandbox = await withSandbox();
    await store(sandbox).put('/here', 'x');
    expect((await refusalOf(store(sandbox, 'us-east-1').get('/here'))).name).toBe('ParameterNotFound');
  });

  it('is not found without a word, as on AWS', async () => {
    const { endpoint } = await withSandbox({ empty: true });
    const { status, json } = await rawRequest(endpoint, { operation: 'GetParameter', body: '{"Name":"/none"}' });
    expect([status, json]).toEqual([400, { __type: 'ParameterNotFound' }]);
  });

  it('is meant by name, ARN and version, and with or without the slash where it has one level', async () => {
    const { put, get, several } = await ownStore();
    await put('/plans/web', 'one');
    await put('/plans/web', 'two', overwrite);
    await put('single', 'x');
    expect(await get('/plans/web:1')).toMatchObject({ Name: '/plans/web', Value: 'one', Version: 1, Selector: ':1' });
    expect(await get('/plans/web:2')).toMatchObject({ Value: 'two', Selector: ':2' });
    expect(await get('arn:aws:ssm:eu-west-1:123456789012:parameter/plans/web:1')).toMatchObject({ Value: 'one' });
    expect(await get('/single')).toMatchObject({ Name: '/single', Value: 'x' });
    expect(await get('  single ')).toMatchObject({ Name: 'single', Value: 'x' });
    expect((await refusalOf(get('/plans/web:3'))).message).toBe(
      'Systems Manager could not find version 3 of /plans/web. Verify the version and try again.',
    );
    const found = await several('single', '/plans/web:1', '/plans/web', '/plans/web:9', '/none');
    expect(found.Parameters?.map(({ Value }) => Value)).toEqual(['two', 'one', 'x']);
    expect(found.InvalidParameters).toEqual(['/none', '/plans/web:9']);
  });

  it('can be one of AWS’s, which nobody else may write', async () => {
    const { put, get, several, history, remove } = store(await withSandbox());
    const name = '/aws/service/global-infrastructure/regions/eu-west-1/longName';
    expect(await get(name)).toMatchObject({
      Value: 'Europe (Ireland)',
      ARN: `arn:aws:ssm:eu-west-1::parameter${name}`,
    });
    expect((await several(name, '/aws/service/none')).InvalidParameters).toEqual(['/aws/service/none']);
    const refused = await refusalsOf(put(name, 'x', overwrite), remove(name), history(name));
    expect(refused).toEqual(['AccessDeniedException', 'AccessDeniedException', 'ParameterNotFound']);
  });

  it('goes with others, and those that are not there are listed', async () => {
    const { put, removeSeveral, get } = await ownStore();
    await put('/a', 'x');
    await put('/b', 'x');
    expect(await removeSeveral('/b', '/none', '/a')).toMatchObject({
      DeletedParameters: ['/b', '/a'],
      InvalidParameters: ['/none'],
    });
    expect((await refusalOf(get('/a'))).name).toBe('ParameterNotFound');
  });
});

const tooLong =
  'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, ' +
  'upgrade the parameter to use the advanced-parameter tier. For more information, see ' +
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';

describe('a tier', () => {
  const long = 'é'.repeat(4096);

  it('says how long a value may be', async () => {
    const { put, get } = await ownStore();
    expect((await put('/standard', long)).Tier).toBe('Standard');
    expect(await refusalOf(put('/more', `${long}x`))).toEqual({ name: 'ValidationException', message: tooLong });
    expect((await put('/advanced', long + long, { Tier: 'Advanced' })).Tier).toBe('Advanced');
    expect((await get('/advanced'))?.Value).toBe(long + long);
    const beyond = await refusalOf(put('/beyond', `${long + long}x`, { Tier: 'Advanced' }));
    expect([beyond.name, beyond.message]).toEqual(['ValidationException', expect.stringContaining('8192')]);
  });

  it('is chosen by AWS where it is Intelligent-Tiering', async () => {
    const { put } = await ownStore();
    const Tier = 'Intelligent-Tiering';
    expect((await put('/a', long, { Tier })).Tier).toBe('Standard');
    expect((await put('/a', `${long}x`, { ...overwrite, Tier })).Tier).toBe('Advanced');
    expect((await put('/a', 'x', { ...overwrite, Tier })).Tier).toBe('Advanced');
  });

  it('can be raised and never lowered, not even by saying nothing', async () => {
    const { put } = await ownStore();
    await put('/a', 'x');
    expect((await put('/a', 'y', { ...overwrite, Tier: 'Advanced' })).Tier).toBe('Advanced');
    for (const Tier of ['Standard', undefined] as const) {
      const { name, message } = await refusalOf(put('/a', 'z', { ...overwrite, Tier }));
      expect([name, message]).toEqual(['ValidationException', expect.stringContaining("You can't downgrade")]);
    }
  });

  it('has a quota, of which a deleted parameter is free again', async () => {
    const sandbox = await withSandbox({ empty: true, quotas: { 'standard-parameters': 2, 'advanced-parameters': 1 } });
    const { put, remove } = store(sandbox);
    await put('/a', 'x');
    await put('/b', 'x');
    const refused = await refusalOf(put('/c', 'x'));
    expect([refused.name, refused.message]).toEqual([
      'ParameterLimitExceeded',
      'You have reached the maximum number of standard parameters for this AWS account and Region (2). To add more ' +
        'parameters, either delete existing parameters or upgrade to the advanced-parameter tier (charges apply).',
    ]);
    await put('/a', 'y', overwrite);
    expect((await put('/c', 'x', { Tier: 'Intelligent-Tiering' })).Tier).toBe('Advanced');
    expect((await refusalOf(put('/d', 'x', { Tier: 'Advanced' }))).name).toBe('ParameterLimitExceeded');
    await remove('/b');
    await put('/d', 'x');
  });

  it('of the defaults lets 10,000 standard parameters be', () => {
    expect(defaultQuotas['standard-parameters']).toBe(10_000);
  });
});

describe('versions', () => {
  it('are the last hundred, with who wrote them and when', async () => {
    let day = 1;
    const sandbox = await withSandbox({ empty: true, now: () => new Date(Date.UTC(2026, 0, day)) });
    const { put, get, history } = store(sandbox);
    await put('/a', 'value 1', { Description: 'first' });
    for (day = 2; day <= 102; day++) await put('/a', `value ${day}`, overwrite);
    const client = sandbox.ssm();
    const first = await client.getParameterHistory({ Name: '/a' });
    const second = await client.getParameterHistory({ Name: '/a', NextToken: first.NextToken });
    expect(second).not.toHaveProperty('NextToken');
    const versions = [...(first.Parameters ?? []), ...(second.Parameters ?? [])];
    expect(versions.map(({ Version }) => Version)).toEqual(Array.from({ length: 100 }, (_, index) => index + 3));
    expect(versions[0]).toEqual({
      ...{ Name: '/a', Type: 'String', Value: 'value 3', Version: 3, Description: 'first' },
      ...{ DataType: 'text', Tier: 'Standard', Labels: [], Policies: [] },
      LastModifiedDate: new Date(Date.UTC(2026, 0, 3)),
      LastModifiedUser: 'arn:aws:iam::123456789012:user/sandbox',
    });
    expect((await get('/a:3'))?.Value).toBe('value 3');
    const refused = await refusalsOf(get('/a:2'), history('/none'));
    expect(refused).toEqual(['ParameterVersionNotFound', 'ParameterNotFound']);
  });

  it('go with their parameter', async () => {
    const { put, get, history, remove } = await ownStore();
    await put('/a', 'one');
    await put('/a', 'two', overwrite);
    await remove('/a');
    await put('/a', 'new');
    expect((await history('/a')).map(({ Value }) => Value)).toEqual(['new']);
    expect((await refusalOf(get('/a:2'))).name).toBe('ParameterVersionNotFound');
  });
});

describe('a value', () => {
  it('is a secret unless decryption is asked for, and keeps its type', async () => {
    const { put, get } = await ownStore();
    await put('/secret', 'open sesame', { Type: 'SecureString' });
    expect((await get('/secret'))?.Value).toMatch(/^AQICAH[\w+/=]{60,}$/);
    expect((await get('/secret', { WithDecryption: true }))?.Value).toBe('open sesame');
    await put('/list', 'a,b', { Type: 'StringList' });
    expect(await get('/list')).toMatchObject({ Type: 'StringList', Value: 'a,b' });
    const other = await refusalOf(put('/list', 'a,b', { Overwrite: true, Type: 'SecureString' }));
    expect(other.name).toBe('HierarchyTypeMismatchException');
  });

  it('has a pattern to match where one is given', async () => {
    const { put } = await ownStore();
    await put('/number', '12', { AllowedPattern: '^\\d+$' });
    expect((await refusalOf(put('/number', 'twelve', overwrite))).name).toBe('ParameterPatternMismatchException');
    const { name } = await refusalOf(put('/wrong', 'x', { AllowedPattern: '(' }));
    expect(name).toBe('InvalidAllowedPatternException');
  });

  it('can be an image; what is none is answered and never appears', async () => {
    const { put, get } = await ownStore();
    await put('/image', 'ami-0123456789abcdef0', { DataType: 'aws:ec2:image' });
    expect(await get('/image')).toMatchObject({ DataType: 'aws:ec2:image' });
    expect((await put('/none', 'no image', { DataType: 'aws:ec2:image' })).Version).toBe(1);
    expect((await refusalOf(get('/none'))).name).toBe('ParameterNotFound');
  });

  it('is not shown in an error', async () => {
    const { endpoint } = await withSandbox({ empty: true });
    const body = JSON.stringify({ Name: '/a', Value: `secret${'x'.repeat(32_768)}` });
    const { json } = await rawRequest(endpoint, { operation: 'PutParameter', body });
    expect(json.message).toBe(
      "1 validation error detected: Value at 'value' failed to satisfy constraint: Member must have length less than or equal to 32768",
    );
  });

  it.each<[string, Partial<PutParameterCommandInput>, string, string]>([
    ['no type', { Type: undefined }, 'ValidationException', 'A parameter type is required'],
    ['a key for no secret', { KeyId: 'alias/mine' }, 'ValidationException', 'KeyId is required for SecureString'],
    ['an unknown data type', { DataType: 'Text' }, 'ValidationException', 'data type is not supported: Text'],
    ['a nested parameter', { Value: 'x {{ssm:/a}}' }, 'ValidationException', "can't nest another parameter"],
    ['policies', { Policies: '[]', Tier: 'Advanced' }, 'ValidationException', 'policies are not supported'],
    ['an image that is a list', { DataType: 'aws:ec2:image', Type: 'StringList' }, 'ValidationException', 'String'],
    ['tags and overwrite', { Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationException', 'together'],
    ['a reserved tag', { Tags: [{ Key: 'aws:a', Value: 'b' }] }, 'ValidationException', 'aws:'],
  ])('with %s is refused', async (_what, more, name, message) => {
    const { put } = await ownStore();
    expect(await refusalOf(put('/a', 'x', more))).toEqual({ name, message: expect.stringContaining(message) });
  });
});

const malformed =
  'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths ' +
  'divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

describe('a name', () => {
  it.each([
    ...['/ssm/x', '/ssm-patch-wizard/plans/web', 'SSM-x', '/with space/x', '/a//b', '/a/', '/', '/a:1', '/a/é'].map(
      (name) => [name, 'ValidationException', malformed],
    ),
    ['a/b', 'ValidationException', 'Parameter name must be a fully qualified name.'],
    ['/aws/x', 'AccessDeniedException', 'No access to reserved parameter name: aws/x.'],
    ...['AWS-x', 'awslimitschecker'].map((name) => [
      ...[name, 'AccessDeniedException', `No access to reserved parameter name: ${name}.`],
    ]),
  ])('%s is refused', async (Name = '', name, message) => {
    const { put } = await ownStore();
    expect(await refusalOf(put(Name, 'x'))).toEqual({ name, message });
  });

  it.each(['single', '/single', '/patch-wizard/plans/Web_1.2', `/${Array(15).fill('l').join('/')}`, '/x/aws/ssm'])(
    '%s is taken',
    async (name) => {
      const { put, get } = await ownStore();
      await put(name, 'x');
      expect((await get(name))?.Name).toBe(name);
    },
  );

  it('has at most 15 levels, and 1011 characters with the ARN before it', async () => {
    const { put } = await ownStore();
    const deep = await refusalOf(put(`/${Array(16).fill('l').join('/')}`, 'x'));
    expect(deep.name).toBe('HierarchyLevelLimitExceededException');
    const before = 'arn:aws:ssm:eu-west-1:123456789012:parameter/'.length;
    await put('x'.repeat(1011 - before), 'x');
    expect((await refusalOf(put('x'.repeat(1012 - before), 'x'))).name).toBe('ValidationException');
  });

  it('is checked when it is read and deleted, too', async () => {
    const { get, several, remove, removeSeveral } = await ownStore();
    const calls = [get('a/b'), several('/ok', '/a//b'), get('/ssm/x'), remove('/ssm/x'), removeSeveral('a b')];
    const refused = await Promise.all(calls.map(refusalOf));
    expect(refused).toEqual(calls.map(() => ({ name: 'ValidationException', message: malformed })));
    expect((await refusalOf(remove('aws-cdk-playground'))).message).toBe(
      'No access to reserved parameter name: aws-cdk-playground.',
    );
  });
});
