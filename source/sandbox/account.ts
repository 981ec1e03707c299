/** The accounts in a box: a state for each region of each, and the changes that a store has to keep. */
import { partitionOfRegion } from '../plan/account/regions.js';
import type {
  BaselineRow,
  DefaultRow,
  NodeRow,
  ParameterRow,
  RegistrationRow,
  TagsRow,
  TargetRow,
  TaskRow,
  TokenRow,
  WindowRow,
} from './rows.js';
import { type Change, Table } from './table.js';

/** The account that any credentials belong to, an example number of AWS's documentation; roles lead to others. */
export const accountId = '123456789012';

function tablesOf(changed: (change: Change) => void) {
  function table<Row extends object>(name: string, parentOf?: (row: Row) => string): Table<Row> {
    return new Table(name, changed, parentOf);
  }
  return {
    windows: table<WindowRow>('windows'),
    targets: table<TargetRow>('targets', ({ WindowId }) => WindowId),
    tasks: table<TaskRow>('tasks', ({ WindowId }) => WindowId),
    baselines: table<BaselineRow>('baselines'),
    registrations: table<RegistrationRow>('registrations', ({ BaselineId }) => BaselineId),
    defaults: table<DefaultRow>('defaults'),
    tags: table<TagsRow>('tags'),
    tokens: table<TokenRow>('tokens'),
    nodes: table<NodeRow>('nodes'),
    /** By name without the first slash: each as it is now. */
    parameters: table<ParameterRow>('parameters'),
    /** By `name:version`: what came before. */
    parameterVersions: table<ParameterRow>('parameterVersions', ({ Name }) => Name),
  };
}

type Tables = ReturnType<typeof tablesOf>;

/** Everything that an account has in one region. */
export interface Region extends Readonly<Tables> {
  /** Twelve digits. */
  readonly account: string;
  readonly name: string;
  readonly partition: string;
}

/** A change and where it happened. */
export interface RegionChange extends Change {
  /** `eu-west-1`; of another account than the usual one `222222222222/eu-west-1`. */
  readonly region: string;
}

/** What a region has when it is used for the first time. */
export interface Start {
  /** Nothing but AWS's own baselines. */
  readonly empty?: boolean | undefined;
  /** A fleet of so many nodes, empty or not. @default the sample's twelve nodes, unless empty */
  readonly fleet?: number | undefined;
}

export class Account {
  readonly start: Start;
  readonly #seed: (region: Region) => void;
  readonly #regions = new Map<string, { readonly region: Region; readonly tables: Tables }>();
  #changes: RegionChange[] = [];

  /** `seed` fills a region when it is used for the first time. */
  constructor(start: Start, seed: (region: Region) => void) {
    this.start = start;
    this.#seed = seed;
  }

  region(name: string, account = accountId): Region {
    const key = account === accountId ? name : `${account}/${name}`;
    const known = this.#regions.get(key);
    if (known !== undefined) return known.region;
    const { region } = this.#add(key);
    this.#changes.push(firstUse(key));
    this.#seed(region);
    return region;
  }

  /** Takes over a stored change. Returns false if it makes no sense. */
  restore({ region: key, ...change }: RegionChange): boolean {
    const { tables } = this.#regions.get(key) ?? this.#add(key);
    if (change.table === 'region') return true;
    if (!Object.hasOwn(tables, change.table)) return false;
    tables[change.table as keyof Tables].restore(change);
    return true;
  }

  /** The changes since the last call. */
  takeChanges(): readonly RegionChange[] {
    const taken = this.#changes;
    this.#changes = [];
    return taken;
  }

  /** The whole content as changes that rebuild it. A region has one of its own, so that it is not seeded again. */
  *snapshot(): Generator<RegionChange> {
    for (const [region, { tables }] of this.#regions) {
      yield firstUse(region);
      for (const table of Object.values(tables)) {
        for (const change of table.snapshot()) yield { region, ...change };
      }
    }
  }

  /** Another account with the same content. */
  copy(): Account {
    const copy = new Account(this.start, this.#seed);
    for (const change of this.snapshot()) copy.restore(change);
    return copy;
  }

  #add(key: string): { readonly region: Region; readonly tables: Tables } {
    const tables = tablesOf((change) => this.#changes.push({ region: key, ...change }));
    const [name = '', account = accountId] = key.split('/').reverse();
    const added = { region: { account, name, partition: partitionOfRegion(name), ...tables }, tables };
    this.#regions.set(key, added);
    return added;
  }
}

function firstUse(region: string): RegionChange {
  return { region, table: 'region', key: region, order: 0, row: null };
}
