/** One kind of resource in one region: rows by key, in the order in which they were made, each change reported. */

/** A row's place and content after a change; a null row is gone. */
export interface Change {
  readonly table: string;
  readonly key: string;
  /** Grows with every new row; an updated row keeps its place. */
  readonly order: number;
  readonly row: object | null;
}

type Entry<Row> = readonly [order: number, row: Row];

/** Rows are never changed in place: an update puts a new row, so that a row can be the key of a cache. */
export class Table<Row extends object> {
  readonly #name: string;
  readonly #changed: (change: Change) => void;
  readonly #parentOf: (row: Row) => string;
  readonly #entries = new Map<string, Entry<Row>>();
  /** Keys by parent, for tables whose rows belong to another resource. */
  readonly #children = new Map<string, Set<string>>();
  #lastOrder = 0;

  constructor(name: string, changed: (change: Change) => void, parentOf?: (row: Row) => string) {
    this.#name = name;
    this.#changed = changed;
    this.#parentOf = parentOf ?? (() => '');
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Row | undefined {
    return this.#entries.get(key)?.[1];
  }

  put(key: string, row: Row): void {
    const order = this.#entries.get(key)?.[0] ?? this.#lastOrder + 1;
    this.restore({ key, order, row });
    this.#changed({ table: this.#name, key, order, row });
  }

  delete(key: string): void {
    const [order] = this.#entries.get(key) ?? [];
    if (order === undefined) return;
    this.restore({ key, order, row: null });
    this.#changed({ table: this.#name, key, order, row: null });
  }

  /** Takes over a change that was reported before, without reporting it again. An updated row keeps its place. */
  restore({ key, order, row }: Omit<Change, 'table'>): void {
    const current = (row as Row | null) ?? this.get(key);
    if (current === undefined) return;
    const parent = this.#parentOf(current);
    const siblings = this.#children.get(parent) ?? new Set();
    if (row === null) {
      this.#entries.delete(key);
      siblings.delete(key);
      if (siblings.size === 0) this.#children.delete(parent);
    } else {
      this.#entries.set(key, [order, current]);
      this.#lastOrder = Math.max(this.#lastOrder, order);
      this.#children.set(parent, siblings.add(key));
    }
  }

  /** Rows with their places, in order. */
  entries(): Iterable<Entry<Row>> {
    return this.#entries.values();
  }

  *rows(): Generator<Row> {
    for (const [, row] of this.#entries.values()) yield row;
  }

  /** As {@link entries}, for the rows of one parent only. */
  entriesOf(parent: string): Entry<Row>[] {
    const keys = [...(this.#children.get(parent) ?? [])];
    return keys.map((key) => this.#entries.get(key)).filter((entry) => entry !== undefined);
  }

  rowsOf(parent: string): Row[] {
    return this.entriesOf(parent).map(([, row]) => row);
  }

  countOf(parent: string): number {
    return this.#children.get(parent)?.size ?? 0;
  }

  /** The whole content as changes that rebuild it. */
  *snapshot(): Generator<Change> {
    for (const [key, [order, row]] of this.#entries) yield { table: this.#name, key, order, row };
  }
}
