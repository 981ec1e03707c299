/** Screens as they are drawn. */
import { renderToString } from 'ink';
import type { ReactNode } from 'react';
import { type Frame, FrameProvider } from '../../source/ui/frame.js';
import { layoutOf } from '../../source/ui/layout.js';
import { chooseSymbols } from '../../source/ui/symbols.js';

/** The lines of a screen in a terminal of so many columns and rows. */
export function drawn(columns: number, rows: number, screen: ReactNode, changes: Partial<Frame> = {}): string[] {
  const frame: Frame = {
    ...layoutOf(columns, rows),
    symbols: chooseSymbols({ LANG: 'C.UTF-8' }),
    locale: { timeZone: 'UTC', firstWeekday: 1 },
    crumbs: ['Set up', 'Schedule'],
    place: ['1234 5678 9012', 'ap-southeast-2'],
    isSandbox: true,
    isHelpOpen: false,
    isHelpOpenNow: () => false,
    setHelpOpen: () => {},
    enterGuard: { shown: () => {}, allows: () => true },
    goHome: () => {},
    leaveForSandbox: () => {},
    ...changes,
  };
  return renderToString(<FrameProvider value={frame}>{screen}</FrameProvider>, { columns: frame.columns }).split('\n');
}
