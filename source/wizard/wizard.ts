/** The wizard's state: which question now, the answers so far, what is known of the account. One reducer, no effects. */
import type { ErrorDescription } from '../errors.js';
import type { AccountIdentity, Inventory, InventoryProgress } from '../plan/account/inventory.js';
import type { RestorePlan } from '../plan/restore/restore.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import { type Answers, completeAnswers, type PartialAnswers } from '../plan/spec/answers.js';
import { type Consent, noConsent } from '../plan/spec/consent.js';
import type { CleanupPlan } from './cleanup.js';
import { type AnsweredStep, type Flow, flows, type SetupStep, type Step } from './steps.js';
import { type Flags, suggestedAnew } from './suggested.js';

/** What is known of the account; reading it is a state, not a hidden effect. */
export type AccountState =
  | { readonly status: 'unread' }
  | {
      readonly status: 'reading';
      readonly identity?: AccountIdentity | undefined;
      readonly progress?: InventoryProgress | undefined;
    }
  | { readonly status: 'read'; readonly identity: AccountIdentity; readonly inventory: Inventory }
  | { readonly status: 'failed'; readonly error: ErrorDescription };

/** Where to connect; undefined members are left to the SDK's own configuration. */
export interface ConnectionAnswers {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

export interface WizardState {
  readonly step: Step;
  readonly flow: Flow;
  readonly answers: Answers;
  readonly connection: ConnectionAnswers;
  /** Questions that flags have answered. */
  readonly given: ReadonlySet<AnsweredStep>;
  /** What flags have said. */
  readonly flags: Flags;
  readonly account: AccountState;
  /** What the account read last has suggested; another account's suggestion replaces what nobody has changed. */
  readonly suggested: Answers;
  /** Came here from the review to change one thing: the next answer leads back to it. */
  readonly isRevising: boolean;
  /** What the review has a yes of its own for. */
  readonly consent: Consent;
  /** What was agreed to; set for good when the work begins. */
  readonly agreed: SetupPlan | undefined;
  /** What was chosen for the clean-up, to be confirmed item by item. */
  readonly chosen: CleanupPlan | undefined;
  /** The clean-up that was confirmed; set for good when the work begins. */
  readonly agreedCleanup: CleanupPlan | undefined;
  /** The restore that was agreed to; set for good when the work begins. */
  readonly agreedRestore: RestorePlan | undefined;
}

export type WizardEvent =
  | { readonly type: 'chose'; readonly flow: Flow | 'preview' }
  /** The question is answered: keep the answers and go on. */
  | {
      readonly type: 'answered';
      /** The question that was answered: a second Enter before the next screen is drawn must not answer that one. */
      readonly step: Step;
      readonly answers?: Partial<Answers>;
      readonly connection?: ConnectionAnswers;
    }
  /** Go back one question; what was chosen so far is kept. */
  | { readonly type: 'back'; readonly step: Step; readonly answers?: Partial<Answers> }
  /** From the review to one question. */
  | { readonly type: 'revise'; readonly step: SetupStep }
  | { readonly type: 'reading' }
  | { readonly type: 'identified'; readonly identity: AccountIdentity }
  | { readonly type: 'progressed'; readonly progress: InventoryProgress }
  | { readonly type: 'read'; readonly identity: AccountIdentity; readonly inventory: Inventory }
  /** How many nodes are in the patch groups of the answers so far. */
  | ({ readonly type: 'counted' } & Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors'>)
  | { readonly type: 'failed'; readonly error: ErrorDescription }
  /** Read the account again, perhaps with another profile. */
  | { readonly type: 'reconnect'; readonly connection?: ConnectionAnswers }
  /** From the account to the region, in a flow that does not ask for it by itself. */
  | { readonly type: 'other-region' }
  | { readonly type: 'toggled'; readonly consent: keyof Consent }
  /** With the plan that was on the screen. */
  | { readonly type: 'confirmed'; readonly plan: SetupPlan }
  /** What may go has been chosen. */
  | { readonly type: 'chose-items'; readonly plan: CleanupPlan }
  /** What goes has been confirmed, item by item. */
  | { readonly type: 'confirmed-items'; readonly plan: CleanupPlan }
  /** What comes back has been agreed to. */
  | { readonly type: 'confirmed-restore'; readonly plan: RestorePlan }
  | { readonly type: 'finished' };

export interface WizardStart {
  readonly flow: 'home' | Flow;
  /** What flags have said yes to. @default nothing */
  readonly consent?: Consent;
  readonly answers: Answers;
  /** The answers that flags have given. @default none */
  readonly flags?: PartialAnswers;
  readonly given: ReadonlySet<AnsweredStep>;
  readonly connection: ConnectionAnswers;
}

/** Questions that flags have answered; they are passed by and can be changed from the review. */
export function givenSteps(flags: PartialAnswers, region: string | undefined): ReadonlySet<AnsweredStep> {
  const { days, times, baselines, task, plan, tagKey, tags } = flags;
  const answered: readonly (readonly [AnsweredStep, boolean])[] = [
    ['region', region !== undefined],
    // A time zone alone does not say when.
    ['schedule', (days ?? times) !== undefined],
    ['baseline', baselines !== undefined],
    ['options', (plan ?? tagKey ?? tags) !== undefined || Object.keys(task).length > 0],
  ];
  return new Set(answered.filter(([, isAnswered]) => isAnswered).map(([step]) => step));
}

/** The state before the first key. */
export function initialWizard(start: WizardStart): WizardState {
  const { flow, answers, given, connection, consent = noConsent, flags = { task: {} } } = start;
  const state: WizardState = {
    step: 'home',
    flow: 'setup',
    answers,
    given,
    flags: { answers: flags, consent },
    connection,
    account: { status: 'unread' },
    suggested: completeAnswers(flags),
    isRevising: false,
    consent,
    agreed: undefined,
    chosen: undefined,
    agreedCleanup: undefined,
    agreedRestore: undefined,
  };
  return flow === 'home' ? state : reduceWizard(state, { type: 'chose', flow });
}

/** The state after an event. Once the work has begun, nothing leads back to the questions. */
export function reduceWizard(state: WizardState, event: WizardEvent): WizardState {
  if (hasBegun(state) && event.type !== 'finished') return state;
  switch (event.type) {
    case 'chose':
      if (event.flow === 'preview') return { ...state, step: 'preview' };
      return stepAfter({ ...state, step: 'home', flow: event.flow });
    case 'answered':
      if (event.step !== state.step) return state;
      return stepAfter(withConnection(withAnswers(state, event.answers), event.connection));
    case 'back':
      return event.step === state.step ? stepBefore(withAnswers(withoutTicks(state), event.answers)) : state;
    case 'revise':
      return { ...withoutTicks(state), step: event.step, isRevising: true };
    case 'reading':
      return { ...state, account: { status: 'reading' } };
    case 'identified':
      return { ...state, account: { ...state.account, status: 'reading', identity: event.identity } };
    case 'progressed':
      return state.account.status === 'reading'
        ? { ...state, account: { ...state.account, progress: event.progress } }
        : state;
    case 'read':
      return withAccount(state, event.identity, event.inventory);
    case 'counted': {
      const { type: _, ...counts } = event;
      return state.account.status === 'read'
        ? {
            ...state,
            account: { ...state.account, inventory: { ...state.account.inventory, ...counts } },
          }
        : state;
    }
    case 'failed':
      return { ...state, account: { status: 'failed', error: event.error } };
    case 'reconnect':
      return withConnection({ ...state, account: { status: 'unread' } }, event.connection);
    case 'other-region':
      return state.step === 'account' ? { ...state, step: 'region' } : state;
    case 'toggled':
      return { ...state, consent: { ...state.consent, [event.consent]: !state.consent[event.consent] } };
    case 'confirmed':
      if (state.flow !== 'setup' || state.step !== 'review' || state.account.status !== 'read') return state;
      return { ...state, step: 'progress', agreed: event.plan };
    case 'chose-items':
      return state.step === 'choose' ? { ...state, step: 'confirm', chosen: event.plan } : state;
    case 'confirmed-items':
      if (state.step !== 'confirm') return state;
      return { ...state, step: 'progress', agreedCleanup: event.plan };
    case 'confirmed-restore':
      if (state.flow !== 'restore' || state.step !== 'review' || state.account.status !== 'read') return state;
      return { ...state, step: 'progress', agreedRestore: event.plan };
    case 'finished':
      return { ...state, step: 'done' };
    default:
      return event satisfies never;
  }
}

function hasBegun({ agreed, agreedCleanup, agreedRestore }: WizardState): boolean {
  return (agreed ?? agreedCleanup ?? agreedRestore) !== undefined;
}

/** A yes to deletions was one to those that were on the screen; other answers may mean others. */
function withoutTicks(state: WizardState): WizardState {
  return { ...state, consent: { ...state.consent, prune: state.flags.consent.prune } };
}

function withAnswers(state: WizardState, answers: Partial<Answers> | undefined): WizardState {
  return answers ? { ...state, answers: { ...state.answers, ...answers } } : state;
}

function withConnection(state: WizardState, connection: ConnectionAnswers | undefined): WizardState {
  if (!connection) return state;
  const changed = { ...state.connection, ...connection };
  const isSame = changed.region === state.connection.region && changed.profile === state.connection.profile;
  return isSame ? state : { ...state, connection: changed, account: { status: 'unread' } };
}

function stepAfter(state: WizardState): WizardState {
  // Dates chosen without an account are an answer to the schedule question.
  if (state.step === 'preview')
    return stepAfter({ ...state, step: 'home', given: new Set([...state.given, 'schedule']) });
  // Another region has another account's resources, so the account is always looked at again.
  if (state.isRevising && state.step !== 'region') return { ...state, step: 'review', isRevising: false };
  const order = flows[state.flow];
  const here = order.indexOf(state.step);
  const next = order.find((step, index) => index > here && !isGiven(state, step));
  return next === undefined || next === 'progress' ? state : { ...state, step: next };
}

function isGiven({ given }: WizardState, step: Step): boolean {
  return (given as ReadonlySet<Step>).has(step);
}

function stepBefore(state: WizardState): WizardState {
  // A connection changed on the way is not to be reviewed before its account has been read and agreed to.
  const leadsToReview = state.isRevising && state.step !== 'account' && state.account.status === 'read';
  if (leadsToReview) return { ...state, step: 'review', isRevising: false };
  const order = flows[state.flow];
  if (state.step === 'region' && !order.includes('region')) return { ...state, step: 'account' };
  // What was chosen stays chosen on the way back to the list, and is found anew after that.
  const chosen = state.step === 'choose' ? undefined : state.chosen;
  return { ...state, chosen, step: order[order.indexOf(state.step) - 1] ?? 'home' };
}

/** The account as read. What it suggests is preselected, unless flags or an answer have said otherwise. */
function withAccount(state: WizardState, identity: AccountIdentity, inventory: Inventory): WizardState {
  return {
    ...withoutTicks(state),
    account: { status: 'read', identity, inventory },
    ...suggestedAnew(state, inventory),
  };
}
