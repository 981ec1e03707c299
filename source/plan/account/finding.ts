/** A finding: what would go wrong or surprise, found before the first write. */

export interface Finding {
  /** `blocking` findings stop everything before the first call. */
  readonly severity: 'blocking' | 'warning';
  /** Stable code, e.g. `patch-group-taken`. */
  readonly code: string;
  readonly message: string;
  readonly nextSteps: readonly string[];
}

/** What stops everything before the first call. */
export function blocking(code: string, message: string, nextSteps: readonly string[] = []): Finding {
  return { severity: 'blocking', code, message, nextSteps };
}

/** What is told, and stops nothing. */
export function warning(code: string, message: string, nextSteps: readonly string[] = []): Finding {
  return { severity: 'warning', code, message, nextSteps };
}

/** Whether it stops everything before the first call. */
export function isBlocking({ severity }: Finding): boolean {
  return severity === 'blocking';
}
