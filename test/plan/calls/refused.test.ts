/** Refused reads: the one policy for all of them, and what is not known without those that can be done without. */
import { describe, expect, it } from 'vitest';
import { type RefusedCall, UserError } from '../../../source/errors.js';
import {
  isNeeded,
  permissionSteps,
  policyText,
  refusedReads,
  unreadOf,
  unreadWords,
} from '../../../source/plan/calls/refused.js';

function call(action: string, resource = '*', deniedBy?: string): RefusedCall {
  return { action: `ssm:${action}`, resource, deniedBy };
}

const window = (id: string) => `arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/${id}`;

describe('the policy', () => {
  it.each<[string, readonly RefusedCall[], unknown]>([
    ['one call', [call('A')], { Effect: 'Allow', Action: 'ssm:A', Resource: '*' }],
    ['one resource', [call('A', window('mw-1'))], { Effect: 'Allow', Action: 'ssm:A', Resource: window('mw-1') }],
    [
      'equal calls once',
      [call('B'), call('A'), call('B')],
      { Effect: 'Allow', Action: ['ssm:A', 'ssm:B'], Resource: '*' },
    ],
    [
      'all of a kind',
      [call('A', window('mw-1')), call('A', window('mw-2'))],
      { Effect: 'Allow', Action: 'ssm:A', Resource: window('*') },
    ],
    [
      'a list where resources differ: reading parameters is never asked for all of them',
      [call('A'), call('GetParametersByPath', 'arn:aws:ssm:*:*:parameter/patch-wizard/*')],
      [
        { Effect: 'Allow', Action: 'ssm:A', Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'ssm:GetParametersByPath',
          Resource: 'arn:aws:ssm:*:*:parameter/patch-wizard/*',
        },
      ],
    ],
  ])('of %s', (_, calls, statement) => {
    expect(JSON.parse(policyText(calls))).toEqual(statement);
  });

  it('does not help against a policy that denies', () => {
    expect(permissionSteps([call('A'), call('B', '*', 'service control policy')])).toEqual([
      'Ask for a policy with: {"Effect": "Allow", "Action": "ssm:A", "Resource": "*"}',
      'Ask whoever manages the service control policy: it denies ssm:B, whatever else allows it.',
    ]);
  });
});

describe('refused reads', () => {
  const why = new UserError('These credentials are not allowed to call ssm:DescribePatchGroups.', {
    code: 'AccessDeniedException',
    detail: 'User: arn:aws:iam::123456789012:user/jo is not authorized',
    nextSteps: [...permissionSteps([call('DescribePatchGroups')]), 'Or choose another profile with --profile.'],
    refused: [call('DescribePatchGroups')],
    exitCode: 1,
  });

  it('one is told as it is', () => {
    const { message, nextSteps, detail } = refusedReads([call('DescribePatchGroups')], why);
    expect({ message, nextSteps, detail }).toEqual({
      message: why.message,
      nextSteps: why.nextSteps,
      detail: why.detail,
    });
  });

  it('several are one error with one policy, with what a refused list has kept from being tried', () => {
    const tags = call('ListTagsForResource');
    const error = refusedReads([call('DescribePatchGroups'), tags, tags, call('DescribePatchBaselines')], why);
    expect(error.message).toBe('These credentials are not allowed to make 3 of the calls that read an account.');
    expect(error.detail?.split('\n')).toEqual([
      'Refused for arn:aws:iam::123456789012:user/jo: ssm:DescribePatchBaselines, ssm:DescribePatchGroups, ssm:ListTagsForResource (2 times).',
      'Therefore not tried: ssm:GetPatchBaseline.',
    ]);
    expect(error.nextSteps).toEqual([
      'Ask for a policy with: {"Effect": "Allow", "Action": ["ssm:DescribePatchBaselines", "ssm:DescribePatchGroups", "ssm:GetPatchBaseline", "ssm:ListTagsForResource"], "Resource": "*"}',
      'Or choose another profile with --profile.',
    ]);
    expect(error).toMatchObject({ code: 'AccessDeniedException', exitCode: 1 });
  });

  it('what only counts or tells is done without', () => {
    const refused = ['DescribeInstanceInformation', 'DescribeInstanceInformation', 'DescribePatchGroups'].map((each) =>
      call(each),
    );
    expect(refused.map(({ action }) => isNeeded(action))).toEqual([false, false, true]);
    expect(unreadWords(unreadOf(refused))).toBe(
      'Unknown: which nodes there are, and how many each patch group has. These credentials are not allowed to call ssm:DescribeInstanceInformation.',
    );
  });
});
