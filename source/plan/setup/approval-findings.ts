/** Findings about waves that take what the first one could take: delays that AWS does not have, and what they cost. */
import { blocking, type Finding, warning } from '../account/finding.js';
import { longestApprovalDelay, operatingSystemLabels } from '../baseline/baseline.js';
import { hasApprovalDelay } from '../baseline/operating-system.js';
import { groupDistances } from '../intent/distances.js';
import { counted } from '../text/plural.js';
import type { Planned } from './planned.js';
import { isDelayed } from './rule-sets.js';

/** What has to be known of the longer delays of later waves. */
export function approvalFindings({ document, desired: { baselines } }: Planned): Finding[] {
  const distances = document.approvals === 'first-wave' ? groupDistances(document) : undefined;
  const last = Math.max(0, ...(distances?.values() ?? []));
  if (last === 0) return [];
  const systems = new Set(baselines.map(({ definition }) => definition.OperatingSystem));
  const without = [...systems].filter((os) => !hasApprovalDelay(os)).map((os) => operatingSystemLabels[os]);
  const created = baselines.filter(({ definition: { Name: name }, existing }) => !existing && isDelayed({ name }));
  const tooLong = baselines.flatMap(({ definition: { Name, ApprovalRules } }) => {
    const days = Math.max(0, ...(ApprovalRules?.PatchRules ?? []).map(({ ApproveAfterDays = 0 }) => ApproveAfterDays));
    return days > longestApprovalDelay ? [`${Name} (${days} days)`] : [];
  });
  return [
    ...(tooLong.length > 0
      ? [
          blocking(
            'approval-delay',
            `AWS allows an approval delay of at most ${longestApprovalDelay} days: ${tooLong.join(', ')}.`,
            ['Shorten the delay in the rules, or use --approvals each-wave.'],
          ),
        ]
      : []),
    ...(without.length > 0
      ? [
          warning(
            'no-approval-delay',
            `AWS has no approval delay for ${without.join(' and ')}, so each wave takes what is available on its own day.`,
          ),
        ]
      : []),
    ...(created.length > 0
      ? [
          warning(
            'more-baselines',
            `Limiting later waves to the patches of the first wave needs ${counted(created.length, 'more patch baseline')}: ${created.map(({ definition }) => definition.Name).join(', ')}.`,
          ),
        ]
      : []),
  ];
}
