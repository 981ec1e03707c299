/** Commands that are longer than a row: what is copied from the screen still is the command. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellQuoted } from '../../source/plan/intent/command-line.js';
import { commandLines, commandRows, stepLines } from '../../source/ui/command-lines.js';
import { forSome } from '../helpers/properties.js';

const anyWord = fc.oneof(
  fc.constantFrom('--region', 'eu-west-1', '-w', '1', 'Week 1 Day 2 - Unattended - 03:00', "it's", '"', '\\'),
  fc.string({ minLength: 1, maxLength: 20 }).filter((word) => !/[\0\n\r]/.test(word)),
);

describe('a command', () => {
  it('is the same to a shell, however narrow the rows are', () => {
    const anyWords = fc.array(anyWord, { minLength: 1, maxLength: 12 });
    return forSome(50, [anyWords, fc.integer({ min: 10, max: 120 })], (words, columns) => {
      const command = `printf '%s\\0' ${words.map(shellQuoted).join(' ')}`;
      const said = execFileSync('sh', ['-c', commandLines(command, columns).join('\n')], { encoding: 'utf8' });
      expect(said.split('\0').slice(0, -1)).toEqual(words);
    });
  });

  it('stays within the rows, save for a word that is longer', () => {
    const command = "ssm-patch-wizard setup --yes -w 1 2 -d 2 3 --tag-key 'Patch Group' --region eu-west-1";
    for (let columns = 20; columns <= 100; columns += 1) {
      for (const line of commandLines(command, columns)) expect(line.length).toBeLessThanOrEqual(columns);
    }
    expect(commandLines(command, 100)).toEqual([command]);
    expect(commandLines(command, 40)).toEqual([
      'ssm-patch-wizard setup --yes -w 1 2 \\',
      "  -d 2 3 --tag-key 'Patch Group' \\",
      '  --region eu-west-1',
    ]);
  });
});

it('a word that is longer than a row is broken behind a slash, and nothing stands alone for it', () => {
  const folder = '/home/jo/.local/state/ssm-patch-wizard/backups';
  const command = `ssm-patch-wizard restore ${folder}/cleanup-123456789012.json --yes`;
  for (let columns = 30; columns <= 100; columns += 1) {
    const rows = commandRows(command, columns);
    expect(rows).not.toContain('\\');
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(columns);
  }
  expect(commandRows(command, 50)).toEqual([
    'ssm-patch-wizard restore \\',
    '  /home/jo/.local/state/ssm-patch-wizard/backups/',
    '  cleanup-123456789012.json \\',
    '  --yes',
  ]);
  expect(stepLines(`Backup   ${folder}/a.json`, 50)).toEqual([
    'Backup   /home/jo/.local/state/ssm-patch-wizard/',
    'backups/a.json',
  ]);
});

describe('a next step', () => {
  it('has a command that does not fit below its words', () => {
    expect(
      stepLines("Tag nodes, e.g.: ssm-patch-wizard nodes --assign 'B C=ungrouped' --region eu-west-1", 60),
    ).toEqual(['Tag nodes, e.g.:', "ssm-patch-wizard nodes --assign 'B C=ungrouped' \\", '  --region eu-west-1']);
  });

  it('is left as it is where it fits, and broken as text where it is a sentence', () => {
    expect(stepLines('Sign in: aws sso login', 40)).toEqual(['Sign in: aws sso login']);
    expect(stepLines('aws ssm get-patch-baseline writes such a file.', 30)).toEqual([
      'aws ssm get-patch-baseline',
      'writes such a file.',
    ]);
  });
});
