/** How long commands take that need no account, against Node printing one line. */
import { program, untilEnd } from './programs.js';
import { againstFirst, inTurns } from './turns.js';

/** @returns {Promise<import('./turns.js').Figure[]>} */
export async function measure(rounds = 21) {
  const commands = { '`--help`': ['--help'], '`--version`': ['--version'], '`preview --json`': ['preview', '--json'] };
  const variants = {
    'Node, printing one line': () => untilEnd(['-e', "console.log('a line')"]),
    ...Object.fromEntries(Object.entries(commands).map(([name, args]) => [name, () => untilEnd([program, ...args])])),
  };
  // Files are read from the disk once, for all.
  await inTurns(variants, 1);
  return [{ name: 'Start to exit, ms', bar: '≤ 1.4×', rows: againstFirst(await inTurns(variants, rounds)) }];
}
