/** The command line that gives the same plan: what the wizard shows for copying into a script. */
import { timeLabel } from '../../schedule/slot.js';
import { type Answers, type BaselineChoice, type DayChoice, defaultAnswers, type PartialAnswers } from './answers.js';
import type { Consent } from './consent.js';
import type { RaisedQuotas } from './quotas.js';
import { type TaskSpec, taskWords } from './spec.js';

/** Flags that are about the connection rather than the plan. */
export interface ConnectionFlags {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly isSandbox?: boolean | undefined;
  readonly endpointUrl?: string | undefined;
  /** Of the account; only what creates asks. */
  readonly quotas?: RaisedQuotas | undefined;
}

/** `ssm-patch-wizard setup --yes --region eu-west-1 -w 1 2 -d 2 3 -t 3 4 -z Europe/London …`, quoted for a shell. */
export function setupCommand(answers: PartialAnswers, connection: ConnectionFlags, consent?: Consent): string {
  const consents = [...(consent?.prune ? ['--prune'] : []), ...(consent?.adopt ? ['--adopt'] : [])];
  return [
    'ssm-patch-wizard setup --yes',
    ...connectionFlags(connection),
    ...quotaFlags(connection),
    ...planFlags(answers, defaultAnswers),
    ...consents,
  ].join(' ');
}

/** `ssm-patch-wizard setup -w 1 3`: the wizard with these answers; the others are the account's, as before. */
export function comeBackCommand(given: PartialAnswers, connection: ConnectionFlags): string {
  return [
    'ssm-patch-wizard setup',
    ...connectionFlags(connection),
    ...quotaFlags(connection),
    ...planFlags(given),
  ].join(' ');
}

/** `ssm-patch-wizard setup --plan default …`: the wizard, which reads the answers back from the account. */
export function planCommand(plan: string, connection: ConnectionFlags): string {
  const flags = [...connectionFlags(connection), ...quotaFlags(connection)];
  return ['ssm-patch-wizard setup --plan', shellQuoted(plan), ...flags].join(' ');
}

/** The same as {@link setupCommand} for `preview`, which knows only dates. */
export function previewCommand(answers: Answers): string {
  return [
    'ssm-patch-wizard preview',
    ...scheduleFlags(answers, defaultAnswers),
    ...flag('--duration', answers.task.durationHours, defaultAnswers.task.durationHours),
  ].join(' ');
}

/** `ssm-patch-wizard cleanup --plan default …`: takes a whole plan away, with a backup. */
export function cleanupCommand(plan: string, connection: ConnectionFlags): string {
  return ['ssm-patch-wizard cleanup --plan', shellQuoted(plan), ...connectionFlags(connection)].join(' ');
}

/** `ssm-patch-wizard restore FILE --yes …`: without a question, or the wizard again where it `asks`. */
export function restoreCommand(
  file: string,
  connection: ConnectionFlags,
  { isForced = false, asks = false }: { readonly isForced?: boolean; readonly asks?: boolean } = {},
): string {
  return [
    'ssm-patch-wizard restore',
    shellQuoted(file),
    ...(asks ? [] : ['--yes']),
    ...(isForced ? ['--force'] : []),
    ...connectionFlags(connection),
    ...quotaFlags(connection),
  ].join(' ');
}

/** What to add so that another command reaches the same account: `--sandbox --region eu-west-1`. */
export function connectionFlags({ region, profile, isSandbox, endpointUrl }: ConnectionFlags): string[] {
  return [
    ...(isSandbox ? ['--sandbox'] : []),
    ...(endpointUrl ? [`--endpoint-url ${shellQuoted(endpointUrl)}`] : []),
    ...(profile ? [`--profile ${shellQuoted(profile)}`] : []),
    ...(region ? [`--region ${shellQuoted(region)}`] : []),
  ];
}

function quotaFlags({ quotas = {} }: ConnectionFlags): string[] {
  return Object.entries(quotas).map(([name, quota]) => `--quota ${name}=${quota}`);
}

/** What the answers say; what is as `usual` is left out. */
function planFlags(answers: PartialAnswers, usual?: Answers): string[] {
  const { plan, baselines, tagKey, tags = {} } = answers;
  return [
    ...flag('--plan', plan, usual?.plan),
    ...scheduleFlags(answers, usual),
    ...(baselines ? baselineFlags(baselines, usual) : []),
    ...flag('--tag-key', tagKey, usual?.tagKey),
    ...taskFlags(answers.task, usual?.task),
    ...Object.entries(tags).map(([key, value]) => `--tag ${shellQuoted(`${key}=${value}`)}`),
  ];
}

function flag(name: string, value: string | number | undefined, usual?: string | number): string[] {
  return value === undefined || value === usual ? [] : [`${name} ${shellQuoted(String(value))}`];
}

function scheduleFlags({ days, times, timeZone }: PartialAnswers, usual?: Answers): string[] {
  return [
    ...(days ? dayFlags(days) : []),
    ...(times
      ? [`-t ${times.map((time) => (time.minute === 0 ? String(time.hour) : timeLabel(time))).join(' ')}`]
      : []),
    ...flag('-z', timeZone, usual?.timeZone),
  ];
}

function dayFlags(days: DayChoice): string[] {
  switch (days.kind) {
    case 'weekdays':
      return [`-w ${days.weeks.join(' ')}`, `-d ${days.weekdays.join(' ')}`];
    case 'patch-tuesday':
      return [`--after-patch-tuesday ${days.days.join(' ')}`];
    default:
      return days satisfies never;
  }
}

/** The scripts' own baseline is what `setup` uses without flags, so it is only named beside others. */
function baselineFlags(baselines: readonly BaselineChoice[], usual?: Answers): string[] {
  const files = baselines.filter((choice) => choice.kind === 'file').map(({ fileName }) => fileName);
  const systems = baselines.filter((choice) => choice.kind !== 'file').map(systemFlag);
  const isDefault = usual !== undefined && files.length === 0 && systems.join() === zeroDayFlag;
  return [
    ...files.map((fileName) => `-b ${shellQuoted(fileName)}`),
    ...(isDefault || systems.length === 0 ? [] : [`--os ${systems.join(' ')}`]),
  ];
}

/** How `--os` names the original scripts' baseline. */
export const zeroDayFlag = 'windows-0day-important';

function systemFlag(choice: Exclude<BaselineChoice, { kind: 'file' }>): string {
  if (choice.kind === 'zero-day') return zeroDayFlag;
  const system = choice.os.toLowerCase().replaceAll('_', '-');
  return choice.approveAfterDays === undefined ? system : `${system}=${choice.approveAfterDays}`;
}

function taskFlags(task: Partial<TaskSpec>, usual?: TaskSpec): string[] {
  const { operation, reboot, onCutoff } = taskWords;
  return [
    ...flag('--operation', task.operation && operation[task.operation], usual && operation[usual.operation]),
    ...flag('--reboot', task.reboot && reboot[task.reboot], usual && reboot[usual.reboot]),
    ...flag('--duration', task.durationHours, usual?.durationHours),
    ...flag('--cutoff', task.cutoffHours, usual?.cutoffHours),
    ...flag('--on-cutoff', task.onCutoff && onCutoff[task.onCutoff], usual && onCutoff[usual.onCutoff]),
    ...flag('--max-concurrency', task.maxConcurrency, usual?.maxConcurrency),
    ...flag('--max-errors', task.maxErrors, usual?.maxErrors),
    ...flag('--service-role-arn', task.serviceRoleArn),
  ];
}

/** Quotes for a POSIX shell, only where needed. */
export function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
