/** The list of formats is also what people read. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../source/export/formats.js';

describe('each format', () => {
  it.each(['README.md', 'docs/exports.md'])('is in %s', (file) => {
    const text = readFileSync(file, 'utf8');
    const missing = formats.filter(({ name }) => !text.includes(`export ${name}`) && !text.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});
