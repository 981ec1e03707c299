/** What a plan document may say, and every mistake named by its place. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../source/errors.js';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { parseDocument } from '../../../source/plan/intent/parse.js';
import { defaultDocument, namedWave, scriptWave, wavesOf } from '../../../source/plan/intent/waves.js';

const time = { hour: 3, minute: 0 };
const secondTuesday = { kind: 'nth-weekday', week: 2, weekday: 2, time } as const;
const read = (members: object) => parseDocument(JSON.stringify({ version: 1, ...members }), 'plan.json');

function refused(text: string): UserError {
  try {
    parseDocument(text, 'plan.json');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

const mistakes = (members: object) => refused(JSON.stringify({ version: 1, ...members })).nextSteps;

describe('a document', () => {
  it('has the defaults where it says nothing', () => {
    expect(read({})).toEqual(defaultDocument());
    expect(read({ plan: 'web', $schema: './plan.schema.json' })).toEqual(defaultDocument('web'));
    expect(read({ task: { durationHours: 3 } }).task).toEqual({ ...defaultDocument().task, durationHours: 3 });
    expect(parseDocument('\ufeff{"version":1}', 'plan.json')).toEqual(defaultDocument());
  });

  it('can leave the baselines alone', () => {
    expect(read({ baselines: [] }).baselines).toEqual([]);
  });

  it.each<[string, unknown, object]>([
    ['a name', 'dev=2tue@03:00', namedWave('web', 'dev', secondTuesday)],
    ['a slot', '2tue@03:00', scriptWave(secondTuesday)],
    [
      'days after Patch Tuesday',
      'dev=pt+20@3',
      namedWave('web', 'dev', { kind: 'after-patch-tuesday', days: 20, time }),
    ],
    ['an object with a slot', { when: 'Ltue@03:00' }, scriptWave({ ...secondTuesday, week: 'L' })],
    ['an object with a name', { name: 'dev', when: '2tue@03:00' }, namedWave('web', 'dev', secondTuesday)],
    [
      'names of its own',
      { name: 'dev', patchGroup: 'Dev nodes', window: 'Patch-dev', when: '2tue@03:00' },
      { name: 'dev', patchGroup: 'Dev nodes', window: 'Patch-dev', when: secondTuesday },
    ],
    [
      'a schedule',
      { name: 'dev', when: { schedule: 'cron(0 3 ? * MON-FRI *)', scheduleOffset: 2 } },
      {
        ...namedWave('web', 'dev', secondTuesday),
        when: { kind: 'schedule', schedule: 'cron(0 3 ? * MON-FRI *)', scheduleOffset: 2 },
      },
    ],
    [
      'a schedule that a slot says too',
      { name: 'dev', when: { schedule: 'cron(0 03 ? * 3#2 *)' } },
      namedWave('web', 'dev', secondTuesday),
    ],
    [
      'answers of its own',
      { when: '2tue@03:00', timeZone: 'Asia/Tokyo', task: { operation: 'scan', reboot: 'never', serviceRoleArn: '' } },
      {
        ...scriptWave(secondTuesday),
        own: { timeZone: 'Asia/Tokyo', task: { operation: 'Scan', reboot: 'NoReboot' } },
      },
    ],
    ['answers that are the plan’s', { when: '2tue@03:00', timeZone: 'UTC', task: {} }, scriptWave(secondTuesday)],
  ])('has a wave by %s', (_, entry, wave) => {
    expect(read({ plan: 'web', waves: [entry] }).waves).toEqual([wave]);
  });

  it('has many waves by a grid, each once and in order, whatever its lists are', () => {
    const grid = { weeks: ['L', 2, 2, 1], weekdays: [7, 2, 0], times: ['04:00', '03:00'], without: ['2sun@04:00'] };
    const full = wavesOf({
      kind: 'weekdays',
      weeks: [1, 2, 'L'],
      weekdays: [0, 2],
      times: [time, { hour: 4, minute: 0 }],
    });
    expect(read({ waves: [grid] }).waves).toEqual(full.filter(({ name }) => name !== 'Week2Day0Unattended0400'));
    const after = { afterPatchTuesday: [9, 0], times: ['03:00'], without: [] };
    expect(read({ waves: [after] }).waves).toEqual(wavesOf({ kind: 'patch-tuesday', days: [0, 9], times: [time] }));
  });

  it('keeps a role from a wave by an empty text', () => {
    const serviceRoleArn = 'arn:aws:iam::123456789012:role/patching';
    const wave = { when: '2tue@03:00', task: { serviceRoleArn: '' } };
    const [{ own } = { own: undefined }] = read({ task: { serviceRoleArn }, waves: [wave] }).waves;
    expect(own?.task).toStrictEqual({ serviceRoleArn: undefined });
  });

  it('has baselines by words and by the rules of files, one order for all', () => {
    const { OperatingSystem: _, ...windows } = windowsZeroDayImportant;
    const digest = `debian:sha256:${'0'.repeat(32)}`;
    const baselines = [
      'rhel',
      { file: 'd.json', rules: digest },
      { file: 'w.json', rules: { ...windows, BaselineId: 'pb-1' } },
    ];
    expect(read({ baselines }).baselines).toEqual([
      { kind: 'file', fileName: 'w.json', rules: { definition: windowsZeroDayImportant } },
      { kind: 'aws-rules', os: 'REDHAT_ENTERPRISE_LINUX' },
      { kind: 'file', fileName: 'd.json', rules: { digest, operatingSystem: 'DEBIAN' } },
    ]);
  });
});

describe('a document that cannot be read', () => {
  it.each<[string, RegExp]>([
    ['{"version":1,}', /not JSON: there is a mistake at line 1, column 14\./],
    ['{\n  "version": 1\n  "plan": "x"\n}', /line 3, column 3\./],
    ['', /line 1, column 1\./],
    ['[]', /plan\.json is a list, not a plan document\./],
    ['"web"', /plan\.json is "web", not a plan document\./],
  ])('%s', (text, message) => {
    const error = refused(text);
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ code: 'invalid-plan', exitCode: 2 });
    expect(error.nextSteps).not.toEqual([]);
  });

  it('is of a newer version', () => {
    const error = refused('{"version":2,"waves":{"anything":true}}');
    expect(error.message).toBe('plan.json was made by a newer ssm-patch-wizard.');
    expect(error).toMatchObject({ code: 'newer-plan', exitCode: 2, detail: expect.stringContaining('version 2') });
  });
});

describe('a mistake is named by its place:', () => {
  it.each<[object, string]>([
    [{ version: 0 }, 'version is 0; it must be 1.'],
    [{ version: '1' }, 'version is "1"; it must be 1.'],
    [{ version: undefined }, 'version is missing.'],
    [{ wave: [] }, 'wave is not known; did you mean waves?'],
    [{ timezone: 'UTC' }, 'timezone is not known; did you mean timeZone?'],
    [
      { plan: '-x' },
      'plan: "-x" cannot be a plan name: 1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit.',
    ],
    [{ plan: 7 }, 'plan is 7; it must be text.'],
    [
      { timeZone: 'Europe/Lodnon' },
      'timeZone: "Europe/Lodnon" is not a time zone of the tz database. Did you mean Europe/London, Europe/Lisbon?',
    ],
    [{ tagKey: 'Patchgroup' }, 'tagKey is "Patchgroup"; did you mean PatchGroup?'],
    [{ waves: [] }, 'waves has 0 entries; the least is 1.'],
    [{ waves: {} }, 'waves is an object; it must be a list.'],
    [{ waves: [3] }, 'waves[0] is 3; it must be a text such as "dev=2tue@03:00", or an object.'],
    [
      { waves: ['dev=2tue@03:00', 'dev 2=2tue@03:00'] },
      'waves[1] is "dev 2=2tue@03:00"; "dev 2" cannot be the name of a wave: 1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit.',
    ],
    [
      { waves: ['=2tue@03:00'] },
      'waves[0] is "=2tue@03:00"; "" cannot be the name of a wave: 1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit.',
    ],
    [{ waves: ['dev=6tue@03:00'] }, 'waves[0] is "dev=6tue@03:00"; 6tue: weeks are 1 to 5, or L for the last.'],
    [{ waves: ['dev=2tue'] }, 'waves[0] is "dev=2tue"; 2tue: the time is missing; write it as 2tue@03:00.'],
    [{ waves: ['dev=pt+21@03:00'] }, 'waves[0] is "dev=pt+21@03:00"; pt+21: days after Patch Tuesday are 0 to 20.'],
    [{ waves: [{ name: 'dev' }] }, 'waves[0].when is missing.'],
    [
      { waves: [{ name: 'dev', when: 3 }] },
      'waves[0].when is 3; it must be a text such as "2tue@03:00", or an object with a schedule.',
    ],
    [
      { waves: [{ name: 'dev', when: '2xyz@03:00' }] },
      'waves[0].when is "2xyz@03:00"; 2xyz: "xyz" is no weekday; write tue or Tuesday.',
    ],
    [{ waves: [{ name: 'dev', when: {} }] }, 'waves[0].when.schedule is missing.'],
    [
      { waves: [{ name: 'dev', when: { schedule: 'daily' } }] },
      'waves[0].when: Schedule: "daily" is none of cron(Minutes Hours Day-of-month Month Day-of-week Year), rate(value unit) and at(YYYY-MM-DDThh:mm:ss).',
    ],
    [
      { waves: [{ name: 'dev', when: { schedule: 'rate(7 days)', scheduleOffset: 2 } }] },
      'waves[0].when: The offset 2 of rate(7 days) is none: only cron has one, of 1 to 6 days.',
    ],
    [
      { waves: [{ name: 'dev', when: { schedule: 'cron(0 3 ? * * *)', scheduleOffset: 7 } }] },
      'waves[0].when.scheduleOffset is 7; the most is 6.',
    ],
    [
      { waves: [{ when: { schedule: 'rate(7 days)' } }] },
      'waves[0].name is missing; only a wave whose "when" is a text such as "2tue@03:00" can be without a name.',
    ],
    [
      { waves: [{ name: 'dev', when: '2tue@03:00', patchgroup: 'x' }] },
      'waves[0].patchgroup is not known; did you mean patchGroup?',
    ],
    [{ waves: [{ name: 7, when: { schedule: 'rate(7 days)' } }] }, 'waves[0].name is 7; it must be text.'],
    [
      { waves: [{ name: '.dev', when: '2tue@03:00' }] },
      'waves[0].name: ".dev" cannot be the name of a wave: 1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit.',
    ],
    [
      { waves: [{ name: 'dev', window: 'a b c', when: '2tue@03:00' }] },
      'waves[0].window: "a b c" cannot be the name of a maintenance window: 3 to 128 letters, digits, dots, hyphens and underscores.',
    ],
    [
      { waves: [{ name: 'dev', patchGroup: 'a!', when: '2tue@03:00' }] },
      'waves[0].patchGroup: "a!" cannot be a patch group: 1 to 256 letters, digits, spaces and _.:/=+-@.',
    ],
    [
      { waves: [{ when: '2tue@03:00', timeZone: 'utc' }] },
      'waves[0].timeZone: "utc" is not a time zone of the tz database. Did you mean UTC?',
    ],
    [
      { waves: [{ when: '2tue@03:00', task: { operation: 'Scan' } }] },
      'waves[0].task.operation is "Scan"; did you mean scan?',
    ],
    [
      { waves: [{ when: '2tue@03:00', task: { cutoffHours: 1 } }] },
      'waves[0].task.cutoffHours: The cutoff (1 h) has to be a whole number of hours below the duration (1 h).',
    ],
    [
      { task: { durationHours: 4, cutoffHours: 3 }, waves: [{ when: '2tue@03:00', task: { durationHours: 2 } }] },
      'waves[0].task.cutoffHours: The cutoff (3 h) has to be a whole number of hours below the duration (2 h).',
    ],
    [{ waves: ['dev=2tue@03:00', 'dev=3tue@03:00'] }, 'waves[0] and waves[1]: Two waves are called "dev".'],
    [
      { waves: [{ weeks: [2], weekdays: [2], times: ['03:00'] }, '2tue@03:00'] },
      'waves[0] and waves[1]: Two waves are called "Week2Day2Unattended0300".',
    ],
    [
      { waves: [{ weeks: [6], weekdays: [2], times: ['03:00'] }] },
      'waves[0].weeks[0] is 6; it must be a number from 1 to 5, or "L" for the last.',
    ],
    [
      { waves: [{ weeks: [1], weekdays: ['tue'], times: ['03:00'] }] },
      'waves[0].weekdays[0] is "tue"; it must be a number from 0 (Sunday) to 6.',
    ],
    [
      { waves: [{ weeks: [1], weekdays: [2], times: ['3:00'] }] },
      'waves[0].times[0] is "3:00"; it must be a time such as "03:00".',
    ],
    [{ waves: [{ weeks: [1], weekdays: [2] }] }, 'waves[0].times is missing.'],
    [
      { waves: [{ weeks: [1], weekdays: [2], times: ['03:00'], name: 'dev' }] },
      'waves[0].name is not known; it must be one of weeks, weekdays, times, without.',
    ],
    [
      { waves: [{ afterPatchTuesday: [21], times: ['03:00'] }] },
      'waves[0].afterPatchTuesday[0] is 21; the most is 20.',
    ],
    [
      { waves: [{ weeks: [1, 2], weekdays: [2], times: ['03:00'], without: ['3tue@03:00'] }] },
      'waves[0].without[0] is "3tue@03:00"; the grid does not have it.',
    ],
    [
      { waves: [{ weeks: [1, 2], weekdays: [2], times: ['03:00'], without: ['x@03:00'] }] },
      'waves[0].without[0] is "x@03:00"; x: a day is written as 2tue, Ltue (the last one) or pt+9 (days after Patch Tuesday).',
    ],
    [
      { baselines: ['windows', 'beos'] },
      'baselines[1] is "beos"; "beos" is none of windows, amazon-linux-2023, amazon-linux-2, redhat-enterprise-linux, ubuntu, debian, suse, rocky-linux, alma-linux, oracle-linux, centos, macos, amazon-linux-2022, amazon-linux, raspbian, windows-0day-important.',
    ],
    [
      { baselines: ['windows=361'] },
      'baselines[0] is "windows=361"; an approval delay is a whole number of days, 0 to 360, not "361".',
    ],
    [
      { baselines: ['ubuntu=7'] },
      'baselines[0] is "ubuntu=7"; ubuntu has no approval delay: its repositories carry no release dates.',
    ],
    [
      { baselines: ['windows', 'windows-0day-important'] },
      'baselines: Two patch baselines are for Windows Server; a patch group takes one per operating system.',
    ],
    [
      { baselines: [7] },
      'baselines[0] is 7; it must be a text such as "windows=14", or an object with file and rules.',
    ],
    [{ baselines: [{ file: 'x.json' }] }, 'baselines[0].rules is missing.'],
    [
      { baselines: [{ file: 'x.json', rules: 'sha256:00' }] },
      'baselines[0].rules is "sha256:00"; it must be an object with the rules, or their digest (windows:sha256:…).',
    ],
    [
      { baselines: [{ file: 'x.json', rules: { Name: 'x', ApprovedPatches: ['KB1'] } }] },
      'baselines[0].rules.Name has 1 character; the least is 3.',
    ],
    [
      { baselines: [{ file: 'x.json', rules: { Name: 'Mine' } }] },
      'baselines[0].rules.ApprovalRules and baselines[0].rules.ApprovedPatches are both missing or empty; a baseline approves something by one of them.',
    ],
    [
      { baselines: [{ file: 'x.json', rules: 7 }] },
      'baselines[0].rules is 7; it must be an object with the rules, or their digest (windows:sha256:…).',
    ],
    [{ task: [] }, 'task is a list; it must be an object.'],
    [{ task: { reboot: 'always' } }, 'task.reboot is "always"; it must be one of if-needed, never.'],
    [{ task: { durationHours: 25 } }, 'task.durationHours is 25; the most is 24.'],
    [
      { task: { durationHours: '4', cutoffHours: 2 } },
      'task.durationHours is "4"; it must be a whole number from 1 to 24.',
    ],
    [
      { task: { cutoffHours: 2 } },
      'task.cutoffHours: The cutoff (2 h) has to be a whole number of hours below the duration (1 h).',
    ],
    [
      { task: { maxConcurrency: '0' } },
      'task.maxConcurrency: "0" nodes at a time is neither a number from 1 nor a percentage from 1% to 100%.',
    ],
    [{ task: { maxConcurrency: 2 } }, 'task.maxConcurrency is 2; it must be text.'],
    [{ task: { serviceRoleArn: 'patching' } }, 'task.serviceRoleArn: "patching" is not the ARN of an IAM role.'],
    [
      { task: { duration: 2 } },
      'task.duration is not known; it must be one of operation, reboot, durationHours, cutoffHours, onCutoff, maxConcurrency, maxErrors, serviceRoleArn.',
    ],
    [{ tags: [] }, 'tags is a list; it must be an object.'],
    [{ tags: { Team: 7 } }, 'tags.Team is 7; it must be text.'],
    [{ tags: { 'aws:x': '' } }, 'tags.aws:x: The tag key "aws:x" is reserved.'],
    [{ tags: { 'a=b': '' } }, 'tags.a=b: The tag key "a=b" is reserved.'],
    [
      { tags: { 'a\u001b': '' } },
      'tags.a\ufffd: The tag "a\ufffd=" is not one that AWS takes: letters, digits, spaces and _.:/=+-@, key up to 128, value up to 256.',
    ],
  ])('%j', (members, mistake) => {
    expect(mistakes(members)).toEqual([mistake]);
  });

  it('of two members of one name the later one, by line and column', () => {
    const text =
      '{\n  "version": 1,\n  "waves": [{ "name": "a", "name": "b", "when": "2tue@03:00" }],\n  "plan": "x",\n  "plan": "y"\n}';
    expect(refused(text).nextSteps).toEqual([
      'waves[0].name is there twice, again at line 3, column 28.',
      'plan is there twice, again at line 5, column 3.',
    ]);
  });

  it('all of them at once', () => {
    const found = mistakes({
      plan: 'a b',
      timeZone: 'Mars',
      waves: ['x', { name: 'dev', when: '2tue@03:00', task: { maxErrors: '-1' } }, 'dev=3tue@03:00'],
      baselines: ['beos', 'ubuntu', 'ubuntu'],
      task: { operation: 'look', maxErrors: 'none' },
      tags: { 'aws:a': '1', b: 2 },
      more: true,
    });
    expect(found.map((mistake) => mistake.split(/:? /, 1)[0])).toEqual([
      ...['more', 'waves[0]', 'baselines[0]', 'task.operation', 'tags.b', 'plan', 'waves[1].task.maxErrors'],
      ...['waves[1]', 'timeZone', 'baselines', 'task.maxErrors', 'tags.aws:a'],
    ]);
  });

  it('and more than anybody reads are counted', () => {
    const found = mistakes({ waves: Array.from({ length: 120 }, () => 'x') });
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toBe('And 20 more.');
  });
});
