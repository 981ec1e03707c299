/**
 * Makes the program that is published: bundled, split and minified modules, with nothing to install beside them.
 *
 * What only some commands need is behind an `import()` in the source, and becomes a file of its own. Node starts CommonJS sooner than
 * modules, and esbuild can only split the latter, so each file that it has made is turned into CommonJS by itself. With `--if-changed` a
 * build that is newer than all that it was made of stays as it is.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify as minifyScript } from '@swc/core';
import { build, transform } from 'esbuild';
import { fewFiles } from './few-files.js';
import { leanModules } from './lean-modules.js';
import { licenses, packagesOf, sbom } from './third-parties.js';

const project = fileURLToPath(new URL('../', import.meta.url));

/**
 * What esbuild makes of the source: the same for what is published and for what is compared with it.
 * @type {import('esbuild').BuildOptions & { metafile: true }}
 */
export const bundling = {
  absWorkingDir: project,
  entryPoints: ['source/cli.ts'],
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  jsx: 'automatic',
  mainFields: ['module', 'main'],
  define: { 'process.env.NODE_ENV': '"production"' },
  metafile: true,
};

/** `\u2026` for `…` */
function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * A module of the bundle with its names as members of one object, which ends it. esbuild's own way to CommonJS defines each name by
 * itself, and then again.
 */
function exporting(text) {
  return text.replace(/export\s*\{([^}]*)\};?\s*$/, (_, names) => {
    const members = names.split(',').map((name) => name.trim().split(' as '));
    return `module.exports={__esModule:true,${members.map(([own, name = own]) => `get ${name}(){return ${own}}`).join()}};`;
  });
}

/** The same function with what esbuild does not see: what is never used in it, and what can be said in less. */
async function smaller(expression) {
  const { code } = await minifyScript(`globalThis.x=${expression}`, {
    module: false,
    ecma: 2020,
    compress: { passes: 2, ecma: 2020, keep_fargs: false },
    mangle: true,
  });
  return code.replace(/^globalThis\.x=(.*?);?\s*$/s, '($1)');
}

/**
 * Bundles the program into a folder.
 * @param {string} outdir
 * @param {{plugins?: import('esbuild').Plugin[], minify?: boolean}} [options]
 * @returns what went into which file
 */
export async function bundle(outdir, { plugins = [leanModules, fewFiles(project)], minify = true } = {}) {
  const { metafile, outputFiles } = await build({
    ...bundling,
    outdir,
    entryNames: '[name]-[hash]',
    minify,
    plugins,
    legalComments: 'none',
    write: false,
  });
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, 'package.json'), '{ "type": "commonjs" }\n');
  const entry = basename(outputFiles.find(({ path }) => /^cli-/.test(basename(path))).path);
  writeFileSync(
    join(outdir, 'cli.js'),
    readFileSync(join(project, 'tools/loader.cjs'), 'utf8').replace('ENTRY', entry),
  );
  for (const { path, text, contents } of outputFiles) {
    if (!path.endsWith('.js')) {
      writeFileSync(join(outdir, basename(path)), contents);
      continue;
    }
    const options = { format: 'cjs', platform: 'node', target: bundling.target, minify };
    // Node's own import() is slower to begin with than require.
    const { code } = await transform(exporting(text), { ...options, supported: { 'dynamic-import': false } });
    // The loader calls it; what it would have to put together itself would be copied at every start.
    const called = `(function(exports,require,module){${code}\n})`;
    const small = minify ? await smaller(called) : called;
    // Regular expressions are left as they are. What is ASCII takes half the memory, and is read without being decoded.
    writeFileSync(join(outdir, basename(path)), small.replace(/[^\0-\x7f]/g, escaped));
  }
  return metafile;
}

/** Milliseconds since 1970 at which the newest file in the folders or files was changed. */
function newest(...paths) {
  return Math.max(
    ...paths.map((path) => {
      const about = statSync(path);
      if (!about.isDirectory()) return about.mtimeMs;
      return Math.max(about.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
    }),
  );
}

/** Whether the build in a folder is newer than all that it is made of. */
export function isUpToDate(folder) {
  try {
    const parts = ['source', 'tools', 'package.json', 'package-lock.json'].map((name) => join(folder, name));
    return newest(...parts) < statSync(join(folder, 'build/cli.js')).mtimeMs;
  } catch {
    return false;
  }
}

async function buildProgram() {
  rmSync(join(project, 'build'), { recursive: true, force: true });
  const metafile = await bundle(join(project, 'build'));
  const packages = packagesOf(metafile, project);
  // Types alone are their own declaration.
  copyFileSync(join(project, 'source/index.ts'), join(project, 'build/index.d.ts'));
  writeFileSync(join(project, 'build/LICENSES.txt'), licenses(packages));
  writeFileSync(join(project, 'build/sbom.cdx.json'), sbom(packages, project));
}

if (
  process.argv[1] === fileURLToPath(import.meta.url) &&
  !(process.argv.includes('--if-changed') && isUpToDate(project))
)
  await buildProgram();
