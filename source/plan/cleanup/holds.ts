/** What keeps things where they are: a window that nobody may delete, and the default that there is no other for. */
import { awsDefault, type DefaultBaseline } from '../account/default-baseline.js';
import { isPatchingWindow } from '../account/documents.js';
import { type Inventory, type PatchGroupRegistration, patchGroupsOf, stackWords } from '../account/inventory.js';
import type { OperatingSystem } from '../baseline/baseline.js';
import { protectTag } from '../intent/names.js';

/** AWS's baseline, where it can be made the default in place of an own one that is not protected. */
export function resetOf(operatingSystem: OperatingSystem, inventory: Inventory): DefaultBaseline | undefined {
  const own = inventory.baselines.find((each) => each.isDefault && each.operatingSystem === operatingSystem);
  return own === undefined || protectTag in own.tags ? undefined : awsDefault(inventory, operatingSystem);
}

/** Why a patch group's registration is held: without it a window that stays in a clean-up would patch with other rules. */
export function holdOf({ patchGroup }: PatchGroupRegistration, { windows }: Inventory): string | undefined {
  const patching = windows.filter((window) => isPatchingWindow(window) && patchGroupsOf(window).includes(patchGroup));
  const held = patching.flatMap((window) => {
    const why = protectTag in window.tags ? `tagged ${protectTag}` : stackWords(window);
    return why === undefined ? [] : [`${window.name} (${why})`];
  });
  return held.length === 0 ? undefined : `${held.join(' and ')} ${held.length === 1 ? 'patches' : 'patch'} it`;
}
