/** The backup: everything of what goes, and a file that is either read as it was written or refused. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Backup, parseBackup, serializeBackup } from '../../../source/plan/cleanup/backup.js';
import { backupOf, itemsIn, itemsOf, patchingChoice, place } from '../../helpers/choices.js';
import { baseline, inventory, ownTags, record, registration, target, task, window } from '../../helpers/inventory.js';
import { forSome } from '../../helpers/properties.js';
import { anyAccount, anyChoice, built } from '../../helpers/random-account.js';
import { refusal } from '../../helpers/refused.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const corp = baseline('corp', { isDefault: true, tags: { Team: 'workplace', 'ümläut "東"': '\u2028' } });
const lambda = task('lambda', { document: 'arn:aws:lambda:eu-west-1:1:function:fn', type: 'LAMBDA' });
const account = inventory({
  windows: [
    window('ours', {
      tags: ownTags(),
      targets: [target('target-1')],
      tasks: [task('task-1', { targetIds: ['target-1'] })],
    }),
    window('mixed', { targets: [target('target-2')], tasks: [task('task-2'), task('task-3'), lambda] }),
    window('off', { tasks: [task('task-4')], enabled: false }),
    window('empty'),
  ],
  baselines: [corp, baseline('strict')],
  patchGroups: [registration('web', corp)],
  records: [record()],
});
const items = itemsOf(account);

const parse = (text: string) => parseBackup(text, 'b.json', digest);
const refused = (text: string) => refusal(() => parse(text));

const everything = backupOf(items, {
  'mw-ours': 'delete',
  'mw-off': 'delete',
  'task-2': 'delete',
  'default/WINDOWS': 'delete',
  'pb-corp': 'delete',
  'pb-corp web': 'delete',
  '/patch-wizard/plans/default': 'delete',
});

describe('what goes', () => {
  it('is kept with its members, tags and contents, and what stays by its ids', () => {
    expect(everything).toEqual({
      format: 'ssm-patch-wizard backup',
      version: 1,
      ...place,
      createdAt: '2026-11-23T10:00:00.000Z',
      stayed: ['pb-strict', 'mw-mixed', 'task-3', 'mw-empty'],
      windows: [
        {
          id: 'mw-ours',
          members: account.windows[0]?.members,
          tags: ownTags(),
          targets: [{ id: 'target-1', members: account.windows[0]?.targets[0]?.members }],
          tasks: [{ id: 'task-1', members: account.windows[0]?.tasks[0]?.members }],
          change: 'deleted',
        },
        expect.objectContaining({ id: 'mw-off', change: 'deleted' }),
        expect.objectContaining({
          id: 'mw-mixed',
          tasks: [{ id: 'task-2', members: account.windows[1]?.tasks[0]?.members }],
          change: 'tasks-deregistered',
        }),
      ],
      baselines: [{ id: 'pb-corp', members: corp.definition, tags: corp.tags }],
      registrations: [{ patchGroup: 'web', baselineId: 'pb-corp', operatingSystem: 'WINDOWS' }],
      records: [{ plan: 'default', name: '/patch-wizard/plans/default', value: record().value }],
      nodes: [],
      defaults: [{ operatingSystem: 'WINDOWS', baselineId: 'pb-corp' }],
    });
  });

  it('a window that is only switched off is kept as it was', () => {
    expect(backupOf(items, { 'mw-ours': 'disable' }).windows).toEqual([
      expect.objectContaining({ id: 'mw-ours', change: 'disabled', members: account.windows[0]?.members }),
    ]);
  });

  it('several tasks of one mixed window are one entry', () => {
    const [entry, ...more] = backupOf(items, { 'task-2': 'delete', 'task-3': 'delete' }).windows;
    expect(more).toEqual([]);
    expect(entry?.tasks.map(({ id }) => id)).toEqual(['task-2', 'task-3']);
    expect(entry?.targets.map(({ id }) => id)).toEqual(['target-2']);
  });
});

/** Names as users may have given them: keys that JavaScript treats its own way among them. */
const anyTags = fc.dictionary(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom('__proto__', 'toString', '1', '0', 'checksum'),
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  { maxKeys: 5, noNullPrototype: true },
);

describe('the file', () => {
  it('comes back as it was, whatever is in it', () =>
    forSome(12, [anyAccount, anyChoice, anyTags], async (random, choose, tags) => {
      const read = await (await built(random)).read();
      const windows = read.windows.map((each) => ({ ...each, tags: { ...tags, ...each.tags } }));
      const all = itemsIn({ ...read, windows });
      const backup = backupOf(all, new Map([...patchingChoice(all), ...choose(all)]));
      const text = serializeBackup(backup, digest);
      expect(parse(text)).toEqual(JSON.parse(JSON.stringify(backup)));
    }));

  it('may have other spaces and line ends', () => {
    const text = serializeBackup(everything, digest);
    const expected = parse(text);
    expect(parse(text.replaceAll('\n', '\r\n'))).toEqual(expected);
    expect(parse(JSON.stringify(JSON.parse(text)))).toEqual(expected);
  });

  it('is human readable', () => {
    const text = serializeBackup(everything, digest);
    expect(text).toMatch(
      /^\{\n {2}"format": "ssm-patch-wizard backup",\n {2}"version": 1,\n {2}"account": "123456789012",/,
    );
    expect(text.endsWith('}\n')).toBe(true);
  });
});

type Json = Record<string, unknown>;

/** The text after its document was changed by hand. */
function edited(change: (document: Json & Record<'windows' | 'registrations', unknown[]>) => void): string {
  const document = JSON.parse(serializeBackup(everything, digest));
  change(document);
  return JSON.stringify(document, null, 2);
}

/** The text with other members. */
const withMembers = (members: Json): string => edited((document) => Object.assign(document, members));

/** The text with other members of one entry, or none. */
const withEntry = (list: 'windows' | 'registrations', at: number, members: Json | null): string =>
  edited(({ [list]: entries }) => entries.splice(at, 1, members && { ...(entries[at] as Json), ...members }));

describe('a file that is not as it was written is refused, with the place', () => {
  const head = 'its header (account, region, date, what stayed) was changed';
  const entries = 'its list windows has missing, added or reordered entries';
  it.each<[string, string, string]>([
    ['empty', '', 'it is not valid JSON (line 1, column 1)'],
    ['no JSON', 'version: 1', 'it is not valid JSON (line 1, column 1)'],
    ['another document', '{"version":1}', 'it is not an ssm-patch-wizard backup'],
    ['a list', '[]', 'it is not an ssm-patch-wizard backup'],
    ['null', 'null', 'it is not an ssm-patch-wizard backup'],
    ['a later version', withMembers({ version: 2 }), 'its version is 2, but this program reads only version 1'],
    ['no version', withMembers({ version: undefined }), 'its version is undefined, but this'],
    ['another account', withMembers({ account: '1' }), head],
    ['another region', withMembers({ region: 'x' }), head],
    ['something less that stayed', withMembers({ stayed: [] }), head],
    ['no checksums', withMembers({ checksums: undefined }), head],
    ['another member', withMembers({ toString: 1 }), 'its member "toString" was added after'],
    ['no windows', withMembers({ windows: undefined }), 'its list windows is missing'],
    ['windows that are no list', withMembers({ windows: {} }), 'its list windows is missing'],
    ['no baselines any more', withMembers({ baselines: [] }), 'its list baselines has missing'],
    ['a window less', edited(({ windows }) => windows.pop()), entries],
    ['a window twice', edited(({ windows }) => windows.push(windows[0])), entries],
    ['windows swapped', edited(({ windows }) => windows.reverse()), entries],
    ['a window that is none', withEntry('windows', 0, null), 'windows[0] is not an object'],
    ['a window changed', withEntry('windows', 1, { change: 1 }), 'windows[1] was changed after it was written'],
    ['a checksum less', withEntry('windows', 2, { checksum: undefined }), 'windows[2] was changed'],
    ['a group renamed', withEntry('registrations', 0, { patchGroup: 'x' }), 'registrations[0] was changed'],
  ])('%s', (_, text, words) => {
    const error = refused(text);
    expect(error).toMatchObject({ code: 'invalid-backup', exitCode: 2, detail: 'Nothing was changed.' });
    expect(error.message).toContain(`The backup b.json cannot be used: ${words}`);
  });

  /** With the right checksums, as anybody can write them. */
  const forged = (changes: object) => refused(serializeBackup({ ...everything, ...changes } as Backup, digest)).message;
  const [ours] = everything.windows;
  const members = { TaskArn: 'AWS-RunShellScript', TaskType: 'RUN_COMMAND' };

  it.each<[string, object, string]>([
    ['stayed as text', { stayed: 'x' }, 'stayed is "x"; it must be a list'],
    ['a window of nothing', { windows: [{}] }, 'windows[0].id is missing'],
    ['nulls', { windows: [{ ...ours, members: null, tags: null }] }, 'windows[0].members is missing'],
    ['a name that is none', { windows: [{ ...ours, members: { ...ours?.members, Name: 5 } }] }, '.members.Name is 5;'],
    ['a fate that is none', { windows: [{ ...ours, change: 'x' }] }, 'windows[0].change is "x"'],
    [
      'parameters that are no lists',
      {
        windows: [
          {
            ...ours,
            tasks: [
              {
                id: 't',
                members: { ...members, TaskInvocationParameters: { RunCommand: { Parameters: { a: 'b' } } } },
              },
            ],
          },
        ],
      },
      'tasks[0].members.TaskInvocationParameters.RunCommand.Parameters.a is "b"; it must be a list',
    ],
    [
      'a baseline as text',
      { baselines: [{ id: 'x', members: 'x', tags: {} }] },
      'baselines[0].members is not an object',
    ],
    ['tags as text', { baselines: [{ id: 'x', members: { Name: 'x' }, tags: 'y' }] }, 'baselines[0].tags is "y"'],
    ['a group that is a number', { registrations: [{ patchGroup: 5 }] }, 'registrations[0].patchGroup is 5'],
  ])('%s, though the checksums are right', (_, changes, words) => {
    expect(forged(changes)).toContain('The backup b.json cannot be used: ');
    expect(forged(changes)).toContain(words);
  });

  it('but a script of any length is as it was', () => {
    const RunCommand = { Parameters: { commands: ['x'.repeat(20_000)] } };
    const tasks = [{ id: 't', members: { ...members, TaskInvocationParameters: { RunCommand } } }];
    const backup = { ...everything, windows: [{ ...ours, tasks }] } as Backup;
    expect(parse(serializeBackup(backup, digest))).toEqual(JSON.parse(JSON.stringify(backup)));
  });

  it('an operating system that this version does not know, though the checksum is right', () => {
    const later = { ...everything, defaults: [{ operatingSystem: 'PLAN9' as 'WINDOWS', baselineId: 'pb-corp' }] };
    expect(refused(serializeBackup(later, digest)).message).toContain(
      'defaults[0].operatingSystem is "PLAN9"; it must be one of',
    );
  });

  it('cut off anywhere', () => {
    const text = serializeBackup(everything, digest).trimEnd();
    for (let length = 0; length < text.length; length += 1) {
      expect(refused(text.slice(0, length)).message).toMatch(/is not valid JSON \(line \d+, column \d+\)/);
    }
  });

  it('with any one character changed, it is refused or says the same', async () => {
    const text = serializeBackup(everything, digest);
    const expected = parse(text);
    const any = fc.oneof(fc.constantFrom(...' \n"{}[],:0159abcdeftrue\\'), fc.string({ minLength: 0, maxLength: 2 }));
    await forSome(800, [fc.nat({ max: text.length - 1 }), any], (at, other) => {
      let read: Backup;
      try {
        read = parse(text.slice(0, at) + other + text.slice(at + 1));
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid-backup' });
        return;
      }
      expect(read).toEqual(expected);
    });
  });
});
