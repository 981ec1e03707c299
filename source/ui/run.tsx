/** Shows the wizard on a terminal and resolves when it has ended: the one call of Ink's render. */
import { render } from 'ink';
import { App, type AppProps } from './app.js';
import { Keyboard } from './components/keyboard.js';
import type { WizardEnd } from './end.js';
import { inkOutput, type Painted } from './ink-output.js';
import type { TakenTerminal, TerminalStreams } from './terminal.js';

export interface WizardOptions extends Omit<AppProps, 'onEnd' | 'redraw' | 'suspend'> {
  /** The frame that is on the screen already. */
  readonly painted: Painted | undefined;
  readonly streams: TerminalStreams & { readonly stderr: NodeJS.WriteStream };
  readonly terminal: TakenTerminal;
  /** Stops the program until the shell goes on with it. */
  readonly stop: () => void;
  /** Calls back whenever the program goes on after a stop, whoever has stopped it, until it is called off. */
  readonly onContinue: (listener: () => void) => () => void;
}

/** Never rejects for something that the user did; a bug in a screen rejects. */
export async function runWizard(options: WizardOptions): Promise<WizardEnd> {
  const { streams, painted, terminal, stop, onContinue, ...props } = options;
  let end: WizardEnd | undefined;
  const { stream, redraw } = inkOutput(streams.stdout, props.symbols, painted);
  const comeBack = (): void => {
    terminal.takeAgain();
    redraw();
  };
  const callOff = onContinue(comeBack);
  const { waitUntilExit } = render(
    <Keyboard>
      <App
        {...props}
        redraw={redraw}
        suspend={() => {
          terminal.giveBack();
          stop();
        }}
        onEnd={(reached) => {
          end = reached;
        }}
      />
    </Keyboard>,
    // Ctrl-C is a key like any other: what it means depends on the step.
    { ...streams, stdout: stream, exitOnCtrlC: false, patchConsole: false, maxFps: 60 },
  );
  await waitUntilExit();
  callOff();
  if (end === undefined) throw new Error('the screen ended without an end');
  return end;
}
