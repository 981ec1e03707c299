/** Names of parameters: which are taken, and what AWS says to the others. */
import { describe, expect, it } from 'vitest';
import { refusalOf, withSandbox } from '../helpers/sandbox.js';
import { store } from './parameter-calls.js';

const malformed =
  'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths ' +
  'divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

describe('a name', () => {
  it.each([
    ['/ssm/x', 'ValidationException', malformed],
    ['/ssm-patch-wizard/plans/web', 'ValidationException', malformed],
    ['SSM-x', 'ValidationException', malformed],
    ['/with space/x', 'ValidationException', malformed],
    ['/a//b', 'ValidationException', malformed],
    ['/a/', 'ValidationException', malformed],
    ['/', 'ValidationException', malformed],
    ['/a:1', 'ValidationException', malformed],
    ['/a/é', 'ValidationException', malformed],
    ['a/b', 'ValidationException', 'Parameter name must be a fully qualified name.'],
    ['/aws/x', 'AccessDeniedException', 'No access to reserved parameter name: aws/x.'],
    ['AWS-x', 'AccessDeniedException', 'No access to reserved parameter name: AWS-x.'],
    ['awslimitschecker', 'AccessDeniedException', 'No access to reserved parameter name: awslimitschecker.'],
  ])('%s is refused', async (Name, name, message) => {
    const { put } = store(await withSandbox({ empty: true }));
    expect(await refusalOf(put(Name, 'x'))).toEqual({ name, message });
  });

  it.each(['single', '/single', '/patch-wizard/plans/Web_1.2', `/${Array(15).fill('l').join('/')}`, '/x/aws/ssm'])(
    '%s is taken',
    async (name) => {
      const { put, get } = store(await withSandbox({ empty: true }));
      await put(name, 'x');
      expect((await get(name))?.Name).toBe(name);
    },
  );

  it('has at most 15 levels, and 1011 characters with the ARN before it', async () => {
    const { put } = store(await withSandbox({ empty: true }));
    const deep = await refusalOf(put(`/${Array(16).fill('l').join('/')}`, 'x'));
    expect(deep.name).toBe('HierarchyLevelLimitExceededException');
    const before = 'arn:aws:ssm:eu-west-1:123456789012:parameter/'.length;
    await put('x'.repeat(1011 - before), 'x');
    expect((await refusalOf(put('x'.repeat(1012 - before), 'x'))).name).toBe('ValidationException');
  });

  it('is checked when it is read and deleted, too', async () => {
    const { get, several, remove, removeSeveral } = store(await withSandbox({ empty: true }));
    for (const call of [get('a/b'), several('/ok', '/a//b'), get('/ssm/x'), remove('/ssm/x'), removeSeveral('a b')]) {
      expect(await refusalOf(call)).toEqual({ name: 'ValidationException', message: malformed });
    }
    expect((await refusalOf(remove('aws-cdk-playground'))).message).toBe(
      'No access to reserved parameter name: aws-cdk-playground.',
    );
  });
});
