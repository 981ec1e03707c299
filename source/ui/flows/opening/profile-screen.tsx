/** Which profile: those of the AWS CLI's files, narrowed while typing; a name that is not there can be typed. */

import { Box } from 'ink';
import { useMemo } from 'react';
import { counted } from '../../../plan/text/plural.js';
import { Screen } from '../../components/screen.js';
import { Table } from '../../components/table.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import { usePicker } from '../../hooks/use-picker.js';
import { useShownColumns } from '../../hooks/use-shown-columns.js';
import { useTicks } from '../../hooks/use-ticks.js';
import type { Outside } from '../../outside.js';
import {
  nameOf,
  type ProfileRow,
  profileCells,
  profileColumns,
  profileExplanation,
  profileRows,
  withProfile,
} from './profiles.js';
import type { ConnectionAnswers } from './state.js';

export type ProfileScreenProps = {
  readonly connection: ConnectionAnswers;
  readonly outside: Pick<Outside, 'readProfiles' | 'clock'>;
  readonly onAnswer: (connection: ConnectionAnswers) => void;
  readonly onBack: () => void;
};

/** Milliseconds after which the files are read again: somebody signs in in another terminal meanwhile. */
const readAgain = 2000;

/**
 * ```
 *  Which AWS profile?                                                       12 profiles
 *  Filter: ▏type a name or account
 *    PROFILE               SIGN-IN          CREDENTIALS    ACCOUNT         REGION
 *  ❯ prod-main (in use)    ✔ until 18:40    SSO Admin      1234 5678 9012  eu-west-1
 *    deploy                ! sign in again  role Deploy    5555 5555 5555  eu-west-1
 *
 *  Sign in first, in another terminal: aws sso login --profile prod-main
 * ```
 */
export function ProfileScreen({ connection, outside, onAnswer, onBack }: ProfileScreenProps) {
  const { bodyRows, locale } = useFrame();
  const { readProfiles, clock } = outside;
  const ticks = useTicks(readAgain);
  const { all, now } = useMemo(() => ({ all: readProfiles(), now: clock.now() }), [readProfiles, clock, ticks]);
  const rowsFor = (text: string) => profileRows(all, connection, text);
  const tableRow = (row: ProfileRow) => ({
    id: `${row.type} ${nameOf(row)}`,
    cells: profileCells(row, connection, { timeZone: locale.timeZone, now }),
  });
  const height = bodyRows - 1;
  const { line, cursor } = usePicker({
    itemsFor: rowsFor,
    visible: height - 1,
    onPick: (row) => onAnswer(withProfile(connection, row)),
    onBack,
  });
  const rows = rowsFor(line.text);
  const shown = useShownColumns(profileColumns, rowsFor('').map(tableRow));
  return (
    <Screen
      question="Which AWS profile?"
      aside={all.length === 0 ? 'none in the AWS CLI files' : counted(all.length, 'profile')}
      explanation={profileExplanation(rows[cursor])}
      keys={[
        { key: 'type', does: 'to filter', help: 'type to filter, or type a new name' },
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'use' },
        { key: 'back', does: 'back', help: 'keep the current profile' },
      ]}
    >
      <TextLine label="Filter:" line={line} placeholder="type a name or account" />
      <Box flexDirection="column">
        <Table
          columns={profileColumns}
          shown={shown}
          rows={rows.map(tableRow)}
          cursor={cursor}
          height={height}
          empty="The AWS CLI files have no profiles. You can type a name."
        />
      </Box>
    </Screen>
  );
}
