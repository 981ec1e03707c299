/** README and docs: what they link to is there, the reference is what the program says of itself, and every command in them runs, one after another on a sandbox. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { commands } from '../source/commands/list.js';
import { parseArguments } from '../source/commands/parse.js';
import { packageVersion } from '../source/process/environment.js';
import { emptyFolder } from './helpers/command.js';

const project = join(import.meta.dirname, '..');
const docs = readdirSync(join(project, 'docs')).filter((name) => name.endsWith('.md'));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...docs.map((name) => `docs/${name}`),
];

function textOf(file: string): string {
  return readFileSync(join(project, file), 'utf8');
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const headings = textOf(file)
    .replace(/^```[\s\S]*?^```/gm, '')
    .matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it.each(documents)('%s links to what is there', (file) => {
  const prose = textOf(file).replace(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  const broken = links.filter((link) => {
    if (/^https:\/\//.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    return !existsSync(join(project, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(broken).toEqual([]);
});

/** The program's commands in a document's blocks, each as words, without what explains it beside it. */
function commandsOf(file: string): string[][] {
  const blocks = [...textOf(file).matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n'));
  return lines
    .filter((line) => /^ssm-patch-wizard [^[]*$/.test(line))
    .map((line) =>
      line
        .replace(/ {3,}.*/, '')
        .split(/\s+/)
        .slice(1),
    );
}

/** What a document names as a command within its sentences. */
function namedIn(file: string): string[][] {
  const named = textOf(file).matchAll(/`(?:npx )?ssm-patch-wizard ([^`>|]+?)(?: >[^`]*)?`/g);
  return [...named].map(([, words = '']) => words.split(/\s+/));
}

it('every command that their sentences name is one, with its flags', () => {
  const [whole = '', ...each] = textOf('docs/commands.md').split(/^## /m);
  const helps = new Map(each.map((help) => [/^\w+/.exec(help)?.[0], help]));
  const wrong = documents.flatMap((file) =>
    namedIn(file).filter(([name = '', ...words]) => {
      const help = name.startsWith('-') ? whole : helps.get(name);
      const flags = [name, ...words].filter((word) => word.startsWith('--'));
      return name !== 'COMMAND' && !(help && flags.every((flag) => help.includes(` ${flag} `)));
    }),
  );
  expect(wrong).toEqual([]);
});

it.each(documents)('%s names npm scripts that there are', (file) => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const named = [...textOf(file).matchAll(/npm (?:run )?(start|test|(?<=run )[\w-]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

const run = promisify(execFile);

/** What a command has for the sandbox that is kept in its folder, and for nobody being there: at a terminal it would ask. */
function completed(words: readonly string[]): string[] {
  const where = words[0] === 'preview' ? [] : ['--sandbox'];
  const confirmed = /^(nodes .*--(assign|unassign|spread)|pause|resume) /.test(`${words.join(' ')} `) ? ['--yes'] : [];
  return [...words, ...where, ...confirmed];
}

/** Runs commands one after another, each after the folder that it runs in; returns what they write. */
async function runAll(home: string, commands: readonly (readonly string[])[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: inject('cacheFolder') };
  const running = run(process.execPath, [join(project, 'test/helpers/each-command.cjs')], { env });
  running.child.stdin?.end(JSON.stringify(commands));
  return (await running).stdout;
}

it('every command in them runs, in the order in which it stands there', { timeout: 120_000 }, async () => {
  const prepared = await emptyFolder();
  const prepare = (...lines: string[]) =>
    runAll(
      prepared,
      lines.map((line) => [prepared, ...completed(line.split(' '))]),
    );
  await prepare(
    'setup --yes',
    'setup --yes --plan web --wave dev=2tue@02:00 --wave test=3tue@02:00 --wave prod=pt+9@22:30',
    'export plan --output plan.json',
  );
  const [windowId = ''] = /mw-\w+/.exec(await prepare('status --json')) ?? [];
  const [nodeId = ''] = /\bi-\w+/.exec(await prepare('nodes --json')) ?? [];
  const known = new Map([
    ['mw-0123456789abcdef0', windowId],
    ['i-0123456789abcdef0', nodeId],
  ]);
  const commands = documents.flatMap((file) => {
    const folder = `${prepared}/${file.replaceAll(/\W/g, '-')}`;
    return commandsOf(file).map((words) => [folder, ...completed(words.map((word) => known.get(word) ?? word))]);
  });
  const state = join(prepared, 'state');
  for (const folder of new Set(commands.map(([each = '']) => each))) {
    mkdirSync(folder);
    cpSync(state, join(folder, 'state'), { recursive: true });
    cpSync(join(prepared, 'plan.json'), join(folder, 'plan.json'));
  }
  await runAll(prepared, commands);
  expect(commands.length).toBeGreaterThan(20);
});

it('docs/json.md has every key of what --json writes', () => {
  // The types of plan documents come first; backups have a format of their own.
  const written = textOf('source/index.ts')
    .replace(/^[\s\S]*?^export type Event/m, '')
    .replace(/^export interface Backup \{[\s\S]*?^\}/m, '');
  const keys = [...written.matchAll(/readonly (\w+)\??:|'(\w+)'(?= \||>|,)/g)].map(([, one, other]) => one ?? other);
  expect(keys.length).toBeGreaterThan(100);
  const named = textOf('docs/json.md').matchAll(/`(?:\w+(?:\[\])?\.)?(\w+)(?:\[\])?`|"(\w+)":/g);
  const documented = new Set([...named].map(([, one, other]) => one ?? other));
  expect(keys.filter((key) => !documented.has(key))).toEqual([]);
});

const names = commands.map(({ name }) => name).filter((name) => name !== 'home');

it('docs/commands.md is what --help prints: npx vitest run test/documents.test.ts -u', async () => {
  const helpOf = (...command: string[]): string => {
    const { options } = parseArguments([...command, '--help'], packageVersion(), commands);
    return (options as { readonly text: string }).text.trimEnd();
  };
  const [whole, ...each] = [helpOf(), ...names.map((name) => helpOf(name))];
  const parts = each.map((help, index) => `## ${names[index]}\n\n\`\`\`\n${help}\n\`\`\`\n`);
  const head = [
    '# Commands and flags',
    'Every command and flag, as `--help` prints them. For what comes back, see [exit codes and JSON](json.md).',
    names.map((name) => `[${name}](#${name})`).join(' · '),
  ].join('\n\n');
  const text = `${head}\n\n\`\`\`\n${whole}\n\`\`\`\n\n${parts.join('\n')}`;
  await expect(text).toMatchFileSnapshot(join(project, 'docs/commands.md'));
});
