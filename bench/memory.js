/**
 * How much memory the wizard has taken by its first frame, and by the time at which it hears keys, against Node that has printed
 * one line: the most that was resident at any time until then. Linux says so (VmHWM in proc(5)).
 *
 * Run: npm run build && node bench/memory.js [rounds]
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { firstQuestion, inkBegins, program, Screen } from './terminal.js';
import { againstFirst, inTurns } from './turns.js';

/** Prints a line and stays, so that it can still be looked at. */
const oneLine = ['-e', "console.log('READY'); setTimeout(() => {}, 60_000)"];

/** MiB at the most, up to when it shows the text. @param {readonly string[]} args @param {string} text */
async function mostResident(args, text) {
  const screen = new Screen(args);
  try {
    await screen.shows(text);
    const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${screen.pid}/status`, 'utf8'));
    return Number(kibibytes?.[1]) / 1024;
  } finally {
    await screen.close();
  }
}

/** @param {number} rounds */
export async function measure(rounds = 9) {
  const variants = {
    'an empty Node program': () => mostResident(oneLine, 'READY'),
    'wizard, first frame': () => mostResident([program], firstQuestion),
    'wizard --sandbox, first frame': () => mostResident([program, '--sandbox'], firstQuestion),
    'wizard, reading keys': () => mostResident([program], inkBegins),
  };
  return [{ name: 'Memory, MiB', bar: '≤ 1.6×', rows: againstFirst(await inTurns(variants, rounds)) }];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bar, rows } of await measure(Number(process.argv[2] ?? 9))) {
    console.log(`${name}; bar ${bar}, Node ${process.version}`);
    console.table(rows);
  }
}
