/** Writing Parameter Store: PutParameter with its tiers and versions, DeleteParameter and DeleteParameters. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { type Context, epochSeconds } from './context.js';
import { Tags } from './model/common.js';
import { ParameterName, ParameterNames, ParameterType, parameterMembers } from './model/parameters.js';
import { operation } from './operation.js';
import { deletedParameterKey, newParameterName, parameterKey } from './parameter-names.js';
import type { ParameterRow } from './rows.js';
import { boolean, oneOf, string, structure, type ValueOf } from './shape.js';
import { checkNewTags, deleteTags, putTags } from './tags.js';
import { codePoints } from './validate.js';

const PutParameter = structure(
  {
    Name: ParameterName,
    ...parameterMembers,
    Type: ParameterType,
    Overwrite: boolean,
    Tags,
    Tier: oneOf('Standard', 'Advanced', 'Intelligent-Tiering'),
    Policies: string({ min: 1, max: 4096 }),
  },
  ['Name', 'Value'],
);
type Input = ValueOf<typeof PutParameter>;
type Tier = ParameterRow['Tier'];

/** Versions that are kept of a parameter; the labels that would protect the oldest are not supported here. */
const mostVersions = 100;

function checkTagsOf({ Overwrite, Tags = [] }: Input): void {
  if (Overwrite === true && Tags.length > 0) {
    throw validationError(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove " +
        'overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or ' +
        'RemoveTagsFromResource.',
    );
  }
  checkNewTags(Tags);
}

const imageType = 'aws:ec2:image';

/** The members that a caller gives; what an update leaves out stays as it was. */
function contentOf(
  input: Input,
  former: ParameterRow | undefined,
): Pick<ParameterRow, 'Type' | 'Value' | 'DataType' | 'Description' | 'AllowedPattern' | 'KeyId'> {
  const { Value } = input;
  const Type = typeOf(input, former);
  const DataType = input.DataType ?? former?.DataType ?? 'text';
  if (DataType !== 'text' && DataType !== imageType) {
    throw validationError(`The following data type is not supported: ${DataType} (Data type names are all lowercase.)`);
  }
  if (DataType === imageType && Type !== 'String') {
    throw validationError(`The data type ${imageType} is only supported for parameters of the type String.`);
  }
  const start = Value.indexOf('{{');
  if (start >= 0 && Value.includes('}}', start)) {
    throw validationError('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.');
  }
  const { Description, AllowedPattern, KeyId = 'alias/aws/ssm' } = { ...former, ...input };
  checkPattern(Value, AllowedPattern);
  return {
    Type,
    Value,
    DataType,
    ...(Description === undefined ? {} : { Description }),
    ...(AllowedPattern === undefined ? {} : { AllowedPattern }),
    ...(Type === 'SecureString' ? { KeyId } : {}),
  };
}

/**
 * The type, which an update need not give. Another type is refused, as the error's own text says; Terraform's tests
 * suggest that AWS lets a SecureString become a String, which nobody should rely on.
 */
function typeOf({ Type, KeyId, Policies }: Input, former: ParameterRow | undefined): ParameterRow['Type'] {
  const type = Type ?? former?.Type;
  if (type === undefined) throw validationError('A parameter type is required when you create a parameter.');
  if (former !== undefined && type !== former.Type) {
    throw new ApiError(
      'HierarchyTypeMismatchException',
      "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a " +
        'parameter from a String type to a SecureString type. You must create a new, unique parameter.',
    );
  }
  if (KeyId !== undefined && type !== 'SecureString') {
    throw validationError('KeyId is required for SecureString type parameter only.');
  }
  if (Policies !== undefined) throw validationError('Parameter policies are not supported by the sandbox.');
  return type;
}

function checkPattern(value: string, pattern: string | undefined): void {
  if (pattern === undefined || pattern === '') return;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch {
    throw new ApiError('InvalidAllowedPatternException', `${pattern} is not a regular expression`);
  }
  if (!expression.test(value)) {
    throw new ApiError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}

const advancedPage =
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';

const tiers = {
  Standard: {
    longest: 4096,
    tooLong:
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter ' +
      `value, upgrade the parameter to use the advanced-parameter tier. For more information, see ${advancedPage}`,
    quota: 'standard-parameters',
  },
  Advanced: {
    longest: 8192,
    tooLong: 'Advanced tier parameters support a maximum parameter value of 8192 characters.',
    quota: 'advanced-parameters',
  },
} as const;

/**
 * The tier that a parameter gets. One that is not asked for is the account's default, Standard, for updates too, as the
 * documentation of member Tier says.
 */
function tierOf(region: Region, input: Input, former: ParameterRow | undefined, context: Context): Tier {
  const size = codePoints(input.Value);
  const { Tier: wanted = 'Standard' } = input;
  const isFull = (tier: Tier) => former?.Tier !== tier && hasUsedUp(region, tier, context);
  const tier = wanted !== 'Intelligent-Tiering' ? wanted : needsAdvanced() ? 'Advanced' : 'Standard';
  function needsAdvanced(): boolean {
    return former?.Tier === 'Advanced' || size > tiers.Standard.longest || isFull('Standard');
  }
  if (tier === 'Standard' && former?.Tier === 'Advanced') {
    throw validationError(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter " +
        'tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a ' +
        'standard parameter. Be aware that standard parameters have a value limit of 4096 characters.',
    );
  }
  if (size > tiers[tier].longest) throw validationError(tiers[tier].tooLong);
  if (isFull(tier)) {
    const way = tier === 'Standard' ? ' or upgrade to the advanced-parameter tier (charges apply)' : '';
    throw new ApiError(
      'ParameterLimitExceeded',
      `You have reached the maximum number of ${tier.toLowerCase()} parameters for this AWS account and Region ` +
        `(${context.quotas[tiers[tier].quota]}). To add more parameters, either delete existing parameters${way}.`,
    );
  }
  return tier;
}

function hasUsedUp(region: Region, tier: Tier, { quotas }: Context): boolean {
  const quota = quotas[tiers[tier].quota];
  if (region.parameters.size < quota) return false;
  let count = 0;
  for (const { Tier } of region.parameters.rows()) if (Tier === tier) count++;
  return count >= quota;
}

/** Takes a parameter away, with its versions and tags; false if there is none. */
function deleteOne(region: Region, key: string): boolean {
  const row = region.parameters.get(key);
  if (row === undefined) return false;
  for (const { Version } of region.parameterVersions.rowsOf(row.Name)) {
    region.parameterVersions.delete(`${key}:${Version}`);
  }
  region.parameters.delete(key);
  deleteTags(region, 'Parameter', key);
  return true;
}

export const parameterWriteOperations = {
  PutParameter: operation(PutParameter, (region, input, context) => {
    const name = newParameterName(region, input.Name);
    const key = parameterKey(name);
    checkTagsOf(input);
    const former = region.parameters.get(key);
    if (former !== undefined && input.Overwrite !== true) {
      throw new ApiError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const row: ParameterRow = {
      Name: former?.Name ?? name,
      ...contentOf(input, former),
      Tier: tierOf(region, input, former, context),
      Version: (former?.Version ?? 0) + 1,
      LastModifiedDate: epochSeconds(context.now),
      LastModifiedUser: context.caller.Arn,
    };
    const { Version, Tier } = row;
    // AWS checks images after it has answered, and then throws away what is none (PutParameter, member DataType).
    if (row.DataType === imageType && !/^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(row.Value)) return { Version, Tier };
    if (former !== undefined) region.parameterVersions.put(`${key}:${former.Version}`, former);
    region.parameterVersions.delete(`${key}:${Version - mostVersions}`);
    region.parameters.put(key, row);
    putTags(region, 'Parameter', key, input.Tags);
    return { Version, Tier };
  }),

  DeleteParameter: operation(structure({ Name: ParameterName }, ['Name']), (region, { Name }) => {
    const key = deletedParameterKey(Name);
    if (!deleteOne(region, key)) throw new ApiError('ParameterNotFound', `There is no parameter ${key}`);
    return {};
  }),

  /** Every name is looked at before the first parameter goes. */
  DeleteParameters: operation(structure({ Names: ParameterNames }, ['Names']), (region, { Names }) => {
    const named = [...new Set(Names)].map((name) => [name, deletedParameterKey(name)] as const);
    const DeletedParameters: string[] = [];
    const InvalidParameters: string[] = [];
    for (const [name, key] of named) (deleteOne(region, key) ? DeletedParameters : InvalidParameters).push(name);
    return { DeletedParameters, InvalidParameters };
  }),
};
