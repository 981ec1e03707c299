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
    '1 to 5, or L for the last: the nth such weekday of the month; --week is the same (default: 1 2)',
    weekList,
  ),
  weekdays: value('-d, --days <list...>', '0 to 7 (0 and 7 are Sunday) or names such as tue (default: 2 3)', dayList),
  times: value('-t, --hours <list...>', '0 to 23, or HH:MM (default: 3 4)', hourList),
  timeZone: value('-z, --timezone <zone>', 'tz database name (default: UTC)', zone),
  daysAfterPatchTuesday: value(
    '--after-patch-tuesday <list...>',
    'days after the second Tuesday, 0 to 20, in place of weeks and days',
    patchTuesdayList,
  ),
  waves: value(
    '--wave <name=when@time>',
    'a wave by name, in place of weeks, days, hours and Patch Tuesday: dev=2tue@03:00, prod=Lsun@05:00, db=pt+9@22:30 (repeatable)',
    waveList,
  ),
});

/** What a window does to its nodes, and how carefully. */
export const taskFlags = {
  ...group('Patches:', {
    operation: choice('--operation <name>', 'install patches, or only scan', flagWords.operation),
    reboot: choice('--reboot <when>', 'reboot a node after installing', flagWords.reboot),
  }),
  ...group('Windows:', {
    durationHours: value('--duration <hours>', 'hours that a window is open, 1 to 24 (default: 1)', integer(1, 24)),
    cutoffHours: value(
      '--cutoff <hours>',
      'hours before the end at which no new node starts (default: 0)',
      integer(0, 23),
    ),
    onCutoff: choice('--on-cutoff <what>', 'what happens to running nodes at the cutoff', flagWords.onCutoff),
    maxConcurrency: value('--max-concurrency <n>', 'nodes at a time, number or percentage (default: 2)', word),
    maxErrors: value(
      '--max-errors <n>',
      'failed nodes that a run tolerates, number or percentage; one more ends it (default: 1)',
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
      'patch baseline as JSON, as CreatePatchBaseline or GetPatchBaseline has it (repeatable)',
      fileNames,
    ),
    systems: value(
      '--os <list...>',
      "operating systems, with AWS's rules; windows=14 sets the approval delay in days",
      systemList,
    ),
    approvals: choice(
      '--approvals <how>',
      'waves take what is old enough on their own day, or only what the first wave could take',
      {
        'each-wave': 'each-wave',
        'first-wave': 'first-wave',
      },
    ),
  }),
  task: taskFlags,
  ...group('Windows:', {
    tagKey: choice('--tag-key <key>', 'the tag that puts a node into a patch group', {
      PatchGroup: 'PatchGroup',
      'Patch Group': 'Patch Group',
    }),
  }),
  ...group('Plan:', {
    plan: value('--plan <name>', 'name of the plan; the account keeps its answers by it (default: default)', planName),
    file: value(
      '--file <file>',
      'a plan document, as export plan writes it; other flags change single answers of it',
      fileName,
    ),
    tags: value('--tag <key=value>', 'tag for windows and baselines (repeatable)', tagRecord),
  }),
};

/** What was said of a plan, by a command that takes some of its flags. */
export type PlanOptions = Partial<Omit<Values<typeof planFlags>, 'task'> & Pick<FlagAnswers, 'task'>>;
