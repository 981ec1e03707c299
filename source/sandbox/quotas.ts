/** The quotas of an account in one region, under the names that `--quota` takes. */

/** Defaults: AWS General Reference, "Systems Manager endpoints and quotas". */
export const defaultQuotas = {
  windows: 50,
  baselines: 50,
  'groups-per-baseline': 25,
  'targets-per-window': 100,
  'tasks-per-window': 20,
  'targets-per-task': 10,
} as const satisfies Readonly<Record<string, number>>;

export type Quotas = Readonly<Record<keyof typeof defaultQuotas, number>>;
