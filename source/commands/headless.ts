/**
 * The runner of every command without a screen: reading, the plan, carrying it out, the end, the exit code. Loaded when a command
 * begins its work.
 */

import type { ExitCode } from '../errors.js';
import { drained } from '../jobs/drained.js';
import type { Job, JobContext, OpenPlace, Place, PlaceEnd, Planned, WorkEvent } from '../jobs/job.js';
import { planEach } from '../jobs/plan-each.js';
import { isConfirmedBy, typedConfirmation } from '../plan/account/confirmation.js';
import { deedsWords } from '../plan/account/deeds.js';
import { initialExecution, reduceExecution } from '../plan/account/events.js';
import { againCommands, placeFlags } from '../plan/account/place-commands.js';
import { placeWords } from '../plan/account/wanted-places.js';
import { type ConnectionFlags, setupCommand } from '../plan/intent/command-line.js';
import { defaultDocument } from '../plan/intent/waves.js';
import type { Request } from '../plan/setup/intent.js';
import { requireUnblocked } from '../plan/setup/setup-plan.js';
import { clock } from '../process/clock.js';
import { codec } from '../process/codec.js';
import { Questions } from '../process/questions.js';
import type { Shutdown } from '../process/signals.js';
import { type Output, outputFor } from '../process/streams.js';
import { asksInLines, terminalVerdict } from '../process/terminal.js';
import { jsonView } from '../views/json.js';
import type { AnyPlan, PlacedPlan, RunWords, Unapplied } from '../views/run.js';
import {
  listedInJson,
  listedInText,
  type PlacesView,
  type SeveralPlaces,
  severalInJson,
  severalInText,
  viewOfOne,
} from '../views/several.js';
import { textView } from '../views/text.js';
import type { CommandLine, CommonOptions } from './command.js';
import type { Confirmation, ConnectionOptions } from './flags.js';
import { type OpenAccount, withPlaces } from './places.js';

/** How a command is run without a screen. */
export interface RunOptions extends Confirmation, Pick<CommonOptions, 'isJson'> {
  readonly context: JobContext;
  readonly output: Output;
  /** Asks somebody for what confirms the plan. @default nobody is there */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Where there are several places: all of them, and those that could not be opened. */
  readonly several?: SeveralPlaces | undefined;
}

/** Opens the places of a command and runs its job there; see {@link runJob}. */
export function runInPlaces<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  job: Job<Plan, readonly End[]>,
  words: RunWords<Plan, End>,
  options: Confirmation & CommonOptions & { readonly connection: ConnectionOptions } & OpenAccount,
  shutdown: Shutdown,
  line: Typed,
): Promise<number> {
  const { isConfirmed, isDryRun, isJson } = options;
  const isSomebodyThere = asksInLines() || terminalVerdict().isInteractive;
  const ask = !isConfirmed && !isDryRun && !isJson && isSomebodyThere ? askFor(shutdown) : undefined;
  const run = { ...options, context: jobContext(shutdown), output: outputFor(isJson), ask };
  return withPlaces(options, shutdown, ({ open, several, refused }) =>
    runJob(job, open, words, { ...run, several: several && { wanted: several, refused, again: againFor(line) } }),
  );
}

/** What was typed, or how to say it where it was not. */
interface Typed extends Pick<CommandLine, 'argv'> {
  readonly again?: SeveralPlaces['again'];
}

function againFor({ argv, again = (places) => againCommands(argv, places) }: Typed): SeveralPlaces['again'] {
  return again;
}

/** The commands for the regions that are left of a plan that was answered on the screen. */
export function againInRegions(
  { file, consent, keepsRecord }: Request,
  connection: ConnectionFlags,
): SeveralPlaces['again'] {
  return (places) =>
    placeFlags(places).map(({ regions = [] }) => {
      const flags = { ...consent, noRecord: !keepsRecord };
      return setupCommand(file ?? defaultDocument(), { ...connection, region: regions.join() }, flags);
    });
}

/** Asks one question in a line. */
function askFor(shutdown: Shutdown) {
  return async (question: string): Promise<string> => {
    const questions = new Questions(shutdown.signal);
    try {
      return await questions.ask(question);
    } finally {
      questions.close();
    }
  };
}

/**
 * Reads the places of a command and tells what is there; nothing is changed.
 * @returns the exit code: 1 where one of several places could not be read
 */
export function listInPlaces<Plan>(
  job: Pick<Job<Plan, never>, 'plan'>,
  linesOf: (planned: PlacedPlan<Plan>) => readonly string[],
  options: CommonOptions & { readonly connection: ConnectionOptions },
  shutdown: Shutdown,
  line: Typed,
): Promise<number> {
  const [context, output] = [jobContext(shutdown), outputFor(options.isJson)];
  return withPlaces(options, shutdown, async ({ open: [only, ...others], several, refused }) => {
    if (several === undefined && only) {
      tell(linesOf(await drained(job.plan(only, context))), output);
      return 0;
    }
    const found = await drained(planEach(job, only ? [only, ...others] : [], context));
    const places = { wanted: several ?? [], refused: [...refused, ...found.refused], again: againFor(line) };
    const lines = (options.isJson ? listedInJson : listedInText)(found.planned, places, linesOf);
    tell(lines.out, output);
    for (const line of lines.err) output.err(line);
    return exitCodeOf(places, found.planned);
  });
}

/** Time, chance, codec and signals of the process. */
export function jobContext(shutdown: Shutdown): JobContext {
  return { ...clock, codec, ...shutdown.signals };
}

/**
 * Plans and, where confirmed, carries out.
 * @returns the exit code: 0 done or nothing to do, 1 something is left, 3 not confirmed, 130 interrupted
 * @throws UserError before anything was changed
 */
export async function runJob<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  job: Job<Plan, readonly End[]>,
  places: readonly OpenPlace[],
  words: RunWords<Plan, End>,
  options: RunOptions,
): Promise<number> {
  const { context, output, isDryRun, ask } = options;
  const startedAt = context.now();
  const milliseconds = () => context.now().getTime() - startedAt.getTime();
  const { planned, several } = await planIn(job, places, options);
  const view = viewOf(words, several, options);
  const [idle, busy] = [planned.filter(isIdleIn), planned.filter((each) => !isIdleIn(each))];
  const isIdle = busy.length === 0;
  const tellPlan = (): void => tell(view.plans(planned), output);
  if (ask && !isIdle) tellPlan();
  const isConfirmed = options.isConfirmed || (ask !== undefined && !isIdle && (await isAgreed(busy, words, ask)));
  const work = isConfirmed && !isDryRun && !isIdle ? job.carryOut(busy, context) : undefined;
  // An error that stops everything, such as a backup that cannot be written, comes before the plan is told.
  const first = await work?.next();
  if (!ask || isIdle) tellPlan();

  const refused = exitCodeOf(several, planned);
  if (work === undefined || first === undefined) {
    tell(
      view.unapplied(planned, (plan) => whyUnapplied(plan, options), milliseconds()),
      output,
    );
    if (isIdle || isDryRun) return refused;
    output.err(`Nothing was changed. ${words.confirm}`);
    return refused || 3;
  }
  const end = await told(work, first, planned, view, options);
  tell(view.ended(end, idle, milliseconds()), output);
  if (context.signal.aborted) return 130;
  return end.every(({ isComplete }) => isComplete) ? refused : 1;
}

function isIdleIn({ plan }: Planned<AnyPlan>): boolean {
  return plan.operations.length === 0;
}

function tell(lines: readonly string[], { out }: Output): void {
  for (const line of lines) out(line);
}

function viewOf<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  words: RunWords<Plan, End>,
  several: SeveralPlaces | undefined,
  { isJson }: Pick<RunOptions, 'isJson'>,
): PlacesView<Plan, End> {
  if (several === undefined) return viewOfOne(isJson ? jsonView(words) : textView(words));
  return isJson ? severalInJson(words, several) : severalInText(words, several);
}

/** The plans with nothing in their way. What is in the way in one of several places keeps no other from its own. */
async function planIn<Plan extends AnyPlan>(
  job: Pick<Job<Plan, never>, 'plan'>,
  places: readonly OpenPlace[],
  { context, several }: RunOptions,
): Promise<{ readonly planned: readonly Planned<Plan>[]; readonly several: SeveralPlaces | undefined }> {
  const [only] = places;
  if (several === undefined && only) {
    const planned = await drained(job.plan(only, context));
    requireUnblocked(planned.plan);
    return { planned: [planned], several };
  }
  const found = await drained(planEach(job, places, context, requireUnblocked));
  return {
    planned: found.planned,
    several: several && { ...several, refused: [...several.refused, ...found.refused] },
  };
}

/** 0 where every place has its plan; 2 where the command line is wrong in all of them, and nothing is begun. */
function exitCodeOf(
  { refused }: Pick<SeveralPlaces, 'refused'> = { refused: [] },
  planned: readonly unknown[],
): ExitCode {
  if (refused.length === 0) return 0;
  return planned.length === 0 && refused.every(({ error }) => error.exitCode === 2) ? 2 : 1;
}

/** Whether somebody types what confirms all of it. */
async function isAgreed<Plan extends AnyPlan>(
  planned: readonly Planned<Plan>[],
  words: Pick<RunWords<Plan, never>, 'question'>,
  ask: NonNullable<RunOptions['ask']>,
): Promise<boolean> {
  const operations = planned.flatMap(({ plan }) => plan.operations);
  const accounts = [...new Set(planned.map(({ place }) => place.account))];
  const confirmation = typedConfirmation(operations, accounts.join());
  const { expected } = confirmation;
  const ids = accounts.length > 1 ? `the account ids ${expected}` : 'the account id';
  const word = expected === 'yes' ? 'yes' : ids;
  if (!isConfirmedBy(await ask(`Type ${word} to confirm (${deedsIn(planned)}):`), confirmation)) return false;
  for (const question of planned.flatMap(({ plan }) => words.question?.(plan) ?? []))
    if (!isConfirmedBy(await ask(question), { expected: 'yes' })) return false;
  return true;
}

/** `8 windows made in each of 5 places; 1 window changed in 222222222222, eu-west-1` */
function deedsIn(planned: readonly Planned<AnyPlan>[]): string {
  const places = new Map<string, Place[]>();
  for (const { place, plan } of planned) {
    const deeds = deedsWords(plan.operations);
    places.set(deeds, [...(places.get(deeds) ?? []), place]);
  }
  const where = ([first, ...others]: readonly Place[]) =>
    others.length > 0 ? `each of ${others.length + 1} places` : placeWords(first ?? {});
  return [...places].map(([deeds, all]) => `${deeds} in ${where(all)}`).join('; ');
}

function whyUnapplied({ operations }: AnyPlan, { isDryRun }: RunOptions): Unapplied {
  if (operations.length === 0) return 'nothing-to-do';
  return isDryRun ? 'dry-run' : 'not-confirmed';
}

/** The end of the work, whose events are told as they come; the first has come. */
async function told<Plan extends AnyPlan, End>(
  work: AsyncGenerator<WorkEvent<readonly End[]>, readonly End[]>,
  first: Awaited<ReturnType<typeof work.next>>,
  planned: readonly Planned<Plan>[],
  view: PlacesView<Plan, End>,
  { output, isJson }: RunOptions,
): Promise<readonly End[]> {
  const states = new Map(planned.map(({ place, plan }) => [place, initialExecution(plan.operations.length)]));
  for (let next = first; ; next = await work.next()) {
    if (next.done) return next.value;
    const event = next.value;
    // JSON lines name it in the summary, which a killed run does not come to.
    if (event.type === 'backed-up') (isJson ? output.err : output.out)(`Backup: ${event.file}`);
    if (event.type !== 'operation') continue;
    const state = reduceExecution(states.get(event.place) ?? initialExecution(0), event.event);
    states.set(event.place, state);
    const line = view.operation(event.event, state, event.place);
    if (line) output.out(line);
  }
}
