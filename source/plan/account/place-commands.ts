/** The commands that do the same again, in just the places that are left. */
import { shellQuoted } from '../intent/command-line.js';
import type { PlaceFlags, WantedPlace } from './wanted-places.js';

/** The fewest lists of flags that name just these places: accounts that are left in the same regions are named together. */
export function placeFlags(places: readonly WantedPlace[]): PlaceFlags[] {
  const regionsOf = new Map<string | undefined, string[]>();
  for (const { account, region, roleName } of places) {
    const other = roleName === undefined ? undefined : account;
    regionsOf.set(other, [...(regionsOf.get(other) ?? []), ...(region === undefined ? [] : [region])]);
  }
  const groups = new Map<string, PlaceFlags>();
  for (const [account, regions] of regionsOf) {
    const key = regions.join();
    const accounts = [...(groups.get(key)?.accounts ?? []), ...(account === undefined ? [] : [account])];
    groups.set(key, { regions, ...(accounts.length > 0 && { accounts, roleName: places[0]?.roleName }) });
  }
  return [...groups.values()];
}

/** The commands that do what was typed once more, in just these places. */
export function againCommands(argv: readonly string[], places: readonly WantedPlace[]): string[] {
  const typed = argv.filter((word, index) => !isOfPlaces(word) && !isValueOfPlaces(argv[index - 1]));
  return placeFlags(places).map(({ regions = [], accounts = [], roleName }) => {
    const flags = [
      ...(accounts.length > 0 && roleName ? ['--accounts', accounts.join(), '--role-name', roleName] : []),
      ...(regions.length > 0 ? ['--region', regions.join()] : []),
    ];
    return ['ssm-patch-wizard', ...[...typed, ...flags].map(shellQuoted)].join(' ');
  });
}

function isOfPlaces(word: string): boolean {
  return /^(-r|--region$|--region=|--accounts$|--accounts=|--role-name$|--role-name=)/.test(word);
}

/** Whether the word before is a flag of places whose value this one is. */
function isValueOfPlaces(before: string | undefined): boolean {
  return before !== undefined && /^(-r|--region|--accounts|--role-name)$/.test(before);
}
