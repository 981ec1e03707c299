/** What every job tells, in which order, in one place and in several. */
import { describe, expect, it, vi } from 'vitest';
import { readPlanFlags } from '../../source/commands/plan-answers.js';
import { setup } from '../../source/commands/setup.js';
import { cleanupJob } from '../../source/jobs/cleanup.js';
import type { Job, JobContext, JobEvent, OpenPlace } from '../../source/jobs/job.js';
import { planEach } from '../../source/jobs/plan-each.js';
import { reading } from '../../source/jobs/reading.js';
import { setupJob } from '../../source/jobs/setup.js';
import type { InventoryProgress } from '../../source/plan/account/inventory.js';
import { noConsent } from '../../source/plan/setup/consent.js';
import { optionsOf } from '../commands/parsed.js';
import { everyPlan } from '../helpers/choices.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { contextWith, emptySandbox, opened, seededSandbox, twoWindows, withPlan, words, writesIn } from './runs.js';

async function placesIn(sandbox: MemorySandbox, ...regions: string[]): Promise<OpenPlace[]> {
  return Promise.all(regions.map(async (region) => opened(await sandbox.connect({ region }))));
}

/** Everything that a job tells, from the first reading to the end. */
async function eventsOf<Plan, End>(
  job: Job<Plan, End>,
  places: readonly OpenPlace[],
  context: JobContext = contextWith(),
): Promise<JobEvent<Plan, End>[]> {
  const events: JobEvent<Plan, End>[] = [];
  const planning = planEach(job, places, context);
  let found = await planning.next();
  for (; !found.done; found = await planning.next()) events.push(found.value);
  const { planned, refused } = found.value;
  for (const { error } of refused) throw new Error(error.title);
  for await (const event of job.carryOut(planned, context)) events.push(event);
  return events;
}

/** How each place ended. */
function endOf(events: readonly JobEvent<unknown, unknown>[]): unknown {
  const last = events.at(-1);
  return last?.type === 'ended' && last.end;
}

/** `reading eu-west-1`, each once for as long as nothing else comes; of all regions, or of one. */
function wordsOf(events: readonly JobEvent<unknown, unknown>[], only?: string): string[] {
  const words = events.flatMap((event) => {
    if (!('place' in event)) return event.type;
    return only === undefined || event.place.region === only ? `${event.type} ${event.place.region}` : [];
  });
  return words.filter((word, index) => word !== words[index - 1]);
}

const { flags } = readPlanFlags(optionsOf(setup, ...words(twoWindows)));
const request = { flags, consent: noConsent, keepsRecord: true };
const set = setupJob({ request, writeBackup: () => 'unused' });

describe('the events of a job', () => {
  it('of a set-up: what is read, the plan, the calls, the check, the end', async () => {
    const places = await placesIn(emptySandbox(), 'eu-west-1');
    const events = await eventsOf(set, places);
    const told = ['reading', 'planned', 'operation', 'checking'].map((type) => `${type} eu-west-1`);
    expect(wordsOf(events)).toEqual([...told, 'ended']);
    expect(endOf(events)).toMatchObject([
      { isComplete: true, check: { differences: [] }, state: { succeeded: 10 }, place: places[0]?.place },
    ]);
  });

  it('of a clean-up in two places: all backups before the first call', async () => {
    const sandbox = seededSandbox();
    const places = await placesIn(sandbox, 'eu-west-1', 'us-east-1');
    await eventsOf(set, places);
    const writeBackup = vi.fn(({ region }: { readonly region: string }) => `/backups/${region}.json`);
    const events = await eventsOf(cleanupJob({ selection: everyPlan, writeBackup }), places);
    for (const region of ['eu-west-1', 'us-east-1'])
      expect(wordsOf(events, region)).toEqual([
        ...['reading', 'planned', 'backed-up', 'operation', 'checking'].map((type) => `${type} ${region}`),
        'ended',
      ]);
    const types = events.map(({ type }) => type);
    expect(types.indexOf('operation')).toBe(types.lastIndexOf('backed-up') + 1);
    expect(writeBackup.mock.calls.map(([{ region }]) => region)).toEqual(['eu-west-1', 'us-east-1']);
    expect(endOf(events)).toMatchObject([
      { isComplete: true, left: [], backupFile: '/backups/eu-west-1.json' },
      { isComplete: true, left: [], backupFile: '/backups/us-east-1.json' },
    ]);
  });

  it('of a set-up that AWS refuses in one place: the other goes on at the same time', async () => {
    const sandbox = emptySandbox();
    const places = await placesIn(sandbox, 'eu-west-1', 'us-east-1');
    await sandbox.faults({ kind: 'access-denied', operation: 'CreatePatchBaseline', region: 'eu-west-1' });
    const events = await eventsOf(set, places);
    const told = wordsOf(events).filter((word) => word.startsWith('operation'));
    expect(told.slice(0, 3)).toEqual(['operation eu-west-1', 'operation us-east-1', 'operation eu-west-1']);
    expect(endOf(events)).toMatchObject([
      { isComplete: false, check: undefined, state: { failed: 1 } },
      { isComplete: true, check: { differences: [] }, state: { total: 10, succeeded: 10 } },
    ]);
  });

  it('a backup that cannot be written is an error before any call', async () => {
    const sandbox = await withPlan(twoWindows);
    const places = await placesIn(sandbox, 'eu-west-1');
    const writeBackup = (): string => {
      throw new Error('no disk');
    };
    const writes = await writesIn(sandbox);
    await expect(eventsOf(cleanupJob({ selection: everyPlan, writeBackup }), places)).rejects.toThrow('no disk');
    expect(await writesIn(sandbox)).toEqual(writes);
  });
});

describe('reading', () => {
  const place = { account: '1', region: 'eu-west-1', identity: 'arn', source: 'given directly' };
  const progress = (windows: number): InventoryProgress => ({ windows, baselines: 0, patchGroups: 0, nodes: 0 });

  it('tells the newest of what has come, and returns the result', async () => {
    const events = reading({ place }, contextWith(), async ({ onProgress }) => {
      onProgress(progress(1));
      onProgress(progress(2));
      await new Promise((resolve) => setImmediate(resolve));
      onProgress(progress(3));
      return 'read';
    });
    expect(await events.next()).toEqual({ done: false, value: { type: 'reading', place, progress: progress(2) } });
    expect(await events.next()).toEqual({ done: false, value: { type: 'reading', place, progress: progress(3) } });
    expect(await events.next()).toEqual({ done: true, value: 'read' });
  });

  it('a failure is thrown, an interruption as such', async () => {
    const fail = () => Promise.reject(new Error('refused'));
    await expect(reading({ place }, contextWith(), fail).next()).rejects.toThrow('refused');
    const aborted = contextWith({ signal: AbortSignal.abort() });
    await expect(reading({ place }, aborted, fail).next()).rejects.toMatchObject({ code: 'interrupted' });
  });
});
