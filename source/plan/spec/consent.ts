/** What a set-up does only with a yes of its own. */

/** What needs a yes of its own. */
export interface Consent {
  /** Delete what the plan made before and no longer wants. */
  readonly prune: boolean;
  /** Take over windows and baselines that the original scripts made. */
  readonly adopt: boolean;
}

export const noConsent: Consent = { prune: false, adopt: false };
