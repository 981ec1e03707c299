/** Quotas of Systems Manager per account and region, under the names that `--quota` takes. */

/** Defaults (AWS General Reference, Systems Manager endpoints and quotas). */
export const defaultQuotas = {
  windows: 50,
  baselines: 50,
  'groups-per-baseline': 25,
  'targets-per-window': 100,
  'tasks-per-window': 20,
  'standard-parameters': 10_000,
  'advanced-parameters': 100_000,
} as const satisfies Readonly<Record<string, number>>;

export type QuotaName = keyof typeof defaultQuotas;

export type Quotas = Readonly<Record<QuotaName, number>>;

/** Quotas of an account that were raised, as far as they matter to a set-up. The API of Systems Manager does not tell them. */
export type RaisedQuotas = Readonly<Partial<Record<'windows' | 'baselines', number>>>;
