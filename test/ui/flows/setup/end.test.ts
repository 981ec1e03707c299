/** What a set-up leaves in the terminal where nothing was begun. */
import { expect, it } from 'vitest';
import { defaultDocument } from '../../../../source/plan/intent/waves.js';
import { accountAfter } from '../../../../source/plan/setup/account-after.js';
import { endOf } from '../../../../source/ui/end.js';
import { type WizardState, whereOf } from '../../../../source/ui/flows/wizard.js';
import { inventory, now, record } from '../../../helpers/inventory.js';
import { after, chose, edited, erp, named, planOf, type Start, walkedTo, wherever, wizard } from './driven.js';

const account = inventory({ records: [record('web')], windows: [erp] });
const hub = (start: Start = {}) => walkedTo('hub', wizard({ region: 'eu-west-1', ...start }));
const which = walkedTo('plan', wizard({ region: 'eu-west-1' }), account);
const tokyo = edited(hub(), { timeZone: 'Asia/Tokyo', plan: 'web' });
const itsNodes = wherever(tokyo, { type: 'nodes', planned: accountAfter(planOf(tokyo)) });
const role = 'arn:aws:iam::123456789012:role/patching';
const withRole = { ...defaultDocument('web'), task: { ...defaultDocument().task, serviceRoleArn: role } };
const keeping = inventory({ records: [record(withRole)] });

it.each<[string, WizardState, string]>([
  ['nothing that was chosen', hub(), ''],
  ['what was changed', tokyo, ' --plan web -z Asia/Tokyo'],
  ['the same where its nodes are on the screen', itsNodes, ' --plan web -z Asia/Tokyo'],
  ['consent of flags', hub({ consent: { prune: true, resume: true } }), ' --prune --resume'],
  // What was decided on the hub was for what was on the screen.
  ['no decision of the hub', after(hub(), { type: 'chose', choices: { leftovers: 'delete' } }), ''],
  ['the plan that was chosen', after(which, named('web')), ' --plan web'],
  ['what was to be taken over', after(which, chose({ kind: 'adopt' })), ' --plan default --adopt'],
  [
    'a role that was taken away',
    edited(walkedTo('hub', wizard({ region: 'eu-west-1', flags: { plan: 'web' } }), keeping), {
      task: { serviceRoleArn: '' },
    }),
    " --plan web --service-role-arn ''",
  ],
  [
    'all of a plan by another name',
    edited(walkedTo('hub', after(which, named('web'))), { plan: 'api' }),
    ' --plan api -w 1 2 -d 2 3 -t 3 4 --os windows-0day-important --tag-key PatchGroup',
  ],
])('the command to come back has %s', (_, state, flags) => {
  const end = endOf(state, {}, now);
  expect(end.out.at(-1)).toBe(`To come back with the same answers: ssm-patch-wizard setup --region eu-west-1${flags}`);
  expect(end.exitCode).toBe(0);
});

it('its nodes are on a screen of the plan', () => {
  expect(whereOf(itsNodes).crumbs.slice(0, 3)).toEqual(['Set up', 'web (new)', 'Nodes']);
});
