/** What the tests of views tell about: a place, the plan of a first set-up there, and how runs of it end. */
import { describeError, UserError } from '../../source/errors.js';
import { initialExecution, type Outcome, reduceExecution } from '../../source/plan/account/events.js';
import { noConsent } from '../../source/plan/setup/consent.js';
import { setupWords } from '../../source/views/setup.js';
import { PlanningAccount } from '../helpers/planning.js';

export const place = {
  account: '123456789012',
  region: 'eu-west-1',
  profile: 'ops',
  identity: 'arn:aws:iam::123456789012:user/ops',
  source: 'profile ops, keys from the shared credentials file',
};

export const plan = await (await PlanningAccount.open()).plan();

const found = plan.operations.find(({ kind }) => kind === 'CreatePatchBaseline');
if (found === undefined) throw new Error('a set-up without a baseline');
export const operation = found;

/** One whose name would rather be something else to a terminal. */
export const hostile = { ...operation, name: 'web\u001b]0;owned\u0007' };

/** An error of a call, with details and ways out where there are any. */
export function errorOf(title: string, detail?: string, ...nextSteps: readonly string[]) {
  return describeError(new UserError(title, { code: 'Denied', detail, nextSteps }));
}

/** How a run of so many calls is after these outcomes. */
export function stateOf(total: number, ...outcomes: readonly Outcome[]) {
  return outcomes.reduce(reduceExecution, initialExecution(total));
}

/** The words of a set-up with the flags of a connection and no others. */
export function wordsOf(connection: { readonly isSandbox?: boolean; readonly profile?: string } = {}) {
  return setupWords({ request: { consent: noConsent, keepsRecord: true }, file: undefined, connection });
}
