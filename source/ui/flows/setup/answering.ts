/** The answers of a set-up so far: the document that flags, an account and people have made. */
import { describeError, type ErrorDescription, UserError } from '../../../errors.js';
import { planOf } from '../../../plan/account/inventory.js';
import type { OwnedInventory } from '../../../plan/account/ownership.js';
import { operatingSystems } from '../../../plan/baseline/baseline.js';
import { operatingSystemOfNode } from '../../../plan/baseline/operating-system.js';
import { type ChangedAnswers, changedAnswers, withChangedAnswers } from '../../../plan/intent/changed-answers.js';
import { flagsOf } from '../../../plan/intent/command-line.js';
import type { PlanDocument } from '../../../plan/intent/document.js';
import { type FlagAnswers, withFlags } from '../../../plan/intent/flags.js';
import { defaultDocument, gridOf } from '../../../plan/intent/waves.js';
import { adoption, type Intent } from '../../../plan/setup/adoption.js';
import { noConsent } from '../../../plan/setup/consent.js';
import { nothingTakenOver, type TakenOver } from '../../../plan/setup/desired.js';
import { intentOf, type Request } from '../../../plan/setup/intent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import type { ConnectionAnswers, Opened, OpeningEvent } from '../opening/state.js';
import { freeName, hasChoice, isSameTarget, type PlanTarget, plansOf } from './plans.js';

type Account = Pick<Opened, 'connection' | 'inventory'>;

/** Groups of questions that flags can answer; an answered one is passed by and can be changed on the hub. */
export type AnsweredStep = 'region' | 'baseline' | 'schedule' | 'options' | 'name';

/** What the document takes over of the account. */
interface TakingOver {
  readonly takenOver: TakenOver;
  /** The document without it and with it, where that was a tick. */
  readonly tick: { readonly before: PlanDocument; readonly after: PlanDocument } | undefined;
}

/** The answers so far, with what made them. */
export interface Answering {
  readonly document: PlanDocument;
  /** What the account read last has suggested; another account's suggestion replaces what nobody has changed. */
  readonly suggested: PlanDocument;
  /** The connection of that account; undefined before any was read. */
  readonly suggestedFor: ConnectionAnswers | undefined;
  /** What the command line has asked for. */
  readonly request: Request;
  /** Questions that flags have answered, and dates that were chosen without an account. */
  readonly given: ReadonlySet<AnsweredStep>;
  readonly takingOver: TakingOver | undefined;
  /** What was chosen of an account that has plans, or windows that nobody's plan has. */
  readonly target: PlanTarget | undefined;
  /** Why it is not known what the plan wants. */
  readonly refusal: ErrorDescription | undefined;
  /** Further regions that the plan is for. */
  readonly others?: readonly string[] | undefined;
  /** The plan that was agreed to and not carried out to its end: what was decided about the same leftovers still holds. */
  readonly agreed?: Pick<SetupPlan, 'document' | 'leftovers' | 'consent' | 'nodes'> | undefined;
}

/** The answers that the command line gives, before any account. */
export function initialAnswering(request: Request, region: string | undefined): Answering {
  const { flags, file } = request;
  const document = withFlags(file ?? defaultDocument(flags.plan), flags);
  return {
    document,
    suggested: document,
    suggestedFor: undefined,
    request,
    given: givenSteps(request, region),
    takingOver: undefined,
    target: undefined,
    refusal: undefined,
  };
}

/** Questions that the command line has answered; a file answers all of them. */
function givenSteps({ flags, file }: Request, region: string | undefined): ReadonlySet<AnsweredStep> {
  const { when, baselines, task, plan, tagKey, tags } = flags;
  const hasFile = file !== undefined;
  const answered: readonly (readonly [AnsweredStep, boolean])[] = [
    ['region', region !== undefined],
    // A time zone alone does not say when.
    ['schedule', hasFile || when !== undefined],
    ['baseline', hasFile || baselines !== undefined],
    ['options', hasFile || Object.keys(task).length > 0],
    ['name', hasFile || (plan ?? tagKey ?? tags) !== undefined],
  ];
  return new Set(answered.filter(([, isAnswered]) => isAnswered).map(([step]) => step));
}

/** The answers with some of them changed. */
export function withAnswers(before: Answering, changes: Partial<PlanDocument>): Answering {
  const { approvals, ...document } = { ...before.document, ...changes };
  return { ...before, document: { ...document, ...(approvals === 'first-wave' && { approvals }) } };
}

/** The answers with the further regions that are marked, where that is what was answered. */
export function withRegions(before: Answering, event: OpeningEvent): Answering {
  return event.type === 'region' ? { ...before, others: event.others } : before;
}

/** The answers after an account was read: what it suggests replaces what nobody has changed. */
export function suggestedAnew(before: Answering, { connection, inventory }: Account): Answering {
  // What was chosen of another account says nothing about this one.
  const target = before.suggestedFor === undefined ? before.target : undefined;
  const anew = { ...withoutTick(before), target };
  return { ...withSuggestion(anew, suggestion(anew, inventory)), suggestedFor: connection };
}

/** The answers for what was chosen: those of the plan; of another than before, and of windows as they are, they are all its own. */
export function withTarget(before: Answering, target: PlanTarget, inventory: OwnedInventory): Answering {
  if (isSameTarget(before.target, target)) return before;
  const aimed = { ...withoutTick(before), target };
  const suggested = suggestion(aimed, inventory);
  const isOther = before.target !== undefined || target.kind === 'adopt';
  return withSuggestion(isOther ? { ...aimed, document: aimed.suggested } : aimed, suggested);
}

type Suggestion = Intent | { readonly refusal: ErrorDescription };

function withSuggestion(before: Answering, suggestion: Suggestion): Answering {
  if ('refusal' in suggestion) return { ...before, refusal: suggestion.refusal, takingOver: undefined };
  const { document: suggested, takenOver } = suggestion;
  const isTaking = takenOver.windows.size + takenOver.leftAlone.length > 0;
  return {
    ...before,
    document: withChangedAnswers(suggested, changesOf(before)),
    suggested,
    takingOver: isTaking ? { takenOver, tick: undefined } : undefined,
    refusal: undefined,
  };
}

/** What people have changed of that which was suggested. */
function changesOf({ document, suggested }: Pick<Answering, 'document' | 'suggested'>): ChangedAnswers {
  return changedAnswers(suggested, document);
}

/** Whether the account leaves a choice that no flag has made. */
export function asksPlan({ request: { flags, file, consent } }: Answering, inventory: OwnedInventory): boolean {
  return flags.plan === undefined && file === undefined && !consent.adopt && hasChoice(plansOf(inventory));
}

/** The answers as they were when the plan was opened: the account's and those of flags. */
export function withoutChanges(answering: Answering): Answering {
  const plain = withoutTick(answering);
  return { ...plain, document: plain.suggested };
}

/** Whether anything was answered otherwise since the plan was opened. */
export function isChanged({ document, suggested }: Answering): boolean {
  return JSON.stringify(document) !== JSON.stringify(suggested);
}

/** Former answers of a plan that the account keeps by now with other ones; what flags asked for has been done. */
export function answeringAgain(
  { request: { keepsRecord } }: Answering,
  kept: PlanDocument,
  former: PlanDocument,
  resume: boolean,
): Answering {
  return {
    document: former,
    suggested: kept,
    suggestedFor: undefined,
    request: { flags: { task: {} }, consent: { ...noConsent, resume }, keepsRecord },
    given: new Set(['region']),
    takingOver: undefined,
    target: { kind: 'plan', name: kept.plan },
    refusal: undefined,
  };
}

/** Nothing but that this plan of the account is meant. */
export function answeringOf(plan: string, { request: { keepsRecord } }: Answering, region: string): Answering {
  const answering = initialAnswering({ flags: { task: {} }, consent: noConsent, keepsRecord }, region);
  return { ...answering, target: { kind: 'plan', name: plan } };
}

/** The document, with what it takes over. */
export function intentOfAnswers({ document, takingOver }: Answering): Intent {
  return { document, takenOver: takingOver?.takenOver ?? nothingTakenOver };
}

/** The answers with the tick turned that takes over windows which are called and tagged as the plan's. */
export function withTakingOver(answering: Answering, inventory: OwnedInventory): Answering {
  if (answering.takingOver) return { ...withoutTick(answering), takingOver: undefined };
  const { document: before } = answering;
  const { document: after, takenOver } = adoption(before, inventory, { isNew: false, hasDates: true });
  // What has other dates is left alone without a word: nobody has asked for it.
  const takingOver = { takenOver: { ...takenOver, leftAlone: [] }, tick: { before, after } };
  return { ...answering, document: after, takingOver };
}

/** The answers without the tick, and with what was changed since. */
function withoutTick(answering: Answering): Answering {
  const tick = answering.takingOver?.tick;
  if (tick === undefined) return answering;
  const changes = changesOf({ document: answering.document, suggested: tick.after });
  return { ...answering, document: withChangedAnswers(tick.before, changes), takingOver: undefined };
}

/**
 * What flags and people have chosen so far, without what the account suggests by itself: with these, another start of the
 * wizard comes to the same answers, as far as flags can say them.
 */
export function answersGiven(answering: Answering): FlagAnswers {
  const { document, suggested, request, target } = withoutTick(answering);
  const { plan, tagKey, baselines } = document;
  // Another start knows neither the file nor, by its new name, the plan that was chosen.
  const isChosen = target ? target.kind === 'plan' : request.flags.plan !== undefined;
  const { waves, ...changes } = changesOf({ document, suggested });
  const when = waves && gridOf(waves);
  const isUnknown = request.file !== undefined || (isChosen && plan !== suggested.plan) || (waves && !when);
  const all = isUnknown ? flagsOf(document) : undefined;
  if (all) return { ...all, plan, tagKey, baselines };
  return {
    ...request.flags,
    ...(target && { plan: suggested.plan }),
    ...changes,
    ...(when && { when }),
    task: { ...request.flags.task, ...changes.task },
  };
}

/**
 * The document that the account keeps of the plan, so that a change is "open, toggle, apply"; for a plan that is not there yet
 * the fleet's systems and tag key. Flags come before all of it.
 */
function suggestion(answering: Answering, inventory: OwnedInventory): Suggestion {
  const { request, target } = answering;
  const flags = { ...request.flags, plan: likelyPlan(answering, inventory) };
  const consent = { ...request.consent, adopt: request.consent.adopt || target?.kind === 'adopt' };
  try {
    return intentOf({ ...request, flags, consent }, inventory, (plan) => newPlan(plan, inventory));
  } catch (error) {
    if (error instanceof UserError) return { refusal: describeError(error) };
    throw error;
  }
}

/**
 * A plan without a record: what its windows are, where it has any; else AWS's rules for the systems of the fleet, and the tag key that
 * its nodes have.
 */
function newPlan(plan: string, inventory: OwnedInventory): PlanDocument {
  const own = { ...inventory, windows: inventory.windows.filter((window) => planOf(window) === plan) };
  const { document } = adoption({ ...defaultDocument(plan), waves: [] }, own, { isNew: true, hasDates: false });
  if (document.waves.length > 0) return document;
  const { nodes, nodesByTagKey } = inventory;
  const found = new Set(nodes.map(operatingSystemOfNode));
  const baselines = operatingSystems.filter((os) => found.has(os)).map((os) => ({ kind: 'aws-rules', os }) as const);
  const hasOnlySpacedKey = nodesByTagKey['Patch Group'] > 0 && nodesByTagKey.PatchGroup === 0;
  return {
    ...defaultDocument(plan),
    ...(baselines.length > 0 && { baselines }),
    ...(hasOnlySpacedKey && { tagKey: 'Patch Group' }),
  };
}

/** The plan that was chosen or named; else the one that a set-up without a screen would be about. */
function likelyPlan({ document, suggested, request, target }: Answering, inventory: OwnedInventory): string {
  if (target !== undefined) return target.kind === 'plan' ? target.name : freeName(plansOf(inventory).plans);
  if (document.plan !== suggested.plan) return document.plan;
  return request.flags.plan ?? request.file?.plan ?? defaultDocument().plan;
}
