/** The record of a plan: written first, read back as it was, and written once by one of two who set up at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsRecord } from '../../../source/plan/intent/record.js';
import { codec } from '../../helpers/codec.js';
import { PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { anyDocument, withDigests } from '../intent/arbitraries.js';
import { accountWith, documentOf, plan, slot } from './documents.js';

describe('a document', () => {
  it('comes back from the account as it was written, up to 200 windows', () =>
    forSome(12, [fc.oneof(anyDocument, documentOf(200))], async (document) => {
      const account = await PlanningAccount.open({ windows: 1000, baselines: 1000 });
      const { operations, findings } = await account.plan({ file: document });
      const [record] = operations;
      fc.pre(record?.kind === 'PutParameter' && fitsRecord(record.input.Value));
      await account.carryOut(operations, 1);
      expect(await account.document(document.plan)).toEqual(withDigests(document, codec));
      expect(findings.map(({ code }) => code)).not.toContain('plan-too-large');
      const [again] = (await account.plan({ file: document })).operations;
      expect(again?.kind === 'PutParameter' ? again.input.Value : record.input.Value).toBe(record.input.Value);
    }));

  it('that does not fit is refused before the first call, and set up without a record', async () => {
    const waves = Array.from({ length: 200 }, (_, number) => {
      const text = codec.digest(String(number));
      return { name: text.slice(0, 60), patchGroup: text, window: text, when: slot(1, 1, number % 24) };
    });
    const account = await PlanningAccount.open({ windows: 1000, baselines: 1000 });
    const file = plan({ waves, baselines: [] });
    await expect(account.setUp({ file })).rejects.toMatchObject({
      code: 'plan-too-large',
      nextSteps: [expect.stringContaining('--plan'), expect.stringContaining('--no-record')],
    });
    expect((await account.plan({ file, keepsRecord: false })).findings).toMatchObject([{ code: 'no-record' }]);
  });
});

describe('the record', () => {
  it('is written before anything else, which waits for it', async () => {
    const account = await PlanningAccount.open();
    const { operations } = await account.plan();
    expect(operations[0]).toMatchObject({
      id: 'record/default',
      kind: 'PutParameter',
      name: '/patch-wizard/plans/default',
      input: { Type: 'String', Tier: 'Standard', Overwrite: false, ExpectedVersion: 1 },
      dependsOn: [],
    });
    for (const { dependsOn } of operations.slice(1)) expect(dependsOn).toContain('record/default');
    await account.setUp();
    const other = await account.plan({ flags: { when: { kind: 'weekdays', weeks: [3] } } });
    expect(other.operations[0]?.input).toMatchObject({ Overwrite: true, ExpectedVersion: 2 });
  });

  it('that somebody else writes meanwhile stops the run before it changes anything', async () => {
    const account = await accountWith(plan());
    const mine = await account.plan({ flags: { timeZone: 'Asia/Tokyo' } });
    await account.carryOut((await account.plan({ flags: { timeZone: 'Europe/Paris' } })).operations);
    await expect(account.carryOut(mine.operations)).rejects.toThrow(/Another set-up of this plan/);
    const { windows } = await account.read();
    expect(windows.map(({ timeZone }) => timeZone)).toEqual(windows.map(() => 'Europe/Paris'));
  });

  it('that two write as the first leaves one of them to go on', async () => {
    const account = await PlanningAccount.open();
    const mine = await account.plan();
    await account.carryOut((await account.plan({ flags: { timeZone: 'Europe/Paris' } })).operations);
    await expect(account.carryOut(mine.operations)).rejects.toThrow(/already exists/);
    expect((await account.read()).windows).toHaveLength(8);
  });

  it('left out is said, with what will not be known', async () => {
    const account = await PlanningAccount.open();
    const first = await account.setUp({ keepsRecord: false });
    expect(first.findings.map(({ message }) => message)).toEqual([
      'Plan default gets no record, so the status command cannot find drift, and the next set-up starts from the defaults.',
    ]);
    expect(await account.document()).toBeUndefined();
    expect(await account.drift()).toEqual([]);
    expect((await account.plan()).findings).toMatchObject([
      { code: 'plan-not-known', nextSteps: [expect.stringContaining('--adopt')] },
    ]);
    await account.setUp();
    const again = await account.plan({ keepsRecord: false, flags: { timeZone: 'Asia/Tokyo' } });
    expect(again.findings[0]?.message).toMatch(/^The record of plan default stays as it is/);
    expect(again.operations.map(({ kind }) => kind)).not.toContain('PutParameter');
  });

  it('is made from what is there by taking over, and nothing else changes', async () => {
    const account = await PlanningAccount.open();
    const file = plan({ timeZone: 'Asia/Tokyo', task: { ...plan().task, durationHours: 3 } });
    await account.setUp({ file, keepsRecord: false });
    const { operations } = await account.setUp({ consent: { adopt: true } });
    expect(operations.map(({ kind }) => kind)).toEqual(['PutParameter']);
    expect(await account.document()).toEqual(file);
  });
});
