/** All that is known of one row of the status. */
import { Box } from 'ink';
import { useMemo } from 'react';
import { brokenAtSpaces } from '../../clip.js';
import { Screen } from '../../components/screen.js';
import { meaningTones } from '../../components/table.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { useLiveReducer } from '../../hooks/use-live-reducer.js';
import { listMove } from '../../hooks/use-menu.js';
import type { Action } from '../../keys.js';
import { type ListMove, moveCursor } from '../../lists/list.js';
import type { Detail } from './detail.js';

export type DetailsScreenProps = {
  /** The table, and when it was read. */
  readonly aside: string;
  readonly name: string;
  readonly about: string;
  readonly details: readonly Detail[];
  /** The screen's other keys. */
  readonly hints: readonly KeyHint[];
  readonly onAction: (action: Action) => void;
  readonly onBack: () => void;
};

const labelColumns = 16;

/**
 * ```
 *  web-prod
 *
 *    Window          web-prod
 *    Id              mw-0c50858d01EXAMPLE
 *    Next run        Sat 19 Dec 22:00 Paris (21:00 UTC, in 23 days)
 * ```
 */
export function DetailsScreen(props: DetailsScreenProps) {
  const { aside, name, about, details, hints, onAction, onBack } = props;
  const { columns, bodyRows, symbols } = useFrame();
  const rows = useMemo(() => rowsOf(details, columns), [details, columns]);
  const isLong = rows.length > bodyRows;
  const view = isLong ? bodyRows - 1 : bodyRows;
  const lastFirst = Math.max(0, rows.length - view);
  const scroll = useLiveReducer(
    (first: number, move: ListMove) => moveCursor(first, move, lastFirst + 1, view),
    () => 0,
  );
  useScreenKeys((action) => {
    const move = listMove(action);
    if (move) scroll.dispatch(move);
    else if (action === 'back') onBack();
    else if (action) onAction(action);
  });
  const first = Math.min(scroll.state, lastFirst);
  const seen = Math.min(rows.length, first + view);
  return (
    <Screen
      question={name}
      aside={aside}
      explanation={about}
      keys={[
        { key: 'back', does: 'back to table' },
        ...(isLong ? [{ key: 'move', does: 'scroll' } as const] : []),
        { key: 'column', does: 'next', help: 'show the next row, or the previous one' },
        ...hints,
      ]}
    >
      {rows.slice(first, first + view).map(({ label, text, tone }, index) => (
        <Box key={String(first + index)} paddingLeft={3}>
          <Box width={labelColumns} flexShrink={0}>
            <Text tone="muted">{label}</Text>
          </Box>
          <Text tone={tone}>{text}</Text>
        </Box>
      ))}
      {isLong && <Text tone="accent">{`   ${symbols.more} rows ${first + 1} to ${seen} of ${rows.length}`}</Text>}
    </Screen>
  );
}

function rowsOf(details: readonly Detail[], columns: number) {
  return details.flatMap(({ label, lines, meaning = 'plain' }) =>
    lines
      .flatMap((line) => brokenAtSpaces(line, columns - labelColumns - 4))
      .map((text, index) => ({ label: index === 0 ? label : '', text, tone: meaningTones[meaning] })),
  );
}
