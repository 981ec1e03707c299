/** The table of nodes, with what is decided about them. */
import { useMemo } from 'react';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import type { Action } from '../../keys.js';
import { positionWords } from '../../lists/table.js';
import { DetailsScreen } from '../status/details-screen.js';
import { rowHints, TablesScreen, tableHints } from '../status/tables-screen.js';
import { cursorIn, rowAt, rowsOf, type ViewEvent } from '../status/view.js';
import type { NodesEvent, NodesState } from './state.js';
import { nodePairs, nodesTable, summaryWords } from './table.js';
import { alone, meantIn, type NodesView, severalIn } from './view.js';
import { nodeDetails } from './words.js';

export type TableScreenProps = {
  readonly state: Extract<NodesState, { readonly step: 'table' }>;
  /** After all keys, even those that are not drawn yet. */
  readonly viewNow: () => NodesView;
  readonly now: Date;
  readonly dispatch: (event: NodesEvent) => void;
};

/**
 * ```
 *  Which node is in which group?                                                                        1 of 12
 *
 *  8 of 12 in a group · 1 offline · without stopped nodes
 *    GROUP ▴       NAME      NEXT RUN           NODE                 ENVIRONMENT
 *  ❯ ◻ none        web-7     ! never            i-0a1b2c3d4e5f60718  prod
 * ```
 */
export function TableScreen({ state, viewNow, now, dispatch }: TableScreenProps) {
  const { locale } = useFrame();
  const { sight, view, from } = state;
  const pairs = useMemo(() => nodePairs(sight), [sight]);
  const table = useMemo(() => nodesTable(sight, pairs, view.marked, now), [sight, pairs, view.marked, now]);
  const tables = alone(table);
  const look = (event: ViewEvent): void => dispatch({ type: 'view', event, table });
  const grouped = useMemo(() => new Set(pairs.flatMap(({ after }) => (after.group ? [after.node.id] : []))), [pairs]);
  const several = (): readonly string[] => severalIn(viewNow(), tables, (id) => grouped.has(id));
  const onAction = (action: Action): void => {
    const ids = meantIn(viewNow(), tables);
    if (action === 'toggle') {
      const under = rowAt(viewNow().table, tables);
      dispatch({ type: 'mark', ids: under ? [under.id] : [] });
    } else if (action === 'all')
      dispatch({ type: 'mark', ids: rowsOf(viewNow().table, tables, 'nodes').map(({ id }) => id) });
    else if (action === 'group') dispatch({ type: 'ask', step: 'group', ids });
    else if (action === 'by-tag') dispatch({ type: 'ask', step: 'tag', ids: several() });
    else if (action === 'spread') dispatch({ type: 'ask', step: 'spread', ids: several() });
    else if (action === 'undo') dispatch({ type: 'took-back', ids });
    else if (action === 'create') dispatch({ type: 'review' });
  };
  const back = { key: 'back', does: 'back' } as const;
  const under = view.table.isOpen ? rowAt(view.table, tables) : undefined;
  const pair = pairs.find(({ before }) => before.node.id === under?.id);
  const hints = hintsOf(state, table.rows.length > 0);
  if (under && pair) {
    return (
      <DetailsScreen
        key={under.id}
        aside=""
        name={under.cells[1]?.text ?? ''}
        about={under.about()}
        details={nodeDetails(pair, now, locale.timeZone)}
        hints={[]}
        onAction={(action) => {
          if (action === 'left') look({ type: 'move', move: 'up', visible: 1 });
          else if (action === 'right') look({ type: 'move', move: 'down', visible: 1 });
        }}
        onBack={() => look({ type: 'open', isOpen: false })}
      />
    );
  }
  const rows = rowsOf(view.table, tables, 'nodes');
  const plan = from?.flow === 'setup' ? ` of plan ${sight.options.plan}` : '';
  return (
    <TablesScreen
      alone={{
        question: `Which node is in which group${plan}?`,
        summary: summaryWords(pairs, view.marked.size),
      }}
      letters="grouping"
      tables={tables}
      view={view.table}
      current={() => viewNow().table}
      aside={positionWords(cursorIn(view.table, rows), rows.length)}
      problem={undefined}
      hints={[...hints, back]}
      dispatch={look}
      onAction={onAction}
      onBack={() => dispatch({ type: 'back', step: state.step })}
    />
  );
}

/** Keys that do something now. */
function hintsOf({ sight, from }: TableScreenProps['state'], hasRows: boolean): readonly KeyHint[] {
  const go = from?.flow === 'setup' ? 'use these' : 'review';
  const changing = [
    { key: 'create', does: go, help: 'review your changes; nothing is changed until you confirm them' },
    { key: 'undo', does: 'undo', help: 'undo your changes to the marked nodes, or this one' },
  ] as const;
  const grouping = [
    { key: 'toggle', does: 'mark' },
    { key: 'group', does: 'group', help: 'put the marked nodes, or this one, into a group or none' },
    {
      key: 'by-tag',
      does: 'by tag',
      help: 'group the marked nodes, or those in no group, by tag value',
    },
    {
      key: 'spread',
      does: 'spread',
      help: 'spread the marked nodes, or those in no group, over groups',
    },
    { key: 'all', does: 'mark all', help: 'mark all nodes shown, or none' },
  ] as const;
  return [
    ...(sight.changes.length > 0 ? changing : []),
    ...(hasRows ? [...grouping.slice(0, sight.groups.length > 0 ? 5 : 0), ...rowHints] : []),
    ...tableHints,
  ];
}
