/** Patch baselines in a form in which equal rules are equal, however they were written down. */
import { sorted } from '../text/sorted.js';
import type { BaselineDefinition, PatchRule } from './baseline.js';

/** The definition without the members that have their default (API reference, CreatePatchBaseline). */
export function comparableBaseline(definition: Partial<BaselineDefinition>): object {
  const { ApprovalRules, GlobalFilters, ...rest } = definition;
  return {
    ...rest,
    ApprovedPatchesComplianceLevel: unless(rest.ApprovedPatchesComplianceLevel, 'UNSPECIFIED'),
    ApprovedPatchesEnableNonSecurity: unless(rest.ApprovedPatchesEnableNonSecurity, false),
    RejectedPatchesAction: unless(rest.RejectedPatchesAction, 'ALLOW_AS_DEPENDENCY'),
    GlobalFilters: GlobalFilters?.PatchFilters ?? [],
    ApprovalRules: ApprovalRules?.PatchRules.map(comparableRule) ?? [],
  };
}

/** One text for all ways to write a baseline: blind to defaults, to the order of members and of lists of names. */
export function comparableText(definition: BaselineDefinition): string {
  return JSON.stringify(sorted(present(comparableBaseline(definition))));
}

/** The members that say something: undefined ones, empty lists and empty strings count as absent. */
export function present(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, member]) => member !== undefined && member !== '' && !(Array.isArray(member) && member.length === 0),
    ),
  );
}

function comparableRule(rule: PatchRule): object {
  return {
    ...rule,
    ComplianceLevel: unless(rule.ComplianceLevel, 'UNSPECIFIED'),
    EnableNonSecurity: unless(rule.EnableNonSecurity, false),
  };
}

function unless<T>(value: T | undefined, byDefault: T): T | undefined {
  return value === byDefault ? undefined : value;
}
