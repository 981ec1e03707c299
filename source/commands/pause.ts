/** `pause` and `resume`: no run of a plan's windows before a date, and the end of that. */
import { UserError } from '../errors.js';
import type { PauseJob } from '../jobs/pause.js';
import type { PauseEnd } from '../plan/pause/pause.js';
import type { Shutdown } from '../process/signals.js';
import type { PauseCall } from '../views/pause.js';
import { type CommandLine, type CommonOptions, command, group, toggle, type Values, value } from './command.js';
import { confirmationFlags, connectionFlags } from './flags.js';
import { instantOf, moment, planName, word } from './values.js';

const scopeFlags = group('Pause:', {
  plan: value('--plan <name>', 'plan name (default: default)', planName, 'default'),
  wave: value('--wave <name>', "only this wave's window", word),
});

const endFlags = group('Pause:', {
  until: value('--until <date>', "when the pause ends: a date in the plan's time zone, or an ISO 8601 instant", moment),
  isNext: toggle('--next', 'skip only the next run of each window'),
});

const placeFlags = { ...confirmationFlags, connection: connectionFlags };

/** `pause` */
export const pause = command({
  name: 'pause',
  description: "skip a plan's runs until a date",
  details: 'The pause ends by itself. To end it earlier, use resume.',
  examples: [
    ['skip the next run of each window', 'pause --next --yes'],
    ['one wave, until the new year', 'pause --wave prod --until 2027-01-05'],
  ],
  hasEvents: true,
  flags: { scope: scopeFlags, end: endFlags, ...placeFlags },
  async run(options, shutdown, line) {
    const { scope } = options;
    const { end, flags } = pauseEnd(options.end);
    const { pauseJob } = await import('./work.js');
    return run(pauseJob(scope, end), { scope, isPausing: true, endFlags: flags }, options, shutdown, line);
  },
});

/** `resume` */
export const resume = command({
  name: 'resume',
  description: "end a plan's pause",
  details: 'Windows that are held back run again, and windows that are switched off are switched on.',
  examples: [
    ['what would be resumed', 'resume --dry-run'],
    ['one wave', 'resume --wave prod --yes'],
  ],
  hasEvents: true,
  flags: { scope: scopeFlags, ...placeFlags },
  async run(options, shutdown, line) {
    const { scope } = options;
    const { resumeJob } = await import('./work.js');
    return run(resumeJob(scope), { scope, isPausing: false, endFlags: [] }, options, shutdown, line);
  },
});

/** The end that flags give a pause, and those flags again. */
export function pauseEnd({ until, isNext }: Values<typeof endFlags>): { end: PauseEnd; flags: string[] } {
  if (until !== undefined && !isNext) {
    const text = 'instant' in until ? until.instant.toISOString() : new Date(until.local).toISOString().slice(0, 19);
    const instantIn = (zone: string) => new Date(instantOf(until, zone));
    return { end: { kind: 'date', instantIn }, flags: [`--until ${text}`] };
  }
  if (until === undefined && isNext) return { end: { kind: 'next' }, flags: ['--next'] };
  throw new UserError(until ? '--until and --next cannot be combined.' : 'A pause needs an end.', {
    code: 'usage',
    nextSteps: ['Use --until with a date, such as --until 2027-01-05, or --next to skip only the next run.'],
  });
}

async function run(
  job: PauseJob,
  how: Omit<PauseCall, 'connection'>,
  options: Values<typeof placeFlags> & CommonOptions,
  shutdown: Shutdown,
  line: CommandLine,
): Promise<number> {
  const call = { ...how, connection: options.connection };
  const { pauseWords, runInPlaces } = await import('./work.js');
  return runInPlaces(job, pauseWords(call), options, shutdown, line);
}
