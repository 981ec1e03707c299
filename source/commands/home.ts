/** The program without a command: the wizard's home screen. */
import { noScreen, terminalVerdict } from '../process/terminal.js';
import { command } from './command.js';
import { connectionFlags } from './flags.js';

export const home = command({
  name: 'home',
  flags: { connection: connectionFlags },
  async run(options, shutdown) {
    const terminal = terminalVerdict();
    if (!terminal.isInteractive) throw noScreen(terminal.reason);
    const { openWizard } = await import('./wizard.js');
    return openWizard(options, { flow: 'home' }, shutdown);
  },
});
