/** The words of program and documents: spelt as a dictionary has them, and plain. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import dictionary from 'dictionary-en-gb';
import spelling from 'nspell';
import { expect, it } from 'vitest';
import { phrases } from './phrases.js';

const project = join(import.meta.dirname, '..');

/** A text, and where it stands. */
interface Told {
  readonly file: string;
  readonly text: string;
}

/** What the program says: texts of more than one word, as only people read them. */
function saidBy(file: string): Told[] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value } = node as { type?: string; value?: unknown };
    if ((type === 'StringLiteral' || type === 'JSXText') && typeof value === 'string') texts.push(value);
    else if (type === 'TemplateLiteral') texts.push(templateText(node as Template));
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(readFileSync(join(project, file), 'utf8'), { syntax: 'typescript', tsx: file.endsWith('x') }));
  return texts.filter((text) => /[a-z]{2,} [a-z]{2,}/.test(text)).map((text) => ({ file, text }));
}

interface Template {
  readonly quasis: readonly { readonly cooked?: string }[];
}

/** With `0` for each value: what stands before or behind one is no word of its own. */
function templateText({ quasis }: Template): string {
  return quasis.map(({ cooked = '' }) => cooked).join('0');
}

/** What a document says, without its code, its addresses and its figures. */
function proseOf(file: string): Told[] {
  const text = readFileSync(join(project, file), 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/<!-- figures -->[\s\S]*<!-- end of figures -->/, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<[^>]+>/g, ' ');
  return text.split('\n\n').map((part) => ({ file, text: part }));
}

/** The words that a dictionary can know: no code, no flags, no addresses, no names in capitals, nothing with a digit. */
function wordsOf(text: string): string[] {
  const prose = text
    .replace(/`[^`]*`/g, ' ')
    .replace(/\S*[/\\@:=_<>{}$#|]\S*|--?[a-z][\w-]*|\S*\w[.]\w\S*/g, ' ')
    .replace(/\S*\d\S*/g, ' ')
    .replace(/’/g, "'");
  return [...prose.matchAll(/[A-Za-z]+(?:'[a-z]+)?/g)]
    .map(([word]) => word)
    .filter((word) => word.length > 2 && !/[A-Z]/.test(word.slice(1)));
}

function filesIn(folder: string, ending: RegExp): string[] {
  const found = readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' });
  return found.filter((file) => ending.test(file)).map((file) => `${folder}/${file}`);
}

/** Programs for shells have no sentences. */
const shellPrograms = ['source/export/aws-cli/functions.ts', 'source/commands/completion-script.ts'];
const programs = filesIn('source', /\.tsx?$/).filter((file) => !shellPrograms.includes(file));
const documents = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...filesIn('docs', /\.md$/)];
const told = [...programs.flatMap(saidBy), ...documents.flatMap(proseOf)];

it('is spelt right, but for the words of this field in test/words.txt, each of which is used', () => {
  const known = readFileSync(join(import.meta.dirname, 'words.txt'), 'utf8')
    .trim()
    .split('\n');
  const speller = spelling({ aff: Buffer.from(dictionary.aff), dic: Buffer.from(dictionary.dic) });
  for (const word of known) speller.add(word);
  const wrong = new Map<string, string>();
  const used = new Set<string>();
  for (const { file, text } of told) {
    for (const word of wordsOf(text)) {
      used.add(word);
      const isRight = speller.correct(word) || speller.correct(word.replace(/'s?$/, ''));
      if (!isRight) wrong.set(word, file);
    }
  }
  expect([...wrong].map(([word, file]) => `${word} in ${file}`).sort()).toEqual([]);
  const stems = new Set([...used].flatMap((word) => [word, word.toLowerCase(), word.replace(/'s?$/, '')]));
  expect(known.filter((word) => !stems.has(word))).toEqual([]);
  expect(known).toEqual([...known].sort());
});

it.each(phrases)('says %s in no text', (phrase, instead) => {
  // The sandbox speaks as AWS does.
  const ours = told.filter(({ file }) => !file.startsWith('source/sandbox/'));
  const found = ours.flatMap(({ file, text }) => {
    const [words] = phrase.exec(text.replace(/`[^`]*`/g, '`')) ?? [];
    return words === undefined ? [] : [`${words} in ${file}: ${instead}`];
  });
  expect(found).toEqual([]);
});
