/** The frame that every screen is drawn in: how much room there is, and what the header says. */
import { createContext, useContext } from 'react';
import type { Symbols } from './symbols.js';

export interface Frame {
  /** Columns that may be used; lines longer than this are cut. */
  readonly columns: number;
  /** Rows that the body may use, between question and explanation. */
  readonly bodyRows: number;
  readonly size: 'large' | 'medium' | 'small';
  /** Nothing useful can be drawn: the screen says so, and what was chosen on it so far waits. */
  readonly isTooSmall: boolean;
  readonly symbols: Symbols;
  /** Left part of the header, outermost first: `Set up`, `Schedule`. */
  readonly crumbs: readonly string[];
  /** `4 of 7`; undefined outside the questions. */
  readonly position: string | undefined;
  /** Right part of the header: account, region. */
  readonly place: readonly string[];
  readonly isSandbox: boolean;
  readonly isHelpOpen: boolean;
  /** As of the last key, which may not be drawn yet. */
  readonly isHelpOpenNow: () => boolean;
  readonly setHelpOpen: (isOpen: boolean) => void;
}

/** Lines longer than this are hard to read, and full-width lines leave garbage when a terminal shrinks (Ink #304). */
export const mostColumns = 120;

/** Rows and columns below which nothing useful can be drawn. */
export const least = { columns: 50, rows: 12 } as const;

export type Layout = Pick<Frame, 'columns' | 'bodyRows' | 'size' | 'isTooSmall'>;

/**
 * The room in a terminal. The frame is at most one row lower than the terminal: as tall as the terminal, Ink erases
 * the screen and the scrollback at every change (Ink #359).
 */
export function layoutOf(columns: number, rows: number): Layout {
  const size = columns >= 110 && rows >= 32 ? 'large' : columns >= 76 && rows >= 22 ? 'medium' : 'small';
  // Header, question, two lines of explanation and keys; with an empty line between them where there is room.
  const chrome = size === 'small' ? 5 : 8;
  const isTooSmall = columns < least.columns || rows < least.rows;
  return { columns: Math.min(columns, mostColumns), bodyRows: Math.max(1, rows - 1 - chrome), size, isTooSmall };
}

const FrameContext = createContext<Frame | undefined>(undefined);

export const FrameProvider = FrameContext.Provider;

/** The frame that the screen is drawn in. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === undefined) throw new Error('a screen was drawn outside the frame');
  return frame;
}
