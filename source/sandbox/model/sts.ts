/** Inputs of the operations of STS, from its public API model, version 2011-06-15. */
import { integer, string, structure } from '../shape.js';

export const GetCallerIdentityRequest = structure({});

export const GetAccessKeyInfoRequest = structure({ AccessKeyId: string({ min: 16, max: 128, pattern: '[\\w]*' }) }, [
  'AccessKeyId',
]);

/** Session policies, tags and MFA are accepted and ignored: they decide nothing in the sandbox. */
export const AssumeRoleRequest = structure(
  {
    RoleArn: string({ min: 20, max: 2048 }),
    RoleSessionName: string({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
    DurationSeconds: integer({ min: 900, max: 43200 }),
    ExternalId: string({ min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' }),
  },
  ['RoleArn', 'RoleSessionName'],
);
