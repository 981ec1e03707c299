/** A part of a screen that may be longer than its room: Page Down and Page Up move it. */
import { Box, type DOMElement, measureElement } from 'ink';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useFrame } from '../frame.js';
import type { KeyHint } from '../hints.js';
import { Text } from './text.js';

export type ScrollProps = {
  readonly rows: number;
  /** How often Page Down was pressed more than Page Up; {@link useScroll} keeps it within the content. */
  readonly scroll: ScrollState;
  readonly children: ReactNode;
};

export interface ScrollState {
  readonly page: number;
  readonly turn: (by: -1 | 1) => void;
  readonly setPages: (pages: number) => void;
  /** Keys that do something now. */
  readonly hints: readonly KeyHint[];
}

/** How the keys of a {@link Scroll} are named, where there is more than one page. */
const pageHint: KeyHint = { key: 'page-down', does: 'scroll', help: 'next page; page up goes back' };

/** The page of a {@link Scroll}, and the keys' way to turn it. */
export function useScroll(): ScrollState {
  const [page, setPage] = useState(0);
  const [pages, setPages] = useState(1);
  return {
    page,
    turn: (by) => setPage((at) => Math.min(pages - 1, Math.max(0, at + by))),
    setPages: (count) => {
      setPages(count);
      setPage((at) => Math.min(count - 1, at));
    },
    hints: pages > 1 ? [pageHint] : [],
  };
}

/**
 * ```
 *    + 1  patch baseline
 *    + 8  patch groups
 *    ▾ page 1 of 2: page up, page down
 * ```
 */
export function Scroll({ rows, scroll, children }: ScrollProps) {
  const { symbols } = useFrame();
  const content = useRef<DOMElement>(null);
  const [height, setHeight] = useState(0);
  const { setPages } = scroll;
  useLayoutEffect(() => {
    const measured = content.current ? measureElement(content.current).height : 0;
    if (measured !== height) setHeight(measured);
  });
  const isLong = height > rows;
  // Where there is more than fits, the last row says so.
  const view = isLong ? Math.max(1, rows - 1) : rows;
  const pages = Math.max(1, Math.ceil(height / view));
  // Before it is measured, as right after the help was closed, it has the pages that it had.
  useLayoutEffect(() => {
    if (height > 0) setPages(pages);
  }, [height, pages]);
  return (
    <Box flexDirection="column" height={rows}>
      <Box flexDirection="column" height={view} overflow="hidden">
        <Box ref={content} flexDirection="column" flexShrink={0} marginTop={-scroll.page * view}>
          {children}
        </Box>
      </Box>
      {isLong && (
        <Text tone="accent">{`  ${symbols.more} page ${scroll.page + 1} of ${pages}: page up, page down`}</Text>
      )}
    </Box>
  );
}
