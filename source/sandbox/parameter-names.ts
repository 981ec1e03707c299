/** Names of parameters: which are allowed, and which parameter a name, an ARN or a `name:version` means. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { codePoints } from './validate.js';

/** One name, or levels that each begin with a slash. */
const wellFormed = /^(?:[\w.-]+|(?:\/[\w.-]+)+)$/;

const mostLevels = 15;

/** Characters that a parameter's whole ARN may have (PutParameter, member Name). */
const longestArn = 1011;

/**
 * What a parameter is kept under: its name without the first slash. With and without it a name of one level is the same
 * parameter, for both have the same ARN (LocalStack's tests, which are validated against AWS).
 */
export function parameterKey(name: string): string {
  return name.replace(/^\//, '');
}

/** The ARN of one of the account's own parameters. */
export function parameterArn(region: Region, key: string): string {
  return `${arnPrefix(region, region.account)}${key}`;
}

/** The ARN of a parameter that AWS publishes, which names no account. */
export function publicParameterArn(region: Region, key: string): string {
  return `${arnPrefix(region, '')}${key}`;
}

function arnPrefix(region: Region, account: string): string {
  return `arn:${region.partition}:ssm:${region.name}:${account}:parameter/`;
}

/**
 * The name that a new parameter gets. Throws AccessDeniedException for AWS's own names, ValidationException for those
 * that are malformed, too long or begin with `ssm`, and HierarchyLevelLimitExceededException.
 */
export function newParameterName(region: Region, given: string): string {
  const name = trimmed(given);
  refuseReserved(name);
  if (/^[\w.-]+\/[\w.\-/]*$/.test(name)) throw validationError('Parameter name must be a fully qualified name.');
  if (!wellFormed.test(name)) throw malformed();
  const key = parameterKey(name);
  if (key.split('/').length > mostLevels) {
    throw new ApiError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${mostLevels} levels.`,
    );
  }
  const length = codePoints(parameterArn(region, key));
  if (length > longestArn) {
    throw validationError(`The parameter's ARN has ${length} characters; the maximum is ${longestArn}.`);
  }
  return name;
}

/** The key of a parameter that is to go. Throws as for a new name, save that what does not exist may be any length. */
export function deletedParameterKey(given: string): string {
  const name = trimmed(given);
  refuseReserved(name);
  if (!wellFormed.test(name)) throw malformed();
  return parameterKey(name);
}

/** Names that are AWS's own: in messages they have no first slash (cfn-lint #4089, quota-monitor-for-aws #30). */
function refuseReserved(name: string): void {
  const key = parameterKey(name);
  if (/^aws/i.test(key)) {
    throw new ApiError('AccessDeniedException', `No access to reserved parameter name: ${key}.`);
  }
  if (/^ssm/i.test(key)) throw malformed();
}

/** A parameter that a request means. */
export interface ParameterReference {
  readonly key: string;
  /** The name as it was asked for, which is also what is answered; undefined for an ARN. */
  readonly name: string | undefined;
  /** The version or label after the colon. */
  readonly selector: string | undefined;
}

/** What `name`, `name:version` or an ARN means. Throws ValidationException for what is none of them. */
export function parameterReference(region: Region, given: string): ParameterReference {
  const name = trimmed(given);
  const prefix = [region.account, ''].map((owner) => arnPrefix(region, owner)).find((start) => name.startsWith(start));
  const [key = '', selector, ...rest] = (prefix === undefined ? name : `/${name.slice(prefix.length)}`).split(':');
  if (!wellFormed.test(key) || /^\/?ssm/i.test(key) || rest.length > 0) throw malformed();
  return { key: parameterKey(key), name: prefix === undefined ? key : undefined, selector };
}

/** AWS takes spaces away at both ends (PutParameter, member Name). */
function trimmed(name: string): string {
  return name.replace(/^ +| +$/g, '');
}

/** What AWS says of any name that it does not like, with or without `ssm` in it (boto3 #1499, aws-sdk-php #1952). */
function malformed(): ApiError {
  return validationError(
    'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of ' +
      'sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following ' +
      '3 symbols .-_',
  );
}

/**
 * The beginning of the keys below a path. Throws ValidationException for what is no path; the backslashes are AWS's own
 * (aws-sdk-js-v3 #5928).
 */
export function keyPrefix(path: string): string {
  if (/^(?:\/|(?:\/[\w.-]+)+\/?)$/.test(path)) return path === '/' ? '' : `${path.replace(/^\/|\/$/g, '')}/`;
  throw validationError(
    'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". ' +
      'It can\'t be prefixed with \\"aws\\" or \\"ssm\\" (case-insensitive). It must use only letters, numbers, or the ' +
      'following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if ' +
      'specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
  );
}

/** Whether a key is below a path, given as {@link keyPrefix} has it: at any depth, or on the next level. */
export function isBelow(key: string, prefix: string, isRecursive: boolean): boolean {
  return key.startsWith(prefix) && (isRecursive || !key.includes('/', prefix.length));
}
