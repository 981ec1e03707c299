/** Whether what is created fits into the account's quotas. */

import { plural } from '../text/plural.js';
import type { Finding } from './finding.js';
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
  wayOut: (room: number) => string = (room) => `Choose at most ${room}, or remove some of the others.`,
): Finding[] {
  const check = (name: keyof RaisedQuotas, noun: string, kind: OperationKind, used: number): Finding[] => {
    const wanted = operations.filter((operation) => operation.kind === kind).length;
    const quota = raisedQuotas[name] ?? defaultQuotas[name];
    if (wanted === 0 || used + wanted <= quota) return [];
    // Where more are in use than the default allows, the quota was raised, and nobody has told how far.
    const isUnknown = used > quota && raisedQuotas[name] === undefined;
    return [
      {
        severity: isUnknown ? 'warning' : 'blocking',
        code: 'quota',
        message: isUnknown
          ? `${wanted} new ${plural(wanted, noun)} may not fit: ${used} are in use in this region, more than AWS's default quota of ${quota}.`
          : `There is no room for ${wanted} new ${plural(wanted, noun)}: ${used} of ${quota} are in use in this region.`,
        nextSteps: [
          wayOut(Math.max(0, quota - used)),
          `Or ask for a higher quota (Service Quotas, AWS Systems Manager) and start with --quota ${name}=N, which tells it.`,
        ],
      },
    ];
  };
  return [
    ...check('windows', 'maintenance window', 'CreateMaintenanceWindow', windows.length),
    ...check('baselines', 'patch baseline', 'CreatePatchBaseline', baselines.length),
  ];
}
