/** Taking the steps of a sequence in an account, and what does not hold after each of them. */
import { UserError } from '../../../source/errors.js';
import type { Backup as RealBackup } from '../../../source/plan/cleanup/backup.js';
import type { Account } from '../../../source/sandbox/account.js';
import { newAccount } from '../../../source/sandbox/seed.js';
import { memorySandbox } from '../../helpers/memory-account.js';
import { disturbed, type Given } from '../disturbed.js';
import { keeping } from '../fault-scenarios.js';
import { type Run, setUp, writesIn } from '../runs.js';
import { driftAway } from './drift.js';
import { type Held, heldIn, idsIn, linesOf } from './held.js';
import { type Before, elsewhere, type Kept, type Meant, meaningOf } from './meant.js';
import type { After } from './model-cleanup.js';
import type { Disturbed, Step } from './steps.js';

const start = new Date('2026-11-23T10:00:00Z').getTime();
const day = 86_400_000;

let prepared: Promise<Account> | undefined;

/** A fleet, the things of other teams, and another plan of this program. */
async function preparedAccount(): Promise<Account> {
  const account = newAccount({});
  const sandbox = memorySandbox({ now: () => new Date(start) }, account);
  await setUp(sandbox, '--plan shop --wave shop-a=1mon@03:00 --wave shop-b=3mon@03:00 --os ubuntu');
  return account;
}

/** A sequence on its way. */
export interface Course {
  readonly account: Account;
  readonly kept: Kept[];
  /** All backups, the newest first. */
  readonly files: { readonly at: Date; readonly backup: RealBackup }[];
  time: number;
}

/** Takes the steps one after the other; rejects at the first after which something does not hold. */
export async function taken(steps: readonly Step[], isThorough: boolean): Promise<void> {
  const course = await begun();
  for (const [index, step] of steps.entries()) {
    const problems = await problemsOf(course, step, isThorough).catch((error: Error) => [error.stack ?? String(error)]);
    if (problems.length > 0) throw new Error(`after step ${index + 1}: ${problems.join('\n')}`);
  }
}

/** A sequence before its first step. */
export async function begun(): Promise<Course> {
  prepared ??= preparedAccount();
  return { account: (await prepared).copy(), kept: [], files: [], time: start };
}

/** What does not hold after one step. */
export async function problemsOf(course: Course, step: Step, isThorough: boolean): Promise<string[]> {
  // Nothing happens at the same moment as what was before it.
  course.time += 60_000;
  if ('days' in step) {
    course.time += step.days * day;
    return [];
  }
  const held = heldIn(course.account, course.time);
  if ('drift' in step) {
    await driftAway(sandboxOf(course).ssm(), held, step.drift, step.choice);
    return [];
  }
  const meant = meaningOf(step.command, beforeOf(course, held));
  // What is refused in one of two regions is not begun; that is tried of one.
  if (meant === undefined || meant.afterElsewhere?.isRefused) return [];
  if (meant.afterElsewhere && meant.after.isRefused) return [];
  return meant.after.isRefused
    ? refused(course, held, meant)
    : carriedOut(course, meant, step.disturbances, isThorough);
}

/** What there is before the next command, with everything that has been backed up. */
export function beforeOf(course: Course, held: Held): Before {
  const { account, kept, time } = course;
  return { held, heldElsewhere: () => heldIn(account, time, elsewhere), kept, now: time };
}

export const clockOf = (course: Course) => () => new Date(course.time);

export const sandboxOf = (course: Course, account = course.account) => memorySandbox({ now: clockOf(course) }, account);

/** Time passes where it is waited. */
export function timeOf(course: Course): Partial<Given> {
  const wait = async (milliseconds: number): Promise<void> => {
    course.time += milliseconds;
  };
  return { now: clockOf(course), wait } as Partial<Given>;
}

async function refused(course: Course, held: Held, { run }: Meant): Promise<string[]> {
  const io = { writeBackup: keeping([]), found: () => course.files };
  const end = await run(sandboxOf(course), timeOf(course), io).catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
  const exit = end && end.exitCode === 0 ? ['it was to be refused, and ended with 0'] : [];
  return [...exit, ...differences(linesOf(held), linesOf(heldIn(course.account, course.time)))];
}

/** What the account lacks, and what is too much. */
export function differences(expected: readonly string[], found: readonly string[]): string[] {
  const rest = [...found];
  const missing = expected.filter((line) => {
    const index = rest.indexOf(line);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  return [...missing.map((line) => `- ${line}`), ...rest.map((line) => `+ ${line}`)];
}

async function carriedOut(
  course: Course,
  meant: Meant,
  disturbances: readonly Disturbed[],
  isThorough: boolean,
): Promise<string[]> {
  const { after, afterElsewhere, isCleanUp } = meant;
  const backups: RealBackup[] = [];
  const keep = keeping(backups);
  const writeBackup = (backup: RealBackup): string => {
    const path = keep(backup);
    course.files.unshift({ at: new Date(course.time), backup: backups.at(-1) as RealBackup });
    return path;
  };
  const io = { writeBackup, found: () => course.files };
  const run = (given: Partial<Given>, account = course.account) =>
    meant.run(sandboxOf(course, account), { ...timeOf(course), ...given }, io);
  const problems: string[] = [];
  for (const each of disturbances) problems.push(...(await disturbedRun(course, meant, each, io)));
  const end = await run({}).catch(gone(disturbances.length > 0));
  if (end && end.exitCode !== 0) problems.push(`exit ${end.exitCode}: ${[...end.out, ...end.err].join('\n')}`);
  problems.push(...placeProblems(course, { backups, isCleanUp, isElsewhere: false }, after));
  if (afterElsewhere)
    problems.push(...placeProblems(course, { backups, isCleanUp, isElsewhere: true }, afterElsewhere));
  if (!isThorough || problems.length > 0) return problems;
  const sandbox = sandboxOf(course);
  await meant.run(sandbox, timeOf(course), io).catch(gone(true));
  const writes = await writesIn(sandbox);
  return writes.length > 0 ? [`a further run still calls ${writes.join(', ')}`] : [];
}

/** What is not as the model says in one of the regions; its backup is kept. */
function placeProblems(
  course: Course,
  {
    backups: all,
    isCleanUp,
    isElsewhere,
  }: Pick<Meant, 'isCleanUp'> & Pick<Kept, 'isElsewhere'> & { backups: RealBackup[] },
  meant: After,
): string[] {
  const held = isElsewhere ? heldIn(course.account, course.time, elsewhere) : heldIn(course.account, course.time);
  const { problems, ...after } = meant.settled?.(held) ?? { ...meant, problems: [] };
  const backups = all.filter(({ region }) => (region === elsewhere) === isElsewhere);
  const ids = new Set(idsIn(held));
  const lost = idsIn(after.held).filter((id) => !id.startsWith('new ') && !ids.has(id));
  if (after.backup) {
    // Of a clean-up of which only registrations were left, nothing tells that it was begun.
    const isKnown = backups.every(
      ({ windows, baselines, records }) => windows.length + baselines.length + records.length > 0,
    );
    // Of what was switched off nobody knows whether an earlier clean-up had come to its end: each backup has what its own run took.
    const isOfOne = backups.every(({ windows }) => windows.every(({ change }) => change !== 'disabled'));
    const isWhole = isCleanUp && isKnown && isOfOne;
    // Where the program chooses, a run that goes on may choose otherwise than the one whose backup is the first.
    if (!meant.settled || backups.length === 1) {
      course.kept.unshift({ isElsewhere, model: after.backup, files: backups, isWhole });
    }
  }
  return [
    ...problems,
    ...differences(linesOf(after.held), linesOf(held)),
    ...lost.map((id) => `${id} was to stay`),
    ...(after.backup && backups.length === 0 ? ['there is no backup'] : []),
  ].map((problem) => (isElsewhere ? `${elsewhere}: ${problem}` : problem));
}

/** Of what is gone already there is nothing to go on with: that is said, and no fault. */
function gone(isAgain: boolean) {
  return (error: unknown): undefined => {
    const codes = ['unknown-item', 'protected-item'];
    if (isAgain && error instanceof UserError && codes.includes(error.code ?? '')) return undefined;
    throw error;
  };
}

/** What cannot be read ends a run with an error that is said. */
function ofReading(isOfWrites: boolean) {
  return (error: unknown): { readonly end: undefined; readonly wasHit: true } => {
    if (!isOfWrites && error instanceof UserError) return { end: undefined, wasHit: true };
    throw error;
  };
}

/** The run that is disturbed, at one of the calls that an undisturbed one makes. */
async function disturbedRun(
  course: Course,
  { run }: Meant,
  { nth, isOfWrites, kind, ending }: Disturbed,
  io: Parameters<Meant['run']>[2],
): Promise<string[]> {
  if (kind === 'lag') {
    const sandbox = sandboxOf(course);
    await sandbox.faults({ kind, ms: 3000 });
    for (const _ of ['once', 'again']) await run(sandbox, timeOf(course), io).catch(gone(true));
    return [];
  }
  const trial = sandboxOf(course, course.account.copy());
  const quiet = { writeBackup: keeping([]), found: () => [...course.files] };
  const hasEnded = await run(trial, timeOf(course), quiet).then(() => true, gone(true));
  if (!hasEnded) return [];
  const all = (await trial.requests()).map((request) => request.operation);
  const calls = all.filter(
    (each) => each !== 'GetCallerIdentity' && !(isOfWrites && /^(Describe|Get|List)/.test(each)),
  );
  const operation = calls[nth % calls.length];
  if (operation === undefined) return [];
  const before = calls.slice(0, (nth % calls.length) + 1).filter((each) => each === operation).length;
  const { end, wasHit } = await disturbed(
    course.account,
    { operation, nth: before, kind, ending },
    (sandbox, given) => run(sandbox, { ...timeOf(course), ...given } as Given, io),
    clockOf(course),
  ).catch(ofReading(isOfWrites));
  if (!isOfWrites) return [];
  return [...(wasHit ? [] : ['the call was not made']), ...exitProblems(end, kind, ending)];
}

function exitProblems(end: Run | undefined, kind: string, ending: string): string[] {
  const expected = ending === 'is interrupted' ? 130 : kind === 'throttle' ? 0 : undefined;
  if (end === undefined || expected === undefined || end.exitCode === expected) return [];
  return [`exit ${end.exitCode} instead of ${expected}: ${end.out.join('\n')}`];
}
