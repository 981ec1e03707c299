/** The account: who and where, what is there already, and an explicit yes. */
import { Box } from 'ink';
import { useState } from 'react';
import type { Place } from '../../../jobs/job.js';
import { isUnread } from '../../../plan/account/inventory.js';
import { partitionOfArn, regionLabel } from '../../../plan/account/regions.js';
import { brokenAtSpaces } from '../../clip.js';
import { type Choice, MenuScreen } from '../../components/menu-screen.js';
import { Problem } from '../../components/problem.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { useSecondsSince, useWaited } from '../../hooks/use-ticks.js';
import {
  accountWords,
  fleetWords,
  isProduction,
  patchingWords,
  production,
  progressWords,
  quietWords,
  scriptsWords,
} from '../../words/account.js';
import { CodeScreen } from './code-screen.js';
import { ProfileScreen, type ProfileScreenProps } from './profile-screen.js';
import { SignInScreen } from './sign-in-screen.js';
import { type AccountReading, type ConnectionAnswers, noCredentials, type OpeningEvent } from './state.js';

export type AccountScreenProps = {
  readonly account: AccountReading;
  readonly connection: ConnectionAnswers;
  readonly outside: ProfileScreenProps['outside'];
  /** What follows, and what has to happen before anything is changed. */
  readonly promise: string;
  readonly dispatch: (event: OpeningEvent) => void;
  readonly onYes: () => void;
  readonly onBack: () => void;
  /** Where the account is the first question: going back is leaving. */
  readonly onLeave?: (() => void) | undefined;
  /** A region to try in place of the same again, where the account cannot be used, and whose it is. */
  readonly offer?: { readonly region: string; readonly label: string } | undefined;
};

const mostRows = 15;

/**
 * ```
 *  Is this the account to work in?
 *
 *    Account       prod-main 1234 5678 9012 · PRODUCTION
 *    Identity      arn:aws:sts::123456789012:assumed-role/Ops/jo
 *    …
 *  ❯ Yes, this one
 *    Another profile
 *    Another region
 * ```
 */
export function AccountScreen(props: AccountScreenProps) {
  const { account, connection, outside, promise, dispatch, onLeave, onBack } = props;
  const [isEnteringProfile, setEnteringProfile] = useState(false);
  const quiet = useSecondsSince(account.status === 'reading' ? JSON.stringify(account) : undefined);
  const choices = useChoices(props, () => setEnteringProfile(true));
  if (isEnteringProfile) {
    return (
      <ProfileScreen
        connection={connection}
        outside={outside}
        onAnswer={(answers) => {
          setEnteringProfile(false);
          dispatch({ type: 'reconnect', connection: answers });
        }}
        onBack={() => setEnteringProfile(false)}
      />
    );
  }
  const isFailed = account.status === 'failed';
  if (isFailed && account.error.code.startsWith('mfa-code-'))
    return (
      <CodeScreen
        error={account.error}
        onCode={(code) => dispatch({ type: 'reconnect', connection: { code } })}
        onBack={onLeave ?? onBack}
      />
    );
  const explanations = {
    reading: quietWords(quiet, `Reading only. ${promise}`),
    read: promise,
    failed: 'Nothing was changed.',
  };
  if (isFailed && account.error.code === noCredentials && connection.profile === undefined)
    return <SignInScreen connection={connection} outside={outside} dispatch={dispatch} onBack={onLeave ?? onBack} />;
  return (
    <MenuScreen
      question={isFailed ? 'This account cannot be used as it is.' : 'Is this the account to work in?'}
      explanation={explanations[account.status]}
      choices={choices}
      wayOut={{ key: 'back', does: onLeave ? 'quit' : 'back' }}
      mostRows={mostRows}
      onBack={onLeave ?? onBack}
    >
      {isFailed ? <Problem error={account.error} /> : <Facts account={account} region={connection.region} />}
    </MenuScreen>
  );
}

function useChoices(props: AccountScreenProps, onOtherProfile: () => void): readonly Choice[] {
  const { account, offer, dispatch, onYes, onLeave } = props;
  const { isSandbox } = useFrame();
  const again: Choice = offer
    ? {
        label: `Region ${offer.region}, ${offer.label}`,
        choose: () => dispatch({ type: 'reconnect', connection: { region: offer.region } }),
      }
    : { label: 'Try again', action: 'again', choose: () => dispatch({ type: 'reconnect' }) };
  // The row under the cursor may change its words, not its place: a fast Enter must not choose another one.
  const first: Readonly<Record<AccountReading['status'], Choice>> = {
    reading: { label: 'Reading…', choose: () => {} },
    read: { label: 'Yes, this one', choose: onYes },
    failed: again,
  };
  return [
    first[account.status],
    ...(isSandbox ? [] : [{ label: 'Another profile', choose: onOtherProfile }]),
    { label: 'Another region', choose: () => dispatch({ type: 'other-region' }) },
    ...(onLeave ? [{ label: 'Quit without changes', choose: onLeave }] : []),
  ];
}

type FactsProps = {
  readonly account: Exclude<AccountReading, { status: 'failed' }>;
  readonly region: string | undefined;
};

const labelColumns = 12;

type Fact = readonly [label: string, value: string];

function Facts({ account, region }: FactsProps) {
  const { size, isSandbox, columns } = useFrame();
  const indent = size === 'small' ? 1 : 3;
  const waited = useWaited(account.status === 'reading');
  const place = account.status === 'read' ? account.opened.open.place : account.place;
  const here = place?.region ?? region ?? '';
  const partition = partitionOfArn(place?.identity ?? '');
  const asked: readonly Fact[] = [
    ['Account', place ? whoWords(place) : `asking ${askedWords(account)}who the credentials belong to…${waited}`],
    ['Identity', place?.identity ?? ''],
    [
      'Credentials',
      isSandbox ? 'built into this program; nothing here is real' : (place?.source ?? '').replace(/^from /, ''),
    ],
    ['Region', [here, regionLabel(here)].filter(Boolean).join(' · ')],
    ...(partition === 'aws' ? [] : [['Partition', partition] as const]),
  ];
  const found = alreadyHere(account, waited);
  // Where there is little room: what is there, and below it what the header says too.
  const rows = size === 'small' && account.status === 'read' ? [...found, ...asked] : [...asked, ...found];
  return (
    <Box flexDirection="column">
      {rows.map(([label, value], index) => (
        <Box key={`${label}${index}`} paddingLeft={indent} gap={2}>
          <Box width={labelColumns} flexShrink={0}>
            <Text tone="muted">{label}</Text>
          </Box>
          <Box flexDirection="column">
            {brokenAtSpaces(value, columns - indent - labelColumns - 3).map((line) => (
              <Text key={line}>{line}</Text>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function whoWords({ profile, account }: Place): string {
  const words = [profile, accountWords(account)].filter((each) => each !== undefined).join(' ');
  return isProduction(profile) ? `${words} · ${production}` : words;
}

function askedWords(account: FactsProps['account']): string {
  return account.status === 'reading' && account.asking !== undefined ? `${account.asking} ` : '';
}

function alreadyHere(account: FactsProps['account'], waited: string): readonly Fact[] {
  if (account.status === 'read') {
    const { inventory } = account.opened;
    const [first = '', ...more] = patchingWords(inventory);
    const scripts = scriptsWords(inventory);
    return [
      ['Already here', first],
      ...more.map((line) => ['', line] as const),
      ...(scripts === undefined ? [] : [['Scripts', scripts] as const]),
      ...(isUnread(inventory, 'ssm:DescribeInstanceInformation')
        ? []
        : [['Nodes', fleetWords(inventory.nodes)] as const]),
      ...(inventory.unread ?? []).map(({ unknown, action }) => ['Unknown', `${unknown} (${action})`] as const),
    ];
  }
  const { progress } = account;
  return progress === undefined ? [] : [['Already here', `reading… ${progressWords(progress)}${waited}`]];
}
