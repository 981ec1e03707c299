/** The program as a process: from argv to its exit code, and an end whatever still waits. */
import { prepareLibraries } from './environment.js';
import { atExit, Shutdown } from './signals.js';
import { allWritten, letGoOfClosedTerminals, outliveReader } from './streams.js';

/**
 * Runs the program; what `run` returns is the process's exit code when everything has been written.
 * @param run never rejects, but for a bug
 */
export async function runProgram(run: (argv: readonly string[], shutdown: Shutdown) => Promise<number>): Promise<void> {
  prepareLibraries();
  outliveReader();
  atExit(letGoOfClosedTerminals);
  process.exitCode = await run(process.argv.slice(2), new Shutdown());
  await allWritten();
  // A connection that hangs must not keep the shell waiting.
  process.exit();
}
