/** The list of formats is also what people read. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formats } from '../../source/export/formats.js';

it('each format is in docs/exports.md, with what it is', () => {
  const text = readFileSync('docs/exports.md', 'utf8');
  expect(formats.filter(({ name }) => !text.includes(`\n| \`${name}\` | `))).toEqual([]);
});
