/** A screen of lines to read, longer than its room: the cursor leads through them. */
import { useFrame } from '../frame.js';
import type { KeyHint } from '../hints.js';
import { useFilteredList } from '../hooks/use-filtered-list.js';
import type { Action } from '../keys.js';
import type { Tone } from '../theme.js';
import { filterHint } from './filter-line.js';
import { FilteredList } from './filtered.js';
import { Screen } from './screen.js';
import { Text } from './text.js';

export interface Line {
  readonly tone: Tone;
  readonly text: string;
}

export type LinesScreenProps = {
  readonly question: string;
  readonly aside?: string;
  readonly explanation?: string;
  readonly lines: readonly Line[];
  /** What Esc does. @default back */
  readonly backWords?: string;
  readonly onBack: () => void;
  /** The screen's other keys; Enter does nothing then. */
  readonly keys?: readonly KeyHint[];
  readonly onAction?: (action: Action) => void;
};

/** What the list puts before each line, and a column of air. */
export const linesIndent = 5;

export function LinesScreen(props: LinesScreenProps) {
  const { question, aside, explanation, lines, backWords = 'back', onBack, keys = [], onAction } = props;
  const { bodyRows, columns, symbols } = useFrame();
  const list = useFilteredList({
    items: lines,
    textOf: ({ text }) => text,
    visible: bodyRows - 1,
    onBack,
    ...(onAction && { onPick: () => {}, onKey: (action) => action && onAction(action) }),
  });
  const { items, cursor } = list;
  const text = items[cursor]?.text ?? '';
  // A row that is cut off stands below whole.
  const whole = text.length > columns - linesIndent ? text.trim().split(/ {2,}/).join(` ${symbols.dot} `) : explanation;
  return (
    <Screen
      question={question}
      aside={aside}
      explanation={whole}
      keys={[
        ...keys,
        { key: 'move', does: 'move' },
        {
          key: 'page-down',
          does: 'scroll',
          help: 'next page; also page up, home and end',
        },
        filterHint,
        { key: 'back', does: backWords },
      ]}
    >
      <FilteredList
        list={list}
        empty="No line matches the filter."
        renderItem={({ tone, text }, isUnderCursor) => <Text tone={isUnderCursor ? 'focus' : tone}>{text}</Text>}
      />
    </Screen>
  );
}
