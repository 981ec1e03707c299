/** The account in a box: a state for each region, and the changes that a store has to keep. */
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

/** The one account of the sandbox, an example number of AWS's documentation. */
export const accountId = '123456789012';

/** Everything that the account has in one region. */
export class Region {
  readonly name: string;
  readonly partition: string;
  readonly windows: Table<WindowRow>;
  readonly targets: Table<TargetRow>;
  readonly tasks: Table<TaskRow>;
  readonly baselines: Table<BaselineRow>;
  readonly registrations: Table<RegistrationRow>;
  readonly defaults: Table<DefaultRow>;
  readonly tags: Table<TagsRow>;
  readonly tokens: Table<TokenRow>;
  readonly nodes: Table<NodeRow>;
  /** By name without the first slash: each as it is now. */
  readonly parameters: Table<ParameterRow>;
  /** By `name:version`: what came before. */
  readonly parameterVersions: Table<ParameterRow>;
  readonly #tables: ReadonlyMap<string, Table<never>>;

  constructor(name: string, changed: (change: Change) => void) {
    const tables = new Map<string, Table<never>>();
    function table<Row extends object>(kind: string, parentOf?: (row: Row) => string): Table<Row> {
      const made = new Table<Row>(kind, changed, parentOf);
      // Only what all tables have is used of these, and TypeScript has no type for rows of any kind.
      tables.set(kind, made as unknown as Table<never>);
      return made;
    }
    this.name = name;
    this.partition = partitionOfRegion(name);
    this.windows = table('windows');
    this.targets = table('targets', ({ WindowId }) => WindowId);
    this.tasks = table('tasks', ({ WindowId }) => WindowId);
    this.baselines = table('baselines');
    this.registrations = table('registrations', ({ BaselineId }) => BaselineId);
    this.defaults = table('defaults');
    this.tags = table('tags');
    this.tokens = table('tokens');
    this.nodes = table('nodes');
    this.parameters = table('parameters');
    this.parameterVersions = table('parameterVersions', ({ Name }) => Name);
    this.#tables = tables;
  }

  /** Takes over a stored change. Returns false if there is no such table. */
  restore(change: Change): boolean {
    const table = this.#tables.get(change.table);
    table?.restore(change);
    return table !== undefined;
  }

  *snapshot(): Generator<Change> {
    for (const table of this.#tables.values()) yield* table.snapshot();
  }
}

/** A change and where it happened. */
export interface RegionChange extends Change {
  readonly region: string;
}

export class Account {
  /** Regions that are first used later start with nothing but AWS's own baselines. */
  readonly empty: boolean;
  readonly #seed: (region: Region) => void;
  readonly #regions = new Map<string, Region>();
  #changes: RegionChange[] = [];

  /** `seed` fills a region when it is used for the first time. */
  constructor(empty: boolean, seed: (region: Region) => void) {
    this.empty = empty;
    this.#seed = seed;
  }

  region(name: string): Region {
    const known = this.#regions.get(name);
    if (known !== undefined) return known;
    const region = this.#add(name);
    this.#changes.push(firstUse(name));
    if (!this.empty) this.#seed(region);
    return region;
  }

  /** Takes over a stored change. Returns false if it makes no sense. */
  restore({ region: name, ...change }: RegionChange): boolean {
    const region = this.#regions.get(name) ?? this.#add(name);
    return change.table === 'region' || region.restore(change);
  }

  /** The changes since the last call. */
  takeChanges(): readonly RegionChange[] {
    if (this.#changes.length === 0) return [];
    const taken = this.#changes;
    this.#changes = [];
    return taken;
  }

  /** The whole content as changes that rebuild it. A region has one of its own, so that it is not seeded again. */
  *snapshot(): Generator<RegionChange> {
    for (const region of this.#regions.values()) {
      yield firstUse(region.name);
      for (const change of region.snapshot()) yield { region: region.name, ...change };
    }
  }

  #add(name: string): Region {
    const region = new Region(name, (change) => this.#changes.push({ region: name, ...change }));
    this.#regions.set(name, region);
    return region;
  }
}

function firstUse(region: string): RegionChange {
  return { region, table: 'region', key: region, order: 0, row: null };
}
