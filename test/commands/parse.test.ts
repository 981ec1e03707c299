import { describe, expect, it } from 'vitest';
import { exporting } from '../../source/commands/export.js';
import { commands } from '../../source/commands/list.js';
import { instructionsIn } from '../../source/commands/node-instructions.js';
import { nodes } from '../../source/commands/nodes.js';
import { pause, pauseEnd, resume } from '../../source/commands/pause.js';
import { readPlanFlags } from '../../source/commands/plan-answers.js';
import { preview } from '../../source/commands/preview.js';
import { setup } from '../../source/commands/setup.js';
import { withFlags } from '../../source/plan/intent/flags.js';
import { defaultDocument, defaultGrid, gridOf } from '../../source/plan/intent/waves.js';
import { instructionText } from '../../source/plan/nodes/instruction-text.js';
import { refusal } from '../helpers/refused.js';
import { optionsOf, parse } from './parsed.js';

const answers = (...argv: string[]) => readPlanFlags(optionsOf(setup, ...argv)).flags;
const when = (...argv: string[]) => answers(...argv).when;
const plan = (...argv: string[]) => withFlags(defaultDocument(), answers(...argv));
const grid = (...argv: string[]) => gridOf(plan(...argv).waves);
const at = (hour: number, minute = 0) => ({ hour, minute });

/** The error of arguments that are refused. */
const refused = (...argv: string[]) => refusal(() => parse(...argv));

function help(...argv: string[]): string {
  const { name, text } = parse(...argv) as { readonly name: string; readonly text: string };
  expect(name).toBe('text');
  return text;
}

describe('which command', () => {
  it('is the home screen without one', () => {
    expect(parse()).toEqual({ name: 'home', connection: { isSandbox: false }, loglevel: 'WARNING', isJson: false });
  });

  it.each(['setup', 'preview', 'sandbox'])('%s has its name first or after the common flags', (name) => {
    expect(parse(name).name).toBe(name);
    expect(parse('--sandbox', '-r', 'eu-west-1', name).name).toBe(name);
  });

  it.each(['-V', 'help', 'help setup', '--version', 'setup -r eu-west-1 --help', '--sandbox --version'])(
    '%s is text and not a command',
    (line) => {
      expect(parse(...line.split(' ')).name).toBe('text');
    },
  );

  it('is none where the version is asked for', () => {
    expect(help('--version')).toBe('1.2.3\n');
  });
});

describe('flags that every command takes', () => {
  it.each([['setup'], ['preview'], ['sandbox']])('%s: before and after its name', (name) => {
    const flags = ['--json', '--no-color', '-l', 'DEBUG'];
    for (const argv of [
      [...flags, name],
      [name, ...flags],
    ]) {
      expect(parse(...argv)).toMatchObject({ name, isJson: true, loglevel: 'DEBUG' });
    }
  });

  it('count where they stand nearer to the command', () => {
    expect(parse('setup', '-l', 'ERROR')).toMatchObject({ loglevel: 'ERROR' });
    expect(parse('-l', 'DEBUG', 'setup', '-l', 'ERROR')).toMatchObject({ loglevel: 'ERROR' });
    expect(parse('-r', 'eu-west-1', 'setup', '-r', 'us-east-1')).toMatchObject({
      connection: { regions: ['us-east-1'] },
    });
  });

  it.each(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'])('know the log level %s in any case', (loglevel) => {
    expect(parse('-l', loglevel)).toMatchObject({ loglevel });
    expect(parse('-l', loglevel.toLowerCase())).toMatchObject({ loglevel });
  });
});

describe('the connection', () => {
  const all = ['--region', 'eu-west-2', '--profile', 'ops', '--endpoint-url', 'http://127.0.0.1:4566'];
  const connection = { regions: ['eu-west-2'], profile: 'ops', endpointUrl: 'http://127.0.0.1:4566', isSandbox: false };

  it('is taken before and after the command, and at home', () => {
    expect(parse(...all)).toMatchObject({ name: 'home', connection });
    expect(parse(...all, 'setup')).toMatchObject({ name: 'setup', connection });
    expect(parse('setup', ...all)).toMatchObject({ name: 'setup', connection });
  });
});

describe('weeks and days', () => {
  it.each([
    [['-w', '1', '3']],
    [['-w', '1,3']],
    [['-w', '1, 3']],
    [['-w', '1 3']],
    [['-w', '1', ',', '3']],
    [['--weeks', '3', '1']],
    [['--weeks=1', '--weeks=3']],
    [['--week', '1', '3']],
    [['--week=1', '-w', '3']],
    [['-w', '1', '3', '1', '--week', '3,1']],
    [['-w1,3']],
  ])('%j: the 1st and 3rd weeks', (argv) => {
    expect(grid(...argv)).toEqual({ ...defaultGrid, weeks: [1, 3] });
  });

  it.each([['L'], ['l'], ['last'], ['LAST']])('-w %s is the last week, and comes last', (word) => {
    expect(grid('-w', word, '5')).toMatchObject({ weeks: [5, 'L'] });
  });

  it.each<[string, number[]]>([
    ['0', [0]],
    ['7', [0]],
    ['0 7', [0]],
    ['7,1,0', [0, 1]],
    ['tue', [2]],
    ['Tuesday', [2]],
    ['TU', [2]],
    ['tue 2 tues', [2]],
    ['sat,sun', [0, 6]],
    ['mon tue wed thu fri', [1, 2, 3, 4, 5]],
  ])('-d %s: %j', (words, weekdays) => {
    expect(grid('-d', ...words.split(' '))).toEqual({ ...defaultGrid, weekdays });
  });
});

describe('hours', () => {
  it.each([
    ['3 4', [at(3), at(4)]],
    ['04,3', [at(3), at(4)]],
    ['03:30', [at(3, 30)]],
    ['3:30 3 03:00', [at(3), at(3, 30)]],
    ['0 23 23:59', [at(0), at(23), at(23, 59)]],
  ])('-t %s', (words, times) => {
    expect(grid('-t', ...words.split(' '))).toEqual({ ...defaultGrid, times });
  });
});

describe('days after Patch Tuesday', () => {
  it('take the place of weeks and days', () => {
    expect(grid('--after-patch-tuesday', '20', '3', '0,3')).toEqual({
      ...{ kind: 'patch-tuesday', days: [0, 3, 20], times: defaultGrid.times },
    });
  });
});

describe('waves by name', () => {
  const gridAlone = /--after-patch-tuesday cannot be combined with --weeks or --days/;
  const everyOther = /^--wave cannot be combined with --weeks, --days, --hours or --after-patch-tuesday/;

  it('are repeated, each with its slot', () => {
    const given = when('--wave', 'dev=2tue@03:00', '--wave', 'prod=Lsun@5:30', '--wave=db=pt+9@22:30');
    expect(given).toEqual({
      kind: 'waves',
      waves: [
        { name: 'dev', slot: { kind: 'nth-weekday', week: 2, weekday: 2, time: at(3) } },
        { name: 'prod', slot: { kind: 'nth-weekday', week: 'L', weekday: 0, time: at(5, 30) } },
        { name: 'db', slot: { kind: 'after-patch-tuesday', days: 9, time: at(22, 30) } },
      ],
    });
  });

  it.each([
    ['--after-patch-tuesday 3', ['-w 1', '--week 1', '-d 2', '-w 1 -d 2'], gridAlone],
    ['--wave dev=2tue@03:00', ['-w 1', '-d 2', '-t 3', '--after-patch-tuesday 3'], everyOther],
  ])('and days after Patch Tuesday stand alone: %s goes with none of %j', (line, others, message) => {
    for (const other of others) {
      expect(
        refusal(() => when(...`${line} ${other}`.split(' '))),
        other,
      ).toMatchObject({
        ...{ exitCode: 2, code: 'usage', nextSteps: ['Leave out one or the other.'] },
        message: expect.stringMatching(message),
      });
    }
  });
});

describe('set-up', () => {
  it('answers nothing by itself, so that every default is the plan’s', () => {
    expect(answers()).toEqual({ task: {} });
    expect(optionsOf(setup)).toEqual({
      ...{ connection: { isSandbox: false }, task: {}, consent: { prune: false, adopt: false, resume: false } },
      ...{ keepsRecord: true, isConfirmed: false, isDryRun: false, loglevel: 'WARNING', isJson: false },
    });
  });

  it('takes every flag of the contract', () => {
    const argv = [
      ...['--plan', 'web', '-w', '2', '-d', 'wed', '-t', '22:15', '-z', 'Europe/London'],
      ...['-b', 'a.json', '--baseline-file', 'b.json', '--os', 'ubuntu,al2023', 'windows=14'],
      ...['--tag-key', 'Patch Group', '--operation', 'scan', '--reboot', 'never'],
      ...['--duration', '4', '--cutoff', '1', '--on-cutoff', 'cancel', '--max-concurrency', '10%', '--max-errors', '0'],
      ...['--service-role-arn', 'arn:aws:iam::123456789012:role/patching', '--tag', 'Team=ops', '--tag', 'Url=a=b'],
      ...['--file', 'plan.json', '--prune', '--adopt', '--resume', '--no-record', '-y', '--dry-run'],
    ];
    expect(optionsOf(setup, ...argv)).toMatchObject({
      ...{ plan: 'web', weeks: [2], weekdays: [3], times: [at(22, 15)], timeZone: 'Europe/London' },
      baselineFiles: ['a.json', 'b.json'],
      systems: [
        { kind: 'aws-rules', os: 'UBUNTU' },
        { kind: 'aws-rules', os: 'AMAZON_LINUX_2023' },
        { kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 14 },
      ],
      tagKey: 'Patch Group',
      tags: { Team: 'ops', Url: 'a=b' },
      task: {
        ...{ operation: 'Scan', reboot: 'NoReboot', durationHours: 4, cutoffHours: 1, onCutoff: 'CANCEL_TASK' },
        ...{ maxConcurrency: '10%', maxErrors: '0', serviceRoleArn: 'arn:aws:iam::123456789012:role/patching' },
      },
      file: 'plan.json',
      consent: { prune: true, adopt: true, resume: true },
      ...{ keepsRecord: false, isConfirmed: true, isDryRun: true },
    });
  });

  it.each([
    ['--operation', 'install', { operation: 'Install' }],
    ['--reboot', 'if-needed', { reboot: 'RebootIfNeeded' }],
    ['--on-cutoff', 'continue', { onCutoff: 'CONTINUE_TASK' }],
  ])('%s %s is an answer even where it is the default', (flag, word, task) => {
    expect(answers(flag, word).task).toEqual(task);
  });

  it('keeps a tag of a dangerous name as what it is', () => {
    expect(Object.entries(optionsOf(setup, '--tag', '__proto__=x', '--tag', 'a=').tags ?? {})).toEqual([
      ['__proto__', 'x'],
      ['a', ''],
    ]);
  });

  it('has operating systems in one order, each once', () => {
    const argv = ['--os', 'ubuntu', 'rhel', 'Ubuntu', 'windows-0day-important', 'amazon-linux-2'];
    expect(plan(...argv).baselines).toEqual([
      { kind: 'zero-day' },
      { kind: 'aws-rules', os: 'AMAZON_LINUX_2' },
      { kind: 'aws-rules', os: 'REDHAT_ENTERPRISE_LINUX' },
      { kind: 'aws-rules', os: 'UBUNTU' },
    ]);
    // With two delays they stay two, to be refused where plans are checked.
    expect(optionsOf(setup, '--os', 'windows=0,windows=7').systems).toHaveLength(2);
  });
});

describe('preview', () => {
  const given = (...argv: string[]) => optionsOf(preview, ...argv);

  it('shows 20 dates from now', () => {
    expect(given()).toEqual({ count: 20, task: {}, loglevel: 'WARNING', isJson: false });
  });

  const instant = (text: string) => ({ instant: new Date(text) });
  const clock = (asIfUtc: string) => ({ local: Date.parse(asIfUtc) });

  // With an offset it is the same on every machine, without one it is what clocks show in the zone of the schedule.
  it.each([
    ['2026-12-01T03:00:15.250Z', instant('2026-12-01T03:00:15.250Z')],
    ['2026-12-01t03:00z', instant('2026-12-01T03:00:00.000Z')],
    ['2026-12-01T03:00+05:45', instant('2026-11-30T21:15:00.000Z')],
    ['2026-12-01', clock('2026-12-01T00:00:00.000Z')],
    ['2026-12-01T03:00', clock('2026-12-01T03:00:00.000Z')],
    ['2026-12-01T03:00:15', clock('2026-12-01T03:00:15.000Z')],
    ['2028-02-29', clock('2028-02-29T00:00:00.000Z')],
  ])('--from %s is %j', (word, from) => {
    expect(given('--from', word).from).toEqual(from);
  });

  it('takes the flags of the schedule and a count', () => {
    const argv = ['-w', '3', '-z', 'Asia/Tokyo', '--duration', '3', '--file', 'plan.json', '--count', '5'];
    expect(given(...argv)).toMatchObject({
      ...{ count: 5, file: 'plan.json', weeks: [3], timeZone: 'Asia/Tokyo', task: { durationHours: 3 } },
    });
  });

  it('takes flags of the other commands, and says nothing of them', () => {
    const argv = ['--region', 'eu-west-1', '--sandbox', '--yes', '--dry-run', '-w', '3'];
    expect(parse('preview', ...argv)).toEqual(parse('preview', '-w', '3'));
    expect(help('preview', '--help')).not.toContain('--region');
  });

  it.each([
    ['--plan', 'x'],
    ['--os', 'ubuntu'],
  ])('refuses %s', (...argv) => {
    expect(refused('preview', ...argv).message).toContain(`Unknown option '${argv[0]}'`);
  });
});

it('instructions for nodes count in the order in which they are given, whichever their flags', () => {
  const line = ['--spread', 'a,b=all', '--unassign', 'i-1', '--spread', 'c,d=all', '--assign', 'a=i-2'];
  expect(instructionsIn(optionsOf(nodes, ...line).instructions).map(instructionText)).toEqual(
    line.filter((word) => !word.startsWith('--')),
  );
  const wrong = optionsOf(nodes, '--assign', 'dev=Env=prod').instructions;
  expect(() => instructionsIn(wrong)).toThrow('--assign: "Env=prod" is not a selector; did you mean tag:Env=prod?');
});

describe('pause and resume', () => {
  const scopeOf = (...argv: string[]) => optionsOf(pause, ...argv).scope;
  const endOf = (...argv: string[]) => pauseEnd(optionsOf(pause, ...argv).end).end;

  it('are of a plan, or of one of its waves', () => {
    expect(scopeOf('--next')).toEqual({ plan: 'default' });
    expect(scopeOf('--next', '--plan', 'web', '--wave', 'dev')).toEqual({ plan: 'web', wave: 'dev' });
    expect(optionsOf(resume, '--plan', 'web', '-y')).toMatchObject({
      ...{ scope: { plan: 'web' }, isConfirmed: true },
    });
  });

  it('end at a date in the zone of the plan, at an instant, or after the next run', () => {
    const instant = (word: string, zone: string) => {
      const end = endOf('--until', word);
      return end.kind === 'date' ? end.instantIn(zone).toISOString() : undefined;
    };
    expect(instant('2027-01-05', 'Asia/Tokyo')).toBe('2027-01-04T15:00:00.000Z');
    expect(instant('2027-01-05T06:00Z', 'Asia/Tokyo')).toBe('2027-01-05T06:00:00.000Z');
    expect(endOf('--next')).toEqual({ kind: 'next' });
  });

  it.each([
    [[], 'A pause needs an end.'],
    [['--next', '--until', '2027-01-05'], '--until and --next cannot be combined.'],
    [['--until', 'friday'], 'an ISO 8601 date'],
  ])('of %j is refused', (argv, message) => {
    expect(refusal(() => endOf(...argv))).toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
  });
});

describe('export', () => {
  it('is of flags, of a file or of an account, to standard output or into a file', () => {
    const argv = ['--from-account', '--plan', 'web', '-z', 'Asia/Tokyo', '--output', 'plan.json', '--force'];
    expect(optionsOf(exporting, 'plan', ...argv)).toMatchObject({
      ...{ format: 'plan', isFromAccount: true, output: 'plan.json', isForced: true },
      ...{ plan: 'web', timeZone: 'Asia/Tokyo' },
    });
  });

  it('has a form', () => {
    expect(refused('export').message).toMatch(/format/);
    expect(refused('export', 'pdf').message).toMatch(/plan/);
  });
});

describe('sandbox', () => {
  it('listens on a free port, on a full account, at full speed', () => {
    expect(parse('sandbox')).toEqual({
      ...{ name: 'sandbox', isEmpty: false, latencyMs: 0, loglevel: 'WARNING', isJson: false },
    });
  });

  it('takes every flag of the contract', () => {
    const argv = ['--port', '4566', '--state', 'f.json', '--empty', '--latency', '50', '--rate-limit', '10', '--json'];
    expect(parse('sandbox', ...argv, '--quota', 'windows=1000', '--quota', 'groups-per-baseline=3')).toMatchObject({
      ...{ port: 4566, stateFile: 'f.json', isEmpty: true, latencyMs: 50, rateLimit: 10, isJson: true },
      quotas: { windows: 1000, 'groups-per-baseline': 3 },
    });
  });

  it('of the account are told to a set-up, windows and baselines alone', () => {
    expect(parse('setup', '--quota', 'windows=100', '--quota', 'baselines=60')).toMatchObject({
      connection: { quotas: { windows: 100, baselines: 60 } },
    });
    expect(refused('setup', '--quota', 'groups-per-baseline=30').message).toContain('windows, baselines');
  });
});

describe('a value that its flag does not know', () => {
  const weeks = /Weeks are 1 to 5, or L for the last|The list is empty/;
  const days = /Days are 0 to 7 \(0 and 7 are Sunday\) or names such as tue|The list is empty/;
  const hours = /Hours are 0 to 23, or times such as 03:30|The list is empty/;
  const date = /an ISO 8601 date, such as 2026-12-01/;
  const quotas = /NAME is one of windows, baselines, groups-per-baseline, targets-per-window, tasks-per-window\./;
  const endpoints = ['127.0.0.1:4566', 'localhost', 'ftp://host', 'http://', 'http:///path', 'https://a b'];
  const system = /"plan9" is not one of windows, amazon-linux-2023, .*raspbian, windows-0day-important\./;

  it.each<[flag: string, words: string[], sentence: RegExp]>([
    ['setup --region', ['eu-west1', 'ireland'], /Did you mean eu-west-1\?/],
    ['setup --region', ['', 'eu-west-1/..', 'eu-west-1,EU-WEST-2'], /look like eu-west-1/],
    ['setup --accounts', ['', '1111', 'prod'], /twelve digits, such as 111122223333\.$/],
    ['setup --accounts', ['111122223333,1111-2222-4444'], /Did you mean 111122224444\?/],
    ['setup --role-name', ['', 'a b'], /look like Patching\.$/],
    ['setup --role-name', ['arn:aws:iam::111122223333:role/ops/Patching'], /Did you mean ops\/Patching\?/],
    ['setup --endpoint-url', endpoints, /http:\/\/127\.0\.0\.1:4566/],
    ['setup -w', ['0', '6', '-1', 'x', '1-3', 'first', ',', ''], weeks],
    ['preview -d', ['8', '-1', 't', 's', 'Tuesdays', 'lun', '2.5', ' '], days],
    ['setup -t', ['24', '-1', '3:60', '3:5', '3h', '03:00:00', '3.5', ''], hours],
    ['preview --after-patch-tuesday', ['21', '100', '-1', 'tue', ''], /0 to 20|The list is empty/],
    ['setup --wave', ['2tue@03:00'], /Waves are NAME=WHEN@TIME/],
    ['setup --wave=dev=2tue@03:00 --wave', ['dev=3tue@03:00'], /Two waves are named dev\./],
    ['setup --wave', ['dev=6tue@03:00'], /a week must be 1 to 5/],
    ['setup', ['--wave=-dev=2tue@03:00'], /letter/],
    ['setup --os', ['plan9'], system],
    ['setup --os', ['windows=361'], /\. An approval delay must be a whole number of days from 0 to 360/],
    ['preview --from', ['now', '', '2026-12', '2026-02-30', '2027-02-29T00:00Z', '2026-13-01'], date],
    ['preview --from', ['2026-12-01T25:00', '2026-12-01 03:00', '2026-12-01 (a comment)', '01.12.2026'], date],
    ['sandbox --quota', ['windows', 'windows=', 'windows=-1', 'doors=3', 'windows=1e3', 'windows=0'], quotas],
    ['cleanup --plan', ['', '--yes', '-y'], /It must be a plan name/],
  ])('%s refuses each of %j', (flag, words, sentence) => {
    for (const word of words) expect(refused(...flag.split(' '), word).message, word).toMatch(sentence);
  });
});

describe('what is not understood', () => {
  it.each<[line: string, sentence: RegExp, see?: string]>([
    ['frobnicate', /^Unknown command "frobnicate"\.$/, '--help'],
    ['help frobnicate', /^Unknown command "frobnicate"\.$/, '--help'],
    ['setup now', /^Unexpected argument "now" for setup\.$/],
    ['--frobnicate', /^Unknown option '--frobnicate'\.$/, '--help'],
    ['-w 1', /^Unknown option '-w'\.$/, '--help'],
    ['setup --wekks 1', /Did you mean --weeks\?/],
    ['--sandbox setup --bogus', /'--bogus'/, 'setup --help'],
    ['--profile setup preview --bogus', /'--bogus'/, 'preview --help'],
    ['setup -r', /^--region needs a value\.$/],
    ['setup -w', /^--weeks needs a value\.$/],
    ['setup --duration 0', /a whole number from 1 to 24\.$/],
    ['setup --duration 2.5', /a whole number from 1 to 24\.$/],
    ['setup --cutoff 24', /a whole number from 0 to 23\.$/],
    ['setup --operation remove', /one of install, scan\.$/],
    ['setup --reboot always', /one of if-needed, never\.$/],
    ['setup --on-cutoff stop', /one of continue, cancel\.$/],
    ['setup --tag-key Group', /one of PatchGroup, Patch Group\.$/],
    ['setup --tag Team', /Tags are KEY=VALUE\.$/],
    ['setup --tag =ops', /Tags are KEY=VALUE\.$/],
    ['-l TRACE', /one of DEBUG, INFO, WARNING, ERROR, CRITICAL\.$/, '--help'],
    ['preview --count 0', /a whole number from 1 to 10000\.$/],
    ['sandbox --port 65536', /a whole number from 0 to 65535\.$/],
    ['sandbox --rate-limit 0', /a whole number from 1\.$/],
    ['--version --bogus', /^Unknown option '--bogus'\.$/, '--help'],
    ['setup --sandbox --profile p', /^--sandbox cannot be combined with --profile\.$/],
    ['--profile p setup --sandbox', /^--sandbox cannot be combined with --profile\.$/, 'setup --help'],
    ['status --endpoint-url http://h --sandbox', /^--sandbox cannot be combined with --endpoint-url\.$/],
    [
      'setup --endpoint-url http://me:s%2Fe@h',
      /^Invalid value "http:\/\/…@h" for --endpoint-url\. Leave out the user name and password/,
    ],
    ['setup --endpoint-url htp://me:s@e@h', /^Invalid value "htp:\/\/…@h"/],
  ])('%s', (line, sentence, see = `${line.split(' ')[0]} --help`) => {
    const error = refused(...line.split(' '));
    expect(error).toMatchObject({ exitCode: 2, code: 'usage' });
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toMatch(/^error:|\n|undefined/);
    expect(error.nextSteps).toContain(`See ssm-patch-wizard ${see}`);
  });

  it('is compared with the commands', () => {
    expect(refused('prevew').nextSteps[0]).toBe('Did you mean preview?');
  });
});

describe('help', () => {
  const common = ['-l, --loglevel', '--json', '--no-color', '-h, --help'];
  const connection = ['-r, --region', '--accounts', '--role-name', '--profile', '--endpoint-url', '--sandbox'];
  const grid = ['-w, --weeks', '--week ', '-d, --days', '-t, --hours'];
  const schedule = [...grid, '-z, --timezone', '--after-patch-tuesday', '--wave'];
  const plan = ['--plan', '--file', '-b, --baseline-file', '--os', '--tag-key', '--operation', '--reboot', '--tag '];
  const task = ['--duration', '--cutoff', '--on-cutoff', '--max-concurrency', '--max-errors', '--service-role-arn'];
  const consent = ['--prune', '--adopt', '--resume', '--no-record', '-y, --yes', '--dry-run'];
  const cleanup = ['--plan', '--all-patching', '--only', '--disable', '--backup', '--no-backup'];
  const sandbox = ['--port', '--state', '--empty', '--latency', '--rate-limit', '--quota'];

  it.each<[string[], string[]]>([
    [
      [],
      [...common, ...connection, '-V, --version', 'setup', 'cleanup', 'nodes', 'pause', 'resume', 'export', 'sandbox'],
    ],
    [['setup'], [...common, ...connection, ...schedule, ...plan, ...task, '--quota', ...consent]],
    [['nodes'], [...common, ...connection, '--assign', '--spread', '--unassign', '--plan', '--backup', '--no-backup']],
    [['pause'], [...common, ...connection, '--plan', '--wave', '--until', '--next', '-y, --yes', '--dry-run']],
    [['resume'], [...common, ...connection, '--plan', '--wave', '-y, --yes', '--dry-run']],
    [['export'], [...common, ...connection, ...schedule, ...plan, ...task, '--from-account', '--output', '--force']],
    [['preview'], [...common, ...schedule, '--duration', '--from', '--count']],
    [['cleanup'], [...common, ...connection, ...cleanup, '-y, --yes', '--dry-run']],
    [['restore'], [...common, ...connection, '-y, --yes', '--dry-run', '--quota', '--force', '[file]']],
    [['sandbox'], [...common, ...sandbox]],
  ])('of %j names every flag', (argv, flags) => {
    const text = help(...argv, '--help');
    expect(flags.filter((flag) => !text.replace(/\s+/g, ' ').includes(flag))).toEqual([]);
    expect(help(...argv, '-h')).toBe(text);
  });

  it.each(['1 2', '2 3', '3 4', 'UTC', 'PatchGroup', 'install', 'if-needed', 'continue'])(
    'of set-up says the default %s',
    (value) => {
      expect(help('setup', '--help').replace(/\s+/g, ' ')).toContain(`(default: ${value})`);
    },
  );

  it('names the exit codes and where to begin', () => {
    const text = help('--help');
    for (const code of ['0 ', '1 ', '2 ', '3 ', '130 ']) expect(text).toMatch(new RegExp(`^  ${code} +\\S`, 'm'));
    expect(text).toContain('ssm-patch-wizard --sandbox');
  });

  it('fits 80 columns and says nothing twice', () => {
    const names = commands.map(({ name }) => name).filter((name) => name !== 'home');
    for (const argv of [[], ...names.map((name) => [name])]) {
      const text = help(...argv, '--help');
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(text).not.toMatch(/default:[^)]*\)\s*\(default/);
    }
  });

  it.each(commands.map(({ name, examples }) => [name, examples] as const))(
    'has examples of %s that are understood',
    (name, examples) => {
      const text = help(...(name === 'home' ? [] : [name]), '--help');
      expect(examples.length).toBeGreaterThan(1);
      for (const [what, line] of examples) {
        const argv = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
        const options = parse(...argv);
        expect(options.name, line).toBe(name);
        if (name === 'setup')
          expect(readPlanFlags({ ...optionsOf(setup, ...argv.slice(1)), file: undefined })).toBeTruthy();
        expect(text).toContain(`  # ${what}\n  ssm-patch-wizard ${line}\n`);
      }
    },
  );
});

describe('what is misspelt is told the nearest', () => {
  it.each([
    ['stauts', 'status'],
    ['help setpu', 'setup'],
    ['setup --regoin eu-west-1', '--region'],
    ['export icalender', 'icalendar'],
    ['export iam-policy --for clenup', 'cleanup'],
    ['completion bsh', 'bash'],
    ['setup -r euwest1', 'eu-west-1'],
    ['setup --os widnows', 'windows'],
    ['setup -d wendesday', 'Wednesday'],
    ['setup -d teu', 'tue'],
    ['setup --wave dev=2tuedsay@03:00', 'Tuesday'],
    ['setup --operation instal', 'install'],
    ['setup --reboot nevr', 'never'],
    ['setup --on-cutoff cancle', 'cancel'],
    ['setup --approvals frist-wave', 'first-wave'],
    ['setup --tag-key PatchGorup', 'PatchGroup'],
    ['setup --quota windws=100', 'windows'],
    ['setup -l DEBG', 'DEBUG'],
  ])('%s', (line, near) => {
    const { message, nextSteps } = refused(...line.split(' '));
    expect([message, ...nextSteps].join(' ')).toMatch(new RegExp(`[Dd]id you mean ${near}\\?`));
  });
});
