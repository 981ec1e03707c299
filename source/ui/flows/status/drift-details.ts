/** All that is known of something that is not as its plan wants it. */
import type { Detail } from './detail.js';
import { driftRowId, driftTable, nounOf } from './drift-table.js';
import type { StatusRead } from './rows.js';

/** What it is, and what it is now → what the plan wants. */
export function driftDetails(id: string, read: StatusRead): readonly Detail[] {
  const drift = read.facts.drift.find((each) => driftRowId(each) === id);
  if (drift !== undefined) {
    const { plan, kind, name, id: resource, changes, message } = drift;
    return [
      { label: 'Item', lines: [`${nounOf(kind)} ${name}`] },
      { label: 'Id', lines: resource === null ? [] : [resource] },
      { label: 'Plan', lines: [plan] },
      { label: 'Now → planned', lines: changes, meaning: 'warning' },
      { label: 'Meaning', lines: [message] },
      { label: 'Fixed by', lines: [kind] },
    ];
  }
  const row = driftTable(read).rows.find((each) => each.id === id);
  if (row === undefined) return [];
  const [what, plan, change] = row.cells;
  return [
    { label: 'Item', lines: [what?.text ?? ''] },
    { label: 'Plan', lines: plan?.text ? [plan.text] : [] },
    { label: 'Now → planned', lines: [change?.text ?? ''] },
    { label: 'Meaning', lines: [row.about()] },
  ];
}
