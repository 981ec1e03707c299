/** `cleanup`: finds what is about patching, backs it up, and deletes what is chosen. */
import { command, group, negatable, toggle, value } from './command.js';
import { confirmationFlags, connectionFlags, hasNoScreen, requireOwnBackups } from './flags.js';
import { fileName, planName, words } from './values.js';

export const cleanup = command({
  name: 'cleanup',
  description: 'find, choose, confirm item by item, back up, delete',
  examples: [
    ['what the wizard has made, and would go', 'cleanup --dry-run'],
    ['one plan, with a backup', 'cleanup --plan default --yes --backup before.json'],
    ['windows of others are switched off and stay', 'cleanup --all-patching --disable --dry-run'],
  ],
  hasEvents: true,
  flags: {
    selection: group('Selection:', {
      plan: value(
        '--plan <name>',
        "of the wizard's own only this plan's (default: every plan of the wizard)",
        planName,
      ),
      isAllPatching: toggle('--all-patching', 'also patching resources that the wizard did not make'),
      only: value('--only <id...>', 'just these, by id or name; with --plan, of that plan alone', words, []),
      isDisabling: toggle('--disable', 'switch windows off in place of deleting'),
    }),
    ...group('Safety:', {
      /** A path, false for none, undefined for a file in the state folder. */
      backup: negatable(
        value('--backup <file>', 'where the backup is written (default: a file in the state folder)', fileName),
        '--no-backup',
        'write no backup',
      ),
    }),
    ...confirmationFlags,
    connection: connectionFlags,
  },
  async run(options, shutdown, line) {
    const { selection, isConfirmed, connection, backup } = options;
    requireOwnBackups(connection, backup);
    if (!hasNoScreen(options)) {
      const { openWizard } = await import('./wizard.js');
      return openWizard(options, { flow: 'cleanup', selection, backup }, shutdown);
    }
    const { cleanupJob, cleanupWords, findBackups, runInPlaces, writeBackup } = await import('./work.js');
    const job = cleanupJob({
      selection,
      findBackups,
      writeBackup: backup === false ? undefined : (contents) => writeBackup(contents, backup),
    });
    const call = { selection, hasBackup: backup !== false, isConfirmed, connection };
    return runInPlaces(job, cleanupWords(call), options, shutdown, line);
  },
});
