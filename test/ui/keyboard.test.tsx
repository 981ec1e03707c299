/** The keyboard: whom a key goes to while screens change, and Escape against the beginning of an arrow key. */
import { EventEmitter } from 'node:events';
import { render } from 'ink';
import { useLayoutEffect, useState } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Keyboard } from '../../source/ui/components/keyboard.js';
import { useKeys } from '../../source/ui/hooks/use-keys.js';
import type { KeyPress } from '../../source/ui/keys.js';

/** A terminal as far as Ink reads from one; `send` hands over chunks that have come one after the other. */
function openKeyboard(children: React.ReactNode) {
  const chunks: string[] = [];
  const rawModes: boolean[] = [];
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setEncoding: () => {},
    setRawMode: (isRaw: boolean) => rawModes.push(isRaw),
    ref: () => {},
    unref: () => {},
    read: () => chunks.shift() ?? null,
  });
  const stdout = Object.assign(new EventEmitter(), { isTTY: true, columns: 80, rows: 24, write: () => true });
  const { unmount } = render(<Keyboard>{children}</Keyboard>, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  onTestFinished(() => unmount());
  const send = (...sent: readonly string[]): void => {
    chunks.push(...sent);
    stdin.emit('readable');
  };
  return { send, rawModes };
}

/** Ink subscribes to the input in an effect. */
async function listening(rawModes: readonly boolean[]): Promise<void> {
  await vi.waitFor(() => expect(rawModes).toEqual([true]));
}

function Listener({ onKey }: { readonly onKey: (press: KeyPress) => void }) {
  useKeys(onKey);
  return null;
}

/** Every key leads to the next screen. */
function Screens({ heard, committed }: { readonly heard: number[]; readonly committed?: number[] }) {
  const [number, setNumber] = useState(1);
  useLayoutEffect(() => void committed?.push(number), [committed, number]);
  const onKey = (): void => {
    heard.push(number);
    setNumber(number + 1);
  };
  return <Listener key={number} onKey={onKey} />;
}

test('a key that comes right after the one that changed the screen goes to the new screen', async () => {
  const heard: number[] = [];
  const committed: number[] = [];
  const { send, rawModes } = openKeyboard(<Screens heard={heard} committed={committed} />);
  await listening(rawModes);
  for (const [index, key] of ['x', '\r', '\x1b[A'].entries()) {
    send(key);
    // React runs effects some turns of the loop after the commit; keys are read in between.
    while (!committed.includes(index + 2)) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(heard).toEqual([1, 2, 3]);
  // Raw mode is never left in between: what is typed meanwhile would be echoed.
  expect(rawModes).toEqual([true]);
});

test('two keys in one chunk go to the screen that was there for both', async () => {
  const heard: number[] = [];
  const { send, rawModes } = openKeyboard(<Screens heard={heard} />);
  await listening(rawModes);
  send('\r\r');
  expect(heard).toEqual([1, 1]);
});

test('Escape alone is Escape, after a moment; before the rest of an arrow key it is none; before another key it comes first', async () => {
  const heard: KeyPress[] = [];
  const { send, rawModes } = openKeyboard(<Listener onKey={(press) => void heard.push(press)} />);
  await listening(rawModes);
  const lone = { kind: 'named', name: 'escape' } as const;
  send('\x1b');
  await vi.waitFor(() => expect(heard).toEqual([lone]));
  heard.length = 0;
  send('\x1b');
  // Ink gives a lone escape to its listeners in the next turn of the loop.
  await new Promise((resolve) => setImmediate(resolve));
  send('[B');
  expect(heard).toEqual([{ kind: 'named', name: 'down' }]);
  heard.length = 0;
  send('\x1b');
  await new Promise((resolve) => setImmediate(resolve));
  send('x');
  expect(heard).toEqual([lone, { kind: 'text', text: 'x' }]);
});
