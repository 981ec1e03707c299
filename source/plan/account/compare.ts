/** Compares what exists with what is desired, member by member, blind to the defaults that AWS fills in. */
import type { BaselineDefinition, PatchRule } from '../baseline/baseline.js';
import type { FieldChange } from './operations.js';

/**
 * The members of `desired` that `existing` has otherwise, and the members that only `existing` has.
 * Undefined members, empty lists and empty strings count as absent.
 */
export function differences(existing: object, desired: object): FieldChange[] {
  const before = present(existing);
  const after = present(desired);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => fieldChange(field, before[field], after[field]))
    .filter(({ from, to }) => from !== to);
}

/** One member before and after, as text. */
export function fieldChange(field: string, before: unknown, after: unknown): FieldChange {
  return { field, from: text(before), to: text(after) };
}

/** `Schedule, Enabled`: what changes, in short. */
export function fieldNames(changes: readonly FieldChange[]): string {
  return changes.map(({ field }) => field).join(', ');
}

function present(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, member]) => member !== undefined && member !== '' && !(Array.isArray(member) && member.length === 0),
    ),
  );
}

function text(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(sorted(value));
}

/** AWS may return members and lists of names (patches, filter values, patch groups) in any order: it carries no meaning. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? [...value].sort() : value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // The id of something that is about to be made (ResourceId).
  if ('resultOf' in value) return `new ${String(value.resultOf).replace(/\/.*/, '')}`;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}

/** What an existing baseline has otherwise than the desired one, blind to what GetPatchBaseline fills in by itself. */
export function baselineDifferences(existing: BaselineDefinition, desired: BaselineDefinition): FieldChange[] {
  // What AWS fills in for this member is not documented, so it only counts where the plan says something about it.
  const { AvailableSecurityUpdatesComplianceStatus: status, ...rest } = existing;
  const hasOpinion = desired.AvailableSecurityUpdatesComplianceStatus !== undefined;
  const current = hasOpinion ? { ...rest, AvailableSecurityUpdatesComplianceStatus: status } : rest;
  return differences(comparableBaseline(current), comparableBaseline(desired));
}

/** Without the members that have their default (API reference, CreatePatchBaseline). */
function comparableBaseline(definition: Partial<BaselineDefinition>): object {
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
