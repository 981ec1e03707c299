/** The record: what somebody has made of it, what may not be read or written, and two who write at once. */
import type { PutParameterCommandInput } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { recordText } from '../../source/plan/intent/record.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { codec } from '../../source/process/codec.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { cleanUp, meddled } from './cleanup-runs.js';
import {
  emptySandbox,
  parsed,
  type SetUpOptions,
  setUp,
  statusDocument,
  twoWindows,
  withPlan,
  writesIn,
} from './runs.js';

const Name = '/patch-wizard/plans/default';
/** An account of which the plan's record is this text. */
async function withRecord(Value: string) {
  const sandbox = await withPlan(twoWindows);
  await put(sandbox, { Value });
  return sandbox;
}

function put(sandbox: MemorySandbox, parameter: Pick<PutParameterCommandInput, 'Value'>) {
  return sandbox.ssm().putParameter({ Name, Type: 'String', Overwrite: true, ...parameter });
}

/** Expects that a set-up is refused before any call that changes something. */
async function expectRefused(sandbox: MemorySandbox, line: string, error: object, options: SetUpOptions = {}) {
  const before = await writesIn(sandbox);
  await expect(setUp(sandbox, line, options)).rejects.toMatchObject(error);
  expect(await writesIn(sandbox)).toEqual(before);
}

describe('a record that cannot be used', () => {
  it.each([
    ['is edited into nonsense', '{"version":1,"plan":"default","wavse":[]}', /wavse/],
    ['is no JSON', 'default: tuesdays', /is not valid JSON: there is an error at line 1/],
    ['is that of another plan', recordText(defaultDocument('web'), codec), /plan is "web"|of plan web/],
    ['is packed and damaged', '{"version":1,"plan":"default","packed":"AAAA"}', /packed is damaged/],
  ])('because it %s is named with what is wrong and the way back, and nothing is done', async (_, value, detail) => {
    const sandbox = await withRecord(value);
    const error = {
      code: 'unreadable-record',
      exitCode: 2,
      message: `The record of plan default (${Name}, version 2) cannot be read.`,
      detail: expect.stringMatching(detail),
      nextSteps: [
        `To see its earlier values: aws ssm get-parameter-history --region eu-west-1 --name ${Name}`,
        expect.stringContaining(`aws ssm put-parameter --region eu-west-1 --name ${Name} --overwrite`),
        'To replace it from a file: ssm-patch-wizard setup --plan default --sandbox --region eu-west-1 --file FILE',
        expect.stringContaining(`aws ssm delete-parameter --region eu-west-1 --name ${Name}`),
      ],
    };
    for (const line of ['', '--duration 3', '--adopt', '-w 1 -d 2 -t 3 --prune', '--no-record'])
      await expectRefused(sandbox, line, error);
  });

  it('because a newer version has written it is refused with a file too, and nothing is done', async () => {
    const sandbox = await withRecord('{"version":2,"plan":"default"}');
    const nextSteps = ['Install the latest ssm-patch-wizard and run it again.'];
    for (const options of [{}, { file: defaultDocument() }])
      await expectRefused(sandbox, '', { code: 'newer-plan', exitCode: 2, nextSteps }, options);
  });

  it('is no obstacle for a file, for other plans, and for a clean-up', async () => {
    const sandbox = await withRecord('nonsense');
    expect((await setUp(sandbox, '--plan web --wave dev=2tue@03:00')).exitCode).toBe(0);
    const file = { ...defaultDocument(), timeZone: 'Asia/Tokyo' };
    expect((await setUp(sandbox, '', { file })).exitCode).toBe(0);
    expect((await setUp(sandbox)).out.at(-1)).toMatch(/^Nothing to do/);
    await put(sandbox, { Value: 'nonsense' });
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    expect((await sandbox.dump()).parameters).toEqual([]);
  });
});

describe('what these credentials may not do', () => {
  const denied = (operation: string) => ({ kind: 'access-denied', operation });

  it('write it: the permission and the way on are named, nothing else is called, and nothing has happened', async () => {
    const sandbox = emptySandbox();
    await sandbox.faults(denied('PutParameter'));
    const { exitCode, out } = await setUp(sandbox, twoWindows, { isJson: true });
    expect(exitCode).toBe(1);
    expect(await writesIn(sandbox)).toEqual(['PutParameter 400']);
    const lines = parsed(out);
    expect(lines.find(({ status }) => status === 'failed')).toMatchObject({
      id: 'record/default',
      error: {
        code: 'AccessDeniedException',
        message: expect.stringContaining('ssm:PutParameter'),
        nextSteps: [
          expect.stringMatching(/^Ask for a policy with: .*"ssm:PutParameter"/),
          expect.any(String),
          expect.stringContaining('--no-record'),
        ],
      },
    });
    expect(lines.at(-1)).toMatchObject({
      ...{ succeeded: 0, failed: 1, skipped: 9 },
      nextSteps: ['ssm-patch-wizard setup --yes --region eu-west-1 -w 1 -d 2 -t 3 4'],
    });
    const { out: text } = await setUp(sandbox, twoWindows);
    expect(text).toContain(
      '  → Or set up without the record: setup --no-record. Drift and previous answers will then be unknown.',
    );

    const without = await setUp(sandbox, `${twoWindows} --no-record`, { isJson: true });
    expect(without.exitCode).toBe(0);
    expect(parsed(without.out)[0]?.warnings).toContainEqual({
      code: 'no-record',
      message:
        'Plan default gets no record, so the status command cannot find drift, and the next set-up starts from the defaults.',
      nextSteps: [],
    });
    expect((await statusDocument(sandbox)).plans).toMatchObject([{ name: 'default', record: null }]);
  });

  it('read them: nothing is called, and the way on without is named', async () => {
    const sandbox = await withPlan(twoWindows);
    await sandbox.faults(denied('GetParametersByPath'));
    await expectRefused(sandbox, '--duration 3', {
      code: 'AccessDeniedException',
      exitCode: 1,
      message: 'These credentials are not allowed to call ssm:GetParametersByPath.',
      detail: expect.stringContaining('the wizard does not know what the plan wants. Nothing was changed.'),
      nextSteps: expect.arrayContaining([expect.stringContaining('--no-record')]),
    });
    const { exitCode, out } = await setUp(sandbox, `${twoWindows} --no-record --duration 3`);
    expect(exitCode).toBe(0);
    expect(out.join('\n')).toContain('are not allowed to call ssm:GetParametersByPath');
    expect(await writesIn(sandbox)).toEqual(['UpdateMaintenanceWindow 200', 'UpdateMaintenanceWindow 200']);
  });
});

describe('two who set up at once', () => {
  /** What stands where a run has written second. */
  function expectStopped({ exitCode, out }: Awaited<ReturnType<typeof setUp>>, how: string) {
    expect(exitCode).toBe(1);
    expect(out).toContain(`! PutParameter ${Name}: Someone else has changed the record ${Name} since it was read.`);
    expect(out.join('\n')).toContain(how);
    expect(out).toContain(
      `  → See what each of you wrote: aws ssm get-parameter-history --region eu-west-1 --name ${Name}`,
    );
  }

  it('the second stops before any other write, and says so', async () => {
    const sandbox = await withPlan(twoWindows);
    const theirs = recordText({ ...defaultDocument(), timeZone: 'Asia/Tokyo' }, codec);
    const manager = await meddled(sandbox, () => put(sandbox, { Value: theirs }));
    const before = await writesIn(sandbox);
    expectStopped(await setUp(sandbox, '--duration 3', { manager }), 'the record now has version 3');
    expect((await writesIn(sandbox)).slice(before.length)).toEqual(['PutParameter 200', 'PutParameter 200']);
    const { Parameters = [] } = await sandbox.ssm().getParameterHistory({ Name });
    expect(Parameters).toHaveLength(3);
  });

  it('an answer that was lost is nobody else', async () => {
    const sandbox = await withPlan(twoWindows);
    await sandbox.faults({ kind: 'reset-after', operation: 'PutParameter', times: 1 });
    const { exitCode, out } = await setUp(sandbox, '-z Asia/Tokyo');
    expect(exitCode).toBe(0);
    expect(out.join('\n')).not.toContain('Someone else');
  });
});
