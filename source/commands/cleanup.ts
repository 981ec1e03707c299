/** `cleanup`: finds what is about patching, backs it up, and deletes what is chosen. */
import { command, group, negatable, toggle, value } from './command.js';
import { confirmationFlags, connectionFlags, hasNoScreen, requireOwnBackups } from './flags.js';
import { fileName, planName, words } from './values.js';

export const cleanup = command({
  name: 'cleanup',
  description: 'back up and delete patching resources',
  details: 'At a terminal, the wizard lists what it finds. You choose and confirm item by item.',
  examples: [
    ['what the wizard created and would delete', 'cleanup --dry-run'],
    ['one plan, with a backup', 'cleanup --plan default --yes --backup before.json'],
    ["see which windows would be switched off, other teams' windows too", 'cleanup --all-patching --disable --dry-run'],
  ],
  hasEvents: true,
  flags: {
    selection: group('Selection:', {
      plan: value('--plan <name>', 'only this plan of the wizard (default: all its plans)', planName),
      isAllPatching: toggle('--all-patching', 'also patching resources that the wizard did not create'),
      only: value('--only <id...>', 'only these, by id or name; with --plan, only those of that plan', words, []),
      isDisabling: toggle('--disable', 'switch windows off instead of deleting'),
    }),
    ...group('Safety:', {
      /** A path, false for none, undefined for a file in the state folder. */
      backup: negatable(
        value('--backup <file>', 'where to write the backup (default: a file in the state folder)', fileName),
        '--no-backup',
        'do not write a backup',
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
