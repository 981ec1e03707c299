/**
 * Makes the program that is published: bundled, split and minified modules, with nothing to install beside them.
 *
 * What only some commands need is behind an `import()` in the source, and becomes a file of its own. With `--if-changed` a build that is
 * newer than all that it was made of stays as it is.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fewFiles } from './few-files.js';
import { leanModules } from './lean-modules.js';
import { licenses, packagesOf, sbom } from './third-parties.js';

const project = fileURLToPath(new URL('../', import.meta.url));

/** What esbuild makes of the source: the same for what is published and for what is compared with it. */
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
  // CommonJS modules ask for Node's own by `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  metafile: true,
};

/** Milliseconds since 1970 at which the newest file in the folders or files was changed. */
function newest(...paths) {
  return Math.max(
    ...paths.map((path) => {
      const about = statSync(join(project, path));
      if (!about.isDirectory()) return about.mtimeMs;
      return Math.max(about.mtimeMs, newest(...readdirSync(join(project, path)).map((name) => join(path, name))));
    }),
  );
}

function isUpToDate() {
  try {
    return newest('source', 'tools', 'package-lock.json') < statSync(join(project, 'build/cli.js')).mtimeMs;
  } catch {
    return false;
  }
}

async function buildProgram() {
  rmSync(join(project, 'build'), { recursive: true, force: true });
  mkdirSync(join(project, 'build'));
  const { metafile } = await build({
    ...bundling,
    outdir: 'build',
    minify: true,
    legalComments: 'none',
    plugins: [leanModules, fewFiles(project)],
  });
  const packages = packagesOf(metafile, project);
  writeFileSync(join(project, 'build/LICENSES.txt'), licenses(packages));
  writeFileSync(join(project, 'build/sbom.cdx.json'), sbom(packages, project));
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !(process.argv.includes('--if-changed') && isUpToDate()))
  await buildProgram();
