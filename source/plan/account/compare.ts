/** Compares what exists with what is desired, member by member, blind to the defaults that AWS fills in. */
import type { BaselineDefinition } from '../baseline/baseline.js';
import { comparableBaseline, present } from '../baseline/comparable.js';
import { sorted } from '../text/sorted.js';
import type { Members } from './inventory.js';
import type { FieldChange, Operation } from './operations.js';

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

/** The members of these names that are there, in the names' order. */
export function picked(members: Members = {}, names: readonly string[]): Members {
  return Object.fromEntries(names.map((name) => [name, members[name]]).filter(([, value]) => value != null));
}

/** An operation with what it changes, also in its summary; undefined where it changes nothing. */
export function withChanges(operation: Operation, changes: readonly FieldChange[]): Operation | undefined {
  if (changes.length === 0) return undefined;
  const fields = changes.map(({ field }) => field).join(', ');
  return { ...operation, summary: `${operation.summary}: ${fields}`, changes };
}

function text(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(sorted(value, newResource));
}

/** The id of something that is about to be made (ResourceId). */
function newResource(value: object): string | undefined {
  return 'resultOf' in value ? `new ${String(value.resultOf).replace(/\/.*/, '')}` : undefined;
}

/** What an existing baseline has otherwise than the desired one, blind to what GetPatchBaseline fills in by itself. */
export function baselineDifferences(existing: BaselineDefinition, desired: BaselineDefinition): FieldChange[] {
  // What AWS fills in for this member is not documented, so it only counts where the plan says something about it.
  const { AvailableSecurityUpdatesComplianceStatus: status, ...rest } = existing;
  const hasOpinion = desired.AvailableSecurityUpdatesComplianceStatus !== undefined;
  const current = hasOpinion ? { ...rest, AvailableSecurityUpdatesComplianceStatus: status } : rest;
  return differences(comparableBaseline(current), comparableBaseline(desired));
}
