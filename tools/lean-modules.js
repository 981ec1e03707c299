/**
 * Inner modules of dependencies that the bundle replaces by equal ones that start faster. What is drawn stays the same to the byte:
 * test/bundle.test.ts compares it with a build that replaces nothing.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What stands in for a module: the text of the file that it replaces, made into the text that is bundled. */
const replacements = [
  // React's developer tools need a package that is not installed, and bring a web socket.
  { file: /ink[\\/]build[\\/]devtools\.js$/, contents: () => '' },
  {
    // Yoga waits for its own data: URL through fetch, which loads a whole HTTP client.
    file: /yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/,
    contents: () => `
      import loadYoga from '../binaries/yoga-wasm-base64-esm.js';
      import wrapAssembly from './wrapAssembly.js';
      import bytes from '../binaries/yoga-wasm-base64-esm.js?binary';
      const assembly = {
        instantiateWasm(imports, done) {
          const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
          done(instance);
          return instance.exports;
        },
      };
      loadYoga(assembly);
      export default wrapAssembly(assembly);
      export * from './generated/YGEnums.js';`,
  },
  {
    file: /yoga-wasm-base64-esm\.js$/,
    contents: (text) => edited(text, [[base64, 'data:application/octet-stream;base64,']]),
  },
  {
    // A date is asked for after the first frame; Luxon, which counts them, takes longer to load than React.
    file: /cron-parser[\\/]dist[\\/]index\.js$/,
    contents: () => `
      const parser = () => require('./CronExpressionParser').CronExpressionParser;
      exports.CronExpressionParser = { parse: (...args) => parser().parse(...args) };`,
  },
  {
    // Luxon is the half of what a preview loads.
    file: /luxon[\\/]build[\\/]node[\\/]luxon\.js$/,
    contents: () => readFileSync(new URL('utc-date-time.js', import.meta.url), 'utf8'),
  },
  {
    // Commands that are programs of their own, of which there are none here, would be started by a module that loads Node's network.
    file: /commander[\\/]lib[\\/]command\.js$/,
    contents: (text) =>
      edited(text, [["const childProcess = require('node:child_process');", 'const childProcess = undefined;']]),
  },
  {
    // Segmenting is slow to begin with, and of no use to what is one column wide: letters, and the symbols of the wizard.
    file: /string-width[\\/]index\.js$/,
    contents: (text) =>
      edited(text, [
        ['const segmenter = new Intl.Segmenter();', 'let madeSegmenter;'],
        ['segmenter.segment(string)', '(madeSegmenter ??= new Intl.Segmenter()).segment(string)'],
        [
          'let width = 0;\n\tconst eastAsianWidthOptions',
          `if (ambiguousIsNarrow && ${oneColumnEach}.test(string)) return string.length;\n$&`,
        ],
      ]),
  },
];

/**
 * The text with its changes. Each has to find its place, and just one: another version of a package must not be bundled half changed.
 */
function edited(text, changes) {
  return changes.reduce((changed, [from, to]) => {
    if (changed.split(from).length !== 2) throw new Error(`not once in a module that is replaced: ${from}`);
    return changed.replace(from, to);
  }, text);
}

/** Characters that are one column wide each, whatever stands beside them. */
export const oneColumnEach = /^[ -~·–…›←↑→↓✔✘❯\u2500-\u258f\u2591-\u25b9\u25c9\u25cb\u25cf\u25ef\u2800-\u28ff]*$/;

const base64 = /data:application\/octet-stream;base64,[A-Za-z0-9+/=]{1000,}/;

/** An esbuild plugin. */
export const leanModules = {
  name: 'lean-modules',
  setup({ onLoad, onResolve }) {
    for (const { file, contents } of replacements)
      onLoad({ filter: file, namespace: 'file' }, ({ path }) => ({
        contents: contents(readFileSync(path, 'utf8')),
        resolveDir: dirname(path),
      }));
    onResolve({ filter: /\?binary$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace('?binary', '')),
      namespace: 'binary',
    }));
    onLoad({ filter: /./, namespace: 'binary' }, ({ path }) => {
      const [data] = readFileSync(path, 'utf8').match(base64);
      return { contents: Buffer.from(data.slice(data.indexOf(',') + 1), 'base64'), loader: 'binary' };
    });
  },
};
