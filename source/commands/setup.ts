/** `setup`: makes the account as the plan wants it. */
import type { Request } from '../plan/setup/intent.js';
import { command, group, toggle } from './command.js';
import { confirmationFlags, connectionAndQuotas, hasNoScreen } from './flags.js';
import { planFlags } from './plan-flags.js';

export const setup = command({
  name: 'setup',
  description: 'the set-up wizard; with --yes, or without a terminal, straight from the flags',
  examples: [
    ['what the defaults would make, in the sandbox', 'setup --sandbox --dry-run'],
    ['the second and the third Tuesday at 03:00 in London', 'setup -w 2 3 -d tue -t 3 -z Europe/London --os windows'],
    ['waves by name, all of them some days after Patch Tuesday', 'setup --wave dev=pt+1@03:00 --wave prod=pt+8@03:00'],
    ['a plan from a file, in two regions', 'setup --file plan.json --region eu-west-1,us-east-1 --yes'],
  ],
  hasEvents: true,
  flags: {
    ...planFlags,
    consent: group('Plan:', {
      prune: toggle('--prune', 'also delete what the plan made before and no longer wants, with a backup'),
      adopt: toggle('--adopt', 'take over patching windows that no plan has, as they are'),
      resume: toggle('--resume', 'end pauses of the plan'),
    }),
    ...group('Plan:', {
      keepsRecord: toggle(
        '--no-record',
        'do not write the plan down in the account: then drift and former answers are not known',
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
