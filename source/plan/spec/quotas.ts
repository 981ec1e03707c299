/** Default quotas of Systems Manager per account and region (AWS General Reference, Systems Manager endpoints and quotas). */

export const quotas = {
  windows: 50,
  baselines: 50,
  groupsPerBaseline: 25,
  targetsPerWindow: 100,
  tasksPerWindow: 20,
  /** Windows that run at the same time; further ones wait. */
  concurrentWindows: 5,
} as const;

/** Quotas of an account that were raised, as far as they matter to a set-up. The API of Systems Manager does not tell them. */
export type RaisedQuotas = Readonly<Partial<Record<'windows' | 'baselines', number>>>;
