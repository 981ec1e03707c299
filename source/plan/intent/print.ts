/** Documents as JSON for people. */

import type { BaselineDefinition } from '../baseline/baseline.js';
import { readDefinition } from '../baseline/definition.js';
import type { PlanDocument } from './document.js';
import { baselineEntries, waveEntries } from './entries.js';
import { normalDocument } from './normal.js';
import { taskInWords } from './task-flags.js';

/** Characters of a line that is not broken, as far as that is up to us. */
const longestLine = 100;

/** The document as JSON text with every answer, the rules of files in full where they are known; ends with a line feed. */
export function printDocument(document: PlanDocument): string {
  return `${printed(documentJson(document), 0)}\n`;
}

/** The document as the JSON that it is printed as. */
export function documentJson(document: PlanDocument): object {
  const normal = normalDocument(document);
  const { version, plan, timeZone, tagKey, approvals, task, tags } = normal;
  const waves = waveEntries(normal);
  const baselines = baselineEntries(normal, (rules) =>
    'definition' in rules ? inOrder(rules.definition) : rules.digest,
  );
  return { version, plan, timeZone, tagKey, waves, baselines, approvals, task: taskInWords(task), tags };
}

/** The rules with their members in the order of the API reference, as they come back when they are read. */
function inOrder(definition: BaselineDefinition): BaselineDefinition {
  return readDefinition(definition, '', () => {}) ?? definition;
}

/** Depth at which values may stand on one line: single waves, baselines, answers. */
const depthOfEntries = 2;

/** A value in lines of two spaces a step; those of entries that fit one line stand on one. */
function printed(value: unknown, depth: number, before = 0): string {
  const oneLine = inline(value);
  const isBreakable = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  const fits = 2 * depth + before + oneLine.length < longestLine;
  if (!isBreakable || (depth >= depthOfEntries && fits)) return oneLine;
  const indent = '  '.repeat(depth);
  const lines = Array.isArray(value)
    ? value.map((entry) => printed(entry, depth + 1))
    : members(value).map(([key, member]) => `${key}: ${printed(member, depth + 1, key.length + 2)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return [open, lines.map((line) => `${indent}  ${line}`).join(',\n'), `${indent}${close}`].join('\n');
}

/** `{ "weeks": [1, 2], "times": ["03:00"] }` */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inside = members(value).map(([key, member]) => `${key}: ${inline(member)}`);
  return inside.length === 0 ? '{}' : `{ ${inside.join(', ')} }`;
}

function members(value: object): (readonly [string, unknown])[] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [JSON.stringify(key), member] as const);
}
