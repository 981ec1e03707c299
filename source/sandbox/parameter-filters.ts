/** Filters of DescribeParameters and GetParametersByPath, which have options, unlike those of the other operations. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import type { ParameterFilters } from './model/parameters.js';
import { isBelow, keyPrefix, parameterKey } from './parameter-names.js';
import type { ParameterRow, PublicParameter } from './rows.js';
import type { ValueOf } from './shape.js';
import { tagsOf } from './tags.js';

type ParameterFilter = ValueOf<typeof ParameterFilters>[number];

/** Keys that each operation takes; `tag` stands for `tag:KEY`. */
const keysOf = {
  DescribeParameters: ['Path', 'Name', 'Type', 'KeyId', 'Tier', 'DataType', 'tag'],
  GetParametersByPath: ['Type', 'KeyId', 'Label'],
} as const;

/** The options of a key, its default first. */
const options: Readonly<Record<string, readonly string[]>> = {
  Path: ['OneLevel', 'Recursive'],
  Name: ['Equals', 'BeginsWith', 'Contains'],
  Label: ['Equals'],
};
const otherOptions = ['Equals', 'BeginsWith'];

const values: Readonly<Record<string, readonly string[]>> = {
  Type: ['String', 'StringList', 'SecureString'],
  Tier: ['Standard', 'Advanced', 'Intelligent-Tiering'],
};

type Parameter = ParameterRow | PublicParameter;

/**
 * Whether a parameter passes all filters, each by any of its values. Throws InvalidFilterKey, InvalidFilterOption,
 * InvalidFilterValue, and ValidationException for paths that are none or AWS's.
 */
export function parameterMatcher(
  region: Region,
  operation: keyof typeof keysOf,
  filters: readonly ParameterFilter[] = [],
): (parameter: Parameter) => boolean {
  const keys = filters.map(({ Key }) => Key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw new ApiError(
      'InvalidFilterKey',
      `The following filter is duplicated in the request: ${twice}. A request can contain only one occurrence of a ` +
        'specific filter.',
    );
  }
  const tests = filters.map((filter) => filterTest(region, filter, checkedOption(keysOf[operation], filter)));
  return (parameter) => tests.every((test) => test(parameter));
}

function filterTest(
  region: Region,
  { Key: key, Values: wanted = [] }: ParameterFilter,
  option: string,
): (parameter: Parameter) => boolean {
  if (key === 'Path') {
    const prefixes = wanted.map(ownPrefix);
    return ({ Name }) => prefixes.some((prefix) => isBelow(parameterKey(Name), prefix, option === 'Recursive'));
  }
  const texts = key === 'Name' && option !== 'Contains' ? wanted.map(withSlash) : wanted;
  const compare = comparisons[option] ?? (() => false);
  return (parameter) => {
    const has = contentOf(region, parameter, key);
    // A tag without values: whoever has it at all.
    return texts.length === 0 ? has.length > 0 : has.some((text) => texts.some((value) => compare(text, value)));
  };
}

const comparisons: Readonly<Record<string, (text: string, value: string) => boolean>> = {
  Equals: (text, value) => text === value,
  BeginsWith: (text, value) => text.startsWith(value),
  Contains: (text, value) => text.includes(value),
};

/** The option that counts, once key, values and option are found right. */
function checkedOption(allowed: readonly string[], { Key: key, Option: given, Values }: ParameterFilter): string {
  if (!allowed.includes(key.startsWith('tag:') ? 'tag' : key)) {
    const message = `The following filter key is not valid: ${key}. Valid filter keys include: [${allowed.join(', ')}].`;
    throw new ApiError('InvalidFilterKey', message);
  }
  if (Values === undefined && !key.startsWith('tag:')) {
    const message = `The following filter values are missing : null for filter key ${key}.`;
    throw new ApiError('InvalidFilterValue', message);
  }
  const [first = '', ...others] = options[key] ?? otherOptions;
  const option = given ?? first;
  if (![first, ...others].includes(option)) {
    const message = `The following filter option is not valid: ${option}. Valid options include: [${[first, ...others].join(', ')}].`;
    throw new ApiError('InvalidFilterOption', message);
  }
  const wrong = option === 'Equals' ? Values?.find((value) => values[key]?.includes(value) === false) : undefined;
  if (wrong !== undefined) {
    const message = `The following filter value is not valid: ${wrong}. Valid values include: [${values[key]?.join(', ')}].`;
    throw new ApiError('InvalidFilterValue', message);
  }
  return option;
}

function ownPrefix(path: string): string {
  const prefix = keyPrefix(path);
  if (!/^(?:aws|ssm)/i.test(prefix)) return prefix;
  throw validationError(
    'Filters for common parameters can\'t be prefixed with "aws" or "ssm" (case-insensitive). When using global ' +
      'parameters, please specify within a global namespace.',
  );
}

function withSlash(name: string): string {
  return `/${parameterKey(name)}`;
}

/** The texts that a filter's key stands for. The sandbox has no labels. */
function contentOf(region: Region, parameter: Parameter, key: string): readonly string[] {
  const { Name, Type, DataType } = parameter;
  if (key === 'Name') return [withSlash(Name)];
  if (key === 'Type') return [Type];
  if (key === 'DataType') return [DataType];
  if (key === 'Tier') return 'Tier' in parameter ? [parameter.Tier] : [];
  if (key === 'KeyId') return 'KeyId' in parameter && parameter.KeyId !== undefined ? [parameter.KeyId] : [];
  return tagsOf(region, 'Parameter', parameterKey(Name))
    .filter(({ Key }) => `tag:${Key}` === key)
    .map(({ Value }) => Value);
}
