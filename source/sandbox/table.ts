/** One kind of resource in one region: rows by key, in the order in which they were made, each change reported. */

/** A row's place and content after a change; a null row is gone. */
export interface Change {
  readonly table: string;
  readonly key: string;
  /** Grows with every new row; an updated row keeps its place. */
  readonly order: number;
  readonly row: object | null;
}

interface Entry<Row> {
  readonly order: number;
  readonly row: Row;
}

/** Rows are never changed in place: an update puts a new row, so that a row can be the key of a cache. */
export class Table<Row extends object> {
  readonly #name: string;
  readonly #changed: (change: Change) => void;
  readonly #parentOf: ((row: Row) => string) | undefined;
  readonly #entries = new Map<string, Entry<Row>>();
  /** Keys by parent, for tables whose rows belong to another resource. */
  readonly #children = new Map<string, Set<string>>();
  #lastOrder = 0;

  constructor(name: string, changed: (change: Change) => void, parentOf?: (row: Row) => string) {
    this.#name = name;
    this.#changed = changed;
    this.#parentOf = parentOf;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Row | undefined {
    return this.#entries.get(key)?.row;
  }

  /** A row's place in the table; 0 for a row that is not there. */
  orderOf(key: string): number {
    return this.#entries.get(key)?.order ?? 0;
  }

  put(key: string, row: Row): void {
    const order = this.#entries.get(key)?.order ?? this.#lastOrder + 1;
    this.#set(key, order, row);
    this.#changed({ table: this.#name, key, order, row });
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#remove(key, entry.row);
    this.#changed({ table: this.#name, key, order: entry.order, row: null });
  }

  /** Takes over a change that was reported before, without reporting it again. An updated row keeps its place. */
  restore({ key, order, row }: Change): void {
    const current = this.#entries.get(key);
    if (row !== null) this.#set(key, order, row as Row);
    else if (current !== undefined) this.#remove(key, current.row);
  }

  /** Rows with their places, in order. */
  *entries(): Generator<readonly [order: number, row: Row]> {
    for (const { order, row } of this.#entries.values()) yield [order, row];
  }

  *rows(): Generator<Row> {
    for (const { row } of this.#entries.values()) yield row;
  }

  /** As {@link entries}, for the rows of one parent only. */
  *entriesOf(parent: string): Generator<readonly [order: number, row: Row]> {
    for (const key of this.#children.get(parent) ?? []) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) yield [entry.order, entry.row];
    }
  }

  *rowsOf(parent: string): Generator<Row> {
    for (const [, row] of this.entriesOf(parent)) yield row;
  }

  countOf(parent: string): number {
    return this.#children.get(parent)?.size ?? 0;
  }

  /** The whole content as changes that rebuild it. */
  *snapshot(): Generator<Change> {
    for (const [key, { order, row }] of this.#entries) yield { table: this.#name, key, order, row };
  }

  #set(key: string, order: number, row: Row): void {
    this.#entries.set(key, { order, row });
    this.#lastOrder = Math.max(this.#lastOrder, order);
    const parent = this.#parentOf?.(row);
    if (parent === undefined) return;
    const siblings = this.#children.get(parent);
    if (siblings === undefined) this.#children.set(parent, new Set([key]));
    else siblings.add(key);
  }

  #remove(key: string, row: Row): void {
    this.#entries.delete(key);
    const parent = this.#parentOf?.(row);
    if (parent === undefined) return;
    const siblings = this.#children.get(parent);
    siblings?.delete(key);
    if (siblings?.size === 0) this.#children.delete(parent);
  }
}
