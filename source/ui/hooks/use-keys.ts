/** Keys as the screens want them: one press at a time, Escape told from the start of an escape sequence. */
import { useInput } from 'ink';
import { useEffect, useRef } from 'react';
import { useFrame } from '../frame.js';
import { type Action, actionOf, type KeyName, type KeyPress, keyPresses } from '../keys.js';

/** How long a lone Escape is held back, in milliseconds: over a slow line `ESC [ B` may come in two pieces. */
const escapeWait = 50;

const arrows: Readonly<Record<string, KeyName>> = { A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end' };

/** Calls `onPress` for every key press. */
export function useKeys(onPress: (press: KeyPress) => void): void {
  const held = useRef<NodeJS.Timeout | undefined>(undefined);
  const release = (): boolean => {
    const wasHeld = held.current !== undefined;
    clearTimeout(held.current);
    held.current = undefined;
    return wasHeld;
  };
  useEffect(() => () => clearTimeout(held.current), []);
  useInput((input, key) => {
    if (release()) {
      const arrow = arrows[/^[[O]([A-DFH])$/.exec(input)?.[1] ?? ''];
      if (arrow) {
        onPress({ kind: 'named', name: arrow });
        return;
      }
      onPress({ kind: 'named', name: 'escape' });
    }
    if (key.escape) {
      held.current = setTimeout(() => {
        release();
        onPress({ kind: 'named', name: 'escape' });
      }, escapeWait);
      return;
    }
    for (const press of keyPresses(input, key)) onPress(press);
  });
}

export interface ScreenKeysOptions {
  /** Letters are text, not commands. @default false */
  readonly isTyping?: boolean;
}

/**
 * Keys of a screen as actions, or as text while typing; opens the help with `?`, and any key closes it. A screen that is
 * not drawn, because the terminal is too small, hears none.
 */
export function useScreenKeys(
  onKey: (action: Action | undefined, press: KeyPress) => void,
  { isTyping = false }: ScreenKeysOptions = {},
): void {
  const { isHelpOpen, isTooSmall, setHelpOpen } = useFrame();
  useKeys((press) => {
    if (isTooSmall) return;
    const action = actionOf(press, isTyping);
    if (isHelpOpen) setHelpOpen(false);
    else if (action === 'help') setHelpOpen(true);
    else onKey(action, press);
  });
}
