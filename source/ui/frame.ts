/** The frame that every screen is drawn in: how much room there is, and what the header says. */
import { createContext, useContext } from 'react';
import type { Locale } from '../schedule/picture/locale.js';
import type { EnterGuard } from './enter-guard.js';
import type { Layout } from './layout.js';
import type { Symbols } from './symbols.js';

export interface Frame extends Layout {
  readonly symbols: Symbols;
  /** The reader's own clock, and her week. */
  readonly locale: Locale;
  /** Left part of the header, outermost first: `Set up`, `Schedule`. */
  readonly crumbs: readonly string[];
  /** Right part of the header: profile and account, region, an endpoint that is not AWS's, whether it is production. */
  readonly place: readonly string[];
  readonly isSandbox: boolean;
  readonly isHelpOpen: boolean;
  /** As of the last key, which may not be drawn yet. */
  readonly isHelpOpenNow: () => boolean;
  readonly setHelpOpen: (isOpen: boolean) => void;
  readonly enterGuard: Pick<EnterGuard, 'shown' | 'allows'>;
  /** To the first screen, where nothing is under way. */
  readonly goHome: () => void;
  /** The built-in account in place of this one. */
  readonly leaveForSandbox: () => void;
}

const FrameContext = createContext<Frame | undefined>(undefined);

export const FrameProvider = FrameContext.Provider;

/** The frame that the screen is drawn in. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === undefined) throw new Error('a screen was drawn outside the frame');
  return frame;
}
