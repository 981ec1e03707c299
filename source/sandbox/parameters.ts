/** Reading Parameter Store: the account's own parameters, and those that AWS publishes. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { digest, operation } from './context.js';
import { select } from './filters.js';
import {
  DescribeParametersRequest,
  GetParameterHistoryRequest,
  GetParameterRequest,
  GetParametersByPathRequest,
  GetParametersRequest,
} from './model/parameters.js';
import { paginate } from './paging.js';
import { parameterMatcher } from './parameter-filters.js';
import {
  isBelow,
  keyPrefix,
  type ParameterReference,
  parameterArn,
  parameterKey,
  parameterReference,
  publicParameterArn,
} from './parameter-names.js';
import { parameterWriteOperations } from './parameter-writes.js';
import { publicParameters } from './public-parameters.js';
import type { ParameterRow, PublicParameter } from './rows.js';

type Parameter = ParameterRow | PublicParameter;

/** A parameter as the Get operations show it. */
function shownParameter(region: Region, parameter: Parameter, isDecrypted: boolean | undefined): object {
  const { Name, Type, Version, LastModifiedDate, DataType } = parameter;
  const key = parameterKey(Name);
  const ARN = publicParameters.has(key) ? publicParameterArn(region, key) : parameterArn(region, key);
  return { Name, Type, Value: shownValue(parameter, isDecrypted), Version, LastModifiedDate, ARN, DataType };
}

/**
 * The value; of a SecureString, unless it is asked for, a text that looks like KMS's and says nothing. Nothing is
 * encrypted: the sandbox has no keys, and its state file has the value as it is.
 */
function shownValue({ Name, Type, Value, Version }: Parameter, isDecrypted: boolean | undefined): string {
  if (Type !== 'SecureString' || isDecrypted === true) return Value;
  const bytes = ['a', 'b', 'c'].map((part) => digest(`${part} ${Name} ${Version} ${Value}`)).join('');
  return `AQICAH${Buffer.from(bytes, 'hex').toString('base64')}`;
}

/** The members that DescribeParameters and GetParameterHistory have in common. */
function metadata({ Value: _value, ...members }: ParameterRow): object {
  return { ...members, Policies: [] };
}

/** The version that is meant. Throws ParameterNotFound and ParameterVersionNotFound. */
function findParameter(region: Region, { key, name, selector }: ParameterReference): Parameter {
  const current: Parameter | undefined = region.parameters.get(key) ?? publicParameters.get(key);
  if (current === undefined) throw parameterNotFound(key);
  if (selector === undefined || selector === String(current.Version)) return current;
  const former = region.parameterVersions.get(`${key}:${selector}`);
  if (former !== undefined) return former;
  throw new ApiError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${selector} of ${name ?? current.Name}. Verify the version and try again.`,
  );
}

function parameterNotFound(key: string): ApiError {
  return new ApiError('ParameterNotFound', `There is no parameter ${key}`);
}

function readParameter(region: Region, given: string, isDecrypted: boolean | undefined): object {
  const reference = parameterReference(region, given);
  const { name, selector } = reference;
  return {
    ...shownParameter(region, findParameter(region, reference), isDecrypted),
    ...(name === undefined ? {} : { Name: name }),
    ...(selector === undefined ? {} : { Selector: `:${selector}` }),
  };
}

const getParameter = operation(GetParameterRequest, (region, { Name, WithDecryption }) => ({
  Parameter: readParameter(region, Name, WithDecryption),
}));

/** In alphabetical order (GetParameters, member Names); what is not found is listed, what is malformed refused. */
const getParameters = operation(GetParametersRequest, (region, { Names, WithDecryption }) => {
  const Parameters: object[] = [];
  const InvalidParameters: string[] = [];
  for (const name of [...new Set(Names)].sort()) {
    try {
      Parameters.push(readParameter(region, name, WithDecryption));
    } catch (error) {
      const isMissing = error instanceof ApiError && /^Parameter(?:Version)?NotFound$/.test(error.code);
      if (!isMissing) throw error;
      InvalidParameters.push(name);
    }
  }
  return { Parameters, InvalidParameters };
});

const paths = { pageSize: 10, invalidToken: 'InvalidNextToken' } as const;

/** A path without the parameter of that very name: only what is below it (GetParametersByPath, member Path). */
const getParametersByPath = operation(GetParametersByPathRequest, (region, input, context) => {
  const prefix = keyPrefix(input.Path);
  const isPublic = prefix.startsWith('aws');
  if (!isPublic && /^(?:aws|ssm)/i.test(prefix)) {
    throw validationError(
      'Parameter path: can\'t be prefixed with "aws" or "ssm" (case-insensitive) except global parameter name path ' +
        'prefixed with "aws" (case-sensitive). It should always begin with / symbol.It consists of sub-paths divided by ' +
        'slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  const isWanted = parameterMatcher(region, 'GetParametersByPath', input.ParameterFilters);
  const entries = isPublic ? publicParameters : ownParameters(region);
  const found = select(
    entries,
    (parameter: Parameter) =>
      isBelow(parameterKey(parameter.Name), prefix, input.Recursive === true) && isWanted(parameter),
  );
  const { items, NextToken } = paginate(found, input, region, context, paths);
  const Parameters = items.map((parameter) => shownParameter(region, parameter, input.WithDecryption));
  return { Parameters, NextToken };
});

/** The account's own parameters with their keys, sorted by them. */
function ownParameters(region: Region): (readonly [string, ParameterRow])[] {
  return [...region.parameters.rows()]
    .map((row) => [parameterKey(row.Name), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Every version that is kept, the oldest first. What AWS publishes has no history that an account can read. */
const getParameterHistory = operation(GetParameterHistoryRequest, (region, input, context) => {
  const { key } = parameterReference(region, input.Name);
  const current = region.parameters.get(key);
  if (current === undefined) throw parameterNotFound(key);
  const versions = [...region.parameterVersions.rowsOf(current.Name), current].sort((a, b) => a.Version - b.Version);
  const entries = versions.map((version) => [version.Version, version] as const);
  const { items, NextToken } = paginate(entries, input, region, context, { ...paths, pageSize: 50 });
  const Parameters = items.map((version) => ({
    ...metadata(version),
    Value: shownValue(version, input.WithDecryption),
    Labels: [],
  }));
  return { Parameters, NextToken };
});

/** The account's own parameters without their values; nobody shares any with it. */
const describeParameters = operation(DescribeParametersRequest, (region, input, context) => {
  if (input.Filters !== undefined && input.ParameterFilters !== undefined) {
    throw validationError('You can use either Filters or ParameterFilters in a single request.');
  }
  const isWanted = parameterMatcher(region, 'DescribeParameters', input.ParameterFilters ?? input.Filters);
  const entries = input.Shared === true ? [] : ownParameters(region);
  const { items, NextToken } = paginate(select(entries, isWanted), input, region, context, paths);
  const Parameters = items.map((row) => ({ ...metadata(row), ARN: parameterArn(region, parameterKey(row.Name)) }));
  return { Parameters, NextToken };
});

export const parameterOperations = {
  ...parameterWriteOperations,
  GetParameter: getParameter,
  GetParameters: getParameters,
  GetParametersByPath: getParametersByPath,
  GetParameterHistory: getParameterHistory,
  DescribeParameters: describeParameters,
};
