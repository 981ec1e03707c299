/** Guards: looked at while what an operation waits for is under way, and again where that took long. */
import { describe, expect, it } from 'vitest';
import { type ExecuteOptions, executePlan } from '../../source/execute/execute-plan.js';
import { ThrottledError } from '../../source/execute/patch-manager.js';
import type { Operation } from '../../source/plan/account/operations.js';
import { operation } from '../helpers/operations.js';
import { Time } from './time.js';

/** How long a look takes, and a call, in milliseconds. */
const trip = 50;

/** An operation whose record was called as the operation when it was read. */
function guarded(id: string, dependsOn: readonly string[] = [], of = id): Operation {
  return { ...operation(id, dependsOn), guards: [{ subject: { kind: 'record', name: of }, expected: { Value: of } }] };
}

interface Scene {
  /** Name of a record → the millisecond from which on it is otherwise. */
  readonly changes?: Readonly<Record<string, number>>;
  /** What a call does when its answer is due. */
  readonly answer?: (id: string, time: Time) => Promise<void> | void;
  /** Names of records that cannot be looked at. */
  readonly hidden?: readonly string[];
}

/** What happened and at which millisecond: looks and calls when they begin, ends when they are told. */
async function run(operations: readonly Operation[], { changes = {}, answer, hidden = [] }: Scene = {}) {
  const time = new Time();
  const log: string[] = [];
  const manager: ExecuteOptions['manager'] = {
    look: async (subject) => {
      if (subject.kind !== 'record') throw new Error(`no ${subject.kind} here`);
      const { name } = subject;
      log.push(`${time.at} look at ${name}`);
      await time.wait(trip / 2);
      const isChanged = time.at >= (changes[name] ?? Number.POSITIVE_INFINITY);
      await time.wait(trip / 2);
      if (hidden.includes(name)) throw new Error('hidden');
      return { Value: isChanged ? 'other' : name };
    },
    perform: async (_kind, input) => {
      const id = 'ResourceId' in input ? input.ResourceId : '';
      log.push(`${time.at} call ${id}`);
      await time.wait(trip);
      await answer?.(id, time);
      return {};
    },
  };
  const events = async () => {
    for await (const { type, operation } of executePlan(operations, { manager, ...time, afterFailure: 'go-on' }))
      if (type !== 'started') log.push(`${time.at} ${type} ${operation.id}`);
  };
  await time.pass(events());
  return log;
}

const chain = [guarded('task'), guarded('target', ['task']), guarded('window', ['task', 'target'])];

describe('what waits for a call is looked at while the call is under way', () => {
  it('so that each step of a chain takes one trip, after the first look', async () => {
    expect(await run(chain)).toEqual([
      '0 look at task',
      '50 look at target',
      '50 call task',
      '100 succeeded task',
      '100 look at window',
      '100 call target',
      '150 succeeded target',
      '150 call window',
      '200 succeeded window',
    ]);
  });

  it('and what changes until then is kept', async () => {
    const log = await run(chain, { changes: { target: 60 } });
    expect(log.slice(-3)).toEqual(['100 succeeded task', '100 skipped target', '100 skipped window']);
  });

  it('only once all that it waits for is under way', async () => {
    const slow = [guarded('a'), operation('b'), operation('c', ['b']), guarded('d', ['a', 'c'])];
    const log = await run(slow);
    expect(log.filter((line) => / (look at|call) [cd]$/.test(line))).toEqual([
      '50 call c',
      '50 look at d',
      '100 call d',
    ]);
  });

  it('which nobody hears of where the call fails', async () => {
    const answer = () => Promise.reject(new Error('no'));
    const log = await run(chain, { hidden: ['target'], answer });
    expect(log.slice(-3)).toEqual(['100 failed task', '100 skipped target', '100 skipped window']);
  });

  it('and where it could not be looked at, it is not called', async () => {
    const log = await run(chain, { hidden: ['target'] });
    expect(log.slice(-2)).toEqual(['100 failed target', '100 skipped window']);
  });
});

describe('a look that is older than a call is not trusted', () => {
  it('after a call that took long', async () => {
    const answer: Scene['answer'] = (id, time) => (id === 'task' ? time.wait(60) : undefined);
    const log = await run(chain, { answer, changes: { target: 90 } });
    expect(log.slice(3)).toEqual([
      '160 succeeded task',
      '160 look at target',
      '210 skipped target',
      '210 skipped window',
    ]);
  });

  it('after a call that was sent again', async () => {
    let attempts = 0;
    const answer: Scene['answer'] = (id) => {
      if (id === 'task' && ++attempts === 1) throw new ThrottledError(undefined);
    };
    const log = await run(chain, { answer, changes: { target: 90 } });
    const looks = log.filter((line) => line.endsWith('look at target'));
    expect(looks).toHaveLength(2);
    expect(log.slice(-3).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'succeeded task',
      'skipped target',
      'skipped window',
    ]);
  });

  it('before a call that has to be sent again itself', async () => {
    let attempts = 0;
    const answer: Scene['answer'] = (id) => {
      if (id === 'target' && ++attempts === 1) throw new ThrottledError(undefined);
    };
    const log = await run(chain, { answer, changes: { target: 100 } });
    expect(log.filter((line) => line.endsWith('call target'))).toEqual(['100 call target']);
    expect(log.at(-2)).toMatch(/ skipped target$/);
  });
});

it('operations with the same subject share a look that is not answered yet', async () => {
  const log = await run([guarded('a', [], 'both'), guarded('b', [], 'both')]);
  expect(log.slice(0, 3)).toEqual(['0 look at both', '50 call a', '50 call b']);
});

it('what was looked at goes before what has not begun, so that a run that is stopped leaves few things by halves', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => String(index));
  const log = await run([...ids.map((id) => guarded(`task ${id}`)), ...ids.map((id) => guarded(id, [`task ${id}`]))]);
  const first = (line: string) => log.findIndex((each) => each.endsWith(line));
  expect(first('call 0')).toBeLessThan(first('call task 16'));
  expect(log.filter((line) => line.includes('look at'))).toHaveLength(80);
});
