/** The command that gives the same plan, and what a shell makes of it. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConnectionFlags,
  changeCommand,
  cleanupCommand,
  comeBackCommand,
  disableCommand,
  fileCommand,
  flagsOf,
  previewCommand,
  restoreCommand,
  setupCommand,
  shellQuoted,
} from '../../../source/plan/intent/command-line.js';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { withFlags } from '../../../source/plan/intent/flags.js';
import { defaultDocument, namedWave, scriptWave, wavesOf } from '../../../source/plan/intent/waves.js';
import { forSome } from '../../helpers/properties.js';
import { anyDocument } from './arbitraries.js';

/** The words that a shell makes of a command line. */
function shellWords(command: string): string[] {
  const words = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  return words.split('\0').slice(0, -1);
}

const slot = { kind: 'nth-weekday', week: 2, weekday: 2, time: { hour: 3, minute: 0 } } as const;
const later = { kind: 'after-patch-tuesday', days: 9, time: { hour: 22, minute: 30 } } as const;
const wave = scriptWave(slot);
const base = defaultDocument();
const named: PlanDocument = {
  ...defaultDocument('web'),
  waves: [namedWave('web', 'dev', slot), namedWave('web', 'prod', later)],
};
const definition = { Name: 'any', OperatingSystem: 'DEBIAN' } as const;
const digest = { digest: `debian:sha256:${'0'.repeat(32)}`, operatingSystem: 'DEBIAN' } as const;

const inIreland = { region: 'eu-west-1' };
const taken: PlanDocument = { ...base, baselines: [{ kind: 'file', fileName: 'any.json', rules: { definition } }] };

describe('the set-up command', () => {
  it.each([
    ['is short for the defaults', setupCommand(base, inIreland), '--region eu-west-1 -w 1 2 -d 2 3 -t 3 4'],
    ['names waves', setupCommand(named, {}), '--plan web --wave dev=2tue@03:00 --wave prod=pt+9@22:30'],
    ['has a file for all answers', setupCommand(named, {}, { file: 'my plan.json' }), "--file 'my plan.json'"],
    ['leaves rules of no file to the account', setupCommand(taken, {}, { adopt: true }), '--plan default --adopt'],
    ['names a file with rules', setupCommand(taken, {}), '-w 1 2 -d 2 3 -t 3 4 -b any.json'],
  ])('%s', (_, command, words) => {
    expect(command).toBe(`ssm-patch-wizard setup --yes ${words}`);
  });

  it('says everything that is not the default', () => {
    const document: PlanDocument = {
      version: 1,
      plan: 'web',
      timeZone: 'Europe/London',
      tagKey: 'Patch Group',
      waves: wavesOf({ kind: 'patch-tuesday', days: [3, 20], times: [{ hour: 22, minute: 30 }] }),
      baselines: [
        { kind: 'zero-day' },
        { kind: 'aws-rules', os: 'AMAZON_LINUX_2023', approveAfterDays: 0 },
        { kind: 'aws-rules', os: 'UBUNTU' },
        { kind: 'file', fileName: "it's here.json", rules: { definition } },
      ],
      task: {
        operation: 'Scan',
        reboot: 'NoReboot',
        durationHours: 4,
        cutoffHours: 1,
        onCutoff: 'CANCEL_TASK',
        maxConcurrency: '10%',
        maxErrors: '0',
        serviceRoleArn: 'arn:aws:iam::123456789012:role/patching',
      },
      tags: { Team: 'ops & dev' },
    };
    const connection = { isSandbox: true, profile: 'a b', endpointUrl: 'http://127.0.0.1:1/', quotas: { windows: 99 } };
    expect(setupCommand(document, connection, { prune: true, resume: true, noRecord: true })).toBe(
      [
        'ssm-patch-wizard setup --yes --sandbox --endpoint-url http://127.0.0.1:1/',
        "--profile 'a b' --quota windows=99 --plan web --after-patch-tuesday 3 20 -t 22:30 -z Europe/London",
        "-b 'it'\\''s here.json' --os windows-0day-important amazon-linux-2023=0 ubuntu",
        "--tag-key 'Patch Group' --operation scan --reboot never",
        '--duration 4 --cutoff 1 --on-cutoff cancel --max-concurrency 10% --max-errors 0',
        "--service-role-arn arn:aws:iam::123456789012:role/patching --tag 'Team=ops & dev'",
        '--prune --resume --no-record',
      ].join(' '),
    );
  });

  it.each<[string, Partial<PlanDocument>]>([
    ['a schedule that was taken over', { waves: [{ ...wave, when: { kind: 'schedule', schedule: 'rate(7 days)' } }] }],
    ['answers of a wave of its own', { waves: [{ ...wave, own: { timeZone: 'Asia/Tokyo' } }] }],
    ['a patch group of its own', { waves: [{ ...wave, patchGroup: 'x' }] }],
    ['a grid with a gap', { waves: base.waves.slice(1) }],
    ['names of both kinds', { waves: [wave, namedWave('default', 'dev', slot)] }],
    ['no baselines', { baselines: [] }],
    ['rules of a file that is not there', { baselines: [{ kind: 'file', fileName: 'x', rules: digest }] }],
  ])('only names the plan with %s', (_, change) => {
    const document = { ...base, ...change };
    expect(flagsOf(document)).toBeUndefined();
    const command = setupCommand(document, inIreland, { prune: true });
    expect(command).toBe('ssm-patch-wizard setup --yes --region eu-west-1 --plan default --prune');
  });

  it('says the same plan, from nothing', () =>
    forSome(300, [anyDocument], (document) => {
      const flags = flagsOf(document);
      if (flags) expect(withFlags(defaultDocument(), flags)).toEqual(document);
    }));

  it('keeps names and tags whole in any shell', () =>
    forSome(
      50,
      [
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !name.includes('\0')),
        fc.dictionary(fc.string(), fc.string()),
      ],
      (fileName, tags) => {
        fc.pre(!JSON.stringify(tags).includes('\\u0000'));
        const baselines = [{ kind: 'file', fileName, rules: { definition } }] as const;
        const document = { ...base, tags, baselines };
        const words = shellWords(setupCommand(document, { profile: fileName }));
        expect(words).toContain(fileName);
        expect(words.filter((word) => word === '--tag')).toHaveLength(Object.keys(tags).length);
        for (const [key, value] of Object.entries(tags)) expect(words).toContain(`${key}=${value}`);
      },
    ));
});

describe('other commands', () => {
  const connection: ConnectionFlags = { region: 'eu-west-1', quotas: { baselines: 60 } };
  const noRole = { serviceRoleArn: undefined };
  const zeroDay = { kind: 'zero-day' } as const;
  const hours = { task: { cutoffHours: 0 }, when: { kind: 'weekdays', weeks: [1, 'L'] } } as const;
  const later = { ...named, timeZone: 'Asia/Tokyo', task: { ...named.task, durationHours: 3 }, baselines: [] };

  it.each([
    // Come back with the given answers and no others.
    [comeBackCommand({ task: {} }, {}), 'setup'],
    [comeBackCommand(hours, connection), 'setup --region eu-west-1 --quota baselines=60 -w 1 L --cutoff 0'],
    [
      comeBackCommand({ baselines: [zeroDay], task: {} }, {}, { adopt: true }),
      'setup --os windows-0day-important --adopt',
    ],
    [comeBackCommand({ plan: 'web', task: noRole }, {}), "setup --plan web --service-role-arn ''"],
    // Preview the dates alone.
    [previewCommand(base), 'preview -w 1 2 -d 2 3 -t 3 4'],
    [previewCommand(later), 'preview --wave dev=2tue@03:00 --wave prod=pt+9@22:30 -z Asia/Tokyo --duration 3'],
    // Clean up and restore.
    [cleanupCommand('web', connection), 'cleanup --plan web --region eu-west-1'],
    [restoreCommand('a b.json', connection), "restore 'a b.json' --yes --region eu-west-1 --quota baselines=60"],
    [restoreCommand('b.json', {}, { isForced: true, asks: true }), 'restore b.json --force'],
    [disableCommand(['mw-1', 'mw-2'], connection), 'cleanup --yes --disable --region eu-west-1 --only mw-1 mw-2'],
    // Change a plan as the account keeps it, by what differs alone.
    [
      changeCommand(later, named, { region: 'eu-west-1' }),
      'setup --yes --region eu-west-1 --plan web -z UTC --os windows-0day-important --duration 1',
    ],
    [fileCommand('a b.json', {}, { resume: true }), "setup --yes --file 'a b.json' --resume"],
  ])('%s', (command, words) => {
    expect(command).toBe(`ssm-patch-wizard ${words}`);
  });

  it('preview no dates that flags cannot say', () => {
    expect(previewCommand({ ...base, waves: base.waves.slice(1) })).toBeUndefined();
    expect(previewCommand({ ...base, waves: [] })).toBeUndefined();
  });

  it('are quoted where it is needed', () => {
    expect(['a/b:c=1', '', "it's", '$x'].map(shellQuoted)).toEqual(['a/b:c=1', "''", "'it'\\''s'", "'$x'"]);
  });
});
