/** `completion`: the scripts, loaded by the shells themselves, know what the help knows. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shells } from '../../source/commands/completion.js';
import { completionScript } from '../../source/commands/completion-script.js';
import { commands } from '../../source/commands/list.js';
import { wholeProgram } from '../../source/commands/parse.js';

type Shell = (typeof shells)[number];

const program = wholeProgram('1.2.3', commands);

/** A line up to the cursor, some of what is offered for its last word, and some of what is not. */
const cases: readonly (readonly [line: string, offered: readonly string[], not: readonly string[]])[] = [
  ['', ['setup', 'export', 'help'], ['plan']],
  ['se', ['setup'], ['preview']],
  ['--', ['--sandbox', '--region', '--version', '--help'], ['--prune']],
  ['setup --', ['--prune', '--weeks', '--no-record', '--no-color'], ['--next']],
  ['setup --re', ['--region', '--reboot', '--resume'], ['--weeks']],
  ['setup -r eu-', ['eu-west-1', 'eu-central-1'], ['us-east-1']],
  ['setup --region=eu-w', ['eu-west-1'], ['us-east-1']],
  ['status -r eu-west-1,us-e', ['us-east-1'], ['eu-west-2']],
  ['preview -z Europe/Lo', ['Europe/London'], ['Europe/Paris']],
  ['setup --os ub', ['ubuntu'], ['windows']],
  ['setup --os windows,ub', ['ubuntu'], ['windows']],
  ['setup --tag-key Patch', ['PatchGroup', 'Patch Group'], []],
  ['setup --reboot ', ['if-needed', 'never'], ['install']],
  ['export ', ['plan', 'iam-policy', 'terraform'], ['setup']],
  ['export iam-policy --for cleanup,re', ['restore', 'resume'], ['setup']],
  ['setup --file pl', ['plan.json'], ['setup']],
  ['restore pl', ['plan.json'], ['setup']],
  ['setup --plan ', [], ['setup', 'plan.json']],
  ['setup --duration 3 --op', ['--operation'], ['--os']],
  ['completion ', ['bash', 'zsh', 'fish'], ['setup']],
  ['help re', ['resume', 'restore'], ['setup']],
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  writeFileSync(join(folder, 'plan.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const words = (line: string) => line.split(' ');

/** What each shell is given: the script, and for each line what prints the candidates for it. */
const asking: Readonly<Record<Shell, { readonly argv: readonly string[]; readonly ask: (line: string) => string }>> = {
  bash: {
    argv: ['--norc'],
    ask: (line) => {
      // As readline breaks words (COMP_WORDBREAKS).
      const broken = words(line).flatMap((word) => word.split(/(=)/));
      const all = ['ssm-patch-wizard', ...broken].map(quoted);
      return `COMP_WORDS=(${all.join(' ')}); COMP_CWORD=${broken.length}; _ssm_patch_wizard; printf '%s\n' "\${COMPREPLY[@]//\\\\/}"`;
    },
  },
  // Its completion system wants a terminal: here stands what it is called with.
  zsh: {
    argv: ['-f'],
    ask: (line) =>
      `words=(ssm-patch-wizard ${words(line).map(quoted).join(' ')}); CURRENT=${words(line).length + 1}; _ssm_patch_wizard`,
  },
  fish: { argv: ['--no-config'], ask: (line) => `complete -C ${quoted(`ssm-patch-wizard ${line}`)}` },
};
const before: Readonly<Record<Shell, string>> = {
  bash: '',
  zsh: `compdef() { :; }; compset() { :; }; _files() { print plan.json; }; _describe() { print -l -- \${\${(P)2}%%:*}; }`,
  fish: '',
};

/** What a shell offers for each of the lines. */
function offers(shell: Shell): string[][] {
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, `${completionScript(shell, program)}\n`);
  const { argv, ask } = asking[shell];
  const input = [before[shell], `source ${file}`, ...cases.flatMap(([line]) => [ask(line), 'echo ---'])].join('\n');
  const asked = join(folder, `ask.${shell}`);
  writeFileSync(asked, `${input}\n`);
  const env = { PATH: process.env.PATH, HOME: folder };
  const { stdout, stderr } = spawnSync(shell, [...argv, asked], { cwd: folder, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  const blocks = stdout.split('---\n').slice(0, -1);
  // Fish tells what it is after a tab; what stands before the value belongs to the word that is completed.
  return blocks.map((block) =>
    block
      .split('\n')
      .map((each) => each.replace(/\t.*/, '').replace(/^(--\w+=|.*,)/, ''))
      .filter(Boolean),
  );
}

/** What a shell keeps of what it was offered. */
const fits = (line: string) => {
  const current =
    words(line)
      .at(-1)
      ?.replace(/^(--\w+=|.*,)/, '') ?? '';
  return (offer: string) => offer.startsWith(current);
};

function isThere(shell: Shell): boolean {
  const isMissing = spawnSync(shell, ['--version']).error !== undefined;
  if (isMissing) process.stderr.write(`Skipped: completion in ${shell}, which is not on the PATH.\n`);
  return !isMissing;
}

describe.each(shells)('%s', (shell) => {
  it.runIf(isThere(shell))('completes commands, flags and values', () => {
    const offered = offers(shell);
    const missed = cases.flatMap(([line, wanted, unwanted], index) => {
      const got = offered[index]?.filter(fits(line)) ?? [];
      const wrong = [...wanted.filter((each) => !got.includes(each)), ...unwanted.filter((each) => got.includes(each))];
      return wrong.length === 0 ? [] : [`${line}: ${wrong.join(' ')} of ${got.slice(0, 9).join(' ')}`];
    });
    expect(missed).toEqual([]);
  });

  it('knows every command and flag of the help', () => {
    const script = completionScript(shell, program);
    const help = program.createHelp();
    const flags = [program, ...program.commands].flatMap((command) => help.visibleOptions(command));
    const names = flags.map(({ long }) => (shell === 'fish' ? `-l ${long?.slice(2)} ` : `${long}`));
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !`${script.replaceAll('\n', ' ')} `.includes(name))).toEqual([]);
    expect(program.commands.filter((command) => !script.includes(command.name()))).toEqual([]);
  });
});
