/** What a clean-up says: what goes, what stays and why, and the summary at the end with the commands after it. */
import type { CleanupPlaceEnd, CleanupPlan } from '../jobs/cleanup.js';
import { leftOf, proofs } from '../jobs/cleanup-result.js';
import { endWords } from '../plan/account/deeds.js';
import { type CleanupCall, goOnCommands, lookCommand } from '../plan/cleanup/again.js';
import type { CleanupChoice } from '../plan/cleanup/choice.js';
import { classTitles, itemClasses } from '../plan/cleanup/item-class.js';
import type { CleanupItem } from '../plan/cleanup/items.js';
import { restoreCommand } from '../plan/intent/command-line.js';
import { counted } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import { printable } from '../printable.js';
import { type RunWords, reached } from './run.js';
import { commandText, findingText, undoneText } from './text.js';

/** The words of a clean-up. */
export function cleanupWords(call: CleanupCall): RunWords<CleanupPlan, CleanupPlaceEnd> {
  return {
    confirm: `To ${call.selection.isDisabling ? 'switch this off' : 'delete this'}, run it again with --yes.`,
    plan: (plan) => [
      ...planText(plan),
      ...(call.hasBackup || plan.operations.length === 0 ? [] : ['No backup will be written.']),
    ],
    whyNothing: ({ findings }) =>
      findings.length > 0 ? 'everything you selected stays, see above' : 'nothing here matches your selection',
    report: (end, seconds) => reportText(end, seconds, call),
    nextSteps: (end) => {
      if (end.isComplete) return [];
      const { again, look } = goOn(end, call);
      return [...again, ...look];
    },
    summaryMembers: (_, end) =>
      end ? { backup: end.backupFile, stillListed: end.left?.map(({ id }) => id) ?? null } : {},
  };
}

/** Everything that was found by class, each item with what happens to it and why, and the warnings. */
function planText({ items, choice, findings }: CleanupPlan): string[] {
  return [
    `Clean-up: ${choice.size} of ${counted(items.length, 'thing')} chosen`,
    ...itemClasses.flatMap((itemClass) => {
      const members = items.filter((item) => item.itemClass === itemClass);
      return members.length === 0 ? [] : ['', classTitles[itemClass], ...membersText(members, choice)];
    }),
    '',
    ...(findings.length > 0 ? [...findings.flatMap(findingText), ''] : []),
  ];
}

function membersText(members: readonly CleanupItem[], choice: CleanupChoice): string[] {
  const rows = columns(
    members.map(({ id, kind, name, reason }) => {
      const action = choice.get(id);
      const goes = kind === 'default' ? 'reset' : 'delete';
      const word = action === 'delete' ? goes : action === 'disable' ? 'switch off' : 'keep';
      return [word.padEnd(10), kind.padEnd(12), printable(name), printable(id), `(${printable(reason)})`];
    }),
  );
  return members.flatMap((item, index) => [
    `  ${rows[index]}`,
    ...(choice.has(item.id) ? [`              ${printable(item.consequence(choice))}`] : []),
  ]);
}

/** What went, what stayed and why, and the way back. */
function reportText(end: CleanupPlaceEnd, seconds: number, call: CleanupCall): string[] {
  const { place, plan, state, left, isComplete, backupFile } = end;
  return [
    '',
    `${endWords(end, seconds)}, ${plan.kept} kept.`,
    ...undoneText(state, 'unchanged or only partly deleted'),
    ...(left ?? []).map(
      ({ summary }) => `! AWS confirmed "${printable(summary)}", but it is still listed. Check again in a minute.`,
    ),
    ...(left === undefined ? ['! The account could not be read again, so the result is not verified.'] : []),
    ...(isComplete ? proofs(state.outcomes) : goOnText(end, call)),
    ...(backupFile ? ['', ...commandText('To restore it:', restoreCommand(backupFile, reached(call, place)))] : []),
  ];
}

function goOnText(end: CleanupPlaceEnd, call: CleanupCall): string[] {
  const { again, look } = goOn(end, call);
  return [
    ...commandText('To continue with what is left:', ...again),
    ...(again.length > 0 && end.backupFile
      ? [
          'If this backup is in the state folder, that run includes it in its own, and one restore brings everything back. Otherwise keep both backups.',
        ]
      : []),
    ...commandText('To see what is there now:', ...look),
  ];
}

/** The commands for what can be tried again, and the one that shows what is there where that is not clear. */
function goOn({ place, plan, state, left }: CleanupPlaceEnd, call: CleanupCall) {
  const here = { ...call, connection: reached(call, place) };
  const { again, isChanged } = leftOf(plan.choice, state);
  const isUnclear = isChanged || state.running.length > 0 || left?.length !== 0;
  return {
    again: goOnCommands({ items: plan.items, choice: plan.choice, left: again, isChanged }, here),
    look: isUnclear ? [lookCommand(here)] : [],
  };
}
