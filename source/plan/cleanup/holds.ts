/** What keeps things where they are: a window that nobody may delete, and the default that there is no other for. */
import { awsDefault, type DefaultBaseline } from '../account/default-baseline.js';
import { isPatchingWindow } from '../account/documents.js';
import { type Inventory, type PatchGroupRegistration, patchGroupsOf } from '../account/inventory.js';
import type { OperatingSystem } from '../baseline/baseline.js';
import { protectTag } from '../intent/names.js';

/** AWS's baseline, where it can be made the default in place of an own one that is not protected. */
export function resetOf(operatingSystem: OperatingSystem, inventory: Inventory): DefaultBaseline | undefined {
  const own = inventory.baselines.find((each) => each.isDefault && each.operatingSystem === operatingSystem);
  return own === undefined || protectTag in own.tags ? undefined : awsDefault(inventory, operatingSystem);
}

/** Why a patch group's registration is held: without it a window that nobody may delete would patch with other rules. */
export function holdOf({ patchGroup }: PatchGroupRegistration, { windows }: Inventory): string | undefined {
  const held = windows.filter(
    (window) => protectTag in window.tags && isPatchingWindow(window) && patchGroupsOf(window).includes(patchGroup),
  );
  const names = held.map(({ name }) => name).join(', ');
  return held.length === 0
    ? undefined
    : `${names}, tagged ${protectTag}, ${held.length === 1 ? 'patches' : 'patch'} it`;
}
