/**
 * How long a set-up and a clean-up of the default plan take from the confirmation to the last call, 50 ms away from the account, against
 * the calls of the original scripts one after another; and what a limit of five calls a second makes of it.
 */
import { Account } from './programs.js';
import { againstFirst, inTurns, timed } from './turns.js';

const latency = 50;
const limit = 5;
const windows = Array.from({ length: 8 }, (_, index) => `Window${index + 1}`);

/** The 33 calls of the original set-up, one after another; resolves with the ids of what they made. */
async function originalSetup(account) {
  const { BaselineId } = JSON.parse(await account.call('CreatePatchBaseline', { Name: 'bench' }));
  const made = [];
  for (const Name of windows) {
    const ids = await account.makeWindow({ Name, Schedule: 'cron(0 3 ? * TUE#2 *)' }, Name);
    await account.call('RegisterPatchBaselineForPatchGroup', { BaselineId, PatchGroup: Name });
    made.push({ ...ids, PatchGroup: Name });
  }
  return { BaselineId, made };
}

/** The 36 calls of the original clean-up, one after another. */
async function originalCleanup(account, { BaselineId, made }) {
  await account.call('DescribeMaintenanceWindows', {});
  for (const { WindowId, WindowTaskId } of made) {
    await account.call('DescribeMaintenanceWindowTasks', { WindowId });
    await account.call('DeregisterTaskFromMaintenanceWindow', { WindowId, WindowTaskId });
    await account.call('DeleteMaintenanceWindow', { WindowId });
  }
  await account.call('DescribePatchGroups', {});
  for (const { PatchGroup } of made)
    await account.call('DeregisterPatchBaselineForPatchGroup', { BaselineId, PatchGroup });
  await account.call('DescribePatchBaselines', {});
  await account.call('DeletePatchBaseline', { BaselineId });
}

/** Milliseconds from the plan, which is told when it is confirmed, to the end of its last call. */
function fromConfirmation({ lines }) {
  const at = (event) => lines.find(({ text }) => JSON.parse(text).event === event).at;
  return at('summary') - at('plan');
}

/** @returns {Promise<import('./turns.js').Figure[]>} */
export async function measure(rounds = 9) {
  const account = await Account.start(['--empty', '--latency', String(latency)]);
  const limited = await Account.start(['--empty', '--rate-limit', String(limit)]);
  try {
    return [...(await farAway(account, rounds)), await throttled(limited, rounds)];
  } finally {
    await account.close();
    await limited.close();
  }
}

async function farAway(account, rounds) {
  const cleanedUp = [];
  const inARow = [];
  const setUp = await inTurns(
    {
      '33 calls one after another': async () => {
        await account.reset();
        let made;
        const milliseconds = await timed(async () => {
          made = await originalSetup(account);
        });
        inARow.push(await timed(() => originalCleanup(account, made)));
        return milliseconds;
      },
      '`setup --yes`': async () => {
        await account.reset();
        const milliseconds = fromConfirmation(await account.run('setup', '--yes', '--json'));
        cleanedUp.push(fromConfirmation(await account.run('cleanup', '--yes', '--no-backup', '--json')));
        return milliseconds;
      },
    },
    rounds,
  );
  const away = `${latency} ms a call, ms`;
  return [
    { name: `Set-up of the default plan at ${away}`, bar: '≤ 0.25×', rows: againstFirst(setUp) },
    {
      name: `Clean-up of the default plan at ${away}`,
      bar: '≤ 0.25×',
      rows: againstFirst({
        '36 calls one after another': inARow,
        '`cleanup --yes`': cleanedUp,
      }),
    },
  ];
}

/** The limit's own bound is that of the calls that were answered: five at once, then five a second. */
async function throttled(account, rounds) {
  const bounds = [];
  const totals = [];
  for (let round = 0; round < rounds; round++) {
    await account.reset();
    totals.push((await account.run('setup', '--yes', '--json')).milliseconds);
    const answered = (await account.requests()).filter(({ status }) => status === 200);
    bounds.push(((answered.length - limit) / limit) * 1000);
  }
  return {
    name: `Set-up at ${limit} calls a second, ms`,
    bar: '≤ 1.2×',
    rows: againstFirst({ 'the limit itself': bounds, '`setup --yes`': totals }),
  };
}
