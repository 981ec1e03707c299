/** What a plan means for the account as a whole: how full it gets, and whose windows run at the same hours. */
import { type InventoryWindow, isPatchingWindow } from '../../../plan/account/inventory.js';
import { defaultQuotas } from '../../../plan/account/quotas.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { counted } from '../../../plan/text/plural.js';
import { dayMilliseconds, hourMilliseconds } from '../../../schedule/calendar.js';
import { readSchedule } from '../../../schedule/expression.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { runs } from '../../../schedule/runs.js';

/** `14 of 50 windows after this · no window of others at these hours` */
export function accountRowWords(plan: SetupPlan, now: Date): { readonly words: string; readonly warning: string } {
  const others = windowsAtTheseHours(plan, now);
  const some = others.slice(0, 3).map(({ name }) => name);
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  const found = `${counted(others.length, 'window')} of others at these hours: ${some.join(', ')}${more}`;
  return others.length === 0
    ? { words: `${quotaWords(plan)} · no window of others at these hours`, warning: '' }
    : { words: quotaWords(plan), warning: found };
}

/** `14 of 50 windows after this`; where more are there than AWS allows by default, that the limit was raised. */
export function quotaWords({ account, operations }: Pick<SetupPlan, 'account' | 'operations'>): string {
  const count = (kind: string): number => operations.filter((operation) => operation.kind === kind).length;
  const before = account.windows.length;
  const after = before + count('CreateMaintenanceWindow') - count('DeleteMaintenanceWindow');
  const told = account.raisedQuotas?.windows;
  const limit = told ?? defaultQuotas.windows;
  if (told === undefined && before > limit)
    return `${after} windows after this; AWS's default limit is ${limit}, so yours was raised`;
  return `${after} of ${limit} windows after this`;
}

/** How far it is looked ahead: a window of every month runs at least once. */
const span = 35 * dayMilliseconds;

/** Windows of others that patch while a window of the plan is open. */
function windowsAtTheseHours({ document, desired, account }: SetupPlan, now: Date): InventoryWindow[] {
  const own = new Set(desired.windows.map(({ existing }) => existing?.id));
  const windows = document.waves.map((wave) => scheduledWindow(document, wave));
  const times = planOccurrences(windows, { from: now, until: new Date(now.getTime() + span) });
  const overlaps = (start: number, end: number): boolean =>
    times.some((time) => time.start.getTime() < end && start < time.end.getTime());
  return account.windows.filter((window) => {
    if (own.has(window.id) || window.owner?.plan === document.plan) return false;
    if (!window.enabled || !isPatchingWindow(window)) return false;
    const expression = readSchedule(window.schedule);
    if (expression === undefined) return false;
    const { timeZone = 'UTC', scheduleOffset } = window;
    for (const { start } of runs(expression, { from: now, timeZone, scheduleOffset })) {
      const at = start.getTime();
      if (at > now.getTime() + span) return false;
      if (overlaps(at, at + window.durationHours * hourMilliseconds)) return true;
    }
    return false;
  });
}
