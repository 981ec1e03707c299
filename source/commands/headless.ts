/**
 * The runner of every command without a screen: reading, the plan, carrying it out, the end, the exit code. Loaded when a command
 * begins its work.
 */

import type { Job, JobContext, OpenPlace, PlaceEnd, Planned, WorkEvent } from '../jobs/job.js';
import { isConfirmedBy, typedConfirmation } from '../plan/account/confirmation.js';
import { deedsWords } from '../plan/account/deeds.js';
import { initialExecution, reduceExecution } from '../plan/account/events.js';
import { requireUnblocked } from '../plan/setup/setup-plan.js';
import { clock } from '../process/clock.js';
import { codec } from '../process/codec.js';
import { Questions } from '../process/questions.js';
import type { Shutdown } from '../process/signals.js';
import { type Output, outputFor } from '../process/streams.js';
import { asksInLines, terminalVerdict } from '../process/terminal.js';
import { jsonView } from '../views/json.js';
import type { AnyPlan, RunView, RunWords, Unapplied } from '../views/run.js';
import { textView } from '../views/text.js';
import type { CommonOptions } from './command.js';
import type { Confirmation, ConnectionOptions } from './flags.js';
import { withPlaces } from './places.js';

/** How a command is run without a screen. */
export interface RunOptions extends Confirmation, Pick<CommonOptions, 'isJson'> {
  readonly context: JobContext;
  readonly output: Output;
  /** Asks somebody for what confirms the plan. @default nobody is there */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
}

/** Opens the places of a command and runs its job there; see {@link runJob}. */
export function runInPlaces<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  job: Job<Plan, readonly End[]>,
  words: RunWords<Plan, End>,
  options: Confirmation &
    CommonOptions & {
      readonly connection: ConnectionOptions /** It has no screen. */;
      readonly asksAtTerminal?: boolean;
    },
  shutdown: Shutdown,
): Promise<number> {
  const { isConfirmed, isDryRun, isJson, asksAtTerminal } = options;
  const isSomebodyThere = asksInLines() || (asksAtTerminal && terminalVerdict().isInteractive);
  const ask = !isConfirmed && !isDryRun && !isJson && isSomebodyThere ? askFor(shutdown) : undefined;
  const run = { ...options, context: jobContext(shutdown), output: outputFor(isJson), ask };
  return withPlaces(options, shutdown, (places) => runJob(job, places, words, run));
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
  const { context, output, isDryRun, isJson, ask } = options;
  const view = isJson ? jsonView(words) : textView(words);
  const startedAt = context.now();
  const milliseconds = () => context.now().getTime() - startedAt.getTime();
  const planned = await drained(job.plan(places, context));
  for (const { plan } of planned) requireUnblocked(plan);
  const isIdle = planned.every(({ plan }) => plan.operations.length === 0);
  const tellPlan = (): void => {
    for (const line of planned.flatMap((each) => view.plan(each))) output.out(line);
  };
  if (ask && !isIdle) tellPlan();
  const isConfirmed = options.isConfirmed || (ask !== undefined && !isIdle && (await isAgreed(planned, words, ask)));
  const work = isConfirmed && !isDryRun && !isIdle ? job.carryOut(planned, context) : undefined;
  // An error that stops everything, such as a backup that cannot be written, comes before the plan is told.
  const first = await work?.next();
  if (!ask || isIdle) tellPlan();

  if (work === undefined || first === undefined) {
    const reason = (each: Planned<Plan>) => whyUnapplied(each, options);
    for (const line of planned.flatMap((each) => view.unapplied(each, reason(each), milliseconds()))) output.out(line);
    if (isIdle || isDryRun) return 0;
    output.err(`Nothing was changed. ${words.confirm}`);
    return 3;
  }
  const end = await told(work, first, planned, view, options);
  for (const line of end.flatMap((each) => view.ended(each, milliseconds()))) output.out(line);
  if (context.signal.aborted) return 130;
  return end.every(({ isComplete }) => isComplete) ? 0 : 1;
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
  const where = planned.map(({ place }) => `${place.account}, ${place.region}`).join(' and ');
  const word = expected === 'yes' ? 'yes' : "the account's id";
  if (!isConfirmedBy(await ask(`Type ${word} to have ${deedsWords(operations)} in ${where}:`), confirmation))
    return false;
  for (const question of planned.flatMap(({ plan }) => words.question?.(plan) ?? []))
    if (!isConfirmedBy(await ask(question), { expected: 'yes' })) return false;
  return true;
}

/** What a generator returns, whatever it yields. */
export async function drained<Result>(events: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
  }
}

function whyUnapplied({ plan }: Planned<AnyPlan>, { isDryRun }: RunOptions): Unapplied {
  if (plan.operations.length === 0) return 'nothing-to-do';
  return isDryRun ? 'dry-run' : 'not-confirmed';
}

/** The end of the work, whose events are told as they come; the first has come. */
async function told<Plan extends AnyPlan, End>(
  work: AsyncGenerator<WorkEvent<readonly End[]>, readonly End[]>,
  first: Awaited<ReturnType<typeof work.next>>,
  planned: readonly Planned<Plan>[],
  view: RunView<Plan, End>,
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
    const line = view.operation(event.event, state);
    if (line) output.out(line);
  }
}
