/** What a policy can be for: a command, `prune` for `setup --prune`, `accounts` for whoever assumes the roles of `--accounts`. Loaded early, so it is data alone. */

export const purposes = [
  'setup',
  'prune',
  'cleanup',
  'restore',
  'status',
  'nodes',
  'pause',
  'resume',
  'export',
  'accounts',
] as const;

export type Purpose = (typeof purposes)[number];
