/** What a set-up does only where somebody has agreed to it by name. */

export interface Consent {
  /** Delete what the plan made before and no longer wants. */
  readonly prune: boolean;
  /** Instead of deleting: switch off the windows that the plan no longer wants. Without a screen `cleanup --disable` does it. */
  readonly disable?: boolean | undefined;
  /** Take over windows and baselines that nobody's plan has. */
  readonly adopt: boolean;
  /** End pauses of the plan's windows. */
  readonly resume: boolean;
}

export const noConsent: Consent = { prune: false, adopt: false, resume: false };
