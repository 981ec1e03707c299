/** What every table of the status is made of: rows with cells that can be sorted, and with what a filter looks in. */
import { type InventoryNode, type InventoryWindow, patchGroupsOf } from '../../../plan/account/inventory.js';
import type { Drift } from '../../../plan/setup/drift.js';
import { type StatusDocument, type StatusFacts, statusDocument } from '../../../plan/status/status.js';
import { isTimeZone } from '../../../schedule/zone.js';
import type { Cell, Column } from '../../lists/table.js';
import { cityWords, clockWords, durationWords } from '../../words/dates.js';

export type WindowDocument = StatusDocument['windows'][number];

/** What was read, as a document too, and when it is looked at. */
export interface StatusRead {
  readonly facts: StatusFacts;
  readonly document: StatusDocument;
  readonly now: Date;
  /** Windows with their targets and tasks, by id. */
  readonly parts: ReadonlyMap<string, InventoryWindow>;
  /** The windows that are switched on and patch, by name. */
  readonly patching: ReadonlyMap<string, readonly WindowDocument[]>;
  /** The same by the patch groups that they patch. */
  readonly patchingGroup: ReadonlyMap<string, readonly WindowDocument[]>;
}

/** What was read, as it is to be told now. */
export function readAt(facts: StatusFacts, now: Date): StatusRead {
  const document = statusDocument(facts);
  const parts = new Map(facts.account.windows.map((window) => [window.id, window]));
  const patching = document.windows.filter((window) => window.enabled && window.isPatching);
  const groupsOf = ({ id }: WindowDocument): readonly string[] => patchGroupsOf(parts.get(id) ?? { targets: [] });
  return {
    facts,
    document,
    now,
    parts,
    patching: grouped(patching, ({ name }) => [name]),
    patchingGroup: grouped(patching, groupsOf),
  };
}

function grouped(
  windows: readonly WindowDocument[],
  keysOf: (window: WindowDocument) => readonly string[],
): ReadonlyMap<string, readonly WindowDocument[]> {
  const found = new Map<string, WindowDocument[]>();
  for (const window of windows) for (const key of keysOf(window)) found.set(key, [...(found.get(key) ?? []), window]);
  return found;
}

export interface StatusCell extends Cell {
  /** What it is sorted by; null comes last. @default its text, in small letters */
  readonly key?: string | number | null;
}

export interface StatusRow {
  /** Of what the row is about; the cursor stays on it when it is read again. */
  readonly id: string;
  readonly cells: readonly StatusCell[];
  /** What a filter looks in, in small letters. */
  readonly searched: string;
  /** Whose it is, where it is a plan's. */
  readonly plan: string | undefined;
  /** A sentence about it, made for the row under the cursor alone. */
  readonly about: () => string;
}

export interface StatusTable {
  readonly columns: readonly Column[];
  readonly rows: readonly StatusRow[];
  /** Where there are none. */
  readonly empty: string;
}

/** @param names what people look for: names, ids, groups, plans */
export function row(
  of: Omit<StatusRow, 'searched'> & { readonly names: readonly (string | null | undefined)[] },
): StatusRow {
  const { names, ...rest } = of;
  const shown = rest.cells.map(({ text }) => text);
  return { ...rest, searched: [...names, ...shown].filter(Boolean).join('\n').toLowerCase() };
}

/** A count, which is of interest where it is not 0. */
export function count(value: number | null, unusual: 'plain' | 'bad' | 'warning' = 'plain'): StatusCell {
  if (value === null) return { text: '?', meaning: 'muted', key: null };
  return { text: String(value), meaning: value === 0 ? 'muted' : unusual, key: value };
}

/** Names, one after the other. */
export function names(of: readonly string[], none: StatusCell = nothing): StatusCell {
  return of.length === 0 ? none : { text: of.join(', ') };
}

/** What is not there. */
export const nothing: StatusCell = { text: '', key: null };

/** A zone that clocks know. */
export function zoneOf(timeZone = 'UTC'): string {
  const known = zones.get(timeZone) ?? (isTimeZone(timeZone) ? timeZone : 'UTC');
  zones.set(timeZone, known);
  return known;
}

/** To ask Intl takes half a millisecond, and a thousand windows have a handful of zones. */
const zones = new Map<string, string>();

/** `Tue 1 Dec 03:00 London` */
export function runCell(next: Date | undefined, timeZone: string, now: Date, none: StatusCell): StatusCell {
  if (next === undefined) return none;
  const short = clockWords(next, { timeZone, now });
  return { text: `${short} ${cityWords(timeZone)}`, short, key: next.getTime() };
}

/** `4 days`, `now` */
export function inCell(next: Date | undefined, now: Date): StatusCell {
  if (next === undefined) return nothing;
  const ahead = next.getTime() - now.getTime();
  return { text: ahead < 30_000 ? 'now' : durationWords(ahead), key: next.getTime() };
}

/** `web-7 (i-0a1b2c3d4e5f60718)` */
export function nodeWords({ id, name, isOnline }: InventoryNode): string {
  return `${name === undefined ? id : `${name} (${id})`}${isOnline ? '' : ', offline'}`;
}

/** `web-dev differs from plan web. Now → planned: open 6 → 1 h.` */
export function driftSentence({ plan, name, changes, message }: Drift): string {
  return changes.length === 0 ? message : `${name} differs from plan ${plan}. Now → planned: ${changes.join(' · ')}.`;
}
