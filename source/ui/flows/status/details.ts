/** All that is known of a row, its ids whole: what the table has left out too. */
import { baselineDetails } from './baseline-details.js';
import type { Detail } from './detail.js';
import { driftDetails } from './drift-details.js';
import { groupDetails } from './group-details.js';
import { nodeDetails } from './node-details.js';
import type { StatusRead } from './rows.js';
import type { Tab } from './tables.js';
import { windowDetails } from './window-details.js';

/** Of the row with this id. @param ownZone of the reader's clock */
export function detailsOf(tab: Tab, id: string, read: StatusRead, ownZone: string): readonly Detail[] {
  return allOf(tab, id, read, ownZone).filter(({ lines }) => lines.length > 0);
}

function allOf(tab: Tab, id: string, read: StatusRead, ownZone: string): readonly Detail[] {
  const { windows, nodes, patchGroups, baselines } = read.document;
  switch (tab) {
    case 'windows':
      return windows.filter((each) => each.id === id).flatMap((each) => windowDetails(each, read, ownZone));
    case 'nodes':
      return nodes.filter((each) => each.id === id).flatMap((each) => nodeDetails(each, read, ownZone));
    case 'groups':
      return patchGroups.filter(({ name }) => name === id).flatMap((each) => groupDetails(each, read, ownZone));
    case 'baselines':
      return baselines.filter((each) => each.id === id).flatMap((each) => baselineDetails(each, read));
    case 'drift':
      return driftDetails(id, read);
    default:
      return tab satisfies never;
  }
}
