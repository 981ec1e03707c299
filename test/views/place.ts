/** A place, as the views tell it. */
export const place = {
  account: '123456789012',
  region: 'eu-west-1',
  profile: 'ops',
  identity: 'arn:aws:iam::123456789012:user/ops',
  source: 'profile ops, keys from the shared credentials file',
};
