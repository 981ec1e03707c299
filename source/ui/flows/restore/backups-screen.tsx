/** Which of the backups on this machine? */
import { Box } from 'ink';
import type { Backup } from '../../../plan/cleanup/backup.js';
import { backupContents, type FoundBackup, type UsableBackup } from '../../../plan/restore/found.js';
import { clip } from '../../clip.js';
import { filterHint } from '../../components/filter-line.js';
import { FilteredList } from '../../components/filtered.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { menuHints } from '../../hints.js';
import { useFilteredList } from '../../hooks/use-filtered-list.js';
import type { Layout } from '../../layout.js';
import type { Symbols } from '../../symbols.js';
import { accountWords } from '../../words/account.js';
import { clockWords, momentWords } from '../../words/dates.js';

export type BackupsScreenProps = {
  readonly backups: readonly FoundBackup[];
  readonly startAt: number;
  /** Twelve digits, where an account has been read. */
  readonly account: string | undefined;
  readonly now: Date;
  readonly onPick: (row: number) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which backup?
 *
 *  ❯ Thu 26 Nov 14:02 London (2 hours ago)   1234 5678 9012 · eu-west-1   8 windows, 32 registrations, 4 baselines
 *    Wed 25 Nov 09:30 London (yesterday)     ✘ damaged
 *
 *  /home/jo/.local/state/ssm-patch-wizard/backups/123456789012-eu-west-1-2026-11-26T14-02-11-000Z.json
 * ```
 */
export function BackupsScreen({ backups, startAt, account, now, onPick, onBack }: BackupsScreenProps) {
  const { bodyRows, size } = useFrame();
  const rows = bodyRows - (size === 'small' ? 0 : detailRows);
  const list = useFilteredList({
    items: backups,
    textOf: (backup) => `${backup.file} ${'backup' in backup ? backupContents(backup.backup) : backup.damage}`,
    visible: rows - 1,
    startAt,
    onPick: (backup) => onPick(backups.indexOf(backup)),
    onBack,
  });
  const { items, cursor } = list;
  const found = items[cursor];
  const isDamaged = found !== undefined && !('backup' in found);
  return (
    <Screen
      question={backups.length > 0 ? 'Which backup?' : 'There are no backups on this machine.'}
      explanation={explanationOf(found, size)}
      problem={isDamaged ? found.damage : undefined}
      keys={[...(backups.length > 0 ? [...menuHints, filterHint] : []), { key: 'back', does: 'back' }]}
    >
      <FilteredList
        list={list}
        rows={rows}
        empty={backups.length > 0 ? 'No backup matches the filter.' : ''}
        renderItem={(backup, isUnderCursor) => (
          <Row found={backup} account={account} now={now} isUnderCursor={isUnderCursor} />
        )}
      />
      {size !== 'small' && found && <Details found={found} />}
    </Screen>
  );
}

/** A gap, what it contains, and where it lies. */
const detailRows = 5;

function explanationOf(found: FoundBackup | undefined, size: Layout['size']): string {
  if (found === undefined)
    return 'A clean-up writes one before it deletes anything. For a file elsewhere, run restore FILE.';
  return size === 'small'
    ? found.file
    : 'The wizard compares it with the account first. Nothing is changed until you confirm.';
}

function Details({ found }: { readonly found: FoundBackup }) {
  const { columns, symbols } = useFrame();
  const path = clip(found.file, columns - 13, 2, symbols.ellipsis);
  return (
    <Box flexDirection="column" height={detailRows} paddingTop={1} paddingLeft={3} overflow="hidden">
      {'backup' in found && (
        <>
          <Text tone="muted">{`Account ${placeOf(found.backup, symbols)}`}</Text>
          <Text tone="muted">{`Content ${backupContents(found.backup)}`}</Text>
        </>
      )}
      {path.map((row, index) => (
        <Text key={row} tone="muted">{`${index === 0 ? 'File  ' : '      '}  ${row}`}</Text>
      ))}
    </Box>
  );
}

function placeOf({ account, region }: Backup, { dot }: Symbols): string {
  return `${accountWords(account)} ${dot} ${region}`;
}

type RowProps = Pick<BackupsScreenProps, 'account' | 'now'> & {
  readonly found: FoundBackup;
  readonly isUnderCursor: boolean;
};

function Row({ found, account, now, isUnderCursor }: RowProps) {
  const { locale, size, symbols } = useFrame();
  const clock = { timeZone: locale.timeZone, now };
  const when = size === 'small' ? clockWords(found.at, clock) : momentWords(found.at, clock);
  return (
    <>
      <Box width={size === 'small' ? 18 : 40} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : 'body'}>{when}</Text>
      </Box>
      {'backup' in found ? (
        <Holds found={found} account={account} />
      ) : (
        <Text tone="danger">{`${symbols.failed} damaged: it cannot be used`}</Text>
      )}
    </>
  );
}

type HoldsProps = Pick<RowProps, 'account'> & { readonly found: UsableBackup };

/** Of which account and region, and what it holds. */
function Holds({ found: { backup }, account }: HoldsProps) {
  const { size, symbols } = useFrame();
  const isOther = account !== undefined && account !== backup.account;
  const place = placeOf(backup, symbols);
  return (
    <>
      {isOther && (
        <Box flexShrink={0}>
          <Text tone="warning">{`${symbols.warning} another account:`}</Text>
        </Box>
      )}
      {size !== 'large' && !isOther ? null : (
        <Box flexShrink={0} marginRight={1}>
          <Text tone={isOther ? 'warning' : 'muted'}>{place}</Text>
        </Box>
      )}
      <Text>{backupContents(backup)}</Text>
    </>
  );
}
