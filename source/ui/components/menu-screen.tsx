/** A question that is answered by one row of a menu, below what it is about. */
import { Box } from 'ink';
import type { ReactNode } from 'react';
import { useFrame } from '../frame.js';
import { menuHints } from '../hints.js';
import { useMenu } from '../hooks/use-menu.js';
import { type Action, keyLabel } from '../keys.js';
import { gapOf } from '../layout.js';
import { type MenuItem, MenuList } from './menu-list.js';
import { Screen, type ScreenProps } from './screen.js';
import { Scroll, type ScrollState, useScroll } from './scroll.js';

export interface Choice extends Omit<MenuItem, 'letter'> {
  /** What chooses it from wherever the cursor is. */
  readonly action?: Action;
  /** While the cursor is on it, in place of the screen's. */
  readonly explanation?: string;
  readonly choose: (row: number) => void;
}

export type MenuScreenProps = Pick<ScreenProps, 'question' | 'aside' | 'explanation'> & {
  readonly choices: readonly Choice[];
  /** Row under the cursor at first. @default 0 */
  readonly startAt?: number;
  readonly onBack: () => void;
  /** The last of the hints. @default back */
  readonly wayOut?: ScreenProps['keys'][number];
  /** Rows that the body takes at most; beyond them the menu would be far from what it is about. @default those of the menu */
  readonly mostRows?: number;
  /** Above the menu; it scrolls where it is longer than its room. */
  readonly children?: ReactNode;
};

export function MenuScreen(props: MenuScreenProps) {
  const { question, aside, explanation, choices, startAt = 0, onBack, children } = props;
  const { wayOut = { key: 'back', does: 'back' } } = props;
  const scroll = useScroll();
  const cursor = useMenu({
    length: choices.length,
    startAt,
    onSubmit: (row) => choices[row]?.choose(row),
    onBack,
    onAction: (action) => {
      const row = choices.findIndex((choice) => choice.action === action);
      choices[row]?.choose(row);
    },
    ...(children !== undefined && { onPage: scroll.turn }),
  });
  return (
    <Screen
      question={question}
      aside={aside}
      explanation={choices[cursor]?.explanation ?? explanation}
      keys={[...menuHints, wayOut, ...scroll.hints]}
    >
      <MenuBody {...props} cursor={cursor} scroll={scroll} />
    </Screen>
  );
}

type MenuBodyProps = Pick<MenuScreenProps, 'choices' | 'mostRows' | 'children'> & {
  readonly cursor: number;
  readonly scroll: ScrollState;
};

/** What it is about has the rows that the menu and the question leave. */
function MenuBody({ choices, mostRows = choices.length, cursor, scroll, children }: MenuBodyProps) {
  const { bodyRows, size, symbols } = useFrame();
  const gap = gapOf(size);
  const items = choices.map(({ action, ...item }) => ({ ...item, letter: action && keyLabel(action, symbols) }));
  if (!children) return <MenuList items={items} cursor={cursor} />;
  return (
    <>
      <Scroll rows={Math.min(bodyRows, mostRows) - choices.length - gap} scroll={scroll}>
        {children}
      </Scroll>
      <Box flexShrink={0} marginTop={gap}>
        <MenuList items={items} cursor={cursor} />
      </Box>
    </>
  );
}
