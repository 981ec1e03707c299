/** Shows the wizard on a terminal and resolves when it has ended: the one call of Ink's render. */
import { render } from 'ink';
import { App, type AppProps } from './app.js';
import { Keyboard } from './components/keyboard.js';
import type { WizardEnd } from './end.js';
import type { TerminalStreams } from './first-frame.js';
import { inkOutput, type Painted } from './ink-output.js';

export interface WizardOptions extends Omit<AppProps, 'onEnd'> {
  /** The frame that is on the screen already. */
  readonly painted: Painted | undefined;
  readonly streams: TerminalStreams & { readonly stderr: NodeJS.WriteStream };
}

/** Never rejects for something that the user did; a bug in a screen rejects. */
export async function runWizard({ streams, painted, ...props }: WizardOptions): Promise<WizardEnd> {
  let end: WizardEnd | undefined;
  const { waitUntilExit } = render(
    <Keyboard>
      <App
        {...props}
        onEnd={(reached) => {
          end = reached;
        }}
      />
    </Keyboard>,
    // Ctrl-C is a key like any other: what it means depends on the step.
    {
      ...streams,
      stdout: inkOutput(streams.stdout, props.symbols, painted),
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 60,
    },
  );
  await waitUntilExit();
  if (end === undefined) throw new Error('the screen ended without an end');
  return end;
}
