/** Inputs of the operations of Parameter Store. */
import { boolean, integer, list, oneOf, string, structure } from '../shape.js';
import { NextToken, TagList } from './common.js';

const PSParameterName = string({ min: 1, max: 2048 });
const ParameterNameList = list(PSParameterName, { min: 1, max: 10 });

/** The model has no limits; AWS's messages do (cloud-platform-infrastructure #3906, provider-upjet-aws #1559). */
const PSParameterValue = string({ min: 1, max: 32_768, sensitive: true });

const ParameterType = oneOf('String', 'StringList', 'SecureString');
const MaxResults = integer({ min: 1, max: 50 });

const ParameterStringFilter = structure(
  {
    Key: string({ min: 1, max: 132, pattern: 'tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType' }),
    Option: string({ min: 1, max: 10 }),
    Values: list(string({ min: 1, max: 1024 }), { min: 1, max: 50 }),
  },
  ['Key'],
);
const ParameterStringFilterList = list(ParameterStringFilter);

export const PutParameterRequest = structure(
  {
    Name: PSParameterName,
    Description: string({ min: 0, max: 1024 }),
    Value: PSParameterValue,
    Type: ParameterType,
    KeyId: string({ min: 1, max: 256, pattern: '^([a-zA-Z0-9:/_-]+)$' }),
    Overwrite: boolean,
    AllowedPattern: string({ min: 0, max: 1024 }),
    Tags: TagList,
    Tier: oneOf('Standard', 'Advanced', 'Intelligent-Tiering'),
    Policies: string({ min: 1, max: 4096 }),
    DataType: string({ min: 0, max: 128 }),
  },
  ['Name', 'Value'],
);

export const GetParameterRequest = structure({ Name: PSParameterName, WithDecryption: boolean }, ['Name']);

export const GetParametersRequest = structure({ Names: ParameterNameList, WithDecryption: boolean }, ['Names']);

export const GetParametersByPathRequest = structure(
  {
    Path: PSParameterName,
    Recursive: boolean,
    ParameterFilters: ParameterStringFilterList,
    WithDecryption: boolean,
    MaxResults: integer({ min: 1, max: 10 }),
    NextToken,
  },
  ['Path'],
);

export const GetParameterHistoryRequest = structure(
  { Name: PSParameterName, WithDecryption: boolean, MaxResults, NextToken },
  ['Name'],
);

const ParametersFilter = structure(
  { Key: oneOf('Name', 'Type', 'KeyId'), Values: list(string({ min: 1, max: 1024 }), { min: 1, max: 50 }) },
  ['Key', 'Values'],
);

export const DescribeParametersRequest = structure({
  Filters: list(ParametersFilter),
  ParameterFilters: ParameterStringFilterList,
  MaxResults,
  NextToken,
  Shared: boolean,
});

export const DeleteParameterRequest = structure({ Name: PSParameterName }, ['Name']);

export const DeleteParametersRequest = structure({ Names: ParameterNameList }, ['Names']);
