/** Rule sets: the rules of one system as each patch group of a plan has them, with a delay for those that come later. */
import type { BaselineDefinition } from '../baseline/baseline.js';
import { hasApprovalDelay } from '../baseline/operating-system.js';
import { groupDistances } from '../intent/distances.js';
import { type PlanDocument, patchGroupsIn } from '../intent/document.js';
import { suffixed } from '../intent/names.js';

/** Rules with the patch groups that have them. */
export interface RuleSet {
  readonly definition: BaselineDefinition;
  readonly patchGroups: readonly string[];
}

/** The rules as they are for the first wave, then those with longer delays, by days. */
export function ruleSets(
  document: Pick<PlanDocument, 'waves' | 'approvals'>,
  definition: BaselineDefinition,
): RuleSet[] {
  const groups = patchGroupsIn(document);
  const distances = document.approvals === 'first-wave' && hasDelay(definition) ? groupDistances(document) : undefined;
  if (distances === undefined) return [{ definition, patchGroups: groups }];
  const days = [...new Set(distances.values())].sort((a, b) => a - b);
  return days.map((later) => ({
    definition: later === 0 ? definition : delayed(definition, later),
    patchGroups: groups.filter((group) => distances.get(group) === later),
  }));
}

/** Whether rules wait for patches to be so many days old: for the Debian family nothing does, and a date is the same for all. */
export function hasDelay({ OperatingSystem: os, ApprovalRules }: BaselineDefinition): boolean {
  const rules = ApprovalRules?.PatchRules ?? [];
  return hasApprovalDelay(os) && rules.some(({ ApproveAfterDays }) => ApproveAfterDays !== undefined);
}

/** The rules with longer delays, under a name of their own: `Windows-Standard-Plus10`. */
function delayed(definition: BaselineDefinition, days: number): BaselineDefinition {
  const { Name, ApprovalRules } = definition;
  const rules = ApprovalRules?.PatchRules ?? [];
  return {
    ...definition,
    Name: suffixed(Name, `-Plus${days}`),
    Description: `What ${Name} approves, ${days} ${days === 1 ? 'day' : 'days'} later.`,
    ApprovalRules: {
      PatchRules: rules.map((rule) =>
        rule.ApproveAfterDays === undefined ? rule : { ...rule, ApproveAfterDays: rule.ApproveAfterDays + days },
      ),
    },
  };
}

/** Whether a baseline is called as one with a longer delay. */
export function isDelayed({ name }: { readonly name: string }): boolean {
  return /-Plus\d+(-\d+)?$/.test(name);
}
