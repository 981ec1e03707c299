/** No credentials: not an error, but the first thing to do, and what can be done without. */
import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { waysToSignIn } from '../../../plan/account/sign-in.js';
import { counted } from '../../../plan/text/plural.js';
import { brokenAtSpaces } from '../../clip.js';
import { type Choice, MenuScreen } from '../../components/menu-screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { ProfileScreen, type ProfileScreenProps } from './profile-screen.js';
import type { OpeningEvent } from './state.js';

export type SignInScreenProps = Pick<ProfileScreenProps, 'connection' | 'outside' | 'onBack'> & {
  readonly dispatch: (event: OpeningEvent) => void;
};

/**
 * ```
 *  No AWS credentials found. What would you like to do?
 *
 *    For your own account, sign in from another terminal:
 *    single sign-on   aws configure sso
 *    …
 *  ❯ Try the sandbox    b   try everything; nothing is real
 *    Choose a profile       3 profiles in the AWS CLI files
 *    Try again          r   after you sign in
 * ```
 */
export function SignInScreen({ connection, outside, dispatch, onBack }: SignInScreenProps) {
  const { leaveForSandbox } = useFrame();
  const { readProfiles } = outside;
  const profiles = useMemo(() => readProfiles().length, [readProfiles]);
  const [isChoosing, setChoosing] = useState(false);
  if (isChoosing)
    return (
      <ProfileScreen
        connection={connection}
        outside={outside}
        onAnswer={(answers) => dispatch({ type: 'reconnect', connection: answers })}
        onBack={() => setChoosing(false)}
      />
    );
  const choices: readonly Choice[] = [
    {
      ...{ label: 'Try the sandbox', action: 'sandbox', about: 'try everything; nothing is real' },
      choose: leaveForSandbox,
    },
    {
      label: 'Choose a profile',
      about: profiles === 0 ? 'none in the AWS CLI files yet' : `${counted(profiles, 'profile')} in the AWS CLI files`,
      choose: () => setChoosing(true),
    },
    {
      ...{ label: 'Try again', action: 'again', about: 'after you sign in' },
      choose: () => dispatch({ type: 'reconnect' }),
    },
  ];
  return (
    <MenuScreen
      question="No AWS credentials found. What would you like to do?"
      explanation="Nothing was changed."
      choices={choices}
      mostRows={waysToSignIn.length + choices.length + 5}
      onBack={onBack}
    >
      <Ways />
    </MenuScreen>
  );
}

function Ways() {
  const { columns, size } = useFrame();
  const indent = size === 'small' ? 1 : 3;
  const labels = Math.max(...waysToSignIn.map(({ how }) => how.length)) + 3;
  return (
    <Box flexDirection="column" paddingLeft={indent}>
      {brokenAtSpaces('For your own account, sign in from another terminal:', columns - indent - 2).map((text) => (
        <Text key={text}>{text}</Text>
      ))}
      {[...waysToSignIn, { how: 'in a browser', command: 'CloudShell, in the AWS console' }].map(({ how, command }) => (
        <Box key={how}>
          <Box width={labels} flexShrink={0}>
            <Text tone="muted">{how}</Text>
          </Box>
          <Text>{command}</Text>
        </Box>
      ))}
    </Box>
  );
}
