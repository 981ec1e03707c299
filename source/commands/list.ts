/** All commands, in the order of the help. */
import * as cleanup from './cleanup.js';
import { listed } from './command.js';
import * as exporting from './export.js';
import * as home from './home.js';
import { pause, resume } from './pause.js';
import * as preview from './preview.js';
import * as restore from './restore.js';
import * as sandbox from './sandbox.js';
import * as setup from './setup.js';
import * as status from './status.js';

export const commands = [
  listed(home),
  listed(setup),
  listed(preview),
  listed(cleanup),
  listed(status),
  listed(pause),
  listed(resume),
  listed(exporting),
  listed(restore),
  listed(sandbox),
];
