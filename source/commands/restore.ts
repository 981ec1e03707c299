/** `restore`: makes again what a clean-up has backed up; which backups there are. */
import { requireOnePlace } from '../plan/account/wanted-places.js';
import { outputFor } from '../process/streams.js';
import type { RequestedBegin } from '../ui/flows/wizard.js';
import { command, group, optionalFile, toggle } from './command.js';
import { confirmationFlags, connectionAndQuotas, hasNoScreen } from './flags.js';

export const restore = command({
  name: 'restore',
  description: 'restore a backup, or list the backups on this machine',
  details: 'At a terminal, you review the changes first.',
  examples: [
    ['list the backups on this machine', 'restore'],
    ['what a backup would restore', 'restore before.json --dry-run'],
  ],
  hasEvents: true,
  flags: {
    file: optionalFile('[file]', 'backup file; without one, the backups on this machine are listed'),
    ...group('Safety:', { isForced: toggle('--force', 'restore a backup of another account or region') }),
    ...confirmationFlags,
    connection: connectionAndQuotas,
  },
  async run(options, shutdown, line) {
    const { file, isForced, isJson, isConfirmed, connection } = options;
    requireOnePlace(connection, 'Restore each backup on its own. A backup belongs to one account and region.');
    const { findBackups, readBackup } = await import('../process/backups.js');
    // Before any screen: a file that cannot be used is no question.
    const request = file === undefined ? undefined : { file, backup: readBackup(file), isForced };
    if (!hasNoScreen(options)) {
      const { openWizard } = await import('./wizard.js');
      const begin: RequestedBegin = request
        ? { flow: 'restore', restore: request }
        : { flow: 'backups', backups: findBackups() };
      return openWizard(options, { flow: 'home', begin }, shutdown);
    }
    const { backupsJson, backupsText, restoreJob, restoreWords, runInPlaces } = await import('./work.js');
    if (request)
      return runInPlaces(restoreJob(request), restoreWords({ ...request, connection }), options, shutdown, line);
    const output = outputFor(isJson);
    for (const line of (isJson ? backupsJson : backupsText)(findBackups(), connection)) output.out(line);
    if (!isConfirmed) return 0;
    // A script that has lost the name must not take this for a restore.
    output.err('Nothing was restored. Name a backup file.');
    return 2;
  },
});
