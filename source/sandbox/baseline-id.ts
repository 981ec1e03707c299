/** Which baseline an id means: `pb-…` for an own one, a full ARN for an own one or one of AWS's. */

import { predefinedBaselineAccount } from '../plan/account/regions.js';
import { predefinedBaselines } from '../plan/baseline/catalogue.js';
import type { Region } from './account.js';
import { ApiError, doesNotExist } from './api-error.js';
import type { BaselineRow } from './rows.js';

interface PredefinedRow extends BaselineRow {
  readonly isDefault: boolean;
}

/** AWS's own baselines by region and ARN. They are not part of the state: nothing can change them. */
const byRegion = new Map<string, ReadonlyMap<string, PredefinedRow>>();

/** When AWS made its baselines; the documentation's samples show dates of those years. */
const predefinedDate = Date.UTC(2023, 2, 15, 17, 4, 51) / 1000;

/** AWS's own baselines as a region lists them, by their ARNs. */
export function predefinedIn(region: Region): ReadonlyMap<string, PredefinedRow> {
  const known = byRegion.get(region.name);
  if (known !== undefined) return known;
  const rows = predefinedBaselines.map(({ definition, isDefault }) => ({
    ...(structuredClone(definition) as Omit<BaselineRow, 'BaselineId' | 'CreatedDate' | 'ModifiedDate'>),
    BaselineId: predefinedBaselineArn(region, definition.Name),
    CreatedDate: predefinedDate,
    ModifiedDate: predefinedDate,
    isDefault,
  }));
  const found = new Map(rows.map((row) => [row.BaselineId, row]));
  byRegion.set(region.name, found);
  return found;
}

/**
 * The ARN of a predefined baseline, the same for the same region and name. Its id (`pb-0` and 16 hexadecimal digits) is
 * the sandbox's own, made from both by a hash: never AWS's, never to be hard-coded.
 */
export function predefinedBaselineArn(
  { name, partition }: Pick<Region, 'name' | 'partition'>,
  baselineName: string,
): string {
  const id = `pb-0${fnv1a(`${name}/${baselineName}`).toString(16).padStart(16, '0')}`;
  return `arn:${partition}:ssm:${name}:${predefinedBaselineAccount(name)}:patchbaseline/${id}`;
}

/** The 64-bit FNV-1a hash: enough to keep a few hundred names apart, and short enough for an id. */
function fnv1a(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash;
}

/** The bare id of an own baseline, given as `pb-…` or as ARN of this account and region; undefined for any other text. */
export function ownBaselineId(region: Region, id: string): string | undefined {
  const prefix = `arn:${region.partition}:ssm:${region.name}:${region.account}:patchbaseline/`;
  const bare = id.startsWith(prefix) ? id.slice(prefix.length) : id;
  return /^pb-[0-9a-f]{17}$/.test(bare) ? bare : undefined;
}

/**
 * The baseline of an id. Throws InvalidResourceId for what is no id or an ARN of another account or region, and
 * DoesNotExistException for an id without baseline; a bare `pb-…` never means one of AWS's.
 */
export function findBaseline(region: Region, id: string): BaselineRow {
  const predefined = predefinedIn(region).get(id);
  if (predefined !== undefined) return predefined;
  const own = ownBaselineId(region, id);
  if (own === undefined) throw new ApiError('InvalidResourceId', `${id} is no id of a patch baseline`);
  const baseline = region.baselines.get(own);
  if (baseline === undefined) throw doesNotExist('Patch baseline', id);
  return baseline;
}

/** Whether the baseline is one of AWS's. */
export function isPredefined(region: Region, id: string): boolean {
  return predefinedIn(region).has(id);
}
