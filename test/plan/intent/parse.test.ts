/** What a plan document may say, and every mistake named by its place. */
import { describe, expect, it } from 'vitest';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { parseDocument } from '../../../source/plan/intent/parse.js';
import { defaultDocument, namedWave, scriptWave, wavesOf } from '../../../source/plan/intent/waves.js';
import { refusal } from '../../helpers/refused.js';
import { mistakes, mistakesBeyondSchema } from './mistakes.js';

const time = { hour: 3, minute: 0 };
const secondTuesday = { kind: 'nth-weekday', week: 2, weekday: 2, time } as const;
const patchTuesday = { kind: 'after-patch-tuesday', days: 20, time } as const;
const read = (members: object) => parseDocument(JSON.stringify({ version: 1, ...members }), 'plan.json');

const refused = (text: string) => refusal(() => parseDocument(text, 'plan.json'));
const mistakesIn = (members: object) => refused(JSON.stringify({ version: 1, ...members })).nextSteps;

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

  const dev = namedWave('web', 'dev', secondTuesday);
  const script = scriptWave(secondTuesday);
  const names = { name: 'dev', patchGroup: 'Dev nodes', window: 'Patch-dev' };
  const schedule = { schedule: 'cron(0 3 ? * MON-FRI *)', scheduleOffset: 2 };
  const zone = { timeZone: 'Asia/Tokyo' };
  const written = { operation: 'scan', reboot: 'never', serviceRoleArn: '' };
  const task = { operation: 'Scan', reboot: 'NoReboot' };

  it.each<[string, unknown, object]>([
    ['a name', 'dev=2tue@03:00', dev],
    ['a slot', '2tue@03:00', script],
    ['days after Patch Tuesday', 'dev=pt+20@3', namedWave('web', 'dev', patchTuesday)],
    ['an object with a slot', { when: 'Ltue@03:00' }, scriptWave({ ...secondTuesday, week: 'L' })],
    ['an object with a name', { name: 'dev', when: '2tue@03:00' }, dev],
    ['names of its own', { ...names, when: '2tue@03:00' }, { ...names, when: secondTuesday }],
    ['a schedule', { name: 'dev', when: schedule }, { ...dev, when: { kind: 'schedule', ...schedule } }],
    ['a schedule that a slot says too', { name: 'dev', when: { schedule: 'cron(0 03 ? * 3#2 *)' } }, dev],
    ['answers of its own', { when: '2tue@03:00', ...zone, task: written }, { ...script, own: { ...zone, task } }],
    ['answers that are the plan’s', { when: '2tue@03:00', timeZone: 'UTC', task: {} }, script],
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
    ['{"version":1,}', /not valid JSON: there is an error at line 1, column 14\./],
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
    expect(error.message).toBe('plan.json was written by a newer version of ssm-patch-wizard.');
    expect(error).toMatchObject({ code: 'newer-plan', exitCode: 2, detail: expect.stringContaining('version 2') });
  });
});

describe('a mistake is named by its place:', () => {
  it.each([...mistakes, ...mistakesBeyondSchema])('%j', (members, mistake) => {
    expect(mistakesIn(members)).toEqual([mistake]);
  });

  it('of two members of one name the later one, by line and column', () => {
    const text =
      '{\n  "version": 1,\n  "waves": [{ "name": "a", "name": "b", "when": "2tue@03:00" }],\n  "plan": "x",\n  "plan": "y"\n}';
    expect(refused(text).nextSteps).toEqual([
      'waves[0].name appears more than once, again at line 3, column 28.',
      'plan appears more than once, again at line 5, column 3.',
    ]);
  });

  it('all of them at once', () => {
    const found = mistakesIn({
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
    const found = mistakesIn({ waves: Array.from({ length: 120 }, () => 'x') });
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toBe('And 20 more.');
  });
});
