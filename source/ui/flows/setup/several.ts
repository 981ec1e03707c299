/** A plan for several regions: answered on the screen for the first of them, then read and confirmed for all of them in lines. */
import { flagsOf } from '../../../plan/intent/command-line.js';
import type { Request } from '../../../plan/setup/intent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import type { Opened } from '../opening/state.js';
import type { Answering } from './answering.js';

/** What is to be set up, and where. */
export interface SeveralRegions {
  readonly request: Request;
  readonly regions: readonly string[];
  readonly profile: string | undefined;
}

/** Further regions than the one on the screen. */
export function othersThan({ open }: Opened, { others = [] }: Pick<Answering, 'others'>): readonly string[] {
  return others.filter((region) => region !== open.place.region);
}

/** The plan on the screen in all regions: what each of them has is looked at there. */
export function severalRegions(
  { document, consent, keepsRecord }: Pick<SetupPlan, 'document' | 'consent' | 'keepsRecord'>,
  opened: Opened,
  answering: Answering,
): SeveralRegions {
  const { region, profile } = opened.open.place;
  return {
    request: { flags: { plan: document.plan, task: {} }, file: document, consent, keepsRecord },
    regions: [region, ...othersThan(opened, answering)],
    profile,
  };
}

/** What is decided on the screen about this region alone, and cannot be for others; undefined where there is nothing. */
export function whyNotSeveral({ document, consent, nodes }: SetupPlan): string | undefined {
  if (nodes)
    return 'Nodes can be put into groups in only one region at a time. Do that after this, or choose one region.';
  if (consent.adopt)
    return 'Windows can be taken over in only one region at a time. Set up the other regions after this.';
  if (flagsOf(document)) return undefined;
  return 'Flags cannot describe this plan, and several regions need flags. Save it, then run setup --file with --region.';
}
