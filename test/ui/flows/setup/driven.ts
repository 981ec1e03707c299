/** A set-up as keys drive it, on accounts that are there at once. */
import type { OwnedInventory } from '../../../../source/plan/account/ownership.js';
import type { PlanDocument } from '../../../../source/plan/intent/document.js';
import { type FlagAnswers, withFlags } from '../../../../source/plan/intent/flags.js';
import { type Consent, noConsent } from '../../../../source/plan/setup/consent.js';
import type { Request } from '../../../../source/plan/setup/intent.js';
import { planSetup, type SetupPlan } from '../../../../source/plan/setup/setup-plan.js';
import { intentOfAnswers } from '../../../../source/ui/flows/setup/answering.js';
import type { PlanTarget } from '../../../../source/ui/flows/setup/plans.js';
import type { SetupEvent } from '../../../../source/ui/flows/setup/state.js';
import { consentOf, type SetupState, type SetupStep, stepOf } from '../../../../source/ui/flows/setup/steps.js';
import { initialWizard, reduceWizard, type WizardStart, type WizardState } from '../../../../source/ui/flows/wizard.js';
import { codec } from '../../../helpers/codec.js';
import { inventory, now, target, task, window } from '../../../helpers/inventory.js';
import { openingOf, readEvent } from '../opened.js';

export const cleanup = { selection: { isAllPatching: false, only: [], isDisabling: false }, hasBackup: true };

/** A window that nobody's plan has, and that one can have. */
export const erp = window('erp', { targets: [target('t-1', 'erp')], tasks: [task('task-1', { targetIds: ['t-1'] })] });

export interface Start {
  readonly flags?: Partial<FlagAnswers>;
  readonly file?: PlanDocument | undefined;
  readonly consent?: Partial<Consent>;
  readonly region?: string;
}

export function requestOf({ flags, file, consent }: Start = {}): Request {
  return { flags: { task: {}, ...flags }, file, consent: { ...noConsent, ...consent }, keepsRecord: true };
}

export function started(
  flow: Exclude<WizardStart['flow'], 'nodes' | 'restore' | 'backups'>,
  start: Start = {},
): WizardState {
  const { region } = start;
  return initialWizard({ flow, request: requestOf(start), region, connection: { region }, cleanup });
}

export function wizard(start: Start = {}): SetupState {
  return setup(started('setup', start));
}

/** The set-up that is on the screen. */
export function setup(state: WizardState): SetupState {
  if (state.flow !== 'setup') throw new Error(`${state.flow} is on the screen`);
  return state;
}

export function wherever(state: WizardState, ...events: SetupEvent[]): WizardState {
  return events.reduce<WizardState>((so, event) => reduceWizard(so, { flow: 'setup', event }), state);
}

export function after(state: SetupState, ...events: SetupEvent[]): SetupState {
  return setup(wherever(state, ...events));
}

export function read(state: SetupState, account?: OwnedInventory): SetupState {
  return after(state, { type: 'opening', event: readEvent(openingOf(state), account) });
}

/** The account that has been read is read once more, and is another one. */
export function readAgain(state: SetupState, account?: OwnedInventory): SetupState {
  return read(after(state, { type: 'opening', event: { type: 'reconnect' } }), account);
}

/** The question on the screen is answered: Enter. */
export function answered(state: SetupState, account?: OwnedInventory): SetupState {
  const step = stepOf(state);
  if (step === 'region') return after(state, { type: 'opening', event: { type: 'region', region: 'eu-west-1' } });
  const isReading =
    state.step === 'opening' && state.opening.step === 'account' && state.opening.account.status === 'reading';
  return after(isReading ? read(state, account) : state, { type: 'answered', step });
}

export function back(state: SetupState): WizardState {
  return wherever(state, { type: 'back', step: stepOf(state) });
}

export function chose(target: PlanTarget): SetupEvent {
  return { type: 'chose-plan', target };
}

/** The plan of this name is the one that is meant. */
export function named(name: string): SetupEvent {
  return chose({ kind: 'plan', name });
}

/** The questions from here on, each answered by Enter, up to one that Enter does not lead on from. */
export function walked(state: SetupState, account?: OwnedInventory): readonly [SetupState, ...SetupState[]] {
  const next = answered(state, account);
  return stepOf(next) === stepOf(state) ? [next] : [state, ...walked(next, account)];
}

export function walk(state: SetupState, account?: OwnedInventory): SetupStep[] {
  return walked(state, account).map(stepOf);
}

export function walkedTo(step: SetupStep, state = wizard(), account = inventory()): SetupState {
  const found = walked(state, account).find((each) => stepOf(each) === step);
  if (found === undefined) throw new Error(`${step} does not come`);
  return found;
}

/** With answers that somebody has given, whatever the keys were. */
export function edited(state: SetupState, edits: Partial<FlagAnswers>): SetupState {
  const { answering } = state;
  return { ...state, answering: { ...answering, document: withFlags(answering.document, { task: {}, ...edits }) } };
}

/** The plan's name, the first of its question, typed anew and answered. */
export function nameTyped(state: SetupState, text: string): SetupState {
  const events: SetupEvent[] = [
    { type: 'name', event: { type: 'cut-to-start' } },
    ...[...text].map((character): SetupEvent => ({ type: 'name', event: { type: 'typed', text: character } })),
  ];
  return answered(after(state, ...events));
}

/** What the hub shows. */
export function planOf(state: SetupState): SetupPlan {
  if (state.step !== 'hub') throw new Error(`${state.step} is on the screen`);
  const { answering, opened } = state;
  return planSetup(intentOfAnswers(answering), opened.inventory, { codec, now, consent: consentOf(state) });
}
