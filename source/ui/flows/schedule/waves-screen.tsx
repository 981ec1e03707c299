/** The waves of a plan by name: when each comes, how long after the first, for which group and nodes. */
import { Box } from 'ink';
import { useMemo } from 'react';
import type { NodesByGroup } from '../../../plan/account/inventory.js';
import type { PlanDocument } from '../../../plan/intent/document.js';
import { whenLabel } from '../../../schedule/when.js';
import { Screen } from '../../components/screen.js';
import { Table } from '../../components/table.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { useLiveReducer } from '../../hooks/use-live-reducer.js';
import { listMove } from '../../hooks/use-menu.js';
import { useShownColumns } from '../../hooks/use-shown-columns.js';
import { editOf } from '../../keys.js';
import type { Column } from '../../lists/table.js';
import type { Dates } from './use-dates.js';
import { afterWords, approvalWords, type IsInUse, reduceWaves, type WavesEditing, type WavesEvent } from './waves.js';

export type WavesScreenProps = {
  readonly start: Pick<PlanDocument, 'waves' | 'approvals'>;
  readonly plan: string;
  readonly nodesByGroup?: NodesByGroup | undefined;
  readonly isInUse: IsInUse;
  readonly dates: Pick<Dates, 'insights'>;
  readonly onChange: (changed: Pick<PlanDocument, 'waves' | 'approvals'>) => void;
  readonly onBack: () => void;
};

const columns: readonly Column[] = [
  { title: 'WAVE', least: 8, good: 20, rank: 0, isNeeded: true },
  { title: 'WHEN', least: 16, good: 36, rank: 1, isNeeded: true, cut: 'end' },
  { title: 'AFTER FIRST', least: 10, rank: 2 },
  { title: 'NODES', least: 5, rank: 3, isNumber: true },
  { title: 'GROUP', least: 8, good: 24, rank: 4 },
];

const listHints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'submit', does: 'change', help: 'rename, reschedule or remove the wave' },
  { key: 'create', does: 'new wave' },
  {
    key: 'patch-tuesday',
    does: 'dev, test, prod',
    help: 'use three waves, 1, 4 and 11 days after Patch Tuesday',
  },
  {
    key: 'toggle',
    does: 'approvals',
    help: "approve as of the first wave's date, or of each wave's own",
  },
  { key: 'back', does: 'back' },
];

const lineHints: readonly KeyHint[] = [
  { key: 'type', does: 'the wave' },
  { key: 'submit', does: 'save' },
  { key: 'back', does: 'cancel' },
];

/** Under the table three rows: what is approved, what turns round, and the line that is typed. */
const rowsBelow = 3;

/**
 * ```
 *    WAVE   WHEN                                AFTER FIRST   NODES   GROUP
 *  ❯ dev    Patch Tuesday at 03:00                                4   dev
 *    prod   Patch Tuesday + 10 days at 03:00    10 days           2   prod
 *
 *  Approvals: as the first wave, 1 more baseline per system.
 * ```
 */
export function WavesScreen({ start, plan, nodesByGroup, isInUse, dates, onChange, onBack }: WavesScreenProps) {
  const { bodyRows } = useFrame();
  const { state, current, dispatch } = useLiveReducer(
    reduceWaves,
    (): WavesEditing => ({ ...start, cursor: 0, line: undefined, problem: undefined }),
  );
  const { waves, approvals, cursor, line, problem } = state;
  const height = Math.min(bodyRows - rowsBelow, waves.length + 2);
  const act = (event: WavesEvent): void => {
    const before = current();
    dispatch(event);
    const after = current();
    if (after.waves !== before.waves || after.approvals !== before.approvals) onChange(after);
  };
  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      const move = listMove(action);
      if (current().line) {
        if (action === 'back') act({ type: 'leave' });
        else if (action === 'submit') act({ type: 'take', plan, isInUse });
        else if (edit) act({ type: 'edit', edit });
      } else if (move) act({ type: 'move', move, visible: height - 1 });
      else if (action === 'submit') act({ type: 'change' });
      else if (action === 'create') act({ type: 'add' });
      else if (action === 'patch-tuesday') act({ type: 'stages', plan });
      else if (action === 'toggle') act({ type: 'approvals' });
      else if (action === 'back') onBack();
    },
    () => (current().line ? 'text' : 'commands'),
  );
  const rows = useMemo(
    () =>
      waves.map((wave) => ({
        id: wave.name,
        cells: [
          { text: wave.name },
          { text: whenLabel(wave.when) },
          { text: afterWords(waves, wave) },
          { text: String(nodesByGroup?.get(wave.patchGroup)?.length ?? '') },
          { text: wave.patchGroup },
        ],
      })),
    [waves, nodesByGroup],
  );
  const shown = useShownColumns(columns, rows);
  const order = dates.insights.find(({ kind }) => kind === 'wave-order' || kind === 'wave-inversion');
  return (
    <Screen
      question="Which waves are there, and when do they run?"
      aside={`plan ${plan}`}
      explanation={
        line
          ? 'NAME=WHEN@TIME, WHEN: 2tue, Ltue, pt+9 or +10 (days after the first). A name alone renames; an empty line removes.'
          : 'A wave that you rename or reschedule keeps its nodes, group and tags.'
      }
      problem={problem}
      keys={line ? lineHints : listHints}
    >
      <Table columns={columns} shown={shown} rows={rows} cursor={cursor} height={height} empty="" />
      <Text> {approvalWords({ waves, approvals })}</Text>
      <Text tone="warning"> {order?.message ?? ''}</Text>
      <Box height={1}>{line && <TextLine label="Wave:" line={line} placeholder="test=+3@03:00" />}</Box>
    </Screen>
  );
}
