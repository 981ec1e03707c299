/** One run in several accounts and regions: a plan for each, all at once, and what is left where one fails. */
import { describe, expect, it } from 'vitest';
import { runJob } from '../../source/commands/headless.js';
import { readPlanFlags } from '../../source/commands/plan-answers.js';
import { setup } from '../../source/commands/setup.js';
import { drained } from '../../source/jobs/drained.js';
import { openEach } from '../../source/jobs/open-each.js';
import { openPlace } from '../../source/jobs/read-account.js';
import { setupJob } from '../../source/jobs/setup.js';
import { together } from '../../source/jobs/together.js';
import { againCommands } from '../../source/plan/account/place-commands.js';
import { wantedPlaces } from '../../source/plan/account/wanted-places.js';
import { setupWords } from '../../source/views/setup.js';
import { optionsOf } from '../commands/parsed.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { type AnyRunOptions, contextWith, oneWindow, parsed, type Run, words, writesIn } from './runs.js';

const four = '--accounts 111111111111,222222222222 --role-name Patching --region eu-west-1,us-east-1';
const six = '--accounts 111111111111,222222222222,333333333333 --role-name Patching --region eu-west-1,us-east-1';

/** Roles are assumed for an hour by the clock of this machine. */
const now = () => new Date();
const sandboxNow = () => memorySandbox({ empty: true });

/** A set-up in the places of a command line, as the command opens them. */
async function setUpIn(
  sandbox: MemorySandbox,
  line: string,
  { isConfirmed = true, isDryRun = false, isJson = false, ask, ...given }: AnyRunOptions = {},
): Promise<Run> {
  const argv = words(`setup --yes ${line}`);
  const options = optionsOf(setup, ...argv.slice(1));
  const { consent, keepsRecord, connection } = options;
  const request = { ...readPlanFlags(options), consent, keepsRecord };
  const context = contextWith({ now, ...given });
  const { places } = wantedPlaces(connection);
  const open = async (place: (typeof places)[number]) =>
    openPlace(await sandbox.connect(place), { ...place, signal: context.signal });
  const opened = await drained(openEach(places, open, context));
  const [out, err]: [string[], string[]] = [[], []];
  const output = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
  const several = {
    wanted: places,
    refused: opened.refused,
    again: (left: typeof places) => againCommands(argv, left),
  };
  const run = { isConfirmed, isDryRun, isJson, ask, context, output, several };
  const job = setupJob({ request, writeBackup: () => 'unused' });
  const exitCode = await runJob(job, opened.open, setupWords({ request, file: undefined, connection }), run);
  return { exitCode, out, err };
}

/** The last line of a run: the command for what is left. */
function again({ out }: Run): string {
  return out.at(-1)?.trim().replace('ssm-patch-wizard setup --yes ', '') ?? '';
}

const where = ({ account, region }: Readonly<Record<string, unknown>>) => `${account} ${region}`;

describe('three accounts in two regions', () => {
  const refused = { operation: 'AssumeRole', account: '222222222222', region: 'us-east-1', kind: 'access-denied' };

  it('of which one is refused: five are set up, and the command for that one finishes', async () => {
    const sandbox = sandboxNow();
    await sandbox.faults(refused);
    const first = await setUpIn(sandbox, `${oneWindow} ${six}`);
    expect([first.exitCode, first.err]).toEqual([1, []]);
    const text = first.out.join('\n');
    expect(text).toContain(
      '4 of 6  222222222222, us-east-1\nError: The role Patching in account 222222222222 could not',
    );
    expect(text.match(/^The same as in 111111111111, eu-west-1: 6 calls\.$/gm)).toHaveLength(4);
    expect(text).toContain('Done in 5 of 6 places.');
    expect(again(first)).toBe('-w 1 -d 2 -t 3 --accounts 222222222222 --role-name Patching --region us-east-1');
    await sandbox.faults();
    expect((await setUpIn(sandbox, again(first))).exitCode).toBe(0);
    expect((await writesIn(sandbox)).filter((call) => call === 'CreateMaintenanceWindow 200')).toHaveLength(6);
    const two = await setUpIn(sandbox, `${oneWindow} ${four.replace('111111111111,', '')}`);
    expect([two.exitCode, two.out.at(-1)]).toEqual([
      0,
      'Nothing to do in all 2 places: the account already matches the plan.',
    ]);
  });

  it('in JSON each line has its place, the refused one has an error, and all others a summary', async () => {
    const sandbox = sandboxNow();
    await sandbox.faults(refused);
    const { exitCode, out } = await setUpIn(sandbox, `${oneWindow} ${six}`, { isJson: true });
    const lines = parsed(out);
    expect(exitCode).toBe(1);
    expect(new Set(lines.map(where)).size).toBe(6);
    const of = (event: string) => lines.filter((each) => each.event === event);
    expect(of('plan')).toHaveLength(5);
    expect(of('error')).toEqual([
      expect.objectContaining({ account: '222222222222', region: 'us-east-1', code: 'role-refused' }),
    ]);
    expect(of('error')[0]?.nextSteps).toContain(
      'ssm-patch-wizard setup --yes -w 1 -d 2 -t 3 --accounts 222222222222 --role-name Patching --region us-east-1',
    );
    expect(of('summary').map((each) => [where(each), each.succeeded])).toEqual(
      of('plan').map((each) => [where(each), 6]),
    );
    // All at once.
    expect(lines.slice(6, 11).map(where)).toEqual(of('plan').map(where));
  });

  it('what fails on the way, or may not be read, keeps no other place from its end; what is left is named in the fewest commands', async () => {
    const sandbox = sandboxNow();
    await sandbox.faults(
      { operation: 'CreateMaintenanceWindow', account: '111111111111', region: 'us-east-1', kind: 'access-denied' },
      { operation: 'DescribeMaintenanceWindows', account: '222222222222', kind: 'access-denied' },
    );
    const run = await setUpIn(sandbox, `${oneWindow} ${four}`);
    expect(run.exitCode).toBe(1);
    expect(run.out.join('\n')).toContain('Done in 1 of 4 places.');
    expect(run.out.slice(-2)).toEqual([
      '  ssm-patch-wizard setup --yes -w 1 -d 2 -t 3 --accounts 111111111111 --role-name Patching --region us-east-1',
      '  ssm-patch-wizard setup --yes -w 1 -d 2 -t 3 --accounts 222222222222 --role-name Patching --region eu-west-1,us-east-1',
    ]);
  });

  it('says where the calls are others, asks once for all, and changes nothing without a yes', async () => {
    const sandbox = sandboxNow();
    await setUpIn(sandbox, `${oneWindow} ${four.replace('111111111111,', '').replace(',us-east-1', '')}`);
    const before = await writesIn(sandbox);
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return 'no';
    };
    const run = await setUpIn(sandbox, `${oneWindow} ${four} --duration 2`, { isConfirmed: false, ask });
    expect(run.exitCode).toBe(3);
    expect(questions).toEqual([
      'Type yes to confirm (1 window, 1 registration, 1 baseline, 1 record created in each of 3 places; 1 window, 1 record updated in 222222222222, eu-west-1):',
    ]);
    const text = run.out.join('\n');
    expect(text).toMatch(
      /^The calls are the same in 3 of 4 places, and differ here:\n {2}222222222222, eu-west-1 {2}1 more call \(UpdateMaintenanceWindow .*\); 5 fewer calls \(CreatePatchBaseline .*, 2 others\)$/m,
    );
    expect(await writesIn(sandbox)).toEqual(before.concat(Array(4).fill('AssumeRole 200')));
  });
});

it('a region that is not switched on is told as that, and the other is set up', async () => {
  const sandbox = sandboxNow();
  await sandbox.faults({ region: 'me-south-1', kind: 'region-off' });
  const run = await setUpIn(sandbox, `${oneWindow} --region eu-west-1,me-south-1`, { isJson: true });
  expect(run.exitCode).toBe(1);
  expect(parsed(run.out)[1]).toMatchObject({
    ...{ event: 'error', account: '123456789012', region: 'me-south-1', code: 'InvalidClientTokenId' },
    nextSteps: expect.arrayContaining([
      expect.stringMatching(/^AWS also answers like this if the account has not enabled me-south-1/),
      'ssm-patch-wizard setup --yes -w 1 -d 2 -t 3 --region me-south-1',
    ]),
  });
});

it('where all are refused the exit code is as of one', async () => {
  const sandbox = sandboxNow();
  expect((await setUpIn(sandbox, `--adopt ${six}`)).exitCode).toBe(2);
  await sandbox.faults({ operation: 'AssumeRole', kind: 'access-denied' });
  expect((await setUpIn(sandbox, six)).exitCode).toBe(1);
});

describe('what goes on together', () => {
  async function* work(name: string, running: Set<string>, seen: number[]) {
    running.add(name);
    for (const step of [1, 2]) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(running.size);
      yield `${name}${step}`;
    }
    running.delete(name);
    return name;
  }

  it('is told as it comes, at most so many at a time, and gives its results in order', async () => {
    const [running, seen]: [Set<string>, number[]] = [new Set(), []];
    const events = together(
      [...'abcde'].map((name) => () => work(name, running, seen)),
      2,
    );
    const told: string[] = [];
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done) {
        expect(next.value).toEqual([...'abcde']);
        break;
      }
      told.push(next.value);
    }
    expect(told.slice(0, 4)).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect([told.length, Math.max(...seen)]).toEqual([10, 2]);
  });
});
