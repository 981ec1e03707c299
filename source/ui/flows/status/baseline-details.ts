/** All that is known of a patch baseline. */
import { operatingSystemLabels } from '../../../plan/baseline/baseline.js';
import { approves, type BaselineDocument, driftsOf, isAws } from './baselines-table.js';
import type { Detail } from './detail.js';
import type { StatusRead } from './rows.js';

/** Its rules in words, the groups that are registered with it, and whose it is. */
export function baselineDetails(baseline: BaselineDocument, read: StatusRead): readonly Detail[] {
  const { id, name, operatingSystem, plan, patchGroups, stack } = baseline;
  const owner = plan === null ? (isAws(baseline) ? 'AWS' : 'not in any plan') : `plan ${plan}`;
  const definition = read.facts.account.baselines.find((each) => each.id === id)?.definition;
  const rejected = definition?.RejectedPatches ?? [];
  const drifts = driftsOf(baseline, read);
  return [
    { label: 'Baseline', lines: [name] },
    { label: 'Id', lines: [id] },
    { label: 'Owner', lines: [owner, ...(stack === null ? [] : [`created by CloudFormation stack ${stack}`])] },
    {
      label: 'Now → planned',
      lines: drifts.flatMap(({ changes, message }) => (changes.length > 0 ? changes : [message])),
      meaning: 'warning',
    },
    { label: 'System', lines: [operatingSystemLabels[operatingSystem]] },
    { label: 'Default', lines: baseline.default ? ['for nodes of its system that no other baseline covers'] : [] },
    { label: 'Approves', lines: approves(baseline).split('; ') },
    {
      label: 'Rejects',
      lines:
        rejected.length === 0
          ? []
          : [`${rejected.length} ${rejected.length === 1 ? 'patch' : 'patches'}: ${rejected.join(', ')}`],
    },
    { label: 'Groups', lines: patchGroups.length === 0 ? ['none registered'] : patchGroups },
  ];
}
