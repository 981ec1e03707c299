/** Runs of `pause` and `resume` without a screen, in a sandbox in memory. */
import { pause, pauseEnd, resume } from '../../source/commands/pause.js';
import { pauseJob, resumeJob } from '../../source/jobs/pause.js';
import { pauseWords } from '../../source/views/pause.js';
import { optionsOf } from '../commands/parsed.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { type AnyRunOptions, opened, type Run, runIn, words } from './runs.js';

/** One confirmed run of a command line, `pause --next` or `resume`, unless the options say otherwise. */
export async function pauses(sandbox: MemorySandbox, line: string, options: AnyRunOptions = {}): Promise<Run> {
  const [name, ...rest] = words(line);
  const isPausing = name === 'pause';
  const { scope } = optionsOf(isPausing ? pause : resume, ...rest);
  const pausing = isPausing ? pauseEnd(optionsOf(pause, ...rest).end) : undefined;
  const call = { scope, isPausing, endFlags: pausing?.flags ?? [], connection: {} };
  const place = await opened(await sandbox.connect());
  return runIn(place, pausing ? pauseJob(scope, pausing.end) : resumeJob(scope), pauseWords(call), options);
}
