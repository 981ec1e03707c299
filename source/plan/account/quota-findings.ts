/** Whether what is created fits into the account's quotas. */
import { counted, plural } from '../text/plural.js';
import { blocking, type Finding, warning } from './finding.js';
import type { Inventory } from './inventory.js';
import type { Operation, OperationKind } from './operations.js';
import { defaultQuotas, type RaisedQuotas } from './quotas.js';

/**
 * Whether what is created fits, as far as it is known.
 * @param wayOut what to do where there is only room for so many
 */
export function quotaFindings(
  { windows, baselines, raisedQuotas = {} }: Inventory,
  operations: readonly Operation[],
  wayOut: (room: number, noun: string) => string = (room, noun) =>
    room === 0
      ? `Delete some ${plural(2, noun)} that are no longer needed.`
      : `Choose at most ${counted(room, noun)}, or delete some of the others.`,
): Finding[] {
  const check = (name: keyof RaisedQuotas, noun: string, kind: OperationKind, used: number): Finding[] => {
    const wanted = operations.filter((operation) => operation.kind === kind).length;
    const quota = raisedQuotas[name] ?? defaultQuotas[name];
    if (wanted === 0 || used + wanted <= quota) return [];
    // Where more are in use than the default allows, the quota was raised, and nobody has told how far.
    const isUnknown = used > quota && raisedQuotas[name] === undefined;
    const waysOut = [
      wayOut(Math.max(0, quota - used), noun),
      `Or request a higher quota (Service Quotas, AWS Systems Manager), then pass it with --quota ${name}=N.`,
    ];
    const created = counted(wanted, `new ${noun}`);
    const unknown = `${created} may not fit: ${used} are in use in this region, more than AWS's default quota of ${quota}.`;
    const full = `There is no room for ${created}: ${used} of ${quota} are in use in this region.`;
    return [isUnknown ? warning('quota', unknown, waysOut) : blocking('quota', full, waysOut)];
  };
  return [
    ...check('windows', 'maintenance window', 'CreateMaintenanceWindow', windows.length),
    ...check('baselines', 'patch baseline', 'CreatePatchBaseline', baselines.length),
  ];
}
