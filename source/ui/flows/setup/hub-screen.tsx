/** The hub: a plan at a glance, each row an answer, and below them what will be done. */
import { Box } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { useLiveReducer } from '../../hooks/use-live-reducer.js';
import { listMove } from '../../hooks/use-menu.js';
import type { Action } from '../../keys.js';
import { type ListMove, moveCursor, rowOf } from '../../lists/list.js';
import { type HubLine, type HubText, type HubView, hubLines, hubView, labelColumns } from './hub-lines.js';
import type { HubRow } from './steps.js';

export type HubScreenProps = Omit<HubText, 'columns' | 'isSmall' | 'symbols'> & {
  readonly question: string;
  /** Why the last key did nothing. */
  readonly problem: string | undefined;
  /** What the last key has done. */
  readonly note: string | undefined;
  readonly startAt: HubRow;
  readonly keys: readonly KeyHint[];
  readonly onRow: (row: HubRow) => void;
  /** Every other key, with the row under the cursor. */
  readonly onAction: (action: Action | undefined, row: HubRow) => void;
};

const pageHint: KeyHint = { key: 'page-down', does: 'scroll', help: 'show what is below; page up goes back' };

interface Cursor {
  readonly row: number;
  /** The first line that is seen, where Page Up and Page Down have led elsewhere. */
  readonly top: number | undefined;
}

type Turn = { readonly type: 'move'; readonly move: ListMove } | { readonly type: 'page'; readonly top: number };

/**
 * ```
 *  Create this?
 *
 *    Systems    Windows Server: AWS's rules, after 7 days
 *  ❯ When       1st + 2nd Tue, Wed · 03:00 and 04:00 New York · first Tue 1 Dec 03:00 (08:00 UTC, in 4 days)
 *    Nodes      ! 0 of 12 nodes are in these 8 groups, so nothing is patched yet
 *    …
 *    + 1 baseline  + 8 registrations  + 8 windows, targets, tasks
 *    34 calls, about 5 s
 * ```
 */
export function HubScreen(props: HubScreenProps) {
  const { rows, plan, commands, question, problem, note, startAt, keys, onRow, onAction } = props;
  const { bodyRows, columns, size, symbols } = useFrame();
  const isSmall = size === 'small';
  const lines = useMemo(
    () => hubLines({ rows, plan, commands, columns, isSmall, symbols }),
    [rows, plan, commands, columns, isSmall, symbols],
  );
  const { state, current, dispatch } = useLiveReducer(
    (cursor: Cursor, turn: Turn): Cursor =>
      turn.type === 'page'
        ? { ...cursor, top: turn.top }
        : { row: moveCursor(cursor.row, turn.move, rows.length, rows.length), top: undefined },
    () => ({ row: rowOf(rows, ({ row }) => row === startAt), top: undefined }),
  );
  // Rows come and go with what there is to decide.
  const rowAt = ({ row }: Cursor): HubRow | undefined => rows[Math.min(row, rows.length - 1)]?.row;
  const viewOf = (cursor: Cursor): HubView => hubView(lines, rowAt(cursor), cursor.top, bodyRows);
  useScreenKeys((action) => {
    const move = listMove(action);
    const { first, below } = viewOf(current());
    const page = Math.max(1, bodyRows - 1);
    const row = rowAt(current());
    if (action === 'page-down') dispatch({ type: 'page', top: below > 0 ? first + page : first });
    else if (action === 'page-up') dispatch({ type: 'page', top: Math.max(0, first - page) });
    else if (move) dispatch({ type: 'move', move });
    else if (row === undefined) return;
    else if (action === 'submit') onRow(row);
    else onAction(action, row);
  });
  const under = rowAt(state);
  const explanation = note ?? rows.find(({ row }) => row === under)?.explanation;
  return (
    <Screen
      question={question}
      explanation={explanation}
      problem={problem}
      keys={lines.length > bodyRows ? [...keys, pageHint] : keys}
    >
      <HubBody lines={lines} view={viewOf(state)} under={under} />
    </Screen>
  );
}

type HubBodyProps = {
  readonly lines: readonly HubLine[];
  readonly view: HubView;
  readonly under: HubRow | undefined;
};

function HubBody({ lines, view, under }: HubBodyProps) {
  const { symbols } = useFrame();
  const { first, last, below, hasDeletionsBelow } = view;
  const more = `${symbols.more} page down: ${below} more${hasDeletionsBelow ? ', including deletions' : ''}`;
  return (
    <Box flexDirection="column">
      {lines.slice(first, last).map((each, index) => (
        <Line key={String(first + index)} line={each} isUnderCursor={each.row !== undefined && each.row === under} />
      ))}
      {last - first < lines.length && (
        <Text
          tone={hasDeletionsBelow ? 'danger' : 'accent'}
        >{`   ${below > 0 ? more : `${symbols.less} page up`}`}</Text>
      )}
    </Box>
  );
}

function Line({ line, isUnderCursor }: { readonly line: HubLine; readonly isUnderCursor: boolean }): ReactNode {
  const { symbols } = useFrame();
  const { row, label, parts } = line;
  const text = (
    <Text>
      {parts.length === 0 ? ' ' : ''}
      {parts.map(({ tone, text: part }) => (
        <Text key={part} tone={tone}>
          {part}
        </Text>
      ))}
    </Text>
  );
  if (row === undefined) return <Box paddingLeft={3}>{text}</Box>;
  const pointer = isUnderCursor && label !== '' ? ` ${symbols.pointer} ` : '   ';
  return (
    <Box>
      <Box width={labelColumns} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : 'body'}>{`${pointer}${label}`}</Text>
      </Box>
      {text}
    </Box>
  );
}
