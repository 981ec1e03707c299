/** Shapes of Parameter Store. */
import { integer, list, oneOf, string, structure } from '../shape.js';
import { NextToken } from './common.js';

export const ParameterName = string({ min: 1, max: 2048 });
export const ParameterNames = list(ParameterName, { min: 1, max: 10 });

/** What a caller gives of a parameter that is kept as it is, besides its name and type. */
export const parameterMembers = {
  /** The model has no limits; AWS's messages do (cloud-platform-infrastructure #3906, provider-upjet-aws #1559). */
  Value: string({ min: 1, max: 32_768, sensitive: true }),
  Description: string({ min: 0, max: 1024 }),
  KeyId: string({ min: 1, max: 256, pattern: '^([a-zA-Z0-9:/_-]+)$' }),
  AllowedPattern: string({ min: 0, max: 1024 }),
  DataType: string({ min: 0, max: 128 }),
};

export const ParameterType = oneOf('String', 'StringList', 'SecureString');

const FilterValues = list(string({ min: 1, max: 1024 }), { min: 1, max: 50 });
export const ParameterFilters = list(
  structure(
    {
      Key: string({ min: 1, max: 132, pattern: 'tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType' }),
      Option: string({ min: 1, max: 10 }),
      Values: FilterValues,
    },
    ['Key'],
  ),
);
export const OldParameterFilters = list(
  structure({ Key: oneOf('Name', 'Type', 'KeyId'), Values: FilterValues }, ['Key', 'Values']),
);

/** The members of a list, of whose items so many may be asked for. */
export function paged(max: number) {
  return { MaxResults: integer({ min: 1, max }), NextToken };
}
