/** Keys as the screens want them: one press at a time, as what it means. */
import { createContext, useContext, useLayoutEffect, useRef } from 'react';
import { useFrame } from '../frame.js';
import { type Action, actionOf, type KeyPress, type Letters } from '../keys.js';

/** Hears every key press. */
export type KeyListener = (press: KeyPress) => void;

export const KeyListeners = createContext<Set<KeyListener> | undefined>(undefined);

/**
 * Calls `onPress` for every key press. Listeners come and go with the commit that shows their screen: between a commit
 * and its effects, in which Ink's own hook subscribes, a key would still go to the screen before.
 */
export function useKeys(onPress: KeyListener): void {
  const listeners = useContext(KeyListeners);
  if (listeners === undefined) throw new Error('keys are heard outside the keyboard');
  const latest = useRef(onPress);
  useLayoutEffect(() => {
    latest.current = onPress;
  });
  useLayoutEffect(() => {
    const listener: KeyListener = (press) => latest.current(press);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listeners]);
}

/**
 * Keys of a screen as actions, or as text while typing; opens the help with `?`, and any key closes it; `q` leads to the start. A
 * screen that is not drawn, because the terminal is too small, hears none.
 * @param letters what letters are for now; commands by default
 */
export function useScreenKeys(
  onKey: (action: Action | undefined, press: KeyPress) => void,
  letters: () => Letters = () => 'commands',
): void {
  const { isHelpOpenNow, isTooSmall, setHelpOpen, enterGuard, goHome } = useFrame();
  useKeys((press) => {
    if (isTooSmall) return;
    const action = actionOf(press, letters());
    if (action === 'submit' && !enterGuard.allows()) return;
    if (isHelpOpenNow()) setHelpOpen(false);
    else if (action === 'help') setHelpOpen(true);
    else if (action === 'home') goHome();
    else onKey(action, press);
  });
}

/** Tells the guard of Enter that a question is on the screen: while it is drawn, for an effect may come after it can be seen. */
export function useShown(question: string): void {
  const { enterGuard, crumbs } = useFrame();
  enterGuard.shown([...crumbs, question].join());
}
