/** Members that a JSON text has twice: JSON.parse takes the last and says nothing. */
import { type Node, parseTree } from 'jsonc-parser';
import { positionAt, type TextPosition } from './json-position.js';
import { memberPath } from './shape.js';

export interface DuplicateMember {
  /** `waves[3].name` */
  readonly path: string;
  /** Of the later one. */
  readonly position: TextPosition;
}

/** The members of a JSON text that stand beside another one of the same name. */
export function duplicateMembers(text: string): DuplicateMember[] {
  try {
    const root = parseTree(text);
    return root ? duplicatesIn(root, '', text) : [];
  } catch {
    // Thousands of brackets are too deep for it, and have been refused for other reasons.
    return [];
  }
}

function duplicatesIn({ type, children = [] }: Node, path: string, text: string): DuplicateMember[] {
  if (type === 'array') return children.flatMap((entry, index) => duplicatesIn(entry, `${path}[${index}]`, text));
  const seen = new Set<string>();
  return (type === 'object' ? children : []).flatMap(({ children: [key, value] = [] }) => {
    if (!key || !value) return [];
    const memberOfPath = memberPath(path, String(key.value));
    const inside = duplicatesIn(value, memberOfPath, text);
    if (seen.has(key.value)) return [{ path: memberOfPath, position: positionAt(text, key.offset) }, ...inside];
    seen.add(key.value);
    return inside;
  });
}
