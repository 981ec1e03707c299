/** Reading Parameter Store: the account's own parameters, and those that AWS publishes. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { digest } from './context.js';
import { type Entries, listing, select } from './listing.js';
import { OldParameterFilters, ParameterFilters, ParameterName, ParameterNames, paged } from './model/parameters.js';
import { operation } from './operation.js';
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
import { boolean, structure } from './shape.js';

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

/** Throws ValidationException for a path that AWS reserves and has nothing below. */
function refuseReservedPath(prefix: string): void {
  if (prefix.startsWith('aws') || !/^(?:aws|ssm)/i.test(prefix)) return;
  throw validationError(
    'Parameter path: can\'t be prefixed with "aws" or "ssm" (case-insensitive) except global parameter name path ' +
      'prefixed with "aws" (case-sensitive). It should always begin with / symbol.It consists of sub-paths divided by ' +
      'slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
  );
}

/** The account's own parameters with their keys, sorted by them. */
function ownParameters(region: Region): (readonly [string, ParameterRow])[] {
  return [...region.parameters.rows()]
    .map((row) => [parameterKey(row.Name), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const decrypted = { WithDecryption: boolean };
const ofNames = { as: 'Parameters', invalidToken: 'InvalidNextToken' } as const;

export const parameterOperations = {
  ...parameterWriteOperations,

  GetParameter: operation(
    structure({ Name: ParameterName, ...decrypted }, ['Name']),
    (region, { Name, WithDecryption }) => ({ Parameter: readParameter(region, Name, WithDecryption) }),
  ),

  /** In alphabetical order (GetParameters, member Names); what is not found is listed, what is malformed refused. */
  GetParameters: operation(
    structure({ Names: ParameterNames, ...decrypted }, ['Names']),
    (region, { Names, WithDecryption }) => {
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
    },
  ),

  /** A path without the parameter of that very name: only what is below it (GetParametersByPath, member Path). */
  GetParametersByPath: listing({
    ...ofNames,
    input: structure({ Path: ParameterName, Recursive: boolean, ParameterFilters, ...decrypted, ...paged(10) }, [
      'Path',
    ]),
    pageSize: 10,
    entries: (region, { Path, Recursive, ParameterFilters: filters }): Entries<Parameter> => {
      const prefix = keyPrefix(Path);
      refuseReservedPath(prefix);
      const isWanted = parameterMatcher(region, 'GetParametersByPath', filters);
      return select<string, Parameter>(
        prefix.startsWith('aws') ? publicParameters : ownParameters(region),
        (parameter) => isBelow(parameterKey(parameter.Name), prefix, Recursive === true) && isWanted(parameter),
      );
    },
    shown: (parameter, region, _context, { WithDecryption }) => shownParameter(region, parameter, WithDecryption),
  }),

  /** Every version that is kept, the oldest first. What AWS publishes has no history that an account can read. */
  GetParameterHistory: listing({
    ...ofNames,
    input: structure({ Name: ParameterName, ...decrypted, ...paged(50) }, ['Name']),
    pageSize: 50,
    entries: (region, { Name }) => {
      const { key } = parameterReference(region, Name);
      const current = region.parameters.get(key);
      if (current === undefined) throw parameterNotFound(key);
      return [...region.parameterVersions.rowsOf(current.Name), current]
        .sort((a, b) => a.Version - b.Version)
        .map((version) => [version.Version, version] as const);
    },
    shown: (version, _region, _context, { WithDecryption }) => ({
      ...metadata(version),
      Value: shownValue(version, WithDecryption),
      Labels: [],
    }),
  }),

  /** The account's own parameters without their values; nobody shares any with it. */
  DescribeParameters: listing({
    ...ofNames,
    input: structure({ Filters: OldParameterFilters, ParameterFilters, ...paged(50), Shared: boolean }),
    pageSize: 10,
    entries: (region, { Filters, ParameterFilters: filters, Shared }) => {
      if (Filters !== undefined && filters !== undefined) {
        throw validationError('You can use either Filters or ParameterFilters in a single request.');
      }
      const isWanted = parameterMatcher(region, 'DescribeParameters', filters ?? Filters);
      return select(Shared === true ? [] : ownParameters(region), isWanted);
    },
    shown: (row, region) => ({ ...metadata(row), ARN: parameterArn(region, parameterKey(row.Name)) }),
  }),
};
