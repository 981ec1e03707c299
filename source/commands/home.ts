/** The program without a command: the wizard's home screen. */
import type { Command } from 'commander';
import type { Shutdown } from '../process/signals.js';
import { noScreen, terminalVerdict } from '../process/terminal.js';
import { withCommon, withConnection } from './flags.js';
import { type CommonOptions, type ConnectionOptions, common, connection, optionsOf } from './options.js';

export interface HomeOptions extends CommonOptions {
  readonly connection: ConnectionOptions;
}

export const name = 'home';

export function define(program: Command, emit: (options: HomeOptions) => void): void {
  withCommon(withConnection(program)).action(() => {
    const options = optionsOf(program);
    emit({ connection: connection(options), ...common(options) });
  });
}

export async function run(options: HomeOptions, shutdown: Shutdown): Promise<number> {
  const terminal = terminalVerdict();
  if (!terminal.isInteractive) throw noScreen(terminal.reason);
  const { openWizard } = await import('./wizard.js');
  return openWizard(options, { flow: 'home' }, shutdown);
}
