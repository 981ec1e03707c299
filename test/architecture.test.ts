/** The house rules, kept by reading the source: who may import whom, and what belongs in one place only. */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importedPath, readSource, type SourceFile } from './helpers/source-file.js';

interface Room {
  /** Rooms, or single files of one (`execute/patch-manager`), that this room may import besides itself and the commons. */
  readonly rooms: readonly string[];
  readonly packages?: readonly string[];
  /** May import Node's own modules. */
  readonly node?: true;
  /** Same arguments, same result: does not read the clock or randomness. */
  readonly pure?: true;
}

/** Errors as data, and text made safe for a terminal: every room may import them. */
const commons = ['errors', 'printable'];

/** The floors of plan/: what lies further up may use what lies below it, never the other way round. */
const floors = [
  'plan/text',
  'plan/baseline',
  'plan/intent',
  'plan/calls',
  'plan/account',
  'plan/cleanup',
  'plan/setup',
] as const;

/**
 * Who may import whom. A room is a folder of source/, a floor of plan/, or a file that lies directly in source/; what is not
 * listed is forbidden.
 */
const table: Readonly<Record<string, Room>> = {
  /** What programs may rely on: types alone. */
  index: { rooms: [], pure: true },
  errors: { rooms: [], pure: true },
  printable: { rooms: [], pure: true },
  schedule: { rooms: [], packages: ['cron-parser', 'fastest-levenshtein'], pure: true },
  'plan/text': { rooms: [], packages: ['fastest-levenshtein', 'jsonc-parser'], pure: true },
  'plan/baseline': { rooms: ['plan/text'], pure: true },
  'plan/intent': { rooms: ['schedule', ...floors.slice(0, 2)], pure: true },
  'plan/calls': { rooms: ['plan/text'], pure: true },
  'plan/account': { rooms: ['schedule', ...floors.slice(0, 4)], pure: true },
  'plan/cleanup': { rooms: ['schedule', ...floors.slice(0, 5)], pure: true },
  'plan/setup': { rooms: ['schedule', ...floors.slice(0, 6)], pure: true },
  'plan/pause': { rooms: ['schedule', ...floors.slice(0, 5)], pure: true },
  'plan/restore': { rooms: ['schedule', ...floors], pure: true },
  'plan/status': { rooms: ['schedule', ...floors], pure: true },
  'plan/nodes': { rooms: ['schedule', ...floors], pure: true },
  export: { rooms: ['schedule', ...floors.slice(0, 4), 'plan/setup'], pure: true },
  execute: { rooms: ['schedule', 'plan'] },
  aws: {
    rooms: ['plan', 'execute/patch-manager', 'execute/pace'],
    packages: ['@aws-sdk/*', '@smithy/*', 'http-proxy-agent', 'https-proxy-agent'],
    node: true,
  },
  sandbox: {
    rooms: ['process/make-folder', 'schedule', 'plan/baseline', 'plan/account/quotas', 'plan/account/regions'],
    node: true,
  },
  jobs: { rooms: ['schedule', 'plan', 'execute'], pure: true },
  views: { rooms: ['index', 'schedule', 'plan', 'jobs'], pure: true },
  /** WHICH QUESTION NOW: the flows' states, forms and words; what is drawn and heard is the rest of ui/. */
  'ui/flows': { rooms: ['schedule', 'plan', 'jobs', 'ui/lists', 'ui/words'], pure: true },
  'ui/lists': { rooms: [], pure: true },
  'ui/words': { rooms: ['schedule', 'plan'], pure: true },
  /** What a flow leaves behind in the terminal is what it says without a screen too. */
  'ui/ends': { rooms: ['plan', 'jobs', 'views', 'ui/flows'], pure: true },
  ui: {
    rooms: ['schedule', 'plan', 'jobs', 'export'],
    packages: ['ink', 'react', 'string-width', 'wrap-ansi'],
  },
  /** Streams, signals, files, environment, time. */
  process: { rooms: ['plan'], node: true },
  commands: {
    rooms: ['schedule', 'plan', 'process', 'jobs', 'views', 'aws', 'sandbox', 'export', 'ui'],
    packages: ['commander'],
  },
  cli: { rooms: ['commands', 'process', 'views'] },
};

/** Loaded when a command needs them, not before: cli.ts and commands/ import these rooms dynamically or as types, or from a file in `late`. */
const late = [
  'completion-script',
  'wizard',
  'wizard-parts',
  'work',
  'headless',
  'node-instructions',
  'places',
  'plan-answers',
  'preview-parts',
].map((name) => `source/commands/${name}.ts`);
/** Names and flags of what is loaded late, for the command line. */
const early = ['source/export/formats.ts'];
const loadedLate = ['ui', 'aws', 'sandbox', 'export', 'jobs', 'views'];

/** Who may speak to an account: jobs, on the way that execute/ describes and aws/ is. */
const managers = ['jobs', 'execute', 'aws'];

/** What only the named files may do. */
const onlyIn = {
  /** The sandbox's lock on its file names the process that holds it and asks whether that one lives. */
  process: ['source/process/', 'source/sandbox/lock.ts'],
  colours: ['source/ui/theme.ts'],
  /** Sanitises what it shows, which Ink's own does not. */
  inkText: ['source/ui/components/text.tsx'],
  inkUseInput: ['source/ui/components/keyboard.tsx'],
};

/** A thing lives in the room that it is about. */
const forbiddenFolders = ['utils', 'helpers', 'services', 'types', 'constants'];

/** Lines that a file may have: the first folder that fits counts. */
const longest = [
  { folder: 'source/ui/components/', lines: 120 },
  { folder: 'source/', lines: 300 },
];

/** Lines that a function may have, from its first to its last; a component has its picture in JSX. */
const longestFunction = (path: string): number => (path.endsWith('.tsx') ? 120 : 60);

/** Everything that breaks a rule, each as one line that names the file. */
function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    [
      ...importViolations(file),
      ...ambientViolations(file),
      ...placeViolations(file),
      ...formViolations(file),
      ...commandViolations(file),
    ].map((violation) => `${file.path} ${violation}`),
  );
}

function importViolations(file: SourceFile): string[] {
  const name = roomOf(file.path);
  const room = table[name];
  if (!room) return [`is in the room ${name}, which the table does not know`];
  return file.imports.flatMap((imported) => {
    const { specifier, isLoadedAtOnce } = imported;
    const path = importedPath(file, imported);
    if (path === undefined) {
      const isAllowed = isBuiltin(specifier)
        ? (room.node && specifier !== 'node:process') || room.packages?.includes(specifier)
        : room.packages?.some((allowed) => matches(packageOf(specifier), allowed));
      return isAllowed ? [] : [`imports ${specifier}, which is not for ${name}`];
    }
    // The version is said there once.
    if (path === 'package' && name === 'process') return [];
    if (!path.startsWith('source/')) return [`imports ${specifier}, which is not in source/`];
    const target = roomOf(path);
    const isAllowed = [name, ...commons, ...room.rooms].some(
      (allowed) => allowed === target || target.startsWith(`${allowed}/`) || path === `source/${allowed}`,
    );
    if (!isAllowed) return [`imports ${specifier}, which is not for ${name}`];
    const isEarly = ['cli', 'commands'].includes(name) && !late.includes(file.path);
    return isEarly &&
      isLoadedAtOnce &&
      !early.includes(`${path}.ts`) &&
      [...loadedLate, ...late].some((each) => each === target.split('/')[0] || each === `${path}.ts`)
      ? [`loads ${specifier} at once; import it where it is needed`]
      : [];
  });
}

function ambientViolations(file: SourceFile): string[] {
  const isPure = table[roomOf(file.path)]?.pure === true;
  return [...file.ambient].flatMap((name) => {
    const isProcess = name === 'process' || name === 'globalThis.process';
    if (isProcess) return onlyIn.process.some((place) => file.path.startsWith(place)) ? [] : ['touches process'];
    return isPure ? [`uses ${name} in a pure room`] : [];
  });
}

function placeViolations(file: SourceFile): string[] {
  const fromInk = file.imports.filter(({ specifier }) => specifier === 'ink').flatMap(({ names }) => names);
  const takes = (name: string) => fromInk.includes(name) || fromInk.includes('*');
  const isColoured = roomOf(file.path) === 'ui' && !onlyIn.colours.includes(file.path);
  return [
    ...(takes('Text') && !onlyIn.inkText.includes(file.path) ? ['takes Text from ink'] : []),
    ...(takes('useInput') && !onlyIn.inkUseInput.includes(file.path) ? ['takes useInput from ink'] : []),
    ...(namesManager(file) ? ['names PatchManager'] : []),
    ...(isColoured ? file.colours.map((colour) => `spells the colour ${colour}`) : []),
  ];
}

function namesManager(file: SourceFile): boolean {
  const mayName = managers.includes(roomOf(file.path));
  return !mayName && file.imports.some(({ names }) => names.includes('PatchManager'));
}

/** Commands of the AWS CLI that do not say which account and region they are for (`awsFlags`); what only names one is not meant. */
function commandViolations({ text }: SourceFile): string[] {
  const call =
    /^(?!\s*[*/]).*?\b(aws (?:account|cloudformation|resourcegroupstaggingapi|s3|ssm|sts) (?:(?:wait )?(?!wait )[\w-]+|\$\{call\}))(?![\w-]|\$\{)/gm;
  const found = [...text.matchAll(call)].map(([, command]) => command);
  return found
    .filter((command) => command !== 'aws ssm get-patch-baseline')
    .map((command) => `prints ${command} without awsFlags`);
}

function formViolations({ path, text, functions }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  const limit = longest.find(({ folder }) => path.startsWith(folder))?.lines ?? 0;
  const folders = path.split('/').slice(0, -1);
  return [
    ...(lines > limit ? [`has ${lines} lines, more than ${limit}`] : []),
    ...functions
      .filter((each) => each.lines > longestFunction(path))
      .map((each) => `has the function ${each.name} of ${each.lines} lines, more than ${longestFunction(path)}`),
    ...folders
      .filter((folder) => forbiddenFolders.includes(folder))
      .map((folder) => `lies in a folder named ${folder}`),
    ...(/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(basename(path)) ? [] : ['is not named in kebab-case']),
    ...(/^\/\*\*\s/.test(text) ? [] : ['does not open with a sentence on what it is for']),
  ];
}

/** Files that import each other, types included, each circle as the way around it. */
function circles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path.replace(/\.tsx?$/, ''), file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const file = byPath.get(path);
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' > '));
    else if (file && !done.has(path)) {
      for (const imported of file.imports) visit(importedPath(file, imported) ?? '', [...way, path]);
      done.add(path);
    }
  };
  for (const path of byPath.keys()) visit(path, []);
  return found;
}

/**
 * `schedule` for source/schedule/slot.ts, `plan/spec` for source/plan/intent/names.ts, `cli` for source/cli.ts. In a flow's
 * folder the name says what a file is: `state` is pure, `screens` are drawn.
 */
function roomOf(path: string): string {
  const [, first = '', inner = ''] = path.split('/');
  const name = first.replace(/\.tsx?$/, '');
  if (path.startsWith('source/ui/flows/')) {
    const file = basename(path).replace(/\.tsx?$/, '');
    if (file === 'end' || file === 'end-text') return 'ui/ends';
    // What is drawn, and hooks.
    return /^use-|(^|-)(screens?|body|lines)$/.test(file) ? name : 'ui/flows';
  }
  return `${name}/${inner}` in table ? `${name}/${inner}` : name;
}

/** `@aws-sdk/client-ssm` and `react` for `react/jsx-runtime`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function matches(name: string, allowed: string): boolean {
  return allowed.endsWith('/*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed;
}

const project = join(import.meta.dirname, '..');

function readProject(): SourceFile[] {
  return readdirSync(join(project, 'source'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `source/${name.split(sep).join('/')}`)
    .map((path) => readSource(path, readFileSync(join(project, path), 'utf8')));
}

/** Packages that the source imports: all of them are bundled, so package.json has them under devDependencies. */
function bundledPackages(files: readonly SourceFile[]): string[] {
  const packages = files
    .flatMap((file) => file.imports)
    .map(({ specifier }) => specifier)
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .map(packageOf);
  return [...new Set(packages)].sort();
}

describe('the source', () => {
  const files = readProject();

  test('keeps the house rules', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(violations(files)).toEqual([]);
  });

  test('imports nothing in a circle', () => {
    expect(circles(files)).toEqual([]);
  });

  test('imports packages that package.json names, each with its reason in CONTRIBUTING.md', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    const lines = readFileSync(join(project, 'CONTRIBUTING.md'), 'utf8').split('\n');
    const isExplained = (name: string) => lines.some((line) => line.startsWith(`- \`${name}\` – `));
    const packages = bundledPackages(files);
    expect(packages).toContain('ink');
    expect(packages.filter((name) => !(name in devDependencies) || !isExplained(name))).toEqual([]);
  });
});

describe('the rules', () => {
  const doc = '/** What it is for. */\n';

  test('see a circle', () => {
    const files = [
      readSource('source/plan/a.ts', "import './b.js';"),
      readSource('source/plan/b.ts', "import type { C } from './c.js'; import './d.js';"),
      readSource('source/plan/c.ts', "export { a } from './a.js';"),
      readSource('source/plan/d.ts', ''),
    ];
    expect(circles(files)).toEqual(['source/plan/a > source/plan/b > source/plan/c > source/plan/a']);
  });

  const document = 'source/plan/intent/document.ts';
  const row = 'source/ui/components/row.tsx';
  const regions = 'source/ui/flows/opening/region-screen.tsx';
  const states = 'source/ui/flows/setup/state.ts';
  const wizard = '../../ui/flows/wizard.js';
  const setup = 'source/commands/setup.ts';
  const desired = 'source/plan/setup/desired.ts';

  test.each([
    [document, "import type { Slot } from '../../schedule/slot.js';"],
    [desired, "import '../../errors.js'; import '../intent/document.js'; import './converge.js';"],
    ['source/schedule/runs.ts', "import { CronExpressionParser } from 'cron-parser'; new Date(0); Date.UTC(2026, 1);"],
    [
      'source/schedule/notes.ts',
      "// Date.now() and process.env\nconst text = 'process.env'; const of = { process: 1 }.process;",
    ],
    ['source/sandbox/server.ts', "import { createServer } from 'node:http'; Date.now();"],
    [setup, "import './values.js'; import { Command } from 'commander'; await import('../jobs/setup.js');"],
    ['source/jobs/setup.ts', "import type { PatchManager } from '../execute/patch-manager.js';"],
    ['source/views/setup.ts', "import type { SetupEnd } from '../jobs/setup.js';"],
    ['source/plan/intent/names.ts', `function short() {${'\n'.repeat(59)}}`],
    ['source/aws/errors.ts', "import { ThrottledError } from '../execute/patch-manager.js';"],
    ['source/ui/theme.ts', "export const theme = { danger: { color: 'red' } };"],
    ['source/ui/components/keyboard.tsx', "import { useInput } from 'ink';"],
    ['source/ui/flows/setup/review-screens.tsx', "import 'react'; import './state.js'; import './end.js';"],
    ['source/ui/flows/setup/use-node-counts.ts', "import '../../hooks/use-while.js'; import './state.js';"],
    ['source/ui/flows/setup/end.ts', "import './state.js'; import '../../../views/setup.js';"],
    [
      'source/ui/components/text.tsx',
      "import { Text as InkText } from 'ink'; export const text = <InkText>don't</InkText>;",
    ],
    [row, "import { Box } from 'ink'; export const row = <Box borderColor={theme.accent} />;"],
    ['source/cli.ts', "import type { RunView } from './views/run.js'; await import('./views/text.js');"],
    ['source/process/signals.ts', "process.exit(0); process.on('SIGINT', () => {});"],
  ])('allow %s', (path, text) => {
    expect(violations([readSource(path, doc + text)])).toEqual([]);
  });

  // However it is imported, and whatever is reached for.
  test.each<[string, string, ...string[]]>([
    [
      document,
      `imports ${wizard}`,
      `import { reduceWizard } from '${wizard}';`,
      `import type { Step } from '${wizard}';`,
      `export * from '${wizard}';`,
      `export { step } from '${wizard}';`,
      `type Step = import('${wizard}').Step;`,
      `await import('${wizard}');`,
    ],
    [document, 'not in source/', "import data from '../../../package.json' with { type: 'json' };"],
    ['source/plan/spec.ts', 'room plan', ''],
    ['source/cloud/clients.ts', 'room cloud', ''],
    ['source/plan/cleanup/items.ts', 'imports ../setup/desired.js', "import '../setup/desired.js';"],
    ['source/ui/app.tsx', 'imports ../aws/clients.js', "import '../aws/clients.js';"],
    ['source/views/setup.ts', 'imports ../ui/app.js', "import '../ui/app.js';"],
    ['source/views/setup.ts', 'names PatchManager', "import type { PatchManager } from '../jobs/job.js';"],
    ['source/jobs/setup.ts', 'imports ../process/clock.js', "import { clock } from '../process/clock.js';"],
    ['source/aws/clients.ts', 'imports ../execute/execute-plan.js', "import '../execute/execute-plan.js';"],
    ['source/sandbox/server.ts', 'imports @aws-sdk/client-ssm', "import '@aws-sdk/client-ssm';"],
    [states, 'imports react', "import { useReducer } from 'react';"],
    [states, 'imports ./review-screens.js', "import './review-screens.js';"],
    [states, 'imports ../../hooks/use-keys.js', "import '../../hooks/use-keys.js';"],
    [states, 'imports ./end.js', "import './end.js';"],
    ['source/ui/flows/setup/screens.tsx', 'imports ../../../views/text.js', "import '../../../views/text.js';"],
    [document, 'imports node:crypto', "import { randomUUID } from 'node:crypto';"],
    [document, 'imports fs', "import { readFileSync } from 'fs';"],
    ['source/sandbox/server.ts', 'imports node:process', "import { env } from 'node:process';"],
    ['source/cli.ts', 'imports (computed)', "await import('./' + name);"],
    [
      setup,
      'loads ../ui/run.js at once',
      "import { runWizard } from '../ui/run.js';",
      "import { type Run } from '../ui/run.js';",
    ],
    ['source/cli.ts', 'touches process', 'process.exit(1);', "process['exit'](1);", 'const { env } = process;'],
    ['source/ui/app.tsx', 'touches process', 'globalThis.process.exit(1);'],
    ['source/schedule/runs.ts', 'uses Date.now', 'Date.now();'],
    ['source/schedule/runs.ts', 'uses new Date()', 'new Date();'],
    ['source/ui/flows/work.ts', 'uses Math.random', 'Math.random();'],
    ['source/export/icalendar.ts', 'uses crypto.randomUUID', 'crypto.randomUUID();'],
    [
      row,
      'takes Text from ink',
      "import { Box, Text } from 'ink';",
      "import * as Ink from 'ink';",
      "export { Text as Plain } from 'ink';",
    ],
    [regions, 'takes useInput from ink', "import { useInput } from 'ink';"],
    [
      regions,
      'spells the colour red',
      'export const box = <Box borderColor="red" />;',
      "export const box = <Box borderColor={'red'} />;",
      "export const props = { color: 'red' };",
    ],
    [
      document,
      'prints aws ssm get-x without',
      'const way = `See: aws ssm get-x --id ID`;',
      "const see = 'aws ssm get-x';",
    ],
    ['source/plan/utils/text.ts', 'folder named utils', ''],
    ['source/plan/spec/Spec.ts', 'kebab-case', ''],
    [document, 'has 301 lines', '//\n'.repeat(300)],
    [row, 'has 121 lines', '//\n'.repeat(120)],
    [
      document,
      'has the function long of 61 lines',
      `function long() {${'\n'.repeat(60)}}`,
      `const long = () => {${'\n'.repeat(60)}};`,
    ],
  ])('report that %s %s', (path, violation, ...texts) => {
    for (const text of texts)
      expect(violations([readSource(path, doc + text)]), text).toContainEqual(expect.stringContaining(violation));
  });

  test('report a file that does not say what it is for', () => {
    expect(violations([readSource(document, 'export {};')])).toHaveLength(1);
  });
});
