/** What a plan means for the account as a whole: how full it gets, and whose windows run at the same hours. */
import { isPatchingWindow } from '../../../plan/account/documents.js';
import { planOf } from '../../../plan/account/inventory.js';
import { defaultQuotas } from '../../../plan/account/quotas.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { counted } from '../../../plan/text/plural.js';
import { dayMilliseconds } from '../../../schedule/calendar.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { type ForeignWindow, openSpans } from '../../../schedule/picture/foreign.js';
import { foreignWindows } from '../schedule/others.js';

/** `14 of 50 windows after this · no other windows at these hours` */
export function accountRowWords(plan: SetupPlan, now: Date): { readonly words: string; readonly warning: string } {
  const others = windowsAtTheseHours(plan, now);
  const some = others.slice(0, 3).map(({ name }) => name);
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  const found = `${counted(others.length, 'other window')} at these hours: ${some.join(', ')}${more}`;
  return others.length === 0
    ? { words: `${quotaWords(plan)} · no other windows at these hours`, warning: '' }
    : { words: quotaWords(plan), warning: found };
}

/** `14 of 50 windows after this`; where more are there than AWS allows by default, that the limit was raised. */
function quotaWords({ account, operations }: Pick<SetupPlan, 'account' | 'operations'>): string {
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
function windowsAtTheseHours({ document, desired, account }: SetupPlan, now: Date): ForeignWindow[] {
  const own = new Set(desired.windows.map(({ existing }) => existing?.id));
  const windows = document.waves.map((wave) => scheduledWindow(document, wave));
  const ahead = { start: now.getTime(), end: now.getTime() + span };
  const times = planOccurrences(windows, { from: now, until: new Date(ahead.end) });
  const others = account.windows.filter((window) => !own.has(window.id) && planOf(window) !== document.plan);
  return foreignWindows(others.filter(isPatchingWindow)).filter((window) =>
    openSpans(window, ahead).some(({ start, end }) =>
      times.some((time) => time.start.getTime() < end && start < time.end.getTime()),
    ),
  );
}
