/** The first screen: what would you like to do? */
import { MenuList } from '../../components/menu-list.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import { useMenu } from '../../hooks/use-menu.js';
import type { HomeChoice } from './state.js';

export type HomeScreenProps = {
  /** The region that flags, environment or profile name, if any. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly onChoose: (choice: HomeChoice) => void;
  /** The built-in account in place of this one. */
  readonly onSandbox: () => void;
  readonly onQuit: () => void;
};

const choices = [
  { label: 'Set up patching', about: 'choose dates, see them, create windows', flow: 'setup' },
  { label: 'Clean up', about: 'choose what goes, with a backup first', flow: 'cleanup' },
  { label: 'Status', about: 'next runs, nodes, compliance, drift', flow: 'status' },
  { label: 'Preview dates', about: 'no account needed', flow: 'preview' },
  { label: 'Sandbox', about: 'the same where nothing is real', flow: 'sandbox' },
  { label: 'Quit', about: 'nothing has been changed', flow: undefined },
] as const;

/**
 * ```
 *  What would you like to do?
 *
 *  ❯ Set up patching   choose dates, see them, create windows
 *    Preview dates     no account needed
 * ```
 */
export function HomeScreen({ region, profile, onChoose, onSandbox, onQuit }: HomeScreenProps) {
  const { isSandbox } = useFrame();
  const items = isSandbox ? choices.filter(({ flow }) => flow !== 'sandbox') : choices;
  const cursor = useMenu({
    length: items.length,
    onSubmit: (row) => {
      const flow = items[row]?.flow;
      if (flow === 'sandbox') onSandbox();
      else if (flow) onChoose(flow);
      else onQuit();
    },
    onBack: () => {},
  });
  const credentials = isSandbox
    ? 'The sandbox account: nothing here is real, and it is kept between runs.'
    : `Credentials: ${profile ? `profile ${profile}` : "the SDK's usual chain"}. Region: ${region ?? 'asked next'}.`;
  return (
    <Screen
      question="What would you like to do?"
      explanation={credentials}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'quit', does: 'quit', help: 'leave; nothing is changed before you confirm the review' },
      ]}
      bodyRows={items.length}
    >
      <MenuList items={items} cursor={cursor} />
    </Screen>
  );
}
