/** Ownership: whose each window and baseline is. Decided here, once, right after an account has been read. */
import type { Codec } from '../intent/codec.js';
import type { PlanDocument, Wave } from '../intent/document.js';
import { ownerOf, planTag, versionTag, waveTag } from '../intent/names.js';
import {
  type Inventory,
  type InventoryBaseline,
  type InventoryWindow,
  type Owner,
  patchGroupsOf,
  planOf,
} from './inventory.js';
import { type PlanRecord, readRecord } from './records.js';

/** An account of which every window and baseline says whose it is, with the records of its plans. */
export interface OwnedInventory extends Inventory {
  /** When it was read: what of it has ended by then. */
  readonly readAt: Date;
  readonly records: readonly PlanRecord[];
}

/**
 * The same account with an owner on each window and baseline that a plan has. A window is a plan's by the plan's tag, and where
 * somebody has taken that off, by its target's OwnerInformation. Names prove nothing.
 */
export function withOwners(inventory: Inventory, codec: Codec, readAt: Date): OwnedInventory {
  const records = inventory.records.map((record) => readRecord(record, codec, inventory.connection));
  const documents = new Map(
    records.flatMap(({ plan, content }) => (content.kind === 'document' ? [[plan, content.document] as const] : [])),
  );
  const windows = inventory.windows.map((window) => ({ ...window, owner: windowOwner(window, documents) }));
  const baselines = inventory.baselines.map((baseline) => ({
    ...baseline,
    owner: baselineOwner(baseline, inventory, documents),
  }));
  return { ...inventory, records, windows, baselines, readAt };
}

/** The record of a plan; undefined where the account keeps none. */
export function recordOf(plan: string, { records }: Pick<OwnedInventory, 'records'>): PlanRecord | undefined {
  return records.find((record) => record.plan === plan);
}

/** The plans that an account knows: those with a record, and those that something belongs to; sorted. */
export function plansIn({
  records,
  windows,
  baselines,
}: Pick<OwnedInventory, 'records' | 'windows' | 'baselines'>): string[] {
  const owners = [...windows, ...baselines].map(planOf).filter((plan) => plan !== undefined);
  return [...new Set([...records.map(({ plan }) => plan), ...owners])].sort();
}

type Documents = ReadonlyMap<string, PlanDocument>;

function windowOwner(window: InventoryWindow, documents: Documents): Owner | undefined {
  const { tags, targets } = window;
  const tagged = tags[planTag];
  const marks = targets
    .map(({ ownerInformation = '' }) => ownerOf(ownerInformation))
    .filter((mark) => mark !== undefined);
  const mark = tagged === undefined ? marks[0] : marks.find(({ plan }) => plan === tagged);
  const plan = tagged ?? mark?.plan;
  if (plan === undefined) return undefined;
  const waves = documents.get(plan)?.waves ?? [];
  const wave = waveOf(window, waves, [mark?.wave, tags[waveTag]]);
  return { plan, wave, by: tagged === undefined ? 'target' : 'tag' };
}

/**
 * The wave that a plan's window is for. The one of its marks whose patch group it still patches, else what a mark says; without
 * marks the wave that calls its window so or whose group it patches.
 */
function waveOf(
  window: InventoryWindow,
  waves: readonly Wave[],
  marks: readonly (string | undefined)[],
): string | undefined {
  const groups = patchGroupsOf(window);
  const marked = waves.filter(({ name }) => marks.includes(name));
  const patched = marked.find(({ patchGroup }) => groups.includes(patchGroup)) ?? marked.at(-1);
  const byMark = patched?.name ?? marks.findLast((mark) => mark !== undefined);
  if (byMark !== undefined) return byMark;
  const likely =
    waves.find((wave) => wave.window === window.name) ?? waves.find(({ patchGroup }) => groups.includes(patchGroup));
  return likely?.name;
}

/** Without the plan's tag a baseline of ours is known by its groups, if all of them are those of one plan. */
function baselineOwner(baseline: InventoryBaseline, inventory: Inventory, documents: Documents): Owner | undefined {
  const tagged = baseline.tags[planTag];
  if (tagged !== undefined) return { plan: tagged, by: 'tag' };
  if (!(versionTag in baseline.tags)) return undefined;
  const groups = inventory.patchGroups.filter(({ baselineId }) => baselineId === baseline.id);
  const [plan] = [...documents].find(
    ([, { waves }]) =>
      groups.length > 0 && groups.every((row) => waves.some(({ patchGroup }) => patchGroup === row.patchGroup)),
  ) ?? [undefined];
  return plan === undefined ? undefined : { plan, by: 'registration' };
}
