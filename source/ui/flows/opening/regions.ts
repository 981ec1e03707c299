/** Regions as the list offers them. */
import type { Profile } from '../../../plan/account/profiles.js';
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

/** Why a region is offered first: the one at hand, and those of profiles. */
export interface RegionInUse {
  readonly name: string;
  readonly why: string;
}

/** Those in use first, then the others by name. */
export function knownRegions(names: readonly string[], inUse: readonly RegionInUse[], source: string): KnownRegions {
  const others = names.filter((name) => !inUse.some((used) => used.name === name)).sort();
  const first = inUse.map(({ name, why }) => ({ name, about: [regionLabel(name), why].filter(Boolean).join(' · ') }));
  return { rows: [...first, ...others.map((name) => ({ name, about: regionLabel(name) }))], source };
}

/** The region that is asked where none is in use anywhere. */
export const firstRegion = 'us-east-1';

/** The one at hand, then those of profiles, the most frequent first; somewhere to begin where there is none. */
export function regionsInUse(
  { region, regionBy }: ConnectionAnswers,
  profiles: readonly Pick<Profile, 'name' | 'region'>[],
): readonly RegionInUse[] {
  const names = [...new Set(profiles.flatMap((profile) => profile.region ?? []))].filter((name) => name !== region);
  const ofProfiles = names
    .map((name) => ({ name, by: profiles.filter((profile) => profile.region === name).map((profile) => profile.name) }))
    .sort((a, b) => b.by.length - a.by.length)
    .map(({ name, by }) => ({
      name,
      why: by.length > 1 ? `used by ${by.length} profiles` : `used by profile ${by[0]}`,
    }));
  const why = regionBy === 'profile' ? 'from your profile' : 'in use';
  const own = region === undefined ? [] : [{ name: region, why }];
  const found = [...own, ...ofProfiles];
  return found.length > 0 ? found : [{ name: firstRegion, why: '' }];
}

/** The list that ships with the program. */
export function offlineRegions(inUse: readonly RegionInUse[], source: string): KnownRegions {
  return knownRegions(
    regions.map(({ name }) => name),
    inUse,
    source,
  );
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
  return isNew ? [{ name: wanted, about: 'not listed; you can still use it' }, ...rows] : rows;
}
