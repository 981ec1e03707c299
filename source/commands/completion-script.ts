/** The scripts of `completion`, made of what --help is made of. */
import type { Argument, Command, Option } from 'commander';
import type { Candidates } from './values.js';

export type Shell = 'bash' | 'zsh' | 'fish';

/** A flag of some of the commands, where it means the same. */
interface CompletedFlag {
  /** `-r`, `--region` */
  readonly names: readonly string[];
  readonly description: string;
  readonly takes: 'nothing' | 'one' | 'many';
  readonly candidates: Candidates | undefined;
}

/** A command; the program itself has no name. */
interface Line {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly CompletedFlag[];
  /** Of its argument. */
  readonly candidates: Candidates | undefined;
}

/** The text of a script, without a line feed at its end. */
export function completionScript(shell: Shell, program: Command): string {
  const lines = linesOf(program);
  switch (shell) {
    case 'bash':
      return bashScript(lines);
    case 'zsh':
      return zshScript(lines);
    case 'fish':
      return fishScript(lines);
    default:
      return shell satisfies never;
  }
}

function linesOf(program: Command): Line[] {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const names = (): string[] => commands.map((command) => command.name());
  return [program, ...commands].map((command) => ({
    name: command === program ? '' : command.name(),
    description: firstWords(command.summary()),
    flags: help.visibleOptions(command).map((option) => ({
      names: [option.short, option.long].filter((name) => name !== undefined),
      description: firstWords(option.description),
      takes: !option.required ? 'nothing' : option.variadic ? 'many' : 'one',
      candidates: candidatesOf(option),
    })),
    // The argument of `help` is a command.
    candidates: command === program || command.name() === 'help' ? names : candidatesOf(command.registeredArguments[0]),
  }));
}

function candidatesOf(term: Option | Argument | undefined): Candidates | undefined {
  return (term?.parseArg as { readonly candidates?: Candidates } | undefined)?.candidates;
}

/** A description up to where it goes into details. */
function firstWords(description: string): string {
  return (description.split(/: |[;(]|, instead/)[0] ?? '').trim();
}

/** A word as all three shells take it. */
function quoted(word: string): string {
  return /^[\w/+.,@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The lines of a `case` that finds what there is for the flags' values: one for all commands where they agree. */
function valueCases(lines: readonly Line[], found: (candidates: Candidates) => string): string[] {
  const bodies = new Map<string, Map<string, string>>();
  for (const { name: command, flags } of lines)
    for (const { names, candidates } of flags)
      for (const name of candidates ? names : [])
        bodies.set(name, (bodies.get(name) ?? new Map()).set(command, found(candidates as Candidates)));
  const patterns = new Map<string, string[]>();
  for (const [flag, byCommand] of bodies) {
    const agree = new Set(byCommand.values()).size === 1;
    for (const [command, body] of agree ? [...byCommand].slice(0, 1) : byCommand)
      patterns.set(body, [...(patterns.get(body) ?? []), agree ? `*' ${flag}'` : `'${command} ${flag}'`]);
  }
  return [...patterns].map(([body, each]) => `      ${each.join('|')}) ${body} ;;`);
}

/** What bash and zsh have in common: which command and which flag the word belongs to, and what there is for it. */
function body(lines: readonly Line[], { words, current, first, beforeValue, entry }: Dialect): string {
  const flagsThat = (takes: CompletedFlag['takes']) => {
    const all = lines.flatMap(({ flags }) =>
      flags.filter((flag) => flag.takes === takes).flatMap(({ names }) => names),
    );
    return [...new Set(all)].join('|');
  };
  const found = (candidates: Candidates) =>
    candidates === 'files'
      ? 'files=1'
      : `found=(${candidates()
          .map((word) => entry(word))
          .join(' ')})`;
  const commands = lines.filter(({ name }) => name !== '');
  const flags = lines.map(({ name, flags: own }) => {
    const entries = own.flatMap(({ names, description }) => names.map((each) => entry(each, description)));
    return `      ${quoted(name)}) found=(${entries.join(' ')}) ;;`;
  });
  const names = commands.map(({ name, description }) => entry(name, description));
  const ofArguments = commands.flatMap(({ name, candidates }) =>
    candidates ? [`      ${name}) ${found(candidates)} ;;`] : [],
  );
  return `  for ((i = ${first}; i < ${current}; i++)); do
    word=\${${words}[i]}
    case $word in
      =) ;;
      ${flagsThat('one')}) flag=$word; many= ;;
      ${flagsThat('many')}) flag=$word; many=1 ;;
      -*) flag= ;;
      *)
        if [[ -z $flag ]]; then
          if [[ -z $command ]]; then command=$word; fi
        elif [[ -z $many ]]; then flag=; fi ;;
    esac
  done
  if [[ $cur == --*=* ]]; then flag=\${cur%%=*}; ${beforeValue}; cur=\${cur#*=}; fi
  if [[ $cur == -* && ( -z $flag || -n $many ) ]]; then
    flag=
    case $command in
${flags.join('\n')}
    esac
  elif [[ -n $flag ]]; then
    case "$command $flag" in
${valueCases(lines, found).join('\n')}
    esac
  else
    case $command in
      '') found=(${names.join(' ')}) ;;
${ofArguments.join('\n')}
    esac
  fi`;
}

interface Dialect {
  /** The array of words, the index of the one at the cursor, and that of the first after the program's name. */
  readonly words: string;
  readonly current: string;
  readonly first: number;
  /** What is done where flag and value are one word. */
  readonly beforeValue: string;
  readonly entry: (word: string, description?: string) => string;
}

function bashScript(lines: readonly Line[]): string {
  const dialect = { words: 'COMP_WORDS', current: 'COMP_CWORD', first: 1, beforeValue: 'prefix=$flag=', entry: quoted };
  return `# Completion of ssm-patch-wizard for bash: eval "$(ssm-patch-wizard completion bash)" in ~/.bashrc
_ssm_patch_wizard() {
  local cur=\${COMP_WORDS[COMP_CWORD]} command= flag= many= files= prefix= word i
  local -a found=()
  COMPREPLY=()
  if [[ $cur == = ]]; then cur=; fi
${body(lines, dialect)}
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
    return
  fi
  if [[ -n $flag && $cur == *,* ]]; then prefix+=\${cur%,*},; cur=\${cur##*,}; fi
  for word in \${found[@]+"\${found[@]}"}; do
    if [[ $word == "$cur"* ]]; then
      printf -v word %q "$word"
      COMPREPLY+=("$prefix$word")
    fi
  done
}
complete -F _ssm_patch_wizard ssm-patch-wizard`;
}

function zshScript(lines: readonly Line[]): string {
  const entry = (word: string, description = '') =>
    quoted(word.replaceAll(':', '\\:') + (description === '' ? '' : `:${description}`));
  const dialect = { words: 'words', current: 'CURRENT', first: 2, beforeValue: "compset -P '*='", entry };
  return `#compdef ssm-patch-wizard
# Completion of ssm-patch-wizard for zsh: ssm-patch-wizard completion zsh > "\${fpath[1]}/_ssm-patch-wizard"
_ssm_patch_wizard() {
  local cur=\${words[CURRENT]} command= flag= many= files= word i
  local -a found
${body(lines, dialect)}
  if [[ -n $files ]]; then _files; return; fi
  if [[ -n $flag ]]; then compset -P '*,'; fi
  _describe value found
}
if [[ \${funcstack[1]} == _ssm-patch-wizard ]]; then
  _ssm_patch_wizard "$@"
else
  compdef _ssm_patch_wizard ssm-patch-wizard
fi`;
}

function fishScript(lines: readonly Line[]): string {
  const complete = 'complete -c ssm-patch-wizard';
  const when = (names: readonly string[]) =>
    names.includes('') ? '-n __fish_use_subcommand' : `-n '__fish_seen_subcommand_from ${names.join(' ')}'`;
  const described = (description: string) => (description === '' ? '' : ` -d ${quoted(description)}`);
  const offered = (candidates: Candidates | undefined, isList = false) => {
    if (candidates === undefined) return '';
    if (candidates === 'files') return ' -F';
    const words = candidates()
      .map((word) => word.replaceAll(' ', '\\ '))
      .join(' ');
    return ` -a ${quoted(isList ? `(__ssm_patch_wizard_list ${words})` : words)}`;
  };
  const flags = new Map<string, string[]>();
  for (const { name, flags: own } of lines)
    for (const { names, description, takes, candidates } of own) {
      const spelled = names.map((each) => (each.startsWith('--') ? `-l ${each.slice(2)}` : `-s ${each.slice(1)}`));
      const taken = takes === 'nothing' ? '' : candidates === 'files' ? ' -r' : ' -x';
      const text = `${spelled.join(' ')}${taken}${offered(candidates, true)}${described(description)}`;
      // The program's own come before a command, where fish asks another question.
      const key = name === '' ? ` ${text}` : text;
      flags.set(key, [...(flags.get(key) ?? []), name]);
    }
  const commands = lines.filter(({ name }) => name !== '');
  const ofArguments = commands.flatMap(({ name, candidates }) =>
    candidates ? [`${complete} ${when([name])}${offered(candidates)}`] : [],
  );
  return `# Completion of ssm-patch-wizard for fish: ssm-patch-wizard completion fish > ~/.config/fish/completions/ssm-patch-wizard.fish
function __ssm_patch_wizard_list
  set -l before (commandline -ct | string replace -r '^(--[^=]*=)?(.*,)?.*$' '$2')
  string replace -r '^' "$before" $argv
end
${complete} -f
${commands.map(({ name, description }) => `${complete} ${when([''])} -a ${name}${described(description)}`).join('\n')}
${ofArguments.join('\n')}
${[...flags].map(([text, names]) => `${complete} ${when(names)} ${text.trimStart()}`).join('\n')}`;
}
