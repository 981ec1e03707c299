/** The program without a command: the wizard's home screen. */
import { noScreen, terminalVerdict } from '../process/terminal.js';
import { command } from './command.js';
import { connectionFlags, requireHere } from './flags.js';

export const home = command({
  name: 'home',
  examples: [
    ['try the wizard without an AWS account', '--sandbox'],
    ['the wizard in one account and region', '--profile prod --region eu-west-1'],
  ],
  flags: { connection: connectionFlags },
  async run(options, shutdown, { parse }) {
    const terminal = terminalVerdict();
    requireHere(options.connection);
    if (!terminal.isInteractive) {
      if (!terminal.asksInLines) throw noScreen(terminal.reason);
      const { interview } = await import('./interview.js');
      return interview(options.connection, shutdown, parse);
    }
    const { openWizard } = await import('./wizard.js');
    return openWizard(options, { flow: 'home' }, shutdown);
  },
});
