/** The command that gives the same plan: what a shell and the program make of it. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answers,
  completeAnswers,
  defaultAnswers,
  type PartialAnswers,
} from '../../../source/plan/spec/answers.js';
import {
  type ConnectionFlags,
  comeBackCommand,
  connectionFlags,
  previewCommand,
  setupCommand,
  shellQuoted,
} from '../../../source/plan/spec/command-line.js';
import { parse } from '../../commands/parsed.js';
import { anyAnswers } from '../arbitraries.js';

/** The words that a shell makes of a command line. */
function shellWords(command: string): string[] {
  const words = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  return words.split('\0').slice(0, -1);
}

/** What the program understands of a command line, without its own name. */
function understood(command: string) {
  const [program, ...argv] = shellWords(command);
  expect(program).toBe('ssm-patch-wizard');
  return parse(...argv);
}

const anyConnection: fc.Arbitrary<ConnectionFlags> = fc.record({
  region: fc.constantFrom(undefined, 'eu-west-1', 'us-gov-west-1'),
  profile: fc.option(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), { nil: undefined }),
  isSandbox: fc.boolean(),
  quotas: fc.constantFrom(undefined, { windows: 100 }, { windows: 0, baselines: 60 }),
  endpointUrl: fc.constantFrom(undefined, 'http://127.0.0.1:4566', 'https://host/path?a=b&c=$d'),
});

describe('the set-up command', () => {
  it('is short for the defaults', () => {
    expect(setupCommand(defaultAnswers, { region: 'eu-west-1' })).toBe(
      'ssm-patch-wizard setup --yes --region eu-west-1 -w 1 2 -d 2 3 -t 3 4',
    );
  });

  it('says everything that is not the default', () => {
    const answers: Answers = {
      plan: 'web',
      days: { kind: 'patch-tuesday', days: [3, 4] },
      times: [{ hour: 22, minute: 30 }],
      timeZone: 'Europe/London',
      baselines: [
        { kind: 'file', fileName: "it's here.json", definition: { Name: 'any', OperatingSystem: 'DEBIAN' } },
        { kind: 'zero-day' },
        { kind: 'aws-rules', os: 'AMAZON_LINUX_2023', approveAfterDays: 0 },
        { kind: 'aws-rules', os: 'UBUNTU' },
      ],
      tagKey: 'Patch Group',
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
    expect(setupCommand(answers, { isSandbox: true, profile: 'a b', endpointUrl: 'http://127.0.0.1:1/' })).toBe(
      [
        'ssm-patch-wizard setup --yes --sandbox --endpoint-url http://127.0.0.1:1/',
        "--profile 'a b' --plan web --after-patch-tuesday 3 4 -t 22:30 -z Europe/London -b 'it'\\''s here.json'",
        "--os windows-0day-important amazon-linux-2023=0 ubuntu --tag-key 'Patch Group' --operation scan --reboot never",
        '--duration 4 --cutoff 1 --on-cutoff cancel --max-concurrency 10% --max-errors 0',
        "--service-role-arn arn:aws:iam::123456789012:role/patching --tag 'Team=ops & dev'",
      ].join(' '),
    );
  });

  it('gives the same answers and the same account, through a shell and back', () => {
    fc.assert(
      fc.property(anyAnswers, anyConnection, (answers, connection) => {
        const command = understood(setupCommand(answers, connection));
        if (command.name !== 'setup') throw new Error(command.name);
        expect(completeAnswers(command.flags)).toEqual(answers);
        expect(command.connection).toEqual(connection);
        expect(command).toMatchObject({ isConfirmed: true, isDryRun: false, isJson: false, baselineFiles: [] });
      }),
    );
  });

  it('comes back with what was said and nothing else, through a shell and back', () => {
    const { days, times, timeZone, plan, tagKey, task } = defaultAnswers;
    const given: PartialAnswers = { days, times, timeZone, plan, tagKey, task };
    for (const some of [{ task: {} }, { timeZone, task: {} }, { plan, task: { cutoffHours: 0 } }, given]) {
      const command = understood(comeBackCommand(some, { region: 'eu-west-1' }));
      expect(command).toMatchObject({ name: 'setup', isConfirmed: false, connection: { region: 'eu-west-1' } });
      expect(command.name === 'setup' && command.flags).toEqual(some);
    }
    expect(comeBackCommand({ baselines: [{ kind: 'zero-day' }], task: {} }, {})).toBe(
      'ssm-patch-wizard setup --os windows-0day-important',
    );
  });

  it('names files as they are, in any shell', () => {
    const definition = { Name: 'any', OperatingSystem: 'DEBIAN' } as const;
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }).filter((name) => !name.includes('\0'))), (fileNames) => {
        const baselines = fileNames.map((fileName) => ({ kind: 'file' as const, fileName, definition }));
        const command = understood(setupCommand({ ...defaultAnswers, baselines }, {}));
        expect(command).toMatchObject({ baselineFiles: fileNames });
      }),
      { numRuns: 50 },
    );
  });
});

describe('the preview command', () => {
  it('has the dates alone', () => {
    expect(previewCommand(defaultAnswers)).toBe('ssm-patch-wizard preview -w 1 2 -d 2 3 -t 3 4');
  });

  it('shows the same dates, through a shell and back', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const command = understood(previewCommand(answers));
        if (command.name !== 'preview') throw new Error(command.name);
        const { days, times, timeZone, task } = completeAnswers(command.flags);
        expect({ days, times, timeZone, hours: task.durationHours }).toEqual({
          days: answers.days,
          times: answers.times,
          timeZone: answers.timeZone,
          hours: answers.task.durationHours,
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('quoting for a shell', () => {
  it.each([
    ['plain', 'plain'],
    ['a/b.json', 'a/b.json'],
    ['Key=PatchGroup,Value=x', 'Key=PatchGroup,Value=x'],
    ['', "''"],
    ['a b', "'a b'"],
    ['$(reboot)', "'$(reboot)'"],
    ["it's", "'it'\\''s'"],
    ['~', "'~'"],
    ['a\nb', "'a\nb'"],
    ['plain\n', "'plain\n'"],
  ])('%j', (word, quoted) => {
    expect(shellQuoted(word)).toBe(quoted);
  });

  it('keeps every word as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).filter((word) => !word.includes('\0'))), (words) => {
        const wellFormed = words.map((word) => Buffer.from(word).toString());
        expect(shellWords(`x ${wellFormed.map(shellQuoted).join(' ')}`)).toEqual(['x', ...wellFormed]);
      }),
      { numRuns: 50 },
    );
  });
});

it('the flags of a connection are only those that are set', () => {
  expect(connectionFlags({})).toEqual([]);
  expect(connectionFlags({ region: '', profile: '', isSandbox: false })).toEqual([]);
  expect(connectionFlags({ region: 'eu-west-1; reboot' })).toEqual(["--region 'eu-west-1; reboot'"]);
});
