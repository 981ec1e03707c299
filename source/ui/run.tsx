/** Shows the wizard on a terminal and resolves when it has ended: the one call of Ink's render. */
import { render } from 'ink';
import { App, type AppProps } from './app.js';
import { Keyboard } from './components/keyboard.js';
import type { WizardEnd } from './end.js';
import { inkOutput } from './ink-output.js';
import { chooseSymbols } from './symbols.js';

export interface WizardOptions extends Omit<AppProps, 'symbols' | 'onEnd'> {
  readonly streams: {
    readonly stdin: NodeJS.ReadStream;
    readonly stdout: NodeJS.WriteStream;
    readonly stderr: NodeJS.WriteStream;
  };
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether the terminal says what is pasted: else its line feeds would be keys. */
const pasteMode = { on: '\x1b[?2004h', off: '\x1b[?2004l' };

/** Never rejects for something that the user did; a bug in a screen rejects. */
export async function runWizard({ streams, environment, ...props }: WizardOptions): Promise<WizardEnd> {
  let end: WizardEnd | undefined;
  const symbols = chooseSymbols(environment);
  // Ink does so after its first frame, into which a key that is pressed at once would still be echoed.
  streams.stdin.setRawMode(true);
  streams.stdout.write(pasteMode.on);
  const { waitUntilExit } = render(
    <Keyboard>
      <App
        {...props}
        symbols={symbols}
        onEnd={(reached) => {
          end = reached;
        }}
      />
    </Keyboard>,
    // Ctrl-C is a key like any other: what it means depends on the step.
    { ...streams, stdout: inkOutput(streams.stdout, symbols), exitOnCtrlC: false, patchConsole: false, maxFps: 60 },
  );
  await waitUntilExit().finally(() => streams.stdout.write(pasteMode.off));
  if (end === undefined) throw new Error('the screen ended without an end');
  return end;
}
