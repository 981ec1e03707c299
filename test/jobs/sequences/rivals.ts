/** Two commands at once: one begins, and ends, at any call of the other. Whatever comes of it, a set-up afterwards makes the plan what it says, once. */
import fc from 'fast-check';
import { UserError } from '../../../source/errors.js';
import { type Handle, memorySandbox } from '../../helpers/memory-account.js';
import { keeping } from '../fault-scenarios.js';
import type { Run } from '../runs.js';
import { plan, planTag, recordName } from './answers.js';
import { type Held, heldIn, linesOf } from './held.js';
import { type Meant, meaningOf } from './meant.js';
import { command, everything, setUpStep } from './steps.js';
import { beforeOf, begun, type Course, clockOf, differences, problemsOf, sandboxOf, timeOf } from './taken.js';
import { isOwn } from './whose.js';

/** What is there before, the two commands, the call of the first at which the second begins, and the set-up afterwards. */
export const rivals = fc.record({
  before: fc.array(command, { maxLength: 3, size: 'max' }),
  first: command,
  nth: fc.nat(250),
  second: command,
  last: setUpStep,
});

export type Rivals = typeof rivals extends fc.Arbitrary<infer Value> ? Value : never;

/** Rejects with what does not hold. */
export async function contended({ before, first, nth, second, last }: Rivals): Promise<void> {
  const course = await begun();
  for (const each of before) await problemsOf(course, { command: each, disturbances: [] }, false);
  course.time += 60_000;
  const held = heldIn(course.account, course.time);
  const [one, other] = [first, second].map((each) => meaningOf(each, beforeOf(course, held)));
  if (one === undefined || other === undefined) return;
  if ([one, other].some(({ after, afterElsewhere }) => after.isRefused || afterElsewhere?.isRefused)) return;
  const ends = await bothAtOnce(course, one, other, nth);
  const between = heldIn(course.account, course.time);
  const whole = {
    ...last,
    said: everything,
    isPruning: true,
    isResuming: true,
    isAdopting: false,
    isEverywhere: false,
  };
  const settled = meaningOf(whole, { ...beforeOf(course, withoutOwn(between)), kept: [] });
  const isOther = [first, second].every(
    (each) => each.kind === 'set-up' || each.kind === 'pause' || each.kind === 'resume',
  );
  const others = isOther ? differences(linesOf(withoutOwn(held)), linesOf(withoutOwn(between))) : [];
  const io = { writeBackup: keeping([]), found: () => course.files };
  const end = await settled?.run(sandboxOf(course), timeOf(course), io);
  const problems = [
    ...others.map((line) => `of others: ${line}`),
    ...(end?.exitCode === 0 ? [] : [`exit ${end?.exitCode}: ${end?.out.join('\n')}`]),
    ...differences(copiesAsOne(settled?.after.held ?? between), copiesAsOne(heldIn(course.account, course.time))),
  ];
  if (problems.length > 0) throw new Error(`${ends.join(' and ')}, and then: ${problems.join('\n')}`);
}

/** An account's lines, whatever copy of a baseline a group is registered with: groups stay where two set-ups have put them, under the same rules. */
function copiesAsOne(held: Held): string[] {
  return [...new Set(linesOf(held).map((line) => line.replace(/("Name":"[^"]+)-[23]"/, '$1"')))];
}

/** An account without what is the plan's. */
function withoutOwn(held: Held): Held {
  const { windows, baselines, groups, parameters } = structuredClone(held);
  const own = new Set(baselines.filter(({ tags }) => tags[planTag] === plan).map(({ id }) => id));
  delete parameters[recordName];
  return {
    ...held,
    windows: windows.filter((window) => !isOwn(window)),
    baselines: baselines.filter(({ id }) => !own.has(id)),
    groups: groups.filter(({ baseline }) => !own.has(baseline)),
    parameters,
  };
}

/** How both have ended. */
async function bothAtOnce(course: Course, one: Meant, other: Meant, nth: number): Promise<string[]> {
  let calls = 0;
  let inner: Promise<string> | undefined;
  const io = { writeBackup: keeping([]), found: () => course.files };
  const given = timeOf(course);
  const endOf = (run: Promise<Run>): Promise<string> =>
    run.then(
      ({ exitCode }) => `exit ${exitCode}`,
      (error: unknown) => {
        if (error instanceof UserError) return error.message;
        throw error;
      },
    );
  const between =
    (handle: Handle): Handle =>
    async (request, options) => {
      if (inner === undefined && calls++ === nth) {
        inner = endOf(other.run(sandbox, given, io));
        await inner;
      }
      return handle(request, options);
    };
  const sandbox = memorySandbox({ now: clockOf(course) }, course.account, between);
  const outer = await endOf(one.run(sandbox, given, io));
  return [outer, (await inner) ?? 'the second did not begin'];
}
