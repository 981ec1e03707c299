/**
 * How long the wizard takes to its first painted frame, in a pseudo-terminal, against Node printing one line there: as it is started
 * every day, with what V8 compiled at the last start (`tools/loader.cjs`), and for the first time ever. Besides, how long it takes
 * until keys are heard; what is pressed before waits in the terminal.
 *
 * Run: npm run build && node bench/first-frame.js [rounds]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstQuestion, inkBegins, oneLine, program, Screen } from './terminal.js';
import { againstFirst, inTurns } from './turns.js';

const bar = process.versions.node.startsWith('20.') ? '≤ 2.0×' : '≤ 3.2×';

/** Milliseconds until it shows the text. @param {readonly string[]} args @param {string} text @param {string} [home] */
async function untilShown(args, text, home) {
  const screen = new Screen(args, home);
  try {
    return (await screen.shows(text)) - screen.startedAt;
  } finally {
    await screen.close();
  }
}

/** The same in an empty home folder. @param {readonly string[]} args @param {string} text */
async function untilShownAtFirst(args, text) {
  const home = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await untilShown(args, text, home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Opens the wizard and leaves it, so that what V8 has compiled is kept. */
async function openOnce() {
  const screen = new Screen([program]);
  await screen.shows(inkBegins);
  await screen.rests(100);
  screen.write('\x03');
  await screen.ended();
  await screen.close();
}

/** @param {number} rounds */
export async function measure(rounds = 15) {
  await openOnce();
  const firstFrames = {
    'an empty Node program': () => untilShown(oneLine.args, oneLine.shows),
    wizard: () => untilShown([program], firstQuestion),
    'wizard --sandbox': () => untilShown([program, '--sandbox'], firstQuestion),
    'wizard, first start': () => untilShownAtFirst([program], firstQuestion),
    'wizard, reads keys': () => untilShown([program], inkBegins),
  };
  const { 'wizard, reads keys': heard, ...frames } = await inTurns(firstFrames, rounds);
  return [
    { name: 'First frame, ms', bar, rows: againstFirst(frames) },
    {
      name: 'Until keys are read, ms',
      bar: '',
      rows: againstFirst({ 'an empty Node program': frames['an empty Node program'], wizard: heard }),
    },
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, rows } of await measure(Number(process.argv[2] ?? 15))) {
    console.log(`${name}; bar ${bar}, Node ${process.version}`);
    console.table(rows);
  }
}
