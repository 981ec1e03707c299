/**
 * What a key costs in a terminal of 120 × 40, where it costs most: on the schedule with every week, day and hour selected.
 * From the key to the painted frame, for a hundred keys at once to the last frame, and bytes that go to the terminal for a pointer
 * that moves by one row. Ratios are against the bar.
 *
 * Run: npm run build && node bench/keys.js [rounds]
 */
import { fileURLToPath } from 'node:url';
import { inkBegins, program, Screen } from './terminal.js';
import { quantile } from './turns.js';

const up = '\x1b[A';
const down = '\x1b[B';
const left = '\x1b[D';
/** What Ink's frames end with (synchronized output, DEC mode 2026). */
const frameEnd = '\x1b[?2026l';

/** Keys at a time in a burst. */
const burst = 100;
const bars = { milliseconds: 33, burstMilliseconds: 300, bytes: 1024 };

/** The question that it is about. */
const question = 'When may nodes be patched?';

/** Longer than Enter does nothing on a new screen (`source/ui/enter-guard.ts`). */
const guarded = 400;

/** Enter answers every question before. */
async function onSchedule() {
  const screen = new Screen([program, '--sandbox']);
  await screen.shows(inkBegins);
  for (let answers = 0; !screen.output.includes(question); answers++) {
    if (answers > 12) throw new Error(`Enter does not lead to "${question}":\n${screen.output}`);
    await screen.rests(guarded);
    screen.write('\r');
    await screen.rests(guarded);
  }
  // Weeks, days and hours, and back to the weeks, which do not scroll.
  for (const key of ['a', '\t', 'a', '\t', 'a', left, left]) {
    screen.write(key);
    await screen.rests(150);
  }
  return screen;
}

/** Writes a key and resolves with the milliseconds and bytes until its frame. @param {Screen} screen @param {string} key */
async function pressed(screen, key) {
  const from = screen.output.length;
  const startedAt = performance.now();
  screen.write(key);
  const milliseconds = (await screen.shows(frameEnd, from)) - startedAt;
  await screen.rests(40);
  return { milliseconds, bytes: Buffer.byteLength(screen.output.slice(from)) };
}

/**
 * Milliseconds from keys that come at once to the last frame that they lead to, two rows further on.
 * @param {Screen} screen @param {string} on @param {string} back
 */
async function settled(screen, on, back) {
  const startedAt = performance.now();
  screen.write((on + back).repeat(burst / 2 - 1) + on + on);
  await screen.rests(200);
  return (screen.lastOutputAt ?? startedAt) - startedAt;
}

/** @param {number} rounds of two keys and two bursts */
export async function measure(rounds = 30) {
  const screen = await onSchedule();
  const keys = [];
  const bursts = [];
  try {
    for (let round = 0; round < rounds; round++) {
      keys.push(await pressed(screen, down), await pressed(screen, up));
      bursts.push(await settled(screen, down, up), await settled(screen, up, down));
    }
  } finally {
    await screen.close();
  }
  const late = quantile(
    keys.map(({ milliseconds }) => milliseconds),
    0.95,
  );
  const slowest = quantile(bursts);
  const written = quantile(
    keys.map(({ bytes }) => bytes),
    1,
  );
  const usual = quantile(keys.map(({ milliseconds }) => milliseconds));
  const rows = [
    { variant: 'key to painted frame, median, ms', median: usual, ratio: usual / bars.milliseconds },
    { variant: 'key to painted frame, p95, ms', median: late, ratio: late / bars.milliseconds },
    {
      variant: `${burst} keys at once to the last frame, median, ms`,
      median: slowest,
      ratio: slowest / bars.burstMilliseconds,
    },
    { variant: 'pointer moved by a row, median, bytes', median: written, ratio: written / bars.bytes },
  ];
  return [{ name: 'Keys at 120 × 40, everything selected', bar: '≤ 33 ms, 300 ms, 1,024 bytes', rows }];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bar, rows } of await measure(Number(process.argv[2] ?? 30))) {
    console.log(`${name}; bar ${bar}, Node ${process.version}`);
    console.table(rows);
  }
}
