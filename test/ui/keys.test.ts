/** Keys: what a chunk of input is read as, what a key means, and what hints call it. */
import type { Key } from 'ink';
import { describe, expect, test } from 'vitest';
import { actionOf, type KeyName, type KeyPress, keyLabel, keyPresses } from '../../source/ui/keys.js';
import { chooseSymbols } from '../../source/ui/symbols.js';

const unicode = chooseSymbols({ LANG: 'C.UTF-8' });
const ascii = chooseSymbols({ LANG: 'C' });

function named(name: KeyName): KeyPress {
  return { kind: 'named', name };
}

function text(characters: string): KeyPress[] {
  return [...characters].map((character) => ({ kind: 'text', text: character }));
}

describe('what Ink reports becomes key presses', () => {
  test.each<[Partial<Key>, KeyName]>([
    [{ upArrow: true }, 'up'],
    [{ downArrow: true }, 'down'],
    [{ leftArrow: true }, 'left'],
    [{ rightArrow: true }, 'right'],
    [{ home: true }, 'home'],
    [{ end: true }, 'end'],
    [{ pageUp: true }, 'page-up'],
    [{ pageDown: true }, 'page-down'],
    [{ return: true }, 'enter'],
    // Ink sets both for Escape.
    [{ escape: true, meta: true }, 'escape'],
    [{ tab: true }, 'tab'],
    [{ tab: true, shift: true }, 'shift-tab'],
    [{ backspace: true }, 'backspace'],
    [{ delete: true }, 'backspace'],
  ])('%o is %s', (flags, name) => {
    expect(keyPresses('', flags as Key)).toEqual([named(name)]);
  });

  test.each<[string, Partial<Key>, KeyPress[]]>([
    ['c', { ctrl: true }, [named('ctrl-c')]],
    ['u', { ctrl: true }, [named('ctrl-u')]],
    ['a', { ctrl: true }, [named('ctrl-a')]],
    ['b', { ctrl: true }, []],
    ['z', { ctrl: true }, [named('ctrl-z')]],
    // With Alt it is another key.
    ['a', { meta: true }, []],
    ['x', {}, text('x')],
    [' ', {}, text(' ')],
    ['?', {}, text('?')],
    ['é', {}, text('é')],
    ['語', {}, text('語')],
    ['🙂', {}, text('🙂')],
  ])('%j with %o', (input, flags, presses) => {
    expect(keyPresses(input, flags as Key)).toEqual(presses);
  });

  test.each<[string, KeyPress[]]>([
    // Typed fast, or pasted: one chunk.
    ['lond\r', [...text('lond'), named('enter')]],
    ['\r\r', [named('enter'), named('enter')]],
    ['a\nb', [...text('a'), named('enter'), ...text('b')]],
    ['x\x7f', [...text('x'), named('backspace')]],
    ['\x15y', [named('ctrl-u'), ...text('y')]],
    ['y\x03', [...text('y'), named('ctrl-c')]],
    ['\t', [named('tab')]],
    // Nothing that could do anything to a terminal gets into a text.
    ['a\x00\x07\x1b\u009b\u200e\u2028b', text('ab')],
    // What is left of escape sequences that are no key of ours.
    ['[99~', []],
    ['[I', []],
    ['[200~', []],
    ['[<0;10;10M', []],
    ['[1;5C', []],
    // A bracket that somebody typed is one.
    ['[', text('[')],
    ['[]', text('[]')],
    ['[ab', text('[ab')],
  ])('the chunk %j', (chunk, presses) => {
    expect(keyPresses(chunk, {} as Key)).toEqual(presses);
  });
});

describe('what a key means', () => {
  test.each<[KeyName, ReturnType<typeof actionOf>]>([
    ['up', 'up'],
    ['down', 'down'],
    ['left', 'left'],
    ['right', 'right'],
    ['page-up', 'page-up'],
    ['page-down', 'page-down'],
    ['tab', 'right'],
    ['shift-tab', 'left'],
    ['home', 'first'],
    ['end', 'last'],
    ['enter', 'submit'],
    ['escape', 'back'],
    ['backspace', undefined],
    ['ctrl-c', undefined],
    ['ctrl-u', undefined],
  ])('%s means %s, typing or not', (name, action) => {
    expect([actionOf(named(name)), actionOf(named(name), 'text')]).toEqual([action, action]);
  });

  // Help is everywhere, because every screen says so; the others are letters while typing.
  test.each([
    [' ', 'toggle'],
    ['a', 'all'],
    ['f', 'file'],
    ['h', 'left'],
    ['j', 'down'],
    ['k', 'up'],
    ['l', 'right'],
    ['q', 'home'],
    ['t', 'patch-tuesday'],
    ['z', 'zone'],
    ['?', 'help', 'help'],
    ...['y', 'Q', 'A', '1', '🙂'].map((character) => [character]),
  ])('%j means %s, and %s while typing', (character = '', action?: string, typing?: string) => {
    const press = { kind: 'text', text: character } as const;
    expect([actionOf(press), actionOf(press, 'text')]).toEqual([action, typing]);
  });
});

test.each([
  ['move', '↑↓', 'up/down'],
  ['column', '←→', 'left/right'],
  ['type', 'type', 'type'],
  ['quit', 'ctrl-c', 'ctrl-c'],
  ['submit', 'enter', 'enter'],
  ['back', 'esc', 'esc'],
  ['toggle', 'space', 'space'],
  ['all', 'a', 'a'],
  ['zone', 'z', 'z'],
  ['dates', 'd', 'd'],
  ['disable', 'd', 'd'],
  ['patch-tuesday', 't', 't'],
  ['file', 'f', 'f'],
  ['help', '?', '?'],
  ['first', 'home', 'home'],
  ['last', 'end', 'end'],
  ['page-up', 'page up', 'page up'],
  ['page-down', 'page down', 'page down'],
  ['up', '↑', 'up'],
  ['right', '→', 'right'],
] as const)('hints call the key of %s %s, and %s in ASCII', (action, label, asciiLabel) => {
  expect(keyLabel(action, unicode)).toBe(label);
  expect(keyLabel(action, ascii)).toBe(asciiLabel);
});
