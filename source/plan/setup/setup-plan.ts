/** The set-up plan: a document against an account, with everything that review, dry run and the real run have to agree on. */
import { UserError } from '../../errors.js';
import { type Finding, isBlocking } from '../account/finding.js';
import type { Operation } from '../account/operations.js';
import { type OwnedInventory, recordOf } from '../account/ownership.js';
import { pauseOf } from '../account/pause.js';
import { type CleanupItem, cleanupItems } from '../cleanup/items.js';
import type { Codec } from '../intent/codec.js';
import type { PlanDocument } from '../intent/document.js';
import { type Consent, noConsent } from './consent.js';
import { converge } from './converge.js';
import { type DesiredResources, desiredResources } from './desired.js';
import { commonPause } from './held-back.js';
import type { Intent } from './intent.js';
import { leftoversOf, pruning } from './leftovers.js';
import { preflight } from './preflight.js';
import { afterRecord, recordOperation } from './record-operation.js';

export interface SetupPlan {
  readonly document: PlanDocument;
  readonly desired: DesiredResources;
  readonly account: OwnedInventory;
  readonly operations: readonly Operation[];
  readonly kept: number;
  readonly findings: readonly Finding[];
  readonly consent: Consent;
  /** Everything about patching in the account, so that a backup of what is pruned knows what has stayed. */
  readonly items: readonly CleanupItem[];
  /** What carries the plan's tag and is not in its document; among the operations only with consent. */
  readonly leftovers: readonly CleanupItem[];
  /** Windows that are paused and stay so. */
  readonly paused: number;
}

export interface PlanOptions {
  readonly codec: Codec;
  readonly now: Date;
  readonly consent?: Consent;
  /** False where the account is not to keep the document. @default true */
  readonly keepsRecord?: boolean;
  /** For commands to copy. */
  readonly region?: string | undefined;
}

/** The plan of a valid intent (see `requireValid` of plan/intent). */
export function planSetup(
  { document, takenOver, leftAlone }: Intent,
  account: OwnedInventory,
  { codec, now, consent = noConsent, keepsRecord = true, region }: PlanOptions,
): SetupPlan {
  const desired = desiredResources(document, account, codec, takenOver);
  const holdBack = consent.resume ? undefined : commonPause(desired, account, now);
  const { operations: needed, kept } = converge(desired, { now, resume: consent.resume, holdBack });
  const items = cleanupItems(account, now);
  const { going, staying } = leftoversOf(desired, account, items);
  const record = keepsRecord ? recordOperation(document, recordOf(document.plan, account), codec) : undefined;
  const operations = afterRecord(record, [...needed, ...(consent.prune ? pruning(going, needed) : [])]);
  const planned = {
    desired,
    account,
    operations,
    leftovers: going,
    staying,
    leftAlone,
    consent,
    keepsRecord,
    region,
    now,
  };
  const isWrittenDown = keepsRecord && record === undefined;
  const paused = desired.windows.filter(({ existing }) => existing && pauseOf(existing, now)).length;
  return {
    ...{ document, desired, account, operations, consent, items },
    kept: kept + (isWrittenDown ? 1 : 0),
    findings: preflight(planned),
    leftovers: going,
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
  const messages = more.map((finding) => (isBlocking(finding) ? finding.message : `Besides: ${finding.message}`));
  throw new UserError(first.message, {
    code: first.code,
    detail: [...messages, 'Nothing was changed.'].join('\n'),
    nextSteps: [...new Set(plan.findings.filter(isBlocking).flatMap(({ nextSteps }) => nextSteps))],
  });
}
