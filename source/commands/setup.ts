/** `setup`: makes the account as the plan wants it. */
import type { Request } from '../plan/setup/intent.js';
import { command, group, toggle } from './command.js';
import { confirmationFlags, connectionAndQuotas, hasNoScreen } from './flags.js';
import { planFlags } from './plan-flags.js';

export const setup = command({
  name: 'setup',
  description: 'set up patching: windows, patch groups and baselines',
  details:
    'At a terminal, the wizard opens and starts from your flags. With --yes, --dry-run or --json, no screen opens. If the account already has the plan, flags change single answers and the rest stays as it is.',
  examples: [
    ['what the defaults would create, in the sandbox', 'setup --sandbox --dry-run'],
    ['the second and third Tuesday at 03:00 in London', 'setup -w 2 3 -d tue -t 3 -z Europe/London --os windows'],
    ['two named waves, 1 and 8 days after Patch Tuesday', 'setup --wave dev=pt+1@03:00 --wave prod=pt+8@03:00'],
    ['a plan from a file, in two regions', 'setup --file plan.json --region eu-west-1,us-east-1 --yes'],
  ],
  hasEvents: true,
  flags: {
    ...planFlags,
    consent: group('Plan:', {
      prune: toggle('--prune', 'also delete what the plan created before and no longer needs, after a backup'),
      adopt: toggle('--adopt', 'take over patching windows that belong to no plan, as they are'),
      resume: toggle('--resume', "end the plan's pauses"),
    }),
    ...group('Plan:', {
      keepsRecord: toggle(
        '--no-record',
        'do not keep the plan in the account: drift and previous answers will be unknown',
      ),
    }),
    ...confirmationFlags,
    connection: connectionAndQuotas,
  },
  async run(options, shutdown, line) {
    const { consent, connection, keepsRecord } = options;
    const { readPlanFlags } = await import('./plan-answers.js');
    const request: Request = { ...readPlanFlags(options), consent, keepsRecord };
    // Several regions are marked on the screen.
    if (!hasNoScreen({ ...options, connection: { ...connection, regions: undefined } })) {
      const { openWizard } = await import('./wizard.js');
      return openWizard(options, { flow: 'setup', request }, shutdown);
    }
    const { runInPlaces, setupJob, setupWords, writeBackup } = await import('./work.js');
    const job = setupJob({ request, writeBackup: (backup) => writeBackup(backup, undefined) });
    const call = { request, file: options.file, connection };
    return runInPlaces(job, setupWords(call), options, shutdown, line);
  },
});
