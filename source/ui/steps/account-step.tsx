/** The account: who and where, what is there already, and an explicit yes. */
import { Box } from 'ink';
import { useState } from 'react';
import { regionLabel } from '../../plan/spec/regions.js';
import { accountWords, fleetWords, patchingWords, progressWords } from '../../wizard/account-words.js';
import type { Flow } from '../../wizard/steps.js';
import type { AccountState } from '../../wizard/wizard.js';
import { MenuList } from '../components/menu-list.js';
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Scroll, useScroll } from '../components/scroll.js';
import { Text } from '../components/text.js';
import { TextLine } from '../components/text-line.js';
import { useFrame } from '../frame.js';
import { useMenu } from '../hooks/use-menu.js';
import { useTextEntry } from '../hooks/use-text-entry.js';
import { useWaited } from '../hooks/use-waited.js';

export type AccountStepProps = {
  readonly account: AccountState;
  readonly region: string | undefined;
  readonly flow: Flow;
  readonly onYes: () => void;
  readonly onRetry: () => void;
  readonly onProfile: (profile: string) => void;
  readonly onRegion: () => void;
  readonly onBack: () => void;
  /** Going back is leaving. @default false */
  readonly isFirst?: boolean;
  /** What to try in place of the same again, where the account cannot be used. */
  readonly offer?: { readonly label: string; readonly choose: () => void } | undefined;
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
export function AccountStep(props: AccountStepProps) {
  const [isEnteringProfile, setEnteringProfile] = useState(false);
  if (isEnteringProfile) {
    return (
      <ProfileScreen
        onSubmit={(profile) => {
          setEnteringProfile(false);
          props.onProfile(profile);
        }}
        onBack={() => setEnteringProfile(false)}
      />
    );
  }
  return <AccountScreen {...props} onOtherProfile={() => setEnteringProfile(true)} />;
}

type AccountScreenProps = AccountStepProps & { readonly onOtherProfile: () => void };

function AccountScreen(props: AccountScreenProps) {
  const { account, region, flow, onYes, onRetry, onOtherProfile, onRegion, onBack, isFirst = false, offer } = props;
  const { isSandbox, size, bodyRows: available } = useFrame();
  // The row under the cursor may change its words, not its place: a fast Enter must not choose another one.
  const first = {
    unread: { label: 'Reading…', choose: () => {} },
    reading: { label: 'Reading…', choose: () => {} },
    read: { label: 'Yes, this one', choose: onYes },
    failed: offer ?? { label: 'Try again', choose: onRetry },
  };
  const choices = [
    first[account.status],
    ...(isSandbox ? [] : [{ label: 'Another profile', choose: onOtherProfile }]),
    { label: 'Another region', choose: onRegion },
    ...(isFirst ? [{ label: 'Leave, nothing is changed', choose: onBack }] : []),
  ];
  const scroll = useScroll();
  const cursor = useMenu({
    length: choices.length,
    onSubmit: (row) => choices[row]?.choose(),
    onBack,
    onPage: scroll.turn,
  });
  const gap = size === 'small' ? 0 : 1;
  const nothingYet = promises[flow];
  const explanations = {
    unread: '',
    reading: `Only reading. ${nothingYet}`,
    read: nothingYet,
    failed: 'Nothing was changed.',
  };
  return (
    <Screen
      question={
        account.status === 'failed' ? 'This account cannot be used as it is.' : 'Is this the account to work in?'
      }
      explanation={explanations[account.status]}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: isFirst ? 'leave' : 'back' },
        ...scroll.hints,
      ]}
      bodyRows={bodyRows}
    >
      <Scroll rows={Math.min(bodyRows, available) - choices.length - gap} scroll={scroll}>
        {account.status === 'failed' ? <Problem error={account.error} /> : <Facts account={account} region={region} />}
      </Scroll>
      <Box marginTop={gap} flexShrink={0}>
        <MenuList items={choices} cursor={cursor} />
      </Box>
    </Screen>
  );
}

const promises: Readonly<Record<Flow, string>> = {
  setup: 'Nothing is changed before you confirm the review.',
  cleanup: 'Nothing is changed before you have confirmed each thing by name.',
  restore: 'Nothing is changed before you confirm the review.',
  status: 'Nothing is changed: it is only looked at.',
};

type FactsProps = {
  readonly account: Exclude<AccountState, { status: 'failed' }>;
  readonly region: string | undefined;
};

function Facts({ account, region }: FactsProps) {
  const { size, isSandbox } = useFrame();
  const waited = useWaited(account.status === 'reading');
  const identity = 'identity' in account ? account.identity : undefined;
  const here = identity?.region ?? region ?? '';
  const rows: readonly (readonly [string, string])[] = [
    ['Account', identity ? accountWords(identity.account) : `asking who the credentials belong to…${waited}`],
    ['Identity', identity?.arn ?? ''],
    ['From', isSandbox ? 'the account built into this program; nothing here is real' : (identity?.credentials ?? '')],
    ['Region', [here, regionLabel(here)].filter(Boolean).join(' · ')],
    ...(identity && identity.partition !== 'aws' ? [['Partition', identity.partition] as const] : []),
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
    const [first = '', ...more] = patchingWords(account.inventory);
    return [
      ['Already here', first],
      ...more.map((line) => ['', line] as const),
      ['Nodes', fleetWords(account.inventory.nodes)],
    ];
  }
  const progress = 'progress' in account ? account.progress : undefined;
  return progress === undefined ? [] : [['Already here', `reading… ${progressWords(progress)}${waited}`]];
}

type ProfileScreenProps = { readonly onSubmit: (profile: string) => void; readonly onBack: () => void };

function ProfileScreen(props: ProfileScreenProps) {
  const text = useTextEntry(props);
  return (
    <Screen
      question="Which AWS profile?"
      explanation="A name from ~/.aws/config or ~/.aws/credentials; SSO, process and role profiles work too."
      keys={[
        { key: 'type', does: 'a name' },
        { key: 'submit', does: 'use it' },
        { key: 'back', does: 'back', help: 'keep the profile as it was' },
      ]}
      bodyRows={bodyRows}
    >
      <TextLine label="Profile:" text={text} placeholder="e.g. prod-admin" />
    </Screen>
  );
}
