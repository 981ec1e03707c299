/** Plain data as YAML, with comments: only what a template needs. */
import { printable } from '../../printable.js';

/** Lines that stand above a member as a comment, by the path of its keys: `Resources.DevWindow`. */
export type Comments = ReadonlyMap<string, readonly string[]>;

/** The lines of a value that is a mapping; members that are undefined are left out. */
export function yamlLines(value: object, comments: Comments = new Map(), path = '', indent = ''): string[] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .flatMap(([key, member]) => {
      const own = path === '' ? key : `${path}.${key}`;
      const above = (comments.get(own) ?? []).map((line) => `${indent}# ${printable(line)}`);
      return [...above, ...entryLines(`${indent}${scalar(key)}:`, member, comments, own, indent)];
    });
}

function entryLines(head: string, value: unknown, comments: Comments, path: string, indent: string): string[] {
  if (Array.isArray(value) && value.length > 0)
    return [head, ...value.flatMap((entry) => itemLines(entry, `${indent}  `))];
  if (isMapping(value)) return [head, ...yamlLines(value, comments, path, `${indent}  `)];
  return [`${head} ${leaf(value)}`];
}

function itemLines(value: unknown, indent: string): string[] {
  if (!isMapping(value)) return [`${indent}- ${leaf(value)}`];
  const [first = '', ...others] = yamlLines(value, new Map(), '', `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...others];
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function leaf(value: unknown): string {
  if (typeof value === 'string') return scalar(value);
  return JSON.stringify(value);
}

/** Words that YAML 1.1 takes for something else. */
const reserved = /^(y|n|yes|no|on|off|true|false|null)$/i;
/** What may stand bare, whatever comes before and after it. */
const bare = /^[A-Za-z/][\w./-]*(?:::[\w.-]+)*(?: [\w./()-]+)*$/;
/** Printable in every YAML, on one line. */
const everywhere = /^[\x20-\x7e\u00a1-\u2027\u2030-\ud7ff]*$/;

function scalar(text: string): string {
  if (bare.test(text) && !reserved.test(text)) return text;
  if (everywhere.test(text) && printable(text) === text)
    return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text.replaceAll('\\', '\\\\')}"`;
  return `"${[...text].map(escaped).join('')}"`;
}

function escaped(character: string): string {
  if (/^[ !#-[\]-~]$/.test(character)) return character;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
