/** Which region: a list that narrows while typing, with free entry. */
import { Box } from 'ink';
import type { ErrorDescription } from '../../../errors.js';
import { counted } from '../../../plan/text/plural.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import { useLiveReducer } from '../../hooks/use-live-reducer.js';
import { usePicker } from '../../hooks/use-picker.js';
import type { Outside } from '../../outside.js';
import { matchingRegions, type RegionRow } from './regions.js';
import type { ConnectionAnswers } from './state.js';
import { useRegions } from './use-regions.js';

export type RegionScreenProps = {
  /** The cursor starts at its region, or where the SDK's own configuration says. */
  readonly connection: ConnectionAnswers;
  readonly outside: Pick<Outside, 'connect' | 'readProfiles'>;
  /** Further regions that are marked already; undefined where there can be one region only. */
  readonly others?: readonly string[] | undefined;
  readonly onAnswer: (region: string, others: readonly string[]) => void;
  /** AWS cannot be asked for its regions. */
  readonly onFailed: (error: ErrorDescription) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which region?
 *  Filter: ▏type a name or place
 *  ❯ ◼ eu-west-1     Europe (Ireland) · in use
 *    ◻ eu-central-1  Europe (Frankfurt) · used by 3 profiles
 * ```
 */
export function RegionScreen({ connection, outside, others, onAnswer, onFailed, onBack }: RegionScreenProps) {
  const { bodyRows, symbols } = useFrame();
  const marks = useLiveReducer(toggled, () => (others?.length ? [connection.region ?? [], others].flat() : []));
  const regions = useRegions(outside, connection, onFailed);
  const itemsFor = (text: string) => matchingRegions(regions.rows, text);
  const rows = bodyRows - 2;
  const { line, cursor } = usePicker({
    itemsFor,
    visible: rows,
    onPick: ({ name }) => {
      const [first = name, ...further] = marks.current();
      onAnswer(first, further);
    },
    ...(others && { onMark: ({ name }: RegionRow) => marks.dispatch(name) }),
    onBack,
  });
  return (
    <Screen
      question="Which region?"
      aside={regions.source}
      explanation={
        marks.state.length === 0
          ? 'Each maintenance window, baseline and patch group belongs to one region.'
          : `${counted(marks.state.length, 'region')} marked: ${marks.state.join(', ')}`
      }
      keys={[
        {
          key: 'type',
          does: 'to filter',
          help: 'type to filter, or type a new region',
        },
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        ...(others ? [{ key: 'toggle', does: 'mark', help: 'mark several: the plan is set up in all' } as const] : []),
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine label="Filter:" line={line} placeholder="type a name or place" />
      <Box marginTop={1} flexDirection="column">
        <List
          items={itemsFor(line.text)}
          cursor={cursor}
          rows={rows}
          empty="No region matches. You can type a full name, such as eu-west-1."
          renderItem={({ name, about }, isUnderCursor) => (
            <>
              {marks.state.length > 0 && (
                <Text tone={marks.state.includes(name) ? 'accent' : 'muted'}>
                  {marks.state.includes(name) ? symbols.on : symbols.off}
                </Text>
              )}
              <Box width={18} flexShrink={0}>
                <Text tone={isUnderCursor ? 'focus' : 'body'}>{name}</Text>
              </Box>
              <Text tone="muted">{about}</Text>
            </>
          )}
        />
      </Box>
    </Screen>
  );
}

/** The marks with one more, or without it. */
function toggled(marked: readonly string[], name: string): readonly string[] {
  return marked.includes(name) ? marked.filter((each) => each !== name) : [...marked, name];
}
