/** The first screen: what would you like to do? */
import { type Choice, MenuScreen } from '../../components/menu-screen.js';
import { useFrame } from '../../frame.js';
import type { ConnectionAnswers } from '../opening/state.js';
import type { HomeChoice } from './state.js';
import { homeExplanation, homeMenu, homeQuestion, homeWayOut } from './words.js';

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
  const ways = { sandbox: onSandbox, quit: onQuit };
  const choices: readonly Choice[] = homeMenu(isSandbox).map(({ choice, ...row }) => ({
    ...row,
    choose: choice === 'sandbox' || choice === 'quit' ? ways[choice] : () => onChoose(choice),
  }));
  return (
    <MenuScreen
      question={homeQuestion}
      explanation={homeExplanation(connection, isSandbox)}
      choices={choices}
      wayOut={homeWayOut}
      onBack={() => {}}
    />
  );
}
