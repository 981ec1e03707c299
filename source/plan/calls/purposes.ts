/** What a policy can be for: a command, and `prune` for `setup --prune`. Loaded early, so it is data alone. */

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
] as const;

export type Purpose = (typeof purposes)[number];
