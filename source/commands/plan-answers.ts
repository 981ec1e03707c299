/** What the flags of a plan answer, with the files that they name: loaded when a command begins its work. */
import { UserError } from '../errors.js';
import type { BaselineChoice } from '../plan/intent/document.js';
import { type FlagAnswers, type WhenAnswer, withFlags } from '../plan/intent/flags.js';
import { requireValid } from '../plan/intent/validate.js';
import { defaultDocument } from '../plan/intent/waves.js';
import type { Request } from '../plan/setup/intent.js';
import { readBaselineFile, readPlanFile } from '../process/files.js';
import type { PlanOptions } from './plan-flags.js';

export { defaultDocument, withFlags };

/**
 * The flags with the files that they name, checked as far as that is possible without an account.
 * @throws UserError for flags that exclude each other, for a file that cannot be read or used, and for answers that no plan can have
 */
export function readPlanFlags(options: PlanOptions): Pick<Request, 'flags' | 'file'> {
  const flags = answersOf(options);
  const file = options.file === undefined ? undefined : readPlanFile(options.file);
  const { task } = flags;
  // The account may keep a longer duration than the default one.
  const isOpenEnded = file === undefined && task.cutoffHours !== undefined && task.durationHours === undefined;
  const checked = isOpenEnded ? { ...flags, task: { ...task, durationHours: 24 } } : flags;
  // Whether the default dates suit approvals says nothing of those that the account keeps.
  const approvals = file || flags.when ? flags.approvals : undefined;
  requireValid(withFlags(file ?? defaultDocument(flags.plan), { ...checked, approvals }));
  return { flags, file };
}

/** The answers that flags have given; those that none has given stay open. */
function answersOf({ plan, timeZone, tagKey, approvals, tags, task = {}, ...options }: PlanOptions): FlagAnswers {
  return {
    plan,
    timeZone,
    tagKey,
    approvals,
    tags,
    task,
    when: whenAnswer(options),
    baselines: baselineChoices(options),
  };
}

function whenAnswer({
  waves,
  daysAfterPatchTuesday: days,
  weeks,
  weekdays,
  times,
}: PlanOptions): WhenAnswer | undefined {
  if (waves) {
    if (weeks || weekdays || times || days)
      throw bothGiven('--wave', '--weeks, --days, --hours or --after-patch-tuesday');
    return { kind: 'waves', waves };
  }
  if (days) {
    if (weeks || weekdays) throw bothGiven('--after-patch-tuesday', '--weeks or --days');
    return { kind: 'patch-tuesday', days, times };
  }
  return weeks || weekdays || times ? { kind: 'weekdays', weeks, weekdays, times } : undefined;
}

function bothGiven(one: string, others: string): UserError {
  return new UserError(`${one} cannot be combined with ${others}.`, {
    code: 'usage',
    nextSteps: ['Leave out one or the other.'],
  });
}

/** Files come before what `--os` names; with files and without `--os`, only the files count. */
function baselineChoices({ baselineFiles, systems }: PlanOptions): readonly BaselineChoice[] | undefined {
  const files = baselineFiles?.map(
    (fileName) => ({ kind: 'file', fileName, rules: { definition: readBaselineFile(fileName) } }) as const,
  );
  return files ? [...files, ...(systems ?? [])] : systems;
}
