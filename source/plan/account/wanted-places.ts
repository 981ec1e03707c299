/** The places that flags name: each account in each region. Loaded with every command's flags, so it brings no plan along. */
import { UserError } from '../../errors.js';
import { partitionOfRegion } from './regions.js';

/** Where somebody wants to work. */
export interface WantedPlace {
  /** Undefined: left to the SDK's own configuration. */
  readonly region?: string | undefined;
  /** Another account than the credentials' own, by a role there. */
  readonly account?: string | undefined;
  /** With its path, where it has one. */
  readonly roleName?: string | undefined;
}

/** What flags say of places. */
export interface PlaceFlags {
  readonly regions?: readonly string[] | undefined;
  readonly accounts?: readonly string[] | undefined;
  readonly roleName?: string | undefined;
}

/**
 * Each account in each region, each once, and what is worth saying of the flags.
 * @throws UserError for accounts without a role, a role without accounts, and regions that no credentials have in common
 */
export function wantedPlaces({ regions, accounts, roleName }: PlaceFlags): {
  readonly places: readonly WantedPlace[];
  readonly notes: readonly string[];
} {
  const { regions: where, accounts: who } = placeSets({ regions, accounts, roleName });
  const inEach = (account: string | undefined): WantedPlace[] =>
    (where.length > 0 ? where : [undefined]).map((region) => ({ region, account, roleName }));
  return {
    places: (who.length > 0 ? who : [undefined]).flatMap(inEach),
    notes: [...namedTwice(accounts ?? []), ...namedTwice(regions ?? [])],
  };
}

/**
 * The accounts and the regions, each once.
 * @throws UserError for what {@link wantedPlaces} refuses
 */
export function placeSets({ regions = [], accounts, roleName }: PlaceFlags) {
  if (accounts && !roleName)
    throw usage('--accounts needs the role to assume in each account.', 'Add --role-name NAME.');
  if (roleName && !accounts)
    throw usage('--role-name needs the accounts in which to assume the role.', 'Add --accounts ID.');
  requireOnePartition(regions);
  return { regions: [...new Set(regions)], accounts: [...new Set(accounts)] };
}

/**
 * Does nothing where there is one place.
 * @param why in a sentence, where there are several
 * @throws UserError
 */
export function requireOnePlace(flags: PlaceFlags, why: string): void {
  const { places } = wantedPlaces(flags);
  if (places.length > 1) throw usage(`The flags name ${places.length} places, but only one is possible here.`, why);
}

function requireOnePartition(regions: readonly string[]): void {
  const [first = ''] = regions;
  const other = regions.find((region) => partitionOfRegion(region) !== partitionOfRegion(first));
  if (other === undefined) return;
  throw usage(
    `${first} and ${other} are in different AWS partitions, and no credentials are valid in both.`,
    'Run it once per partition, with credentials for each.',
  );
}

function usage(message: string, nextStep: string): UserError {
  return new UserError(message, { code: 'usage', nextSteps: [nextStep] });
}

function namedTwice(names: readonly string[]): string[] {
  const again = new Set(names.filter((name, index) => names.indexOf(name) < index));
  return [...again].map((name) => `${name} is named more than once; it counts once.`);
}

/** `111111111111, eu-west-1`, as far as it is known. */
export function placeWords({ account, region }: WantedPlace): string {
  return [account, region].filter((word) => word !== undefined).join(', ') || 'the account of these credentials';
}
