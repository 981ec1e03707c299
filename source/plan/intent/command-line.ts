/** The command line that gives the same plan: what is shown for copying into a script. */
import { timeLabel } from '../../schedule/slot.js';
import { whenText } from '../../schedule/when.js';
import { choiceWord } from './baseline-choice.js';
import { changedAnswers } from './changed-answers.js';
import type { BaselineChoice, PlanDocument, TaskSpec } from './document.js';
import type { FlagAnswers, WhenAnswer } from './flags.js';
import { normalDocument } from './normal.js';
import { ownMembers, taskFlags, taskInWords } from './task-flags.js';
import { defaultDocument, gridOf, isNamedWave } from './waves.js';

/** Flags that are about the connection rather than the plan. */
export interface ConnectionFlags {
  readonly region?: string | undefined;
  /** Other accounts, by a role in each. */
  readonly accounts?: readonly string[] | undefined;
  readonly roleName?: string | undefined;
  readonly profile?: string | undefined;
  readonly isSandbox?: boolean | undefined;
  readonly endpointUrl?: string | undefined;
  /** Of the account; only what creates asks. */
  readonly quotas?: Readonly<Partial<Record<'windows' | 'baselines', number>>> | undefined;
}

/** Flags of `setup` that are not the plan's. */
export interface SetupFlags {
  /** Delete what the plan made before and no longer wants. */
  readonly prune?: boolean | undefined;
  /** Take over windows and baselines that are there. */
  readonly adopt?: boolean | undefined;
  /** End pauses. */
  readonly resume?: boolean | undefined;
  /** Go on without writing the plan down in the account. */
  readonly noRecord?: boolean | undefined;
  /** A file that has the plan, in place of flags. */
  readonly file?: string | undefined;
}

/**
 * `ssm-patch-wizard setup --yes --region eu-west-1 -w 1 2 -d 2 3 -t 3 4 -z Europe/London …`, quoted for a shell: the plan from nothing.
 * Where flags cannot say it ({@link flagsOf}), and for rules that are taken over, `setup --yes --plan NAME`: the plan that the
 * account keeps.
 */
export function setupCommand(document: PlanDocument, connection: ConnectionFlags, setup: SetupFlags = {}): string {
  // Rules that were taken over come from no file.
  const isSaid = !(setup.adopt && document.baselines.some(({ kind }) => kind === 'file'));
  const flags = isSaid ? flagsOf(document) : undefined;
  const plan = setup.file === undefined ? (flags ? planFlags(flags) : [`--plan ${shellQuoted(document.plan)}`]) : [];
  return ['ssm-patch-wizard setup --yes', ...accountFlags(connection), ...plan, ...setupFlags(setup)].join(' ');
}

/**
 * `ssm-patch-wizard setup --yes --plan web -t 3`: the answers that differ, from the plan as an account keeps it. Undefined where flags
 * cannot say them.
 */
export function changeCommand(
  from: PlanDocument,
  to: PlanDocument,
  connection: ConnectionFlags,
  setup: SetupFlags = {},
): string | undefined {
  const { waves, ...changes } = changedAnswers(from, to);
  const when = waves && whenAnswer({ ...to, waves });
  const { baselines, tags } = changes;
  const isUnsaid = (waves && !when) || (baselines && !areSaid(baselines)) || (tags && Object.keys(tags).length === 0);
  if (isUnsaid) return undefined;
  const flags = planFlags({ ...changes, plan: to.plan, ...(when && { when }) });
  return ['ssm-patch-wizard setup --yes', ...accountFlags(connection), ...flags, ...setupFlags(setup)].join(' ');
}

/** `ssm-patch-wizard setup --yes --file web.json`: the plan that a file has. */
export function fileCommand(file: string, connection: ConnectionFlags, setup: SetupFlags = {}): string {
  return ['ssm-patch-wizard setup --yes', ...accountFlags(connection), ...setupFlags({ ...setup, file })].join(' ');
}

/** `ssm-patch-wizard setup -w 1 3`: the wizard with these answers; the others are the account's, as before. */
export function comeBackCommand(given: FlagAnswers, connection: ConnectionFlags, setup: SetupFlags = {}): string {
  return ['ssm-patch-wizard setup', ...accountFlags(connection), ...planFlags(given), ...setupFlags(setup)].join(' ');
}

/** `ssm-patch-wizard setup --plan default …`: the plan as the account keeps it; the wizard, or without a terminal what it would do. */
export function planCommand(plan: string, connection: ConnectionFlags): string {
  return ['ssm-patch-wizard setup --plan', shellQuoted(plan), ...accountFlags(connection)].join(' ');
}

/** The same dates for `preview`, which knows only those; undefined where flags cannot say them. */
export function previewCommand(document: PlanDocument): string | undefined {
  const { timeZone, task, waves } = document;
  const when = whenAnswer(normalDocument(document));
  if (when === undefined || waves.length === 0) return undefined;
  const usual = defaultDocument();
  const flags = words([
    ...whenFlags(when),
    ['-z', ownMembers({ timeZone }, usual).timeZone],
    ['--duration', ownMembers(task, usual.task).durationHours],
  ]);
  return ['ssm-patch-wizard preview', ...flags].join(' ');
}

/** `ssm-patch-wizard cleanup --plan default …`: takes a whole plan away, with a backup. */
export function cleanupCommand(plan: string, connection: ConnectionFlags): string {
  return ['ssm-patch-wizard cleanup --plan', shellQuoted(plan), ...connectionFlags(connection)].join(' ');
}

/** `ssm-patch-wizard cleanup --yes --disable --only mw-1`: switches windows off. */
export function disableCommand(windowIds: readonly string[], connection: ConnectionFlags): string {
  const only = words([['--only', windowIds]]);
  return ['ssm-patch-wizard cleanup --yes --disable', ...connectionFlags(connection), ...only].join(' ');
}

/** `ssm-patch-wizard restore FILE --yes …`: without a question, or the wizard again where it `asks`. */
export function restoreCommand(
  file: string,
  connection: ConnectionFlags,
  { isForced = false, asks = false }: { readonly isForced?: boolean; readonly asks?: boolean } = {},
): string {
  const how = words([
    ['--yes', !asks],
    ['--force', isForced],
  ]);
  return ['ssm-patch-wizard restore', shellQuoted(file), ...how, ...accountFlags(connection)].join(' ');
}

/** `ssm-patch-wizard nodes --assign prod=tag:PatchGroup=dev`: puts the nodes of one group into another. */
export function assignCommand(
  to: string,
  from: { tagKey: string; group: string },
  connection: ConnectionFlags = {},
): string {
  // A plus joins selectors.
  const selector = `tag:${from.tagKey}=${from.group.replaceAll('+', '\\+')}`;
  return ['ssm-patch-wizard nodes --assign', shellQuoted(`${to}=${selector}`), ...connectionFlags(connection)].join(
    ' ',
  );
}

/** `ssm-patch-wizard nodes --spread dev,prod=ungrouped`: puts the nodes that are in no group into these. */
export function ungroupedCommand(groups: readonly string[], connection: ConnectionFlags = {}): string {
  // Commas stand between groups, not in them.
  const several = groups.filter((group) => !group.includes(','));
  const how = several.length > 1 ? ['--spread', several.join()] : ['--assign', groups[0]];
  return ['ssm-patch-wizard nodes', how[0], shellQuoted(`${how[1]}=ungrouped`), ...connectionFlags(connection)].join(
    ' ',
  );
}

/** What to add so that another command reaches the same account: `--sandbox --region eu-west-1`. */
export function connectionFlags(connection: ConnectionFlags): string[] {
  const { region, accounts, roleName, profile, isSandbox, endpointUrl } = connection;
  return words([
    ['--sandbox', isSandbox],
    ['--endpoint-url', endpointUrl || undefined],
    ['--profile', profile || undefined],
    ['--accounts', accounts?.join()],
    ['--role-name', roleName],
    ['--region', region || undefined],
  ]);
}

/** ` --region eu-west-1 --profile ops`: what leads a command of the AWS CLI to the same account. */
export function awsFlags({ region, profile, endpointUrl }: ConnectionFlags = {}): string {
  const flags = { region, profile, 'endpoint-url': endpointUrl };
  return Object.entries(flags)
    .map(([name, value]) => (value ? ` --${name} ${shellQuoted(value)}` : ''))
    .join('');
}

/**
 * The answers that make a plan out of nothing, without those that are the defaults. Undefined where flags cannot say it: schedules
 * that were taken over, answers of single waves, rules without their file.
 */
export function flagsOf(document: PlanDocument): FlagAnswers | undefined {
  const normal = normalDocument(document);
  const { plan, timeZone, tagKey, task, tags, baselines, approvals } = normal;
  const when = whenAnswer(normal);
  if (when === undefined || !areSaid(baselines)) return undefined;
  const usual = defaultDocument();
  const isUsual = baselines.length === 1 && baselines[0]?.kind === 'zero-day';
  return {
    ...ownMembers({ plan, timeZone, tagKey }, usual),
    when,
    baselines: isUsual ? undefined : baselines,
    approvals,
    task: ownMembers(task, usual.task),
    tags,
  };
}

/** Whether flags can say these baselines: at least one, and no rules that only a file knew. */
function areSaid(baselines: readonly BaselineChoice[]): boolean {
  return baselines.length > 0 && !baselines.some((choice) => choice.kind === 'file' && 'digest' in choice.rules);
}

function whenAnswer({ plan, waves }: PlanDocument): WhenAnswer | undefined {
  const grid = gridOf(waves);
  if (grid || waves.length === 0) return grid;
  const named = waves.filter((wave) => isNamedWave(plan, wave));
  if (named.length < waves.length) return undefined;
  return { kind: 'waves', waves: named.map(({ name, when: slot }) => ({ name, slot })) };
}

function accountFlags(connection: ConnectionFlags): string[] {
  const quotas = Object.entries(connection.quotas ?? {}).map(([name, quota]): Flag => ['--quota', `${name}=${quota}`]);
  return [...connectionFlags(connection), ...words(quotas)];
}

function setupFlags({ file, prune, adopt, resume, noRecord }: SetupFlags): string[] {
  return words([
    ['--file', file],
    ['--prune', prune],
    ['--adopt', adopt],
    ['--resume', resume],
    ['--no-record', noRecord],
  ]);
}

/** What answers are as flags: `['-w 1 3', '--duration 2']`. */
export function planFlags({
  plan,
  when,
  timeZone,
  baselines = [],
  approvals,
  tagKey,
  task,
  tags = {},
}: FlagAnswers): string[] {
  const files = baselines.flatMap((choice): Flag[] => (choice.kind === 'file' ? [['-b', choice.fileName]] : []));
  const systems = baselines.flatMap((choice) => (choice.kind === 'file' ? [] : [choiceWord(choice)]));
  return words([
    ['--plan', plan],
    ...(when ? whenFlags(when) : []),
    ['-z', timeZone],
    ...files,
    ['--os', systems.length > 0 ? systems : undefined],
    ['--approvals', approvals],
    ['--tag-key', tagKey],
    ...Object.entries(taskInWords(task)).map(([member, word]): Flag => [taskFlags[member as keyof TaskSpec], word]),
    ...Object.entries(tags).map(([key, value]): Flag => ['--tag', `${key}=${value}`]),
  ]);
}

function whenFlags(when: WhenAnswer): Flag[] {
  if (when.kind === 'waves') return when.waves.map(({ name, slot }) => ['--wave', `${name}=${whenText(slot)}`]);
  const hours = when.times?.map((time) => (time.minute === 0 ? time.hour : timeLabel(time)));
  const days: Flag[] =
    when.kind === 'patch-tuesday'
      ? [['--after-patch-tuesday', when.days]]
      : [
          ['-w', when.weeks],
          ['-d', when.weekdays],
        ];
  return [...days, ['-t', hours]];
}

/** A flag with its value or values; true for one without a value. */
type Flag = readonly [name: string, value: string | number | boolean | readonly (string | number)[] | undefined];

/** The flags that say something, quoted for a shell. */
function words(flags: readonly Flag[]): string[] {
  return flags.flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [name];
    const values: readonly (string | number)[] = typeof value === 'object' ? value : [value];
    return [[name, ...values.map((each) => shellQuoted(String(each)))].join(' ')];
  });
}

/** Quotes for a POSIX shell, only where needed. */
export function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
