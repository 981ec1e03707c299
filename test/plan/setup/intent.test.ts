/** What a request means in an account: a file, the record, the defaults, with flags on top; and records that cannot be used. */
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../source/errors.js';
import { PlanningAccount } from '../../helpers/planning.js';
import { refusalOf } from '../../helpers/refused.js';
import { accountWith, few, grid, plan } from './documents.js';

const name = '/patch-wizard/plans/default';

/** Writes a plan's record as somebody else would. */
function write({ ssm }: PlanningAccount, Value: string, Name = name): Promise<unknown> {
  return ssm.putParameter({ Name, Value, Type: 'String', Overwrite: true });
}

describe('the document', () => {
  it('is the default plan in an account without a record', async () => {
    const account = await PlanningAccount.open();
    expect((await account.plan()).document).toEqual(plan());
    expect((await account.plan({ flags: { plan: 'web' } })).document).toEqual(plan({ plan: 'web' }));
  });

  it('is what the account keeps, with each flag in place of one answer', async () => {
    const kept = plan({ timeZone: 'Asia/Tokyo', tags: { Team: 'ops' } });
    const account = await accountWith(kept);
    expect((await account.plan()).document).toEqual(kept);
    const flags = { task: { durationHours: 3 }, when: { kind: 'weekdays', weeks: [4] } } as const;
    const { waves } = (await account.plan({ flags: { when: grid([4], [2, 3], [3, 4]) } })).document;
    const answered = { ...kept, task: { ...kept.task, durationHours: 3 }, waves };
    expect((await account.plan({ flags })).document).toEqual(answered);
  });

  it('is a file’s, whatever the account keeps', async () => {
    const account = await accountWith(plan({ timeZone: 'Asia/Tokyo' }));
    const file = plan({ tags: { Team: 'web' } });
    expect((await account.plan({ file })).document).toEqual(file);
    expect((await account.plan({ file, flags: { timeZone: 'Europe/Paris' } })).document.timeZone).toBe('Europe/Paris');
  });

  it('of an account that is only to be taken over is refused where there is nothing, with the plan that has it', async () => {
    const account = await accountWith(plan({ plan: 'web' }));
    expect(await refusalOf(account.plan({ consent: { adopt: true } }))).toMatchObject({
      code: 'nothing-to-adopt',
      message: 'There is nothing to take over into plan default.',
      nextSteps: [
        'If another plan has already taken over the windows, name it with --plan: web.',
        expect.stringContaining('leave out --adopt'),
      ],
    });
  });
});

describe('a record that cannot be used', () => {
  it.each<[string, string, RegExp]>([
    ['nonsense', 'my notes', /is not valid JSON/],
    ['the half of a document', '{"version":1,"plan":"default","waves', /is not valid JSON/],
    ['a document with an unknown key', '{"version":1,"waves":["2tue@03:00"],"baselines":[],"colour":1}', /colour/],
    [
      'another plan’s',
      '{"version":1,"plan":"web","waves":["2tue@03:00"],"baselines":[]}',
      /plan is "web"; this is the record of plan default/,
    ],
    ['a packed one that is cut off', '{"version":1,"plan":"default","packed":"bZBNDoI"}', /packed/],
  ])('is refused with the way back, and nothing is done: %s', async (_, value, why) => {
    const account = await accountWith(few());
    await write(account, value);
    const error = await refusalOf(account.plan());
    expect(error).toMatchObject({
      code: 'unreadable-record',
      message: `The record of plan default (${name}, version 2) cannot be read.`,
      detail: expect.stringMatching(/\nNothing was changed\.$/),
    });
    expect(error.detail).toMatch(why);
    expect(error.nextSteps[0]).toBe(
      `To see its earlier values: aws ssm get-parameter-history --region eu-west-1 --name ${name}`,
    );
    expect(error.nextSteps.at(-1)).toMatch(/setup --plan default .*--adopt$/);
    expect(await account.drift()).toEqual([]);
    // A file says what is wanted, so that it can be written anew.
    await account.setUp({ file: few() });
    expect(await account.document()).toEqual(few());
    expect((await account.plan({ flags: { plan: 'web' } })).document).toEqual(plan({ plan: 'web' }));
  });

  it('and has no former version can only be made anew', async () => {
    const account = await PlanningAccount.open();
    await write(account, 'my notes');
    const { nextSteps } = await refusalOf(account.plan());
    expect(nextSteps).toEqual([
      'To replace it from a file: ssm-patch-wizard setup --plan default --sandbox --region eu-west-1 --file FILE',
      expect.stringMatching(/^To record what is there: .* --adopt$/),
    ]);
  });

  it('of a newer version is never written over, not even by a file', async () => {
    const account = await accountWith(few());
    await write(account, '{"version":2,"plan":"default"}');
    for (const request of [{}, { file: few() }, { consent: { adopt: true } }]) {
      expect(await refusalOf(account.plan(request))).toMatchObject({
        code: 'newer-plan',
        nextSteps: ['Install the latest ssm-patch-wizard and run it again.'],
      });
    }
  });

  it('is none where somebody keeps other things below a plan’s name', async () => {
    const account = await accountWith(few());
    await write(account, 'x', '/patch-wizard/plans/web/notes');
    expect((await account.plan()).operations).toEqual([]);
  });
});

describe('records that these credentials may not read', () => {
  const title = 'Not allowed: ssm:GetParametersByPath.';
  const recordsRefused = describeError(new UserError(title, { code: 'AccessDenied', nextSteps: ['Ask for it.'] }));

  it('end the set-up with the way to go on without', async () => {
    const account = await accountWith(few());
    expect(await refusalOf(account.plan({ over: { recordsRefused } }))).toMatchObject({
      message: title,
      detail: 'Without the record, the wizard does not know what the plan wants. Nothing was changed.',
      nextSteps: ['Ask for it.', expect.stringContaining('--no-record')],
      exitCode: 1,
    });
  });

  it('matter no more where the record is left out', async () => {
    const account = await PlanningAccount.open();
    const found = await account.plan({ over: { recordsRefused }, keepsRecord: false });
    expect(found.operations.map(({ kind }) => kind)).not.toContain('PutParameter');
    expect(found.findings).toMatchObject([{ severity: 'warning', code: 'no-record' }]);
  });
});
