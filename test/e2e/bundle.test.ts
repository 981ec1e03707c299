/** The bundle: what it loads before its first frame, and that what it replaces in dependencies changes no screen. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { bundle, bundling } from '../../tools/build.js';
import { sandboxEnvironment, startCommand } from '../helpers/command.js';
import { withLocked } from '../helpers/relay.js';
import { openTerminal, type TestTerminal } from '../helpers/terminal.js';
import { headerOf, walkTo, words } from '../helpers/wizard.js';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The program as it is published, with what went into which of its files. */
let lean: { readonly main: string; readonly metafile: Metafile };

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const metafile = await bundle(folder);
  const main = join(folder, 'main.js');
  writeFileSync(main, "require('./cli.js').main();");
  lean = { main, metafile };
});

/** The program with its dependencies as they are. */
async function plain(): Promise<string> {
  const folder = temporaryFolder();
  const banner = { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" };
  // Which Ink imports for its developers, and never here.
  await build({ ...bundling, outdir: join(folder, 'build'), banner, external: ['react-devtools-core'] });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const main = join(folder, 'main.mjs');
  writeFileSync(main, "import('./build/cli.js').then(({ main }) => main());");
  return main;
}

test('a proxy that wants a password is called that, and no bug', async () => {
  const variables = { ...sandboxEnvironment, HTTPS_PROXY: await withLocked() };
  const { exitCode, stderr } = await (await startCommand(['status'], variables)).end;
  expect(stderr).toMatch(/^Error: The proxy requires a user name and password/);
  expect(exitCode).toBe(1);
});

test.each([[[]], [['--sandbox']]])(
  'before the first frame there is no AWS, no sandbox, no React and no flow, with %j',
  async (flags) => {
    const { main, metafile } = lean;
    const file = join(temporaryFolder(), 'loaded.json');
    const terminal = await openTerminal({
      args: ['--require', resolve('test/helpers/loaded-hook.cjs'), main, ...flags],
      env: { LOADED_WHEN: words.home, LOADED_FILE: file },
    });
    await terminal.waitFor(words.home);
    const read = new Set(JSON.parse(readFileSync(file, 'utf8')).map((path: string) => basename(path)));
    const inputs = Object.entries(metafile.outputs)
      .filter(([path]) => read.has(basename(path)))
      .flatMap(([, output]) =>
        Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
      );
    expect(inputs).toContainEqual(expect.stringMatching(/source\/ui\/first-frame\.ts$/));
    const late =
      /node_modules\/(?!commander|fastest-levenshtein)|source\/(?:aws|sandbox|jobs|execute|views)\/|source\/ui\/.*(?:screens?\.tsx|state\.ts)$/;
    expect(inputs.filter((path) => late.test(path) && !/flows\/home\/state/.test(path))).toEqual([]);
  },
);

/** What is drawn first in the new size, to the byte: its header reaches from edge to edge. */
async function frameOf(terminal: TestTerminal, columns: number, rows: number, shows: RegExp) {
  const written = terminal.raw().length;
  terminal.resize(columns, rows);
  const isWhole = (update: string) => {
    const rows = update.split(/\x1b\[\d+;1H/).map((row) => stripVTControlCharacters(row));
    const width = Math.max(...rows.map((row) => row.trimEnd().length));
    return rows.length > 10 && width <= columns && width >= columns - 2;
  };
  // Between marks of synchronized updates (DEC mode 2026).
  const frame = () => terminal.raw().slice(written).split('\x1b[?2026h').slice(1).find(isWhole);
  await terminal.waitUntil((screen) => shows.test(screen) && frame() !== undefined);
  return frame();
}

test('replaced modules draw the same to the byte', { timeout: 120_000 }, async () => {
  const programs = [lean.main, await plain()];
  const frames = await Promise.all(
    programs.map(async (main) => {
      const terminal = await openTerminal({ args: [main, '--sandbox'] });
      await walkTo(terminal, 'baseline');
      const baseline = await frameOf(terminal, 118, 40, headerOf('baseline'));
      await walkTo(terminal, 'schedule');
      terminal.press('a');
      await terminal.waitFor('24 windows and 6 others');
      const schedule = await frameOf(terminal, 120, 39, headerOf('schedule'));
      const narrow = await frameOf(terminal, 60, 15, headerOf('schedule'));
      await walkTo(terminal, 'hub');
      return [baseline, schedule, narrow, await frameOf(terminal, 80, 24, headerOf('hub'))];
    }),
  );
  expect(frames[0]).toEqual(frames[1]);
});
