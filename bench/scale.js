/** What many windows cost: a set-up of 500 against one of 50, and reading an account of 50, and of 1,000. */
import { Account } from './programs.js';
import { againstFirst, inTurns, quantile, timed } from './turns.js';

/** Flags of a plan of so many windows, and of a program that knows that the account has room for them. */
const plans = {
  50: ['-w', '1,2,3,4,5', '-d', '0,1,2,3,4', '-t', '3,4'],
  500: ['-w', '1,2,3,4,5', '-d', '0,1,2,3,4', '-t', Array.from({ length: 20 }, (_, hour) => hour).join()],
};
const raised = ['--quota', 'windows=1000'];
const latency = 50;

/** @returns {Promise<import('./turns.js').Figure[]>} */
export async function measure(rounds = 9) {
  const quotas = ['windows=2000', 'groups-per-baseline=2000'].flatMap((quota) => ['--quota', quota]);
  const account = await Account.start(['--empty', ...quotas]);
  try {
    return [...(await setUps(account, rounds)), await reading(account, rounds), ...(await inventory(account, rounds))];
  } finally {
    await account.close();
  }
}

async function setUps(account, rounds) {
  const runs = { 50: [], 500: [] };
  const setUp = async (windows) => {
    await account.reset();
    const run = await account.run('setup', '--yes', '--json', ...raised, ...plans[windows]);
    runs[windows].push(run);
    return run.milliseconds / windows;
  };
  const perWindow = await inTurns({ '50 windows': () => setUp(50), '500 windows': () => setUp(500) }, rounds);
  const memory = (of) =>
    againstFirst(
      Object.fromEntries([50, 500].map((windows) => [`${windows} windows`, runs[windows].map((run) => run[of])])),
    );
  return [
    { name: 'Set-up, time per window, ms', bar: '≤ 1.3×', rows: againstFirst(perWindow) },
    { name: 'Set-up, memory retained, MB', bar: '+ 30', rows: memory('kept') },
    { name: 'Set-up, peak memory, MB', bar: '+ 30', rows: memory('most') },
  ];
}

async function reading(account, rounds) {
  await account.reset();
  await account.run('setup', '--yes', '--json', ...raised, ...plans[50]);
  await account.setLatency(latency);
  const measured = await inTurns(
    {
      'five round trips': () =>
        timed(async () => {
          for (let trip = 0; trip < 5; trip++) await account.call('DescribeMaintenanceWindows', {});
        }),
      '`status`': async () => {
        const before = (await account.requests()).length;
        await account.run('status', '--json');
        const times = (await account.requests()).slice(before).map(({ at }) => Date.parse(at));
        return Math.max(...times) - Math.min(...times) + latency;
      },
    },
    rounds,
  );
  return { name: `Status of 50 windows at ${latency} ms a call, ms`, bar: '≤ 1.0×', rows: againstFirst(measured) };
}

/** One call after another would take minutes, so twenty of them stand for all. */
async function inventory(account, rounds) {
  await account.setLatency(0);
  await account.reset();
  await fill(account, 1000);
  await account.setLatency(latency);
  let calls = [];
  const sample = 20;
  const measured = await inTurns(
    {
      '`status`': async () => {
        const before = (await account.requests()).length;
        const { milliseconds } = await account.run('status', '--json');
        calls = (await account.requests()).slice(before);
        return milliseconds;
      },
      'a call': async () =>
        (await timed(async () => {
          for (let call = 0; call < sample; call++) await account.call('DescribeMaintenanceWindows', {});
        })) / sample,
    },
    rounds,
  );
  // The account has no baselines, so all tags are of windows. The rest is pages of lists, and each knows many windows.
  const aWindow = calls.filter(({ operation }) => /MaintenanceWindow(?!s$)|ListTags/.test(operation)).length / 1000;
  const status = quantile(measured['`status`']);
  const inARow = calls.length * quantile(measured['a call']);
  return [
    {
      name: `Status of 1,000 windows at ${latency} ms a call, ms`,
      bar: '≤ 0.1×',
      rows: [
        { variant: 'its calls, one after another', median: inARow, ratio: 1 },
        { variant: '`status`', median: status, ratio: status / inARow },
      ],
    },
    {
      name: 'Calls per window, calls',
      bar: '≤ 4×',
      rows: [
        { variant: 'one call', median: 1, ratio: 1 },
        { variant: '`status`', median: aWindow, ratio: aWindow },
      ],
    },
  ];
}

/** So many windows of a plan, each with its target, task and group, 64 calls at a time. */
async function fill(account, count) {
  const Tags = [{ Key: 'ssm-patch-wizard:plan', Value: 'default' }];
  const windows = Array.from({ length: count }, (_, index) => index);
  const worker = async () => {
    for (let index = windows.pop(); index !== undefined; index = windows.pop()) {
      const Schedule = `cron(${index % 60} ${index % 24} ? * TUE#${1 + (index % 4)} *)`;
      await account.makeWindow({ Name: `Window${index}`, Schedule, Tags }, `Group ${index}`);
    }
  };
  await Promise.all(Array.from({ length: 64 }, worker));
}
