/** The flags of a plan: its dates, patches, windows, name and tags. */
import type { FlagAnswers } from '../plan/intent/flags.js';
import { flagWords } from '../plan/intent/task-flags.js';
import { choice, group, type Values, value } from './command.js';
import {
  dayList,
  fileName,
  fileNames,
  hourList,
  integer,
  patchTuesdayList,
  planName,
  systemList,
  tagRecord,
  waveList,
  weekList,
  word,
  zone,
} from './values.js';

/** When windows open; lists as the original scripts take them. */
export const scheduleFlags = group('Schedule:', {
  weeks: value(
    '-w, --weeks <list...>',
    'weeks of the month, 1 to 5 or L for the last; -w 2 -d tue is the second Tuesday; --week works too (default: 1 2)',
    weekList,
  ),
  weekdays: value(
    '-d, --days <list...>',
    'weekdays, 0 to 7 (0 and 7 are Sunday) or names such as tue (default: 2 3)',
    dayList,
  ),
  times: value('-t, --hours <list...>', 'start times, 0 to 23 or HH:MM (default: 3 4)', hourList),
  timeZone: value('-z, --timezone <zone>', 'time zone, such as Europe/London (default: UTC)', zone),
  daysAfterPatchTuesday: value(
    '--after-patch-tuesday <list...>',
    'days after Patch Tuesday, 0 to 20, instead of weeks and days',
    patchTuesdayList,
  ),
  waves: value(
    '--wave <name=when@time>',
    'a named wave, instead of weeks, days, hours and Patch Tuesday: dev=2tue@03:00, prod=Lsun@05:00, db=pt+9@22:30 (repeatable)',
    waveList,
  ),
});

/** What a window does to its nodes, and how carefully. */
export const taskFlags = {
  ...group('Patches:', {
    operation: choice('--operation <name>', 'what a run does', flagWords.operation),
    reboot: choice('--reboot <when>', 'when to reboot a node after installing', flagWords.reboot),
  }),
  ...group('Windows:', {
    durationHours: value('--duration <hours>', 'hours a window stays open, 1 to 24 (default: 1)', integer(1, 24)),
    cutoffHours: value(
      '--cutoff <hours>',
      'stop starting nodes this many hours before the window ends (default: 0)',
      integer(0, 23),
    ),
    onCutoff: choice('--on-cutoff <what>', 'what happens to running nodes at the cutoff', flagWords.onCutoff),
    maxConcurrency: value(
      '--max-concurrency <n>',
      'nodes to patch at the same time, number or percentage (default: 2)',
      word,
    ),
    maxErrors: value(
      '--max-errors <n>',
      'failed nodes a run tolerates, number or percentage; one more ends the run (default: 1)',
      word,
    ),
    serviceRoleArn: value('--service-role-arn <arn>', "role for the tasks (default: SSM's service-linked role)", word),
  }),
};

/** The flags of a plan's answers, for those commands that take all of them. */
export const planFlags = {
  ...scheduleFlags,
  ...group('Patches:', {
    baselineFiles: value(
      '-b, --baseline-file <file>',
      'patch baseline in JSON, as CreatePatchBaseline accepts it or GetPatchBaseline returns it (repeatable)',
      fileNames,
    ),
    systems: value(
      '--os <list...>',
      "operating systems to patch with AWS's rules; windows=14 approves patches after 14 days",
      systemList,
    ),
    approvals: choice(
      '--approvals <how>',
      'each wave installs all patches old enough on its own day, or only those the first wave could install',
      {
        'each-wave': 'each-wave',
        'first-wave': 'first-wave',
      },
    ),
  }),
  task: taskFlags,
  ...group('Windows:', {
    tagKey: choice('--tag-key <key>', 'tag that puts a node into a patch group', {
      PatchGroup: 'PatchGroup',
      'Patch Group': 'Patch Group',
    }),
  }),
  ...group('Plan:', {
    plan: value('--plan <name>', 'plan name; the account keeps the answers under it (default: default)', planName),
    file: value(
      '--file <file>',
      'plan document, as export plan writes it; other flags change single answers',
      fileName,
    ),
    tags: value('--tag <key=value>', 'tag for windows and baselines (repeatable)', tagRecord),
  }),
};

/** What was said of a plan, by a command that takes some of its flags. */
export type PlanOptions = Partial<Omit<Values<typeof planFlags>, 'task'> & Pick<FlagAnswers, 'task'>>;
