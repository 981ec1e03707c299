/** What a set-up says: the plan, and the report at the end with the commands after it (the wizard leaves it behind too). */
import { doublesWords } from '../jobs/doubles.js';
import type { ScheduleCheck } from '../jobs/schedule-check.js';
import type { SetupPlaceEnd } from '../jobs/setup.js';
import { endWords } from '../plan/account/deeds.js';
import { unattempted } from '../plan/account/events.js';
import { plansIn } from '../plan/account/ownership.js';
import { disableId } from '../plan/cleanup/teardown.js';
import {
  type ConnectionFlags,
  cleanupCommand,
  disableCommand,
  restoreCommand,
  setupCommand,
  ungroupedCommand,
} from '../plan/intent/command-line.js';
import { instructionsOf } from '../plan/nodes/change.js';
import { nodesCommand } from '../plan/nodes/instruction-text.js';
import type { Consent } from '../plan/setup/consent.js';
import { fileOf } from '../plan/setup/filter-findings.js';
import type { Request } from '../plan/setup/intent.js';
import { windowsToSwitchOff } from '../plan/setup/leftovers.js';
import { giveBackCommands, setBackCommand } from '../plan/setup/set-back.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import { changeWords, summaryLines } from '../plan/setup/summary.js';
import { counted } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import { printable } from '../printable.js';
import { minuteText } from '../schedule/calendar.js';
import { type RunWords, reached } from './run.js';
import { commandText, findingText, inFlight, stepsText } from './text.js';

/** How a set-up was called. */
interface SetupCall {
  readonly request: Pick<Request, 'consent' | 'keepsRecord'>;
  /** The plan document's file. */
  readonly file: string | undefined;
  readonly connection: ConnectionFlags;
}

/** The words of a set-up. */
export function setupWords(call: SetupCall): RunWords<SetupPlan, SetupPlaceEnd> {
  return {
    confirm: 'To apply this plan, run it again with --yes.',
    plan: planText,
    whyNothing: ({ findings }) =>
      findings.some(({ code }) => tooMuch.includes(code))
        ? 'everything in the plan is there, and more than that, see above'
        : 'the account already matches the plan',
    report: (end, seconds) => (isDone(end) ? doneText(end, seconds, call) : incompleteText(end, call)),
    brief: (end, seconds) => [...factsText(end, seconds, call), ...restoreText(end, call)],
    nextSteps: (end) => (isDone(end) ? pruneCommands(end, call) : [...corrections(end), againCommand(end, call)]),
    summaryMembers: ({ paused }, end) => ({
      paused,
      // A schedule that could not be read is told too.
      ...(end && isDone(end) && { schedule: end.check ?? null }),
      ...(end?.doubles && { takenAway: end.doubles.takenAway.map(({ id, kind, name }) => ({ id, kind, name })) }),
      ...(end?.backupFile && { backup: end.backupFile }),
    }),
  };
}

/** Codes of the findings that name what the plan has and does not want. */
const tooMuch = ['no-longer-wanted', 'leftover-stays', 'surplus'];

/** Whether all calls are made, though their result may not have been looked at. */
function isDone({ state }: SetupPlaceEnd): boolean {
  return state.succeeded === state.total;
}

/** A line per kind of resource, what changes of each, then warnings. */
function planText(plan: SetupPlan): string[] {
  const rows = summaryLines(plan).map(({ sign, count, what, detail }) => [
    `  ${sign} ${count}`,
    what,
    printable(detail),
  ]);
  return [
    `Plan ${plan.document.plan}: ${counted(plan.operations.length, 'call')}, ${plan.kept} kept`,
    ...columns(rows),
    ...plan.operations.flatMap((operation) =>
      changeWords(operation).map((words) => `    ${printable(operation.name)}  ${printable(words)}`),
    ),
    ...plan.findings.flatMap(findingText),
    '',
  ];
}

/** What exists now and what to do next. */
function doneText(end: SetupPlaceEnd, seconds: number, call: SetupCall): string[] {
  const { place, plan } = end;
  const { waves } = plan.document;
  const isSandbox = call.connection.isSandbox === true;
  const groups = [...new Set(waves.map(({ patchGroup }) => patchGroup))];
  const undo = undoCommand(end, call);
  return [
    '',
    ...factsText(end, seconds, call),
    '',
    ...commandText('To add nodes that are in no patch group:', ungroupedCommand(groups, reached(call, place))),
    ...(undo ? ['', ...commandText('To undo all of this, with a backup:', undo)] : []),
    ...setBackText(end, call),
    ...restoreText(end, call),
    ...(isSandbox ? ['This was the sandbox account. Nothing real was changed.'] : []),
  ];
}

/** What there is now. */
function factsText(end: SetupPlaceEnd, seconds: number, call: SetupCall): string[] {
  const { plan, check } = end;
  return [
    `${endWords(end, seconds)}, ${plan.kept} kept.`,
    ...checkText(check),
    ...doublesText(end, call),
    ...(plan.paused > 0 ? [`${counted(plan.paused, 'window')} ${plan.paused === 1 ? 'is' : 'are'} paused.`] : []),
  ];
}

/** What was there twice: somebody else, or a run before this one, was at the same. */
function doublesText(end: SetupPlaceEnd, call: SetupCall): string[] {
  const { doubles, plan } = end;
  if (doubles === undefined) return [];
  const { takenAway, left, backupFile } = doubles;
  const words = doublesWords(doubles, plan.document.plan);
  return [
    `! ${words}`,
    ...(left.length > 0
      ? commandText(
          `  Not done: ${printable(left.map(({ summary }) => summary).join('; '))}. To delete what is left:`,
          ...pruneCommands(end, call),
        )
      : []),
    ...(takenAway.length > 0 ? [`  Backup: ${backupFile}`] : []),
  ];
}

/** How AWS's own dates compare with the preview, every difference told. */
function checkText(check: ScheduleCheck | undefined): string[] {
  if (check === undefined) return ["AWS's own schedule could not be read, so the dates are not verified."];
  const { checked, differences } = check;
  if (checked === 0) return ['AWS lists no runs to compare with the preview.'];
  if (differences.length === 0) return [`AWS's own schedule agrees with the preview on all ${checked} dates checked.`];
  const minute = (date: Date | undefined): string => (date === undefined ? 'no run' : `${minuteText(date)} UTC`);
  return [
    `! AWS's own schedule differs from the preview on ${differences.length} of ${checked} dates:`,
    ...differences.map(
      ({ window, expected, actual }) => `  ${window}: preview ${minute(expected)}, AWS ${minute(actual)}`,
    ),
  ];
}

function incompleteText(end: SetupPlaceEnd, call: SetupCall): string[] {
  const { state, plan } = end;
  const { succeeded, total, failed, running } = state;
  const failures = state.outcomes.filter((outcome) => outcome.type === 'failed');
  const isInvalid = corrections(end).length > 0;
  return [
    '',
    `${endWords(end, 0)}. ${failed} of ${counted(total, 'call')} failed, ${unattempted(state)} not attempted.`,
    ...(running.length > 0 ? [`! ${inFlight(running)}: the result is unknown. Running this again finds out.`] : []),
    ...failures.flatMap(({ operation, error }) => [
      `! ${operation.kind} ${printable(operation.name)}: ${printable(error.title)}`,
      ...(error.detail ? [`  ${printable(error.detail)}`] : []),
    ]),
    ...stepsText(isInvalid ? corrections(end) : failures.flatMap(({ error }) => error.nextSteps)),
    '',
    ...commandText(
      `What exists is kept (${counted(succeeded + plan.kept, 'resource')} of plan ${plan.document.plan}). To continue${isInvalid ? ' once this is corrected' : ''}:`,
      againCommand(end, call),
      ...switchOffCommands(end, call),
      ...nodesCommands(end, call),
    ),
    ...(succeeded > 0 ? setBackText(end, call) : []),
    ...restoreText(end, call),
  ];
}

/** What has to be corrected before it is run again, where AWS does not take what was sent. */
function corrections({ state, plan: { document } }: SetupPlaceEnd): string[] {
  const failures = state.outcomes.filter((outcome) => outcome.type === 'failed');
  const invalid = failures.filter(({ error }) => error.code === 'ValidationException');
  return invalid.flatMap(({ operation, error }) => {
    const file = fileOf(operation, document);
    return file === undefined ? error.nextSteps : [`Correct the file ${file}: ${error.detail ?? error.title}`];
  });
}

function againCommand(
  { place, plan: { document } }: SetupPlaceEnd,
  call: SetupCall,
  also: Partial<Consent> = {},
): string {
  const { consent, keepsRecord } = call.request;
  const given = { ...consent, ...also, noRecord: !keepsRecord, file: call.file };
  return setupCommand(document, reached(call, place), given);
}

/** Takes away what is there twice, where the run could not. */
function pruneCommands(end: SetupPlaceEnd, call: SetupCall): string[] {
  return end.doubles && end.doubles.left.length > 0 ? [againCommand(end, call, { prune: true })] : [];
}

/** Windows that were to be switched off and are not: a set-up without a screen never does it. */
function switchOffCommands({ place, plan, state }: SetupPlaceEnd, call: SetupCall): string[] {
  if (!plan.consent.disable) return [];
  const done = new Set(state.outcomes.flatMap(({ type, operation }) => (type === 'succeeded' ? [operation.id] : [])));
  const left = windowsToSwitchOff(plan.leftovers).filter(({ id }) => !done.has(disableId(id)));
  return left.length === 0
    ? []
    : [
        disableCommand(
          left.map(({ id }) => id),
          reached(call, place),
        ),
      ];
}

/** Puts nodes into their groups, where that was decided with the plan. */
function nodesCommands({ place, plan: { nodes, document } }: SetupPlaceEnd, { connection }: SetupCall): string[] {
  if (!nodes || nodes.changes.length === 0) return [];
  const instructions = instructionsOf(nodes.changes);
  return [nodesCommand({ instructions, plan: document.plan, connection: reached({ connection }, place) })];
}

/** Takes the plan away; what was there before it, or was taken over, would not come back by that. */
function undoCommand({ place, plan }: SetupPlaceEnd, call: SetupCall): string | undefined {
  const { document, account, desired } = plan;
  const hasTakenOver = [...desired.windows, ...desired.baselines].some(({ existing }) => existing !== undefined);
  const isNew = !plansIn(account).includes(document.plan) && !hasTakenOver;
  return isNew ? cleanupCommand(document.plan, reached(call, place)) : undefined;
}

/** How a plan that was there comes back to what it was, and what was taken over to nobody: without deleting anything of it. */
function setBackText({ place, plan }: SetupPlaceEnd, call: SetupCall): string[] {
  const back = setBackCommand(plan, reached(call, place));
  const free = giveBackCommands(plan, reached(call, place));
  return [
    ...(back ? ['', ...commandText('To go back to the previous answers:', back)] : []),
    ...(free.length > 0 ? ['', ...commandText('To release what was taken over, without deleting it:', ...free)] : []),
  ];
}

function restoreText({ place, plan, backupFile }: SetupPlaceEnd, call: SetupCall): string[] {
  if (backupFile === undefined) return [];
  const what = plan.nodes && !plan.consent.prune ? 'the previous tags of nodes' : 'what was deleted';
  return ['', ...commandText(`To restore ${what}:`, restoreCommand(backupFile, reached(call, place)))];
}
