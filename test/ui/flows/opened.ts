/** An account as flows have it once it has been read, and the events that lead there. */
import type { OpenPlace, Place } from '../../../source/jobs/job.js';
import type { OwnedInventory } from '../../../source/plan/account/ownership.js';
import type {
  AccountReading,
  ConnectionAnswers,
  Opened,
  Opening,
  OpeningEvent,
} from '../../../source/ui/flows/opening/state.js';
import type { WizardState } from '../../../source/ui/flows/wizard.js';
import type { JobNews } from '../../../source/ui/flows/work.js';
import { inventory } from '../../helpers/inventory.js';

export const place: Place = {
  account: '123456789012',
  region: 'eu-west-1',
  identity: 'arn:aws:iam::123456789012:user/jo',
  source: 'given directly',
};

/** No reducer calls anything. */
const manager = {} as OpenPlace['manager'];

export const at = new Date('2026-11-23T10:00:00Z');

function openedWith(connection: ConnectionAnswers, account: OwnedInventory): Opened {
  return { connection, open: { place, manager }, inventory: account };
}

/** The account has been read, and the job has a plan. */
export function planned<Plan>(plan: Plan): JobNews<Plan, never> {
  return { type: 'job', event: { type: 'planned', place, plan }, at };
}

/** The work has come to its end. */
export function ended<End>(end: End): JobNews<never, End> {
  return { type: 'job', event: { type: 'ended', end: [end] }, at };
}

/** News of the reading on the screen. */
export function heard({ connection: of }: Opening, account: AccountReading): OpeningEvent {
  return { type: 'heard', of, account };
}

/** The news that the reading on the screen has come to its end, of an account without anything unless it is given. */
export function readEvent(opening: Opening, account = inventory()): OpeningEvent {
  return heard(opening, { status: 'read', opened: openedWith(opening.connection, account) });
}

/** The opening of the account that is on the screen. */
export function openingOf(state: WizardState): Opening {
  if ('opening' in state) return state.opening;
  if ('step' in state && (state.step === 'region' || state.step === 'account')) return state;
  throw new Error('no account is being opened');
}
