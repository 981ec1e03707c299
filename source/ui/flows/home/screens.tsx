/** The first screen: what would you like to do? */
import { MenuScreen } from '../../components/menu-screen.js';
import { useFrame } from '../../frame.js';
import type { ConnectionAnswers } from '../opening/state.js';
import type { HomeChoice } from './state.js';
import { homeExplanation, homeMenu, homeQuestion, homeWayOut } from './words.js';

export type HomeScreenProps = {
  /** As flags, environment or profile have it. */
  readonly connection: ConnectionAnswers;
  readonly onChoose: (choice: HomeChoice) => void;
};

/**
 * ```
 *  What would you like to do?
 *
 *  ❯ Set up patching   c   choose dates and create windows
 *    Preview dates     d   see dates without an account
 * ```
 */
export function HomeScreen({ connection, onChoose }: HomeScreenProps) {
  const { isSandbox, leaveForSandbox } = useFrame();
  return (
    <MenuScreen
      question={homeQuestion}
      explanation={homeExplanation(connection, isSandbox)}
      choices={homeMenu(isSandbox).map(({ choice, ...row }) => ({
        ...row,
        choose: choice === 'sandbox' ? leaveForSandbox : () => onChoose(choice),
      }))}
      wayOut={homeWayOut}
      onBack={() => {}}
    />
  );
}
