/** The tables of the status: what they show, how they are sorted and filtered, and where the cursor stays. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { StatusFacts } from '../../../../source/plan/status/status.js';
import { detailsOf } from '../../../../source/ui/flows/status/details.js';
import { readAt, type StatusRead } from '../../../../source/ui/flows/status/rows.js';
import { type StatusTables, type Tab, tablesOf, tabs } from '../../../../source/ui/flows/status/tables.js';
import {
  initialView,
  reduceView,
  rowAt,
  rowsOf,
  type StatusView,
  type ViewEvent,
  viewAgain,
} from '../../../../source/ui/flows/status/view.js';
import { memorySandbox } from '../../../helpers/memory-account.js';
import { now, seededSandbox, setUp, statusFacts, windowId } from '../../../jobs/runs.js';

const plan =
  '--plan web --tag-key "Patch Group" --wave data-platform=2tue@03:00 --wave dev=3sat@22:00 -z Europe/London';

let facts: StatusFacts;
let read: StatusRead;
let tables: StatusTables;

beforeAll(async () => {
  const sandbox = seededSandbox();
  await setUp(sandbox, plan);
  const WindowId = await windowId(sandbox, 'web-dev');
  await sandbox.ssm().updateMaintenanceWindow({ WindowId, Duration: 6 });
  await sandbox.ssm().createMaintenanceWindow({
    ...{ Name: 'long-'.repeat(25), Schedule: 'rate(7 days)', Duration: 2, Cutoff: 0, AllowUnassociatedTargets: false },
  });
  facts = await statusFacts(sandbox);
  read = readAt(facts, now());
  tables = tablesOf(read);
});

function after(...events: readonly ViewEvent[]): StatusView {
  return events.reduce((view, event) => reduceView(view, event, tables), initialView);
}

/** The rows of a table, their cells one beside the other. */
function shown(view: StatusView, tab: Tab = view.tab): string[] {
  return rowsOf(view, tables, tab).map(({ cells }) => cells.map(({ text }) => text).join(' | '));
}

const typed = (text: string): ViewEvent => ({ type: 'filter', edit: { type: 'typed', text } });

describe('the tables', () => {
  it('have the windows, the next to run first, with what is worth a look', () => {
    const windows = shown(initialView);
    expect(windows[0]).toMatch(/^nightly-inventory \| other \| .* \| others \| \? \| rate\(1 day\) \| mw-/);
    expect(windows.find((each) => each.startsWith('web-dev'))).toMatch(
      /^web-dev \| changed \| Sat 19 Dec 22:00 London \| 26 days \| web \| 0 \| 3rd Saturday at 22:00 \| mw-/,
    );
    expect(windows.find((each) => each.startsWith('web-data'))).toContain(
      ' | on | Tue 8 Dec 03:00 London | 14 days | web | 1',
    );
    // Switched off, it does not run.
    expect(windows.at(-1)).toMatch(/^legacy-erp-patching \| off \| {2}\| {2}\| others/);
  });

  it('have the nodes, those in no group first, and what patches each next', () => {
    const nodes = shown(initialView, 'nodes');
    expect(nodes.filter((each) => each.includes(' | none | never | '))).toHaveLength(4);
    expect(nodes[0]).toMatch(/^i-.* \| none \| never \| online \| .* \| none$/);
    expect(nodes.find((each) => each.includes('ad-01'))).toMatch(
      / \| corp-windows \| Sat 12 Dec 22:00 New York \| online \| .* \| Corp-Windows-Monthly$/,
    );
    expect(nodes.find((each) => each.includes('airflow'))).toContain(' | data-platform | Tue 8 Dec 03:00 London | ');
  });

  it('have the groups with what AWS knows of their patches, and the baselines in words', () => {
    expect(shown(initialView, 'groups')[0]).toBe(
      'corp-windows | 3 | Sat 12 Dec 22:00 New York | 1 | 0 | 1 | Corp-Windows-Monthly | Corp-Windows-Default',
    );
    expect(shown(initialView, 'baselines').find((each) => each.startsWith('Windows-0day'))).toMatch(
      /^Windows-0day-Important \| in use \| 2 \| Critical and security updates .*, immediately \| Windows Server \| web \| pb-/,
    );
  });

  it('have the drift in words, what it is now before what is planned', () => {
    expect(shown(initialView, 'drift')).toEqual(['window web-dev | web | open 6 → 1 h']);
    expect(tables.drift.rows[0]?.about()).toBe('web-dev differs from plan web. Now → planned: open 6 → 1 h.');
  });

  it('say in the details of every row what its cells say, with whole ids', () => {
    for (const tab of tabs)
      for (const { id, cells } of tables[tab].rows) {
        const text = detailsOf(tab, id, read, 'Asia/Tokyo')
          .flatMap(({ lines }) => lines)
          .join('\n');
        expect(text).toContain(cells[0]?.text);
        if (tab !== 'drift') expect(text).toContain(id);
      }
    const id = rowsOf(initialView, tables, 'windows').find(({ cells }) => cells[0]?.text === 'web-dev')?.id ?? '';
    const lines = detailsOf('windows', id, read, 'Asia/Tokyo').map(
      ({ label, lines: of }) => `${label}: ${of.join(' / ')}`,
    );
    expect(lines).toContain(
      'Owner: plan web, wave dev / last changed Mon 23 Nov 10:00 UTC (just now) by arn:aws:iam::123456789012:user/sandbox',
    );
    expect(lines).toContain('Next run: Sat 19 Dec 22:00 London (Sun 07:00 Tokyo, in 26 days)');
    expect(lines).toContain('Now → planned: open 6 → 1 h');
  });

  it('are told as what they are where an account has nothing', async () => {
    const nothing = tablesOf(readAt(await statusFacts(memorySandbox({ empty: true, now })), now()));
    for (const tab of tabs) expect(nothing[tab].empty).toMatch(/\.$/);
    expect(rowAt(initialView, nothing)).toBeUndefined();
    expect(reduceView(initialView, { type: 'open', isOpen: true }, nothing).isOpen).toBe(false);
    expect(reduceView(initialView, { type: 'move', move: 'down', visible: 5 }, nothing)).toBe(initialView);
  });
});

describe('a key', () => {
  it('turns to the next table and back, around the ends', () => {
    expect(after({ type: 'turn', by: 1 }).tab).toBe('nodes');
    expect(after({ type: 'turn', by: -1 }).tab).toBe('drift');
    expect(after({ type: 'turn', by: -1 }, { type: 'turn', by: 1 }).tab).toBe('windows');
  });

  it('sorts by the next column that is shown, numbers from the largest', () => {
    const columns = [0, 2, 5];
    const byNodes = after({ type: 'sort', columns });
    expect(byNodes.sorts.windows).toEqual({ column: 5, isDown: true });
    expect(shown(byNodes)[0]).toMatch(/\| 3 \|/);
    // What cannot be counted comes last.
    expect(shown(byNodes).at(-1)).toContain('| ? |');
    const byName = after({ type: 'sort', columns }, { type: 'sort', columns });
    expect(byName.sorts.windows).toEqual({ column: 0, isDown: false });
    expect(shown(byName)[0]).toMatch(/^Corp-Windows-Monthly/);
  });

  it('filters every table by one text, which names ids and plans too', () => {
    const view = after({ type: 'filtering', isFiltering: true }, typed('corp-windows'));
    expect(tabs.map((tab) => rowsOf(view, tables, tab).length)).toEqual([1, 3, 1, 1, 0]);
    const id = rowAt(after(typed('web-dev')), tables)?.id ?? '';
    expect(rowsOf(after(typed(id.toUpperCase())), tables, 'windows')).toHaveLength(1);
    expect(reduceView(view, { type: 'cleared' }, tables)).toMatchObject({ filter: { text: '' }, isFiltering: false });
  });

  it('moves among the rows that are left, and comes back to its row without the filter', () => {
    const view = after(typed('web-'), { type: 'move', move: 'last', visible: 9 });
    const name = rowAt(view, tables)?.cells[0]?.text;
    expect(rowAt(reduceView(view, { type: 'cleared' }, tables), tables)?.cells[0]?.text).toBe(name);
    expect(reduceView(view, { type: 'tab', tab: 'nodes' }, tables)).toMatchObject({ tab: 'nodes', isOpen: false });
  });
});

describe('reading again', () => {
  /** Without some of the windows. */
  const without = (...names: readonly string[]): StatusTables => {
    const windows = facts.account.windows.filter(({ name }) => !names.includes(name));
    return tablesOf(readAt({ ...facts, account: { ...facts.account, windows } }, now()));
  };

  it('keeps the cursor on its row, wherever that is now', () => {
    const view = after({ type: 'move', move: 'down', visible: 9 }, { type: 'open', isOpen: true });
    const again = viewAgain(view, tables, without('nightly-inventory'));
    expect(again).toMatchObject({ at: view.at, isOpen: true });
    // The row that nobody has moved to is kept too.
    expect(viewAgain(initialView, tables, tables).at.windows).toBe(rowAt(initialView, tables)?.id);
  });

  it('leads to the row in its place where it is gone, and closes its details', () => {
    const second = tablesOf(read).windows;
    const view = after({ type: 'open', isOpen: true });
    const gone = without('nightly-inventory');
    const again = viewAgain(view, tables, gone);
    expect(again.isOpen).toBe(false);
    expect(second.rows.length - gone.windows.rows.length).toBe(1);
    expect(rowAt(again, gone)?.id).toBe(rowsOf(view, tables, 'windows')[1]?.id);
  });
});
