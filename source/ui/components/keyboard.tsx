/** The keyboard: the one place that Ink's input comes through, Escape told from the start of an escape sequence. */
import { useInput } from 'ink';
import { type ReactNode, useEffect, useRef } from 'react';
import { type KeyListener, KeyListeners } from '../hooks/use-keys.js';
import { type KeyName, type KeyPress, keyPresses, pasteBrackets, pasted } from '../keys.js';

/** How long a lone Escape is held back, in milliseconds: over a slow line `ESC [ B` may come in two pieces. */
const escapeWait = 50;

/** Milliseconds between two pieces of a paste at the most: one whose end never comes must not swallow every key. */
const longestPause = 1000;

const arrows: Readonly<Record<string, KeyName>> = { A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end' };

/** Stands around everything that hears keys. It stays, so that the terminal is in raw mode from the first key to the last. */
export function Keyboard({ children }: { readonly children: ReactNode }) {
  const listeners = useRef(new Set<KeyListener>()).current;
  const press = (key: KeyPress): void => {
    for (const listener of [...listeners]) listener(key);
  };
  const held = useRef<NodeJS.Timeout | undefined>(undefined);
  const release = (): boolean => {
    const wasHeld = held.current !== undefined;
    clearTimeout(held.current);
    held.current = undefined;
    return wasHeld;
  };
  useEffect(() => () => clearTimeout(held.current), []);
  const pastedAt = useRef(Number.NEGATIVE_INFINITY);
  useInput((input, key) => {
    const isPasting = performance.now() - pastedAt.current < longestPause;
    if (input === pasteBrackets.end && isPasting) {
      pastedAt.current = Number.NEGATIVE_INFINITY;
      return;
    }
    if (input === pasteBrackets.begin || isPasting) {
      pastedAt.current = performance.now();
      if (input !== pasteBrackets.begin) press(pasted(input));
      return;
    }
    if (release()) {
      const arrow = arrows[/^[[O]([A-DFH])$/.exec(input)?.[1] ?? ''];
      press({ kind: 'named', name: arrow ?? 'escape' });
      if (arrow) return;
    }
    if (key.escape) {
      held.current = setTimeout(() => {
        release();
        press({ kind: 'named', name: 'escape' });
      }, escapeWait);
      return;
    }
    for (const each of keyPresses(input, key)) press(each);
  });
  return <KeyListeners.Provider value={listeners}>{children}</KeyListeners.Provider>;
}
