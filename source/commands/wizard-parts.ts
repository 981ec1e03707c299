/** What the wizard is made of, loaded when its first frame is on the screen. */
export { readProfiles } from '../process/aws-profiles.js';
export { findBackups, writeBackup } from '../process/backups.js';
export { codec } from '../process/codec.js';
export { readBaselineFile, writeResults } from '../process/files.js';
export { onContinue, stopForShell } from '../process/signals.js';
export { localeOf } from '../schedule/picture/locale.js';
export { runWizard } from '../ui/run.js';
