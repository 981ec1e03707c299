/** The flags that commands share, in groups as the help shows them. */
import { type Command, Option } from 'commander';
import { flagWords } from '../plan/intent/task-flags.js';
import { logLevels } from '../process/log.js';
import {
  dayList,
  endpoint,
  fileName,
  hourList,
  integer,
  oneOf,
  patchTuesdayList,
  quotaRecord,
  region,
  strings,
  systemList,
  tagRecord,
  waveList,
  weekList,
} from './values.js';

/** Help as a flag of each command, beside the common ones. */
export function helpFlag(): Option {
  return new Option('-h, --help', 'show this help').helpGroup('Common:');
}

/** What every command takes: how much is told, and how. */
export function withCommon(command: Command): Command {
  return command
    .optionsGroup('Common:')
    .option('-l, --loglevel <level>', `how much to log: ${logLevels.join(', ')}`, oneOf(logLevels), 'WARNING')
    .option('--json', 'machine output on standard output')
    .option('--no-color', 'no colours (NO_COLOR works too)');
}

/** Which account and region: as the AWS CLI has it, and the sandbox. */
export function withConnection(command: Command): Command {
  return command
    .optionsGroup('Account:')
    .option('-r, --region <name>', "AWS region (default: the SDK's chain)", region)
    .option('--profile <name>', "AWS profile (default: the SDK's chain)")
    .option('--endpoint-url <url>', 'another endpoint for SSM and STS; AWS_ENDPOINT_URL works too', endpoint)
    .option('--sandbox', 'use the built-in sandbox account instead of AWS');
}

/** When windows open; lists as the original scripts take them. */
export function withSchedule(command: Command): Command {
  return command
    .optionsGroup('Schedule:')
    .option(
      '-w, --weeks <list...>',
      '1 to 5, or L for the last: the nth such weekday of the month; --week is the same (default: 1 2)',
      weekList,
    )
    .option('-d, --days <list...>', '0 to 7 (0 and 7 are Sunday) or names such as tue (default: 2 3)', dayList)
    .option('-t, --hours <list...>', '0 to 23, or HH:MM (default: 3 4)', hourList)
    .option('-z, --timezone <zone>', 'tz database name (default: UTC)')
    .option(
      '--after-patch-tuesday <list...>',
      'days after the second Tuesday, 0 to 20, in place of weeks and days',
      patchTuesdayList,
    )
    .option(
      '--wave <name=when@time>',
      'a wave by name, in place of weeks, days, hours and Patch Tuesday: dev=2tue@03:00, prod=Lsun@05:00, db=pt+9@22:30 (repeatable)',
      waveList,
    );
}

/** Which patches are approved. */
export function withBaselines(command: Command): Command {
  return command
    .optionsGroup('Patches:')
    .option(
      '-b, --baseline-file <file>',
      'patch baseline as JSON, as CreatePatchBaseline or GetPatchBaseline has it (repeatable)',
      strings,
    )
    .option(
      '--os <list...>',
      "operating systems, with AWS's rules; windows=14 sets the approval delay in days",
      systemList,
    );
}

/** What a window does to its nodes, and how carefully. */
export function withTask(command: Command): Command {
  return command
    .addOption(choice('--operation <name>', 'install patches, or only scan', Object.values(flagWords.operation)))
    .addOption(choice('--reboot <when>', 'reboot a node after installing', Object.values(flagWords.reboot)))
    .optionsGroup('Windows:')
    .option('--duration <hours>', 'hours that a window is open, 1 to 24 (default: 1)', integer(1, 24))
    .option('--cutoff <hours>', 'hours before the end at which no new node starts (default: 0)', integer(0, 23))
    .addOption(
      choice('--on-cutoff <what>', 'what happens to running nodes at the cutoff', Object.values(flagWords.onCutoff)),
    )
    .option('--max-concurrency <n>', 'nodes at a time, number or percentage (default: 2)')
    .option(
      '--max-errors <n>',
      'failed nodes that a run tolerates, number or percentage; one more ends it (default: 1)',
    )
    .addOption(choice('--tag-key <key>', 'the tag that puts a node into a patch group', ['PatchGroup', 'Patch Group']))
    .option('--service-role-arn <arn>', "role for the tasks (default: SSM's service-linked role)");
}

/** The plan as a whole: its name, its tags, and what a second run may do. */
export function withPlan(command: Command): Command {
  command
    .optionsGroup('Plan:')
    .option('--plan <name>', 'name of the plan; the account keeps its answers by it (default: default)')
    .option(
      '--file <file>',
      'a plan document, as export plan writes it; other flags change single answers of it',
      fileName,
    )
    .option('--tag <key=value>', 'tag for windows and baselines (repeatable)', tagRecord);
  return withQuota(command)
    .option('--prune', 'also delete what the plan made before and no longer wants, with a backup')
    .option('--adopt', 'take over patching windows that no plan has, as they are')
    .option('--resume', 'end pauses of the plan')
    .option('--no-record', 'do not write the plan down in the account: then drift and former answers are not known');
}

/** For what creates: the API does not tell how many fit. */
export function withQuota(command: Command): Command {
  return command.option(
    '--quota <name=n>',
    "the account's quota of windows or baselines, where it was raised: windows=100 (repeatable)",
    quotaRecord(['windows', 'baselines']),
  );
}

/** Whether anything is changed. */
export function withConfirmation(command: Command): Command {
  return command.option('-y, --yes', 'apply without asking').option('--dry-run', 'show the plan, change nothing');
}

/** One of a few words; the first is what a plan has without the flag, but only a flag that was given is an answer. */
function choice(flags: string, description: string, words: readonly string[]): Option {
  const listed = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' or ');
  return new Option(flags, `${description}: ${listed} (default: ${words[0]})`).argParser(oneOf(words));
}
