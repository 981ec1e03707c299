/** The account: who and where, what is there already, and an explicit yes. */
import { Box } from 'ink';
import { useState } from 'react';
import { regionLabel } from '../../../plan/account/regions.js';
import { type Choice, MenuScreen } from '../../components/menu-screen.js';
import { Problem } from '../../components/problem.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import { useTextEntry } from '../../hooks/use-picker.js';
import { useWaited } from '../../hooks/use-ticks.js';
import { accountWords, fleetWords, patchingWords, progressWords } from '../../words/account.js';
import type { AccountReading, OpeningEvent } from './state.js';

export type AccountScreenProps = {
  readonly account: AccountReading;
  readonly region: string | undefined;
  /** What has to happen before anything is changed. */
  readonly promise: string;
  readonly dispatch: (event: OpeningEvent) => void;
  readonly onYes: () => void;
  readonly onBack: () => void;
  /** Where the account is the first question: going back is leaving. */
  readonly onLeave?: (() => void) | undefined;
  /** A region to try in place of the same again, where the account cannot be used, and whose it is. */
  readonly offer?: { readonly region: string; readonly label: string } | undefined;
};

const bodyRows = 13;

/**
 * ```
 *  Is this the account to work in?
 *
 *    Account       1234 5678 9012
 *    Identity      arn:aws:sts::123456789012:assumed-role/Ops/jo
 *    …
 *  ❯ Yes, this one
 *    Another profile
 *    Another region
 * ```
 */
export function AccountScreen(props: AccountScreenProps) {
  const { account, region, promise, dispatch, onLeave, onBack } = props;
  const [isEnteringProfile, setEnteringProfile] = useState(false);
  const choices = useChoices(props, () => setEnteringProfile(true));
  if (isEnteringProfile) {
    return (
      <ProfileScreen
        onSubmit={(profile) => {
          setEnteringProfile(false);
          dispatch({ type: 'reconnect', connection: { profile } });
        }}
        onBack={() => setEnteringProfile(false)}
      />
    );
  }
  const isFailed = account.status === 'failed';
  const explanations = { reading: `Only reading. ${promise}`, read: promise, failed: 'Nothing was changed.' };
  return (
    <MenuScreen
      question={isFailed ? 'This account cannot be used as it is.' : 'Is this the account to work in?'}
      explanation={explanations[account.status]}
      choices={choices}
      wayOut={{ key: 'back', does: onLeave ? 'leave' : 'back' }}
      mostRows={bodyRows}
      onBack={onLeave ?? onBack}
    >
      {isFailed ? <Problem error={account.error} /> : <Facts account={account} region={region} />}
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
    : { label: 'Try again', choose: () => dispatch({ type: 'reconnect' }) };
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
    ...(onLeave ? [{ label: 'Leave, nothing is changed', choose: onLeave }] : []),
  ];
}

type FactsProps = {
  readonly account: Exclude<AccountReading, { status: 'failed' }>;
  readonly region: string | undefined;
};

function Facts({ account, region }: FactsProps) {
  const { size, isSandbox } = useFrame();
  const waited = useWaited(account.status === 'reading');
  const place = account.status === 'read' ? account.opened.open.place : account.place;
  const here = place?.region ?? region ?? '';
  const partition = place?.identity.split(':')[1] ?? 'aws';
  const rows: readonly (readonly [string, string])[] = [
    ['Account', place ? accountWords(place.account) : `asking who the credentials belong to…${waited}`],
    ['Identity', place?.identity ?? ''],
    ['From', isSandbox ? 'the account built into this program; nothing here is real' : (place?.source ?? '')],
    ['Region', [here, regionLabel(here)].filter(Boolean).join(' · ')],
    ...(partition === 'aws' ? [] : [['Partition', partition] as const]),
    ...alreadyHere(account, waited),
  ];
  return (
    <Box flexDirection="column">
      {rows.map(([label, value], index) => (
        <Box key={`${label}${index}`} paddingLeft={size === 'small' ? 1 : 3} gap={2}>
          <Box width={12} flexShrink={0}>
            <Text tone="muted">{label}</Text>
          </Box>
          <Text wrap="wrap">{value}</Text>
        </Box>
      ))}
    </Box>
  );
}

function alreadyHere(account: FactsProps['account'], waited: string): (readonly [string, string])[] {
  if (account.status === 'read') {
    const { inventory } = account.opened;
    const [first = '', ...more] = patchingWords(inventory);
    return [
      ['Already here', first],
      ...more.map((line) => ['', line] as const),
      ['Nodes', fleetWords(inventory.nodes)],
    ];
  }
  const { progress } = account;
  return progress === undefined ? [] : [['Already here', `reading… ${progressWords(progress)}${waited}`]];
}

type ProfileScreenProps = { readonly onSubmit: (profile: string) => void; readonly onBack: () => void };

function ProfileScreen(props: ProfileScreenProps) {
  const line = useTextEntry(props);
  return (
    <Screen
      question="Which AWS profile?"
      explanation="A name from ~/.aws/config or ~/.aws/credentials; SSO, process and role profiles work too."
      keys={[
        { key: 'type', does: 'a name' },
        { key: 'submit', does: 'use it' },
        { key: 'back', does: 'back', help: 'keep the profile as it was' },
      ]}
    >
      <TextLine label="Profile:" line={line} placeholder="e.g. prod-admin" />
    </Screen>
  );
}
