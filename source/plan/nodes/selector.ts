/** Selectors: which nodes are meant, as text and as data. */
import type { FleetNode } from '../account/fleet.js';
import { operatingSystems } from '../baseline/baseline.js';
import { operatingSystemOfNode, parseOperatingSystem } from '../baseline/operating-system.js';
import { systemWord } from '../intent/baseline-choice.js';
import { nearestWords } from '../text/spelling.js';
import { carriedGroups } from './groups.js';
import type { Selector, Term } from './instruction.js';
import { nameOf } from './services.js';

/** What is wrong, and what is allowed. */
export interface Problem {
  readonly problem: string;
}

/** The selector that a text means: `tag:Environment=prod+os:windows`. A backslash makes `+`, `=` and itself a character like others. */
export function parseSelector(text: string): Selector | Problem {
  const terms = splitAt('+', text).map(parseTerm);
  return terms.find((term) => 'problem' in term) ?? (terms as Term[]);
}

function parseTerm(text: string): Term | Problem {
  const word = text.trim().toLowerCase();
  if (word === 'all' || word === 'ungrouped') return { kind: word };
  const [, kind = '', rest = ''] = /^\s*(name|tag|os):(.+)$/is.exec(text) ?? [];
  switch (kind.toLowerCase()) {
    case 'name':
      return { kind: 'name', pattern: plain(rest) };
    case 'tag':
      return parseTag(rest);
    case 'os':
      return parseSystem(rest.trim());
    default: {
      const ids = word.split(',').map((id) => id.trim());
      if (ids.every((id) => /^m?i-\w+$/.test(id))) return { kind: 'ids', ids };
      // `Environment=prod` where `tag:Environment=prod` was meant.
      const meant = /^[^:]+=/.test(text) ? `; did you mean tag:${text}?` : '';
      return { problem: `"${text}" is not a selector${meant}` };
    }
  }
}

function parseTag(text: string): Term | Problem {
  const [key = '', ...value] = splitAt('=', text);
  if (key === '' || value.length === 0) return { problem: `"tag:${text}" is not tag:KEY=VALUE` };
  return { kind: 'tag', key: plain(key), value: plain(value.join('=')) };
}

function parseSystem(name: string): Term | Problem {
  const os = parseOperatingSystem(name);
  if (os !== undefined) return { kind: 'os', name: systemWord(os) };
  const words = operatingSystems.map(systemWord);
  const [near] = nearestWords(name, words);
  return {
    problem: `"${name}" is not an operating system${near ? `; did you mean os:${near}?` : `: ${words.join(', ')}`}`,
  };
}

/** At each of these characters that no backslash has made one like others. */
function splitAt(character: '+' | '=', text: string): string[] {
  return text.split(new RegExp(`(?<=(?<!\\\\)(?:\\\\\\\\)*)\\${character}`));
}

function plain(text: string): string {
  return text.replace(/\\([\\+=])/g, '$1');
}

/** The text that {@link parseSelector} reads as this selector. */
export function selectorText(selector: Selector): string {
  return selector.map(termText).join('+');
}

function termText(term: Term): string {
  const escaped = (text: string) => text.replace(/[\\+]/g, '\\$&');
  switch (term.kind) {
    case 'ids':
      return term.ids.join(',');
    case 'name':
      return `name:${escaped(term.pattern)}`;
    case 'tag':
      return `tag:${escaped(term.key).replaceAll('=', '\\=')}=${escaped(term.value)}`;
    case 'os':
      return `os:${term.name}`;
    default:
      return term.kind;
  }
}

/** The nodes that a selector means, in their order. */
export function selected<Node extends FleetNode>(selector: Selector, nodes: readonly Node[]): Node[] {
  const tests = selector.map(testOf);
  return nodes.filter((node) => tests.every((test) => test(node)));
}

function testOf(term: Term): (node: FleetNode) => boolean {
  switch (term.kind) {
    case 'ids': {
      const ids = new Set(term.ids);
      return ({ id }) => ids.has(id);
    }
    case 'name': {
      // Names of hosts are the same in any case.
      const parts = term.pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
      const pattern = new RegExp(`^${parts.join('.*')}$`, 'is');
      return (node) => pattern.test(nameOf(node) ?? '') || pattern.test(node.name ?? '');
    }
    case 'tag':
      return ({ tags }) => tags[term.key] === term.value;
    case 'os': {
      const os = parseOperatingSystem(term.name);
      return (node) => operatingSystemOfNode(node) === os;
    }
    case 'ungrouped':
      return (node) => carriedGroups(node).length === 0;
    case 'all':
      return () => true;
    default:
      return term satisfies never;
  }
}
