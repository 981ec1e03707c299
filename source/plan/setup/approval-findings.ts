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
            `AWS approves patches at most ${longestApprovalDelay} days after their release: ${tooLong.join(', ')}.`,
            ['Shorten the delay of the rules, or give --approvals each-wave.'],
          ),
        ]
      : []),
    ...(without.length > 0
      ? [
          warning(
            'no-approval-delay',
            `${without.join(' and ')}: AWS has no approval delay there, so each wave takes what there is on its own day.`,
          ),
        ]
      : []),
    ...(created.length > 0
      ? [
          warning(
            'more-baselines',
            `That later waves take only what the first could take needs ${counted(created.length, 'more patch baseline')}: ${created.map(({ definition }) => definition.Name).join(', ')}.`,
          ),
        ]
      : []),
  ];
}
