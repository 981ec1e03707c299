/** How many windows an account may have, in words. */
import { defaultQuotas } from '../../plan/account/quotas.js';
import { plural } from '../../plan/text/plural.js';

export interface WindowCount {
  readonly windows: number;
  /** Windows that the account has besides. */
  readonly windowsInUse: number;
  /** AWS's default, or what somebody said that it was raised to. */
  readonly windowQuota: number;
}

/** Others alone have more than the limit that is known: it must have been raised, and nobody said to what. */
export function isQuotaUnknown({ windowsInUse, windowQuota }: WindowCount): boolean {
  return windowsInUse > windowQuota;
}

/** `8 windows here, 6 of others: 14 (AWS's default limit is 50)` */
export function windowCountWords(count: WindowCount): string {
  const { windows, windowsInUse, windowQuota } = count;
  const here = `${windows} ${plural(windows, 'window')}`;
  const all = windowsInUse === 0 ? here : `${here} here, ${windowsInUse} of others: ${windows + windowsInUse}`;
  const limit =
    windowQuota === defaultQuotas.windows ? `AWS's default limit is ${windowQuota}` : `the limit is ${windowQuota}`;
  return `${all} (${limit}${isQuotaUnknown(count) ? '; here it was raised' : ''})`;
}
