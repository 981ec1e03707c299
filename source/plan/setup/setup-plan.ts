/** The set-up plan: a document against an account, with everything that the screen, dry run and the real run have to agree on. */
import { UserError } from '../../errors.js';
import { type Finding, isBlocking } from '../account/finding.js';
import type { Fleet } from '../account/fleet.js';
import { type OwnedInventory, recordOf } from '../account/ownership.js';
import { pauseOf } from '../account/pause.js';
import type { TagChange } from '../account/tagging.js';
import { type CleanupItem, cleanupItems } from '../cleanup/items.js';
import type { Codec } from '../intent/codec.js';
import type { Intent } from './adoption.js';
import { noConsent } from './consent.js';
import { converge } from './converge.js';
import { desiredResources } from './desired.js';
import { leftoverOperations, leftoversOf } from './leftovers.js';
import { commonPause } from './pauses.js';
import type { Planned, PlanOptions } from './planned.js';
import { preflight } from './preflight.js';
import { afterRecord, recordOperation } from './record.js';

export interface SetupPlan extends Planned {
  /** Resources that are left as they are. */
  readonly kept: number;
  readonly findings: readonly Finding[];
  /** Everything about patching in the account, so that a backup of what is pruned knows what has stayed. */
  readonly items: readonly CleanupItem[];
  /** Tags of nodes that change with it, and the nodes as they were read; their calls are the last of the operations. */
  readonly nodes?: { readonly changes: readonly TagChange[]; readonly fleet: Fleet } | undefined;
  /** Windows that are paused and stay so. */
  readonly paused: number;
}

/** The plan of a valid intent (see `requireValid` of plan/intent). Without consent nothing is deleted, taken over or resumed. */
export function planSetup(
  intent: Intent,
  account: OwnedInventory,
  { codec, now, consent = noConsent, keepsRecord = true }: Partial<PlanOptions> & { codec: Codec; now: Date },
): SetupPlan {
  const { document, takenOver } = intent;
  const desired = desiredResources(document, account, codec, takenOver);
  const holdBack = consent.resume ? undefined : commonPause(desired, account, now);
  const { operations: needed, kept } = converge(desired, { now, resume: consent.resume, holdBack });
  const items = cleanupItems(account, now);
  const { going: leftovers, staying } = leftoversOf(desired, account, items);
  const record = keepsRecord ? recordOperation(document, recordOf(document.plan, account), codec, needed) : undefined;
  const operations = afterRecord(record, [...needed, ...leftoverOperations(leftovers, consent, needed)]);
  const planned = { ...intent, desired, account, operations, leftovers, staying, consent, keepsRecord, now };
  const isWrittenDown = keepsRecord && record === undefined;
  const paused = desired.windows.filter(({ existing }) => existing && pauseOf(existing, now)).length;
  return {
    ...planned,
    items: [...items, ...leftovers.filter(({ isSecond }) => isSecond)],
    kept: kept + (isWrittenDown ? 1 : 0),
    findings: preflight(planned),
    paused: consent.resume ? 0 : paused,
  };
}

/**
 * Passes a plan on if nothing stands in its way.
 * @throws UserError that names every finding, the blocking ones first; nothing has been changed then
 */
export function requireUnblocked<Plan extends Pick<SetupPlan, 'findings'>>(plan: Plan): Plan {
  const [first, ...more] = plan.findings;
  if (first === undefined || !isBlocking(first)) return plan;
  const messages = more.map((finding) => (isBlocking(finding) ? finding.message : `Also: ${finding.message}`));
  throw new UserError(first.message, {
    code: first.code,
    detail: [...messages, 'Nothing was changed.'].join('\n'),
    nextSteps: [...new Set(plan.findings.filter(isBlocking).flatMap(({ nextSteps }) => nextSteps))],
  });
}
