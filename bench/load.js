/** Modules of the source, bundled as the program is, for what measures a part of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundling } from '../tools/build.js';

/** What a module of the source exports, by its path in it. */
export async function load(path) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const outfile = join(folder, 'module.mjs');
    await build({ ...bundling, entryPoints: [`source/${path}`], splitting: false, minify: true, outfile });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
