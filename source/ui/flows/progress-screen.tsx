/** Work in progress: a row for each thing, with how far it is. */
import { Box, useIsScreenReaderEnabled } from 'ink';
import { useMemo } from 'react';
import type { Operation } from '../../plan/account/operations.js';
import {
  type PartProgress,
  type PartState,
  progressOf,
  type Thing,
  type ThingProgress,
  thingCount,
  thingsOf,
  timeLeft,
} from '../../plan/account/things.js';
import { counted } from '../../plan/text/plural.js';
import { Screen } from '../components/screen.js';
import { Spinner } from '../components/spinner.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { useLiveReducer } from '../hooks/use-live-reducer.js';
import { listMove } from '../hooks/use-menu.js';
import { useTicks } from '../hooks/use-ticks.js';
import { firstVisible, type ListMove, moveCursor } from '../lists/list.js';
import type { Symbols } from '../symbols.js';
import type { Tone } from '../theme.js';
import { leftWords, type ProgressRow, progressRows, rowAtWork } from './progress-rows.js';
import type { Work } from './work.js';

export interface WorkWords {
  readonly calling: string;
  readonly stopping: string;
  /** What follows the calls, if anything does. */
  readonly checking?: { readonly question: string; readonly label: string };
  /** What is told where nothing was begun. */
  readonly refused: string;
}

export type ProgressScreenProps = {
  readonly operations: readonly Operation[];
  readonly work: Work;
  /** Milliseconds since the work began. */
  readonly elapsed: number;
  readonly words: WorkWords;
};

/**
 * ```
 *  ━━━━━━━━━━━━━━━━━━━━────────────  26 of 44 things   about 20 s left   AWS asked twice to slow down
 *
 *  ✔ baseline  Windows-0day-Important     ✔ made  ⠼ 12 of 32 groups
 *  ⠼ window    Week1Day2Unattended0300    ✔ made  ✔ target  ⠼ task
 *  ✘ window    Week1Day2Unattended0400    ✔ made  ✘ target  – task
 *      These credentials may not call ssm:RegisterTargetWithMaintenanceWindow.
 *    window    Week1Day3Unattended0300    made  target  task
 * ```
 */
export function ProgressScreen({ operations, work, elapsed, words }: ProgressScreenProps) {
  const { bodyRows, symbols, size, columns } = useFrame();
  const { execution, isStopping, isChecking } = work;
  const things = useMemo(() => thingsOf(operations), [operations]);
  const rows = progressRows(progressOf(things, execution));
  const barRows = size === 'small' ? 1 : 2;
  const view = bodyRows - barRows;
  const cursor = useLook(rows.length, view, rowAtWork(rows));
  const first = firstVisible(cursor, rows.length, view);
  const spinner = useSpinner();
  const checking = isChecking ? words.checking : undefined;
  const isLong = rows.length > view;
  return (
    <Screen
      question={isStopping ? 'Stopping: waiting for the calls in progress.' : (checking?.question ?? words.calling)}
      explanation={isStopping ? 'Press Ctrl-C again to quit immediately.' : words.stopping}
      keys={
        isLong
          ? [
              { key: 'move', does: 'scroll' },
              { key: 'back', does: 'follow' },
            ]
          : []
      }
    >
      <Box height={barRows} flexShrink={0}>
        {checking ? (
          <Spinner label={checking.label} />
        ) : (
          <Bar operations={operations} execution={execution} elapsed={elapsed} />
        )}
      </Box>
      {rows.slice(first, first + view).map((row, index) => (
        <Row
          key={first + index}
          row={row}
          width={nameWidth(things, columns)}
          spinner={spinner}
          more={moreWords(index, first, view, rows.length, symbols)}
        />
      ))}
    </Screen>
  );
}

/** The row to show: where the work is, until somebody looks around. */
function useLook(length: number, visible: number, atWork: number): number {
  const look = useLiveReducer(
    (row: number | undefined, move: ListMove | 'follow') =>
      move === 'follow' ? undefined : moveCursor(row ?? middle(atWork, length, visible), move, length, visible),
    () => undefined as number | undefined,
  );
  useScreenKeys((action) => {
    const move = listMove(action);
    if (move) look.dispatch(move);
    else if (action === 'back') look.dispatch('follow');
  });
  return look.state ?? atWork;
}

/** The row in the middle of the view, which moves with the first key. */
function middle(cursor: number, length: number, visible: number): number {
  return firstVisible(cursor, length, visible) + Math.floor(visible / 2);
}

function useSpinner(): string {
  const { symbols } = useFrame();
  const isStill = useIsScreenReaderEnabled();
  const turn = useTicks(100, !isStill);
  return isStill ? 'running:' : (symbols.spinner[turn % symbols.spinner.length] ?? '');
}

/** Columns of a row beside its name, with all that a window has: `✔ window    …  ✔ created  ✔ target  ✔ task`. */
const besideName = 42;

function nameWidth(things: readonly Thing[], columns: number): number {
  const longest = Math.max(0, ...things.map(({ name }) => name.length));
  return Math.min(longest, columns - besideName, 48);
}

function moreWords(index: number, first: number, view: number, length: number, { less, more }: Symbols): string {
  const below = length - first - view;
  if (index === 0 && first > 0) return `${less} ${first} more`;
  return index === view - 1 && below > 0 ? `${more} ${below} more` : '';
}

const tones = {
  waiting: 'muted',
  running: 'body',
  done: 'success',
  failed: 'danger',
  skipped: 'muted',
} as const satisfies Readonly<Record<PartState, Tone>>;

function markOf(state: PartState, spinner: string, { done, failed, skipped }: Symbols): string {
  return { waiting: '', running: spinner, done, failed, skipped }[state];
}

type RowProps = {
  readonly row: ProgressRow;
  /** Columns for names. */
  readonly width: number;
  readonly spinner: string;
  readonly more: string;
};

function Row({ row, width, spinner, more }: RowProps) {
  return (
    <Box gap={2} paddingLeft={1}>
      {row.type === 'thing' ? (
        <ThingRow {...row.progress} width={width} spinner={spinner} />
      ) : (
        <Box paddingLeft={2}>
          <Text tone="danger">{row.text}</Text>
        </Box>
      )}
      {more !== '' && (
        <Box flexShrink={0}>
          <Text tone="muted">{more}</Text>
        </Box>
      )}
    </Box>
  );
}

type ThingRowProps = ThingProgress & Pick<RowProps, 'width' | 'spinner'>;

function ThingRow({ thing, state, parts, width, spinner }: ThingRowProps) {
  const { symbols } = useFrame();
  return (
    <>
      <Box flexShrink={0} gap={1}>
        <Box width={symbols.done.length} flexShrink={0}>
          <Text tone={tones[state]}>{markOf(state, spinner, symbols)}</Text>
        </Box>
        <Box width={8} flexShrink={0}>
          <Text tone="muted">{thing.kind}</Text>
        </Box>
      </Box>
      <Box width={width} flexShrink={0}>
        <Text tone={state === 'waiting' ? 'muted' : 'body'} wrap="truncate-middle">
          {thing.name}
        </Text>
      </Box>
      {parts.map((part) => (
        <Box key={part.label} flexShrink={0}>
          <Part part={part} spinner={spinner} />
        </Box>
      ))}
    </>
  );
}

function Part({ part, spinner }: { readonly part: PartProgress; readonly spinner: string }) {
  const { symbols } = useFrame();
  const mark = markOf(part.state, spinner, symbols);
  return <Text tone={tones[part.state]}>{mark === '' ? part.label : `${mark} ${part.label}`}</Text>;
}

type BarProps = Pick<ProgressScreenProps, 'operations' | 'elapsed'> & Pick<Work, 'execution'>;

function Bar({ operations, execution, elapsed }: BarProps) {
  const { columns, symbols } = useFrame();
  const { succeeded, failed, total, throttled, outcomes } = execution;
  const width = Math.max(10, Math.min(50, columns - 60));
  const full = total === 0 ? 0 : Math.round(((succeeded + failed) / total) * width);
  const done = useMemo(
    () => new Set(outcomes.flatMap(({ type, operation }) => (type === 'succeeded' ? operation.id : []))),
    [outcomes],
  );
  const things = useMemo(() => thingCount(operations), [operations]);
  const made = thingCount(operations, ({ id }) => done.has(id));
  const left = timeLeft(execution, elapsed);
  return (
    <Box gap={2} paddingLeft={1} aria-role="progressbar">
      <Box flexShrink={0} aria-hidden>
        <Text tone="accent">{symbols.barFull.repeat(full)}</Text>
        <Text tone="muted">{symbols.barEmpty.repeat(width - full)}</Text>
      </Box>
      <Box flexShrink={0}>
        <Text>{`${made} of ${counted(things, 'thing')}`}</Text>
      </Box>
      <Text tone="muted">{left === undefined ? '' : leftWords(left)}</Text>
      <Text tone="warning">{throttled === 0 ? '' : slowedWords(throttled)}</Text>
    </Box>
  );
}

function slowedWords(times: number): string {
  return `AWS asked ${times === 1 ? 'once' : `${times} times`} to slow down`;
}
