/** All commands, in the order of the help. */
import { cleanup } from './cleanup.js';
import { completion } from './completion.js';
import { exporting } from './export.js';
import { home } from './home.js';
import { nodes } from './nodes.js';
import { pause, resume } from './pause.js';
import { preview } from './preview.js';
import { restore } from './restore.js';
import { sandbox } from './sandbox.js';
import { setup } from './setup.js';
import { status } from './status.js';

export const commands = [
  home,
  setup,
  preview,
  cleanup,
  status,
  nodes,
  pause,
  resume,
  exporting,
  restore,
  completion,
  sandbox,
];
