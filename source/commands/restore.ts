/** `restore`: makes again what a clean-up has backed up. */
import { argument, command, group, toggle } from './command.js';
import { confirmationFlags, connectionAndQuotas, hasNoScreen } from './flags.js';

export const restore = command({
  name: 'restore',
  description: 're-create what a clean-up backed up; at a terminal a review comes first',
  hasEvents: true,
  flags: {
    file: argument('<file>', 'the backup'),
    ...group('Safety:', { isForced: toggle('--force', 'restore what was backed up in another account or region') }),
    ...confirmationFlags,
    connection: connectionAndQuotas,
  },
  async run(options, shutdown) {
    const { file, isForced, connection } = options;
    // Before any screen: a file that cannot be used is no question.
    const { readBackup } = await import('../process/backups.js');
    const backup = readBackup(file);
    if (!hasNoScreen(options)) {
      const { openWizard } = await import('./wizard.js');
      return openWizard(options, { flow: 'home', restore: { file, backup, isForced } }, shutdown);
    }
    const { restoreJob, restoreWords, runInPlaces } = await import('./work.js');
    const call = { file, backup, isForced, connection };
    return runInPlaces(restoreJob({ backup, isForced }), restoreWords(call), options, shutdown);
  },
});
