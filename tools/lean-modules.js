/**
 * Inner modules of dependencies that the bundle replaces by equal ones that start faster. What is drawn stays the same to the byte:
 * test/e2e/bundle.test.ts compares it with a build that replaces nothing.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

/**
 * Characters that are one column wide each and segments of their own, whatever stands beside them: letters, and the symbols of
 * the wizard. The segmenter and the list of emoji, which take long to begin with, are for other texts.
 */
export const oneColumnEach =
  /^[ -~·–…›←↑→↓✔✘❯\u2500-\u258f\u2591-\u25b9\u25be\u25c9\u25cb\u25cf\u25ef\u25fb\u25fc\u2800-\u28ff]*$/;

/** Lines that are kept: a few frames have no more, however large the terminal. */
const mostKept = 600;

/** The graphemes of a text, as an Intl.Segmenter has them, which does not come before it is needed. */
const segmentsOf = `
  const plain = ${oneColumnEach.source.replace('^[', '/^[\\x1b')}/;
  let madeSegmenter;
  function segmentsOf(text) {
    if (plain.test(text)) {
      const segments = Array.from(text, (segment, index) => ({ segment, index }));
      return Object.assign(segments, { containing: (index) => segments[index] });
    }
    return (madeSegmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })).segment(text);
  }`;

/** What stands in for a module: the text of the file that it replaces, made into the text that is bundled. */
const replacements = [
  {
    // React's developer tools need a package that is not installed; and a module that waits for nothing can be required.
    file: /ink[\\/]build[\\/]reconciler\.js$/,
    contents: (text) =>
      edited(text, [
        ["await import('./devtools.js')", ''],
        [/isDev\(\)\s+\? await loadPackageJson\(\)\s+: /, ''],
      ]),
  },
  {
    // Yoga waits for its own data: URL through fetch, which loads a whole HTTP client.
    file: /yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/,
    contents: () => `
      import loadYoga from '../binaries/yoga-wasm-base64-esm.js';
      import wrapAssembly from './wrapAssembly.js';
      // A file of its own: in base64 it would be larger packed, and be read as a program.
      const bytes = require('node:zlib').brotliDecompressSync(require('../binaries/yoga-wasm-base64-esm.js?binary'));
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
      const lately = (names, load) => {
        for (const name of names) Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
      };
      lately(['CronExpression'], () => require('./CronExpression'));
      lately(['CronFieldCollection'], () => require('./CronFieldCollection'));
      const fields = ['Second', 'Minute', 'Hour', 'DayOfMonth', 'Month', 'DayOfWeek'].map((unit) => 'Cron' + unit);
      lately(fields, () => require('./fields'));`,
  },
  {
    // Commands that are programs of their own, of which there are none here, would be started by a module that loads Node's network.
    file: /commander[\\/]lib[\\/]command\.js$/,
    contents: (text) =>
      edited(text, [["const childProcess = require('node:child_process');", 'const childProcess = undefined;']]),
  },
  // A screen that fails is gone with its terminal's other screen; the error is told after that, as every other.
  { file: /ink[\\/]build[\\/]components[\\/]ErrorOverview\.js$/, contents: () => 'export default () => null;' },
  ...[/slice-ansi[\\/]tokenize-ansi\.js$/, /ansi-tokenize[\\/]build[\\/]tokenize\.js$/].map((file) => ({
    file,
    contents: (text) =>
      edited(text.replaceAll(/(?:GRAPHEME_SEGMENTER|segmenter)\.segment\(/g, 'segmentsOf('), [
        [
          /const (?:GRAPHEME_SEGMENTER|segmenter) = new Intl\.Segmenter\(undefined, \{ ?granularity: .grapheme. ?\}\);/,
          segmentsOf,
        ],
      ]),
  })),
  {
    // Most characters have the style of the one before, in the same list, and there is nothing between the two.
    file: /ansi-tokenize[\\/]build[\\/]styledChars\.js$/,
    contents: (text) =>
      edited(text, [
        ['styles: [...codes],', 'styles: codes,'],
        ['else {\n            ret +=', 'else if (chars[i - 1].styles !== char.styles) {\n            ret +='],
      ]),
  },
  {
    // A line that lies within its room as a whole needs no cutting; and cells that nothing is written to may be one and the same.
    // Most lines are those of the frame before: what their characters are is kept from frame to frame.
    file: /ink[\\/]build[\\/]output\.js$/,
    contents: (text) =>
      edited(text, [
        [
          'const output = [];',
          "const output = [];\nconst blank = { type: 'char', value: ' ', fullWidth: false, styles: [] };",
        ],
        [/row\.push\(\{\s+type: 'char',\s+value: ' ',\s+fullWidth: false,\s+styles: \[\],\s+\}\);/, 'row.push(blank);'],
        [
          'export default class Output {',
          `const kept = new OutputCaches();
          function keptCaches() {
            for (const cache of Object.values(kept)) if (cache.size > ${mostKept}) cache.clear();
            return kept;
          }
          $&`,
        ],
        ['caches = new OutputCaches();', 'caches = keptCaches();'],
        ['return sliceAnsi(line, from, to);', 'return from === 0 && to === width ? line : sliceAnsi(line, from, to);'],
      ]),
  },
  {
    // Ctrl with a key that Ink has no name for (Ctrl-F13, Ctrl-Menu, a colour in what is pasted) would end the program with a TypeError.
    file: /ink[\\/]build[\\/]hooks[\\/]use-input\.js$/,
    contents: (text) =>
      edited(text, [
        [
          'else if (keypress.ctrl) {\n                input = keypress.name;',
          "else if (keypress.ctrl) {\n                input = keypress.name ?? '';",
        ],
      ]),
  },
  {
    // A class and a shape for each error of a service: of one that it does not know the SDK makes the service's own exception, with the
    // same name, message and members. So nothing here may ask whether an error is of such a class.
    file: /client-(ssm|resource-groups-tagging-api)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/,
    contents: (text) => text.replaceAll(/^n0_registry\.registerError\(.*$/gm, ''),
  },
  {
    // Signatures for several regions at once are made by packages that are not in the bundle; with one region it is the usual one.
    file: /signature-v4-multi-region[\\/]dist-es[\\/]index\.js$/,
    contents: () => `
      import { SignatureV4 } from '@smithy/signature-v4';
      export class SignatureV4MultiRegion extends SignatureV4 {
        static sigv4aDependency() {
          return 'none';
        }
      }`,
  },
  // What agents of proxies would tell of themselves, and a way to sign in that needs a package that is not installed.
  { file: /node_modules[\\/]debug[\\/]src[\\/]index\.js$/, contents: () => 'module.exports = () => () => {};' },
  {
    file: /proxy-agent-negotiate[\\/]dist[\\/]index\.js$/,
    contents: () => 'export const createNegotiateAuth = () => undefined;',
  },
  // The SDK asks it which browser it runs in; and no operation of Systems Manager that is called has a stream of events.
  { file: /bowser[\\/](bowser\.mjs|es5\.js)$/, contents: () => '' },
  { file: /@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/, contents: () => '' },
  {
    // Version 7, which wrap-ansi brings, has its emoji elsewhere.
    file: /string-width[\\/]index\.js$/,
    contents: (text) =>
      edited(text, [
        ['const segmenter = new Intl.Segmenter();', 'let madeSegmenter;'],
        ['segmenter.segment(string)', '(madeSegmenter ??= new Intl.Segmenter()).segment(string)'],
        [
          'let width = 0;\n\tconst eastAsianWidthOptions',
          `if (ambiguousIsNarrow && ${oneColumnEach}.test(string)) return string.length;\n$&`,
        ],
        ...(text.includes('rgiEmojiRegex')
          ? [
              ['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', 'let madeEmoji;'],
              ['rgiEmojiRegex.test(', '(madeEmoji ??= /^\\p{RGI_Emoji}$/v).test('],
            ]
          : []),
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

/** Modules of Node's that the first frame does without, though much of what is bundled names them: each is loaded when it is used. */
const seldom = /^(node:)?(assert|child_process|crypto|module|os|timers\/promises|zlib)$/;

const base64 = /data:application\/octet-stream;base64,[A-Za-z0-9+/=]{1000,}/;

/** An esbuild plugin. */
export const leanModules = {
  name: 'lean-modules',
  setup({ onLoad, onResolve, resolve: resolveAs }) {
    onResolve({ filter: seldom }, ({ path, namespace }) => {
      if (namespace !== 'seldom') return { path, namespace: 'seldom' };
      return { path, external: true };
    });
    onLoad({ filter: /./, namespace: 'seldom' }, async ({ path }) => {
      const { default: whole, ...named } = await import(path);
      // `assert` is a function too, which https-proxy-agent calls where a proxy refuses.
      const exported = typeof whole === 'function' ? 'function (...args) { return load().apply(this, args); }' : '{}';
      return {
        contents: `const load = () => require(${JSON.stringify(path)});
        module.exports = ${exported};
        for (const name of ${JSON.stringify(Object.keys(named))})
          Object.defineProperty(module.exports, name, { enumerable: true, get: () => load()[name] });`,
      };
    });
    for (const { file, contents } of replacements)
      onLoad({ filter: file, namespace: 'file' }, ({ path }) => ({
        contents: contents(readFileSync(path, 'utf8')),
        resolveDir: dirname(path),
      }));
    // Roles are assumed by the client that asks who one is, too.
    onResolve({ filter: /^@aws-sdk\/nested-clients\/sts$/ }, ({ resolveDir, kind }) =>
      resolveAs('@aws-sdk/client-sts', { resolveDir, kind }),
    );
    // What is loaded late is bundled with all that it exports, unless it is said what is wanted of it: here, by who loads it.
    onLoad({ filter: /@aws-sdk[\\/]credential-provider-(ini|login|web-identity)[\\/]dist-es[\\/]/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /\{ ([\w, ]+) \} = await import\("(@aws-sdk\/nested-clients\/[\w-]+)"\)/,
        '{ $1 } = await import("$1!$2")',
      ),
    }));
    onResolve({ filter: /^[\w, ]+!/ }, ({ path, resolveDir }) => ({
      path,
      namespace: 'wanted',
      pluginData: resolveDir,
    }));
    onLoad({ filter: /./, namespace: 'wanted' }, ({ path, pluginData: resolveDir }) => {
      const [names, from] = path.split('!');
      return { contents: `export { ${names} } from ${JSON.stringify(from)};`, resolveDir };
    });
    // Of which only the version is told.
    onLoad({ filter: /@aws-sdk[\\/]nested-clients[\\/]package\.json$/ }, ({ path }) => ({
      contents: JSON.stringify({ version: JSON.parse(readFileSync(path, 'utf8')).version }),
      loader: 'json',
    }));
    // Tables for texts that jsonc-parser would write; nothing here has it write.
    onResolve({ filter: /^\.\/string-intern$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, `${path}.js`),
      sideEffects: false,
    }));
    // Luxon is the half of what a preview loads.
    onResolve({ filter: /^luxon$/ }, () => ({ path: fileURLToPath(new URL('utc-date-time.js', import.meta.url)) }));
    onResolve({ filter: /\?binary$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace('.js?binary', '.wasm.br')),
      namespace: 'binary',
    }));
    onLoad({ filter: /./, namespace: 'binary' }, ({ path }) => {
      const [data] = readFileSync(path.replace(/wasm\.br$/, 'js'), 'utf8').match(base64);
      return { contents: brotliCompressSync(Buffer.from(data.slice(data.indexOf(',') + 1), 'base64')), loader: 'copy' };
    });
  },
};
