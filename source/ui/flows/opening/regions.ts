/** Regions as the list offers them. */
import { isRegionName, regionLabel, regions } from '../../../plan/account/regions.js';
import type { ConnectionAnswers } from './state.js';

export interface RegionRow {
  readonly name: string;
  /** `Europe (Ireland)`, or why it is offered. */
  readonly about: string;
}

export interface KnownRegions {
  readonly rows: readonly RegionRow[];
  /** Where they come from, in words. */
  readonly source: string;
}

/** The region at hand first, then the others by name. */
export function knownRegions(names: readonly string[], region: string, source: string): KnownRegions {
  const others = names.filter((name) => name !== region).sort();
  return { rows: [region, ...others].map((name) => ({ name, about: regionLabel(name) })), source };
}

/** The region where the cursor starts when none is configured anywhere. */
export const firstRegion = 'us-east-1';

/** The list that ships with the program. */
export function offlineRegions({ region = firstRegion }: ConnectionAnswers, source: string): KnownRegions {
  const names = regions.map(({ name }) => name);
  return knownRegions(names, region, source);
}

/**
 * Regions whose name or label has the text, names that begin with it first. A text that looks like a region but is not
 * in the list is offered too: lists are older than regions.
 */
export function matchingRegions(all: readonly RegionRow[], text: string): RegionRow[] {
  const wanted = text.trim().toLowerCase();
  const found = all.filter(({ name, about }) => `${name} ${about}`.toLowerCase().includes(wanted));
  const first = found.filter(({ name }) => name.startsWith(wanted));
  const rows = [...first, ...found.filter((row) => !first.includes(row))];
  const isNew = isRegionName(wanted) && !all.some(({ name }) => name === wanted);
  return isNew ? [{ name: wanted, about: 'not in the list: use it all the same' }, ...rows] : rows;
}
