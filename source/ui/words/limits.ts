/** How many windows an account may have, in words. */
import { defaultQuotas } from '../../plan/account/quotas.js';
import { counted } from '../../plan/text/plural.js';

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

/** `8 windows and 6 others: 14 (AWS default limit: 50)` */
export function windowCountWords(count: WindowCount): string {
  const { windows, windowsInUse, windowQuota } = count;
  const here = counted(windows, 'window');
  const all = windowsInUse === 0 ? here : `${here} and ${counted(windowsInUse, 'other')}: ${windows + windowsInUse}`;
  const limit = windowQuota === defaultQuotas.windows ? `AWS default limit: ${windowQuota}` : `limit: ${windowQuota}`;
  return `${all} (${limit}${isQuotaUnknown(count) ? '; yours was raised' : ''})`;
}
