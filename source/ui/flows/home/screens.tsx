/** The first screen: what would you like to do? */
import { type Choice, MenuScreen } from '../../components/menu-screen.js';
import { useFrame } from '../../frame.js';
import type { ConnectionAnswers } from '../opening/state.js';
import type { HomeChoice } from './state.js';

export type HomeScreenProps = {
  /** As flags, environment or profile have it. */
  readonly connection: ConnectionAnswers;
  readonly onChoose: (choice: HomeChoice) => void;
  /** The built-in account in place of this one. */
  readonly onSandbox: () => void;
  readonly onQuit: () => void;
};

/**
 * ```
 *  What would you like to do?
 *
 *  ❯ Set up patching   choose dates, see them, create windows
 *    Preview dates     no account needed
 * ```
 */
export function HomeScreen({ connection, onChoose, onSandbox, onQuit }: HomeScreenProps) {
  const { isSandbox } = useFrame();
  const { region, profile } = connection;
  const sandbox = { label: 'Sandbox', about: 'the same where nothing is real', choose: onSandbox };
  const choices: readonly Choice[] = [
    { label: 'Set up patching', about: 'choose dates, see them, create windows', choose: () => onChoose('setup') },
    { label: 'Clean up', about: 'choose what goes, with a backup first', choose: () => onChoose('cleanup') },
    { label: 'Status', about: 'next runs, nodes, compliance, drift', choose: () => onChoose('status') },
    { label: 'Preview dates', about: 'no account needed', choose: () => onChoose('preview') },
    ...(isSandbox ? [] : [sandbox]),
    { label: 'Quit', about: 'nothing has been changed', choose: onQuit },
  ];
  const credentials = isSandbox
    ? 'The sandbox account: nothing here is real, and it is kept between runs.'
    : `Credentials: ${profile ? `profile ${profile}` : "the SDK's usual chain"}. Region: ${region ?? 'asked next'}.`;
  return (
    <MenuScreen
      question="What would you like to do?"
      explanation={credentials}
      choices={choices}
      wayOut={{ key: 'quit', does: 'quit', help: 'leave; nothing is changed before you confirm the review' }}
      onBack={() => {}}
    />
  );
}
