/** The public parameters under /aws/service/global-infrastructure that say where SSM is and what regions are called. */
import { type Region as KnownRegion, regions } from '../plan/spec/regions.js';
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { operation } from './context.js';
import { GetParametersByPathRequest } from './model/nodes.js';
import { paginate } from './paging.js';

const root = '/aws/service/global-infrastructure';

/** Name → value, sorted by name. AWS lists the regions of every partition. */
const values: ReadonlyMap<string, string> = new Map(
  [[`${root}/services/ssm/longName`, 'AWS Systems Manager'] as const, ...regions.flatMap(regionParameters)].sort(
    ([a], [b]) => (a < b ? -1 : 1),
  ),
);

function regionParameters({ name, label, partition }: KnownRegion): (readonly [string, string])[] {
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return [
    [`${root}/services/ssm/regions/${name}`, name],
    [`${root}/regions/${name}`, name],
    [`${root}/regions/${name}/domain`, domain],
    [`${root}/regions/${name}/longName`, label],
    [`${root}/regions/${name}/partition`, partition],
    [`${root}/regions/${name}/services/ssm`, 'ssm'],
    [`${root}/regions/${name}/services/ssm/endpoint`, `ssm.${name}.${domain}`],
  ];
}

const lastModified = Date.UTC(2024, 4, 2, 15, 36, 14) / 1000;

function shownParameter(region: Region, name: string): object {
  return {
    Name: name,
    Type: 'String',
    Value: values.get(name),
    Version: 1,
    LastModifiedDate: lastModified,
    ARN: `arn:${region.partition}:ssm:${region.name}::parameter${name}`,
    DataType: 'text',
  };
}

/** A path without the parameter of that very name: only what is below it (GetParametersByPath, member Path). */
const getParametersByPath = operation(GetParametersByPathRequest, (region, input, context) => {
  const path = input.Path.replace(/\/$/, '');
  if (!input.Path.startsWith('/') || /\/\/|[^A-Za-z0-9_.\-/]/.test(path)) {
    throw validationError('The parameter path must start with a slash and have only letters, digits and _ . - /');
  }
  for (const { Key: key } of input.ParameterFilters ?? []) {
    if (!['Type', 'KeyId', 'Label'].includes(key)) throw new ApiError('InvalidFilterKey', `${key} is not supported`);
  }
  const types = (input.ParameterFilters ?? []).filter(({ Key }) => Key === 'Type');
  const isString = types.every(({ Values }) => Values?.includes('String') === true);
  const others = (input.ParameterFilters ?? []).length > types.length;
  const names = isString && !others ? below(path, input.Recursive === true) : [];
  const { items, NextToken } = paginate(names, input, region, context, {
    pageSize: 10,
    invalidToken: 'InvalidNextToken',
  });
  return { Parameters: items.map((name) => shownParameter(region, name)), NextToken };
});

function* below(path: string, recursive: boolean): Generator<readonly [string, string]> {
  for (const name of values.keys()) {
    if (!name.startsWith(`${path}/`)) continue;
    if (recursive || !name.slice(path.length + 1).includes('/')) yield [name, name];
  }
}

export const parameterOperations = { GetParametersByPath: getParametersByPath };
