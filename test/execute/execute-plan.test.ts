/** Carrying out a plan: in the graph's order, several at a time, each operation to exactly one end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../source/errors.js';
import { type ExecuteOptions, executePlan } from '../../source/execute/execute-plan.js';
import { type PatchManager, ThrottledError } from '../../source/execute/patch-manager.js';
import {
  type ExecutionEvent,
  type ExecutionState,
  initialExecution,
  reduceExecution,
} from '../../source/plan/account/events.js';
import type { Operation } from '../../source/plan/account/operations.js';
import { operation } from '../helpers/operations.js';
import { PlanningAccount } from '../helpers/planning.js';
import { forAll } from '../helpers/properties.js';

/** Up to twelve operations, each of which waits for some of those before it. */
const anyPlan: fc.Arbitrary<Operation[]> = fc
  .array(fc.array(fc.nat({ max: 11 }), { maxLength: 3 }), { maxLength: 12 })
  .map((needs) =>
    needs.map((indexes, index) =>
      operation(String(index), [...new Set(indexes)].filter((need) => need < index).map(String)),
    ),
  );

/** What an account does with an operation, told by its id; the resource is called as the operation. */
function accountThat(perform: (id: string) => Promise<void>): Pick<PatchManager, 'perform' | 'look'> {
  return {
    look: async () => ({}),
    perform: async (_kind, input) => {
      const id = 'ResourceId' in input ? input.ResourceId : '';
      await perform(id);
      return { resourceId: `resource of ${id}` };
    },
  };
}

/** Time that passes only by waiting, at once. */
function noWait() {
  let at = 0;
  const wait = async (milliseconds: number) => {
    at += milliseconds;
  };
  return { now: () => new Date(at), wait, random: () => 0.5 };
}

/** All events; `onEvent` sees each before the next one is asked for. */
async function run(
  operations: readonly Operation[],
  options: Partial<ExecuteOptions> & Pick<ExecuteOptions, 'manager'>,
  onEvent: (event: ExecutionEvent, state: ExecutionState) => void = () => {},
): Promise<{ events: ExecutionEvent[]; state: ExecutionState }> {
  const events: ExecutionEvent[] = [];
  let state = initialExecution(operations.length);
  for await (const event of executePlan(operations, { ...noWait(), ...options })) {
    events.push(event);
    state = reduceExecution(state, event);
    onEvent(event, state);
  }
  return { events, state };
}

/** `started a`, `succeeded a`, … */
function told(events: readonly ExecutionEvent[]): string[] {
  return events.map((event) => `${event.type} ${event.operation.id}`);
}

function endsOf(events: readonly ExecutionEvent[]): string[] {
  return events.filter(({ type }) => type !== 'started' && type !== 'throttled').map(({ operation: { id } }) => id);
}

const willing = accountThat(async () => {});
const broken = new UserError('AWS refused it.', { code: 'Nope', exitCode: 1 });

describe('whatever the graph and however long each call takes', () => {
  it('every operation succeeds after those that it waits for, and the state counts them', () =>
    forAll([anyPlan, fc.scheduler()], async (plan, scheduler) => {
      let inFlight = 0;
      const manager = accountThat(async (id) => {
        inFlight += 1;
        expect(inFlight).toBeLessThanOrEqual(16);
        await scheduler.schedule(Promise.resolve(), id);
        inFlight -= 1;
      });
      const { events, state } = await scheduler.waitFor(run(plan, { manager }));
      const ended = new Set<string>();
      for (const { type, operation } of events)
        if (type === 'started') expect(operation.dependsOn.filter((need) => !ended.has(need))).toEqual([]);
        else ended.add(operation.id);
      expect(endsOf(events).sort()).toEqual(plan.map(({ id }) => id).sort());
      expect(state).toMatchObject({ succeeded: plan.length, failed: 0, skipped: 0, throttled: 0, running: [] });
    }));

  it('after a failure nothing new starts, what runs ends, and the rest is skipped', () =>
    forAll([anyPlan, fc.func(fc.boolean()), fc.scheduler()], async (plan, fails, scheduler) => {
      const manager = accountThat(async (id) => {
        await scheduler.schedule(Promise.resolve(), id);
        if (fails(id)) throw broken;
      });
      const { events, state } = await scheduler.waitFor(run(plan, { manager }));
      const failure = events.findIndex(({ type }) => type === 'failed');
      const later = failure < 0 ? [] : events.slice(failure);
      expect(later.filter(({ type }) => type === 'started')).toEqual([]);
      expect(endsOf(events).sort()).toEqual(plan.map(({ id }) => id).sort());
      expect(state.succeeded + state.failed + state.skipped).toBe(plan.length);
      expect(state.running).toEqual([]);
      const first = events[failure]?.operation.name;
      for (const event of events)
        if (event.type === 'skipped') expect(event.reason).toBe(`stopped after ${first} failed`);
    }));

  it('once interrupted nothing new starts, what runs ends, and the rest is skipped', () =>
    forAll([anyPlan, fc.nat({ max: 30 }), fc.scheduler()], async (plan, after, scheduler) => {
      const interrupt = new AbortController();
      const manager = accountThat((id) => scheduler.schedule(Promise.resolve(), id));
      let seen = 0;
      const work = run(plan, { manager, signal: interrupt.signal }, () => {
        seen += 1;
        if (seen === after + 1) interrupt.abort();
      });
      const { events, state } = await scheduler.waitFor(work);
      expect(told(events.slice(after + 1)).filter((text) => text.startsWith('started'))).toEqual([]);
      expect(endsOf(events).sort()).toEqual(plan.map(({ id }) => id).sort());
      expect(state.failed).toBe(0);
      for (const event of events) if (event.type === 'skipped') expect(event.reason).toBe('interrupted');
    }));

  it('throttled calls are sent again until they succeed', () =>
    forAll([anyPlan, fc.func(fc.nat({ max: 6 })), fc.scheduler()], async (plan, throttles, scheduler) => {
      const attempts = new Map<string, number>();
      const manager = accountThat(async (id) => {
        await scheduler.schedule(Promise.resolve(), id);
        const attempt = (attempts.get(id) ?? 0) + 1;
        attempts.set(id, attempt);
        if (attempt <= throttles(id)) throw new ThrottledError(undefined);
      });
      const wait = () => scheduler.schedule(Promise.resolve(), 'wait');
      const { events, state } = await scheduler.waitFor(run(plan, { manager, wait }));
      const expected = plan.reduce((sum, { id }) => sum + throttles(id), 0);
      expect(state).toMatchObject({ succeeded: plan.length, throttled: expected });
      for (const { id } of plan) expect(attempts.get(id)).toBe(throttles(id) + 1);
      for (const event of events) if (event.type === 'throttled') expect(event.concurrency).toBeGreaterThanOrEqual(1);
    }));
});

describe('how many at a time', () => {
  /** How many calls were in flight whenever nothing more could start; one is answered then, throttled if it is named. */
  async function callsInFlight(throttled: readonly string[] = []): Promise<number[]> {
    const plan = Array.from({ length: 40 }, (_, index) => operation(String(index)));
    const unanswered: (() => void)[] = [];
    const left = new Set(throttled);
    const answered = (id: string) =>
      new Promise<void>((resolve, reject) => {
        unanswered.push(left.delete(id) ? () => reject(new ThrottledError(undefined)) : resolve);
      });
    const manager = accountThat(answered);
    let isOver = false;
    const work = run(plan, { manager }).finally(() => {
      isOver = true;
    });
    const counts: number[] = [];
    while (!isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      if (unanswered.length === 0) continue;
      counts.push(unanswered.length);
      unanswered.shift()?.();
    }
    await work;
    return counts;
  }

  it('begins with sixteen and grows with success', async () => {
    const counts = await callsInFlight();
    expect(counts.slice(0, 17)).toEqual([...Array(16).fill(16), 17]);
    expect(Math.max(...counts)).toBeLessThanOrEqual(32);
  });

  it('halves when AWS asks to slow down', async () => {
    const counts = await callsInFlight(['0']);
    expect(counts.slice(0, 12)).toEqual([16, 15, 14, 13, 12, 11, 10, 9, 8, 8, 8, 8]);
  });
});

describe('throttling', () => {
  const always = accountThat(() => Promise.reject(new ThrottledError(undefined)));

  it('gives up at last', async () => {
    const { events, state } = await run([operation('a'), operation('b', ['a'])], { manager: always });
    const error = { code: 'ThrottlingException', exitCode: 1, title: 'AWS kept asking to slow down.' };
    expect(events.slice(-2)).toEqual([
      { type: 'failed', operation: operation('a'), error: expect.objectContaining(error) },
      { type: 'skipped', operation: operation('b', ['a']), reason: 'stopped after name of a failed' },
    ]);
    expect(state.throttled).toBeGreaterThan(10);
  });

  it('is left at once when interrupted', async () => {
    const interrupt = new AbortController();
    const wait = async (_: number, signal?: AbortSignal) => {
      expect(signal).toBe(interrupt.signal);
      interrupt.abort();
    };
    const { events } = await run([operation('a'), operation('b')], { manager: always, wait, signal: interrupt.signal });
    expect(endsOf(events).sort()).toEqual(['a', 'b']);
    expect(events.filter(({ type }) => type === 'skipped')).toHaveLength(2);
  });
});

describe('one operation', () => {
  it('tells its resource, and hands its id on to those that wait for it', async () => {
    const { operations: plan } = await (await PlanningAccount.open()).plan();
    const inputs = new Map<string, object>();
    const manager: ExecuteOptions['manager'] = {
      look: async () => ({}),
      perform: async (kind, input) => {
        inputs.set(`${kind} ${inputs.size}`, input);
        return { resourceId: `id-${inputs.size}` };
      },
    };
    const { events } = await run(plan, { manager });
    const created = new Map(
      events.flatMap((event) => (event.type === 'succeeded' ? [[event.operation.id, event.resourceId] as const] : [])),
    );
    expect(JSON.stringify([...inputs.values()])).not.toContain('resultOf');
    const tasks = [...inputs].filter(([kind]) => kind.startsWith('RegisterTask')).map(([, input]) => input);
    expect(tasks).toContainEqual(
      expect.objectContaining({
        WindowId: created.get('window/Week1Day2Unattended0300'),
        Targets: [{ Key: 'WindowTargetIds', Values: [created.get('target/Week1Day2Unattended0300')] }],
      }),
    );
  });

  it('that fails is described', async () => {
    const manager = accountThat(() => Promise.reject(broken));
    const { events } = await run([operation('a')], { manager });
    expect(events).toEqual([
      { type: 'started', operation: operation('a') },
      {
        type: 'failed',
        operation: operation('a'),
        error: { code: 'Nope', title: 'AWS refused it.', detail: undefined, nextSteps: [], exitCode: 1 },
      },
    ]);
  });

  it('that meets a bug of ours fails too, instead of ending the run', async () => {
    const manager = accountThat(() => Promise.reject(new TypeError('x is undefined')));
    const { events } = await run([operation('a')], { manager });
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'bug' } });
  });

  it('may wait for what is not in the plan, because it exists already', async () => {
    const { events } = await run([operation('a', ['window/there'])], { manager: willing });
    expect(told(events)).toEqual(['started a', 'succeeded a']);
  });
});

describe('a run', () => {
  it('of nothing is nothing', async () => {
    expect((await run([], { manager: willing })).events).toEqual([]);
  });

  it('that is interrupted before it began skips everything', async () => {
    const plan = [operation('a'), operation('b', ['a'])];
    const { events } = await run(plan, { manager: willing, signal: AbortSignal.abort() });
    expect(told(events)).toEqual(['skipped a', 'skipped b']);
  });

  it('of operations that wait for each other is a bug that is said, not an endless one', async () => {
    const circle = [operation('a', ['b']), operation('b', ['a'])];
    await expect(run(circle, { manager: willing })).rejects.toThrow('wait for each other');
  });
});
