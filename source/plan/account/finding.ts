/** A finding: what would go wrong or surprise, found before the first write. */

export interface Finding {
  /** `blocking` findings stop everything before the first call. */
  readonly severity: 'blocking' | 'warning';
  /** Stable code, e.g. `patch-group-taken`. */
  readonly code: string;
  readonly message: string;
  readonly nextSteps: readonly string[];
}

/** Whether it stops everything before the first call. */
export function isBlocking(finding: Finding): boolean {
  return finding.severity === 'blocking';
}
