/** The work of commands without a screen, and its words: loaded together, when a command begins it. */
export { cleanupJob } from '../jobs/cleanup.js';
export { exportJob } from '../jobs/export.js';
export { pauseJob, resumeJob } from '../jobs/pause.js';
export { openPlace } from '../jobs/read-account.js';
export { restoreJob } from '../jobs/restore.js';
export { setupJob } from '../jobs/setup.js';
export { statusJob } from '../jobs/status.js';
export { cleanupWords } from '../views/cleanup.js';
export { errorEvent, jsonLine, jsonView } from '../views/json.js';
export { pauseWords } from '../views/pause.js';
export { previewJson, previewOf, previewText } from '../views/preview.js';
export { restoreWords } from '../views/restore.js';
export { setupWords } from '../views/setup.js';
export { statusJson, statusText } from '../views/status.js';
export { errorText, textView } from '../views/text.js';
