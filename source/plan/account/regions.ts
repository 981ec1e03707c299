/** AWS's regions as known offline, for suggestions and labels; an account's own list comes from AWS itself. */
import { nearestWords } from '../text/spelling.js';

export interface Region {
  /** `eu-west-1` */
  readonly name: string;
  /** `Europe (Ireland)` */
  readonly label: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, or one of the isolated partitions. */
  readonly partition: string;
}

/** Name, label, and the account that owns the predefined baselines there, where AWS's public ARNs say it. */
const knownRegions: readonly (readonly [name: string, label: string, account?: string])[] = [
  ['us-east-1', 'US East (N. Virginia)', '075727635805'],
  ['us-east-2', 'US East (Ohio)', '733109147000'],
  ['us-west-1', 'US West (N. California)', '433649990780'],
  ['us-west-2', 'US West (Oregon)', '280605243866'],
  ['af-south-1', 'Africa (Cape Town)', '184521004479'],
  ['ap-east-1', 'Asia Pacific (Hong Kong)', '944505982772'],
  ['ap-east-2', 'Asia Pacific (Taipei)', '565393039352'],
  ['ap-northeast-1', 'Asia Pacific (Tokyo)', '486716784251'],
  ['ap-northeast-2', 'Asia Pacific (Seoul)', '405852045650'],
  ['ap-northeast-3', 'Asia Pacific (Osaka)', '715718580783'],
  ['ap-south-1', 'Asia Pacific (Mumbai)', '424348245652'],
  ['ap-south-2', 'Asia Pacific (Hyderabad)', '265726726193'],
  ['ap-southeast-1', 'Asia Pacific (Singapore)', '042886044593'],
  ['ap-southeast-2', 'Asia Pacific (Sydney)', '547428446776'],
  ['ap-southeast-3', 'Asia Pacific (Jakarta)', '625716740435'],
  ['ap-southeast-4', 'Asia Pacific (Melbourne)', '246544314434'],
  ['ap-southeast-5', 'Asia Pacific (Malaysia)', '981892383545'],
  ['ap-southeast-6', 'Asia Pacific (New Zealand)', '116981800597'],
  ['ap-southeast-7', 'Asia Pacific (Thailand)', '863518426219'],
  ['ca-central-1', 'Canada (Central)', '229504717686'],
  ['ca-west-1', 'Canada West (Calgary)', '099690613776'],
  ['eu-central-1', 'Europe (Frankfurt)', '416089608788'],
  ['eu-central-2', 'Europe (Zurich)', '657137089764'],
  ['eu-north-1', 'Europe (Stockholm)', '035476931495'],
  ['eu-south-1', 'Europe (Milan)', '306607303522'],
  ['eu-south-2', 'Europe (Spain)', '677535477591'],
  ['eu-west-1', 'Europe (Ireland)', '845259048710'],
  ['eu-west-2', 'Europe (London)', '628322100848'],
  ['eu-west-3', 'Europe (Paris)', '622594171460'],
  ['il-central-1', 'Israel (Tel Aviv)', '605249496092'],
  ['me-central-1', 'Middle East (UAE)', '356260491746'],
  ['me-south-1', 'Middle East (Bahrain)', '001521135001'],
  ['mx-central-1', 'Mexico (Central)', '503561451829'],
  ['sa-east-1', 'South America (São Paulo)', '593618414689'],
  ['cn-north-1', 'China (Beijing)'],
  ['cn-northwest-1', 'China (Ningxia)'],
  ['us-gov-east-1', 'AWS GovCloud (US-East)'],
  ['us-gov-west-1', 'AWS GovCloud (US-West)'],
];

/** The longest prefix that fits decides; without one it is `aws`. From the SDKs' endpoint rules. */
const partitionPrefixes: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

export const regions: readonly Region[] = knownRegions.map(([name, label]) => ({
  name,
  label,
  partition: partitionOfRegion(name),
}));

/** `Europe (Ireland)` for `eu-west-1`; the name itself for a region that is newer than this list. */
export function regionLabel(name: string): string {
  return regions.find((region) => region.name === name)?.label ?? name;
}

/** The partition of a region, known or not, by its prefix: `aws-us-gov` for `us-gov-west-1`. */
export function partitionOfRegion(name: string): string {
  return partitionPrefixes.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'aws';
}

/** The partition that an ARN names: `aws`, `aws-cn`. */
export function partitionOfArn(arn: string): string {
  return arn.split(':')[1] ?? 'aws';
}

/** Whether the text has the shape of a region's name; it need not be in the list, which AWS outgrows. */
export function isRegionName(text: string): boolean {
  return /^[a-z]{2,4}(-[a-z]+){1,2}-[1-9]\d?$/.test(text);
}

/** Where no account has to be switched on for: those before 2019 (Account Management guide, "Specify which AWS Regions"). */
const always =
  /^(us-(east|west)-[12]|ap-northeast-[123]|ap-south-1|ap-southeast-[12]|ca-central-1|eu-central-1|eu-north-1|eu-west-[123]|sa-east-1)$/;

/** Whether an account has to switch a region on before anything answers there. */
export function isOptIn(name: string): boolean {
  return partitionOfRegion(name) === 'aws' && isRegionName(name) && !always.test(name);
}

/** `eu-west-1` for `EU-WEST-1` and for the zones `eu-west-1a` and `us-west-2-lax-1a`; undefined for a region's name, and for others. */
export function regionMeant(text: string): string | undefined {
  const [, name] = /^([a-z]{2,4}(?:-[a-z]+){1,2}-[1-9]\d?)(?:[a-z]|-[a-z].*)?$/.exec(text.trim().toLowerCase()) ?? [];
  return name === text ? undefined : name;
}

/** Up to three regions that the text may mean, by place (`ireland`) or by spelling (`eu-west1`), best first. */
export function suggestRegions(text: string): string[] {
  const wanted = text.trim().toLowerCase();
  // Two letters lie in too many places' names to mean one.
  if (wanted.length < 3) return [];
  const meant = regionMeant(text) ?? [];
  const byPlace = regions.filter(({ label }) => plain(label).includes(plain(wanted))).map(({ name }) => name);
  const bySpelling = nearestWords(
    wanted,
    regions.map(({ name }) => name),
  );
  return [...new Set([meant, byPlace, bySpelling].flat())].slice(0, 3);
}

/** `São Paulo` and `sao paulo` are one place. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Stands where AWS's account is not known (China, GovCloud, regions newer than the list); it is nobody's. */
const unknownAccount = '999999999999';

/**
 * The account in the ARNs of AWS's predefined baselines in a region, 12 digits. For building a sandbox only: in an
 * account the ARN is what DescribePatchBaselines says.
 */
export function predefinedBaselineAccount(region: string): string {
  return knownRegions.find(([name]) => name === region)?.[2] ?? unknownAccount;
}
