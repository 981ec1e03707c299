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
