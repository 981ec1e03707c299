/** Which region: a list that narrows while typing, with free entry. */
import { Box } from 'ink';
import type { ErrorDescription } from '../../../errors.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import { usePicker } from '../../hooks/use-picker.js';
import type { Outside } from '../../outside.js';
import { matchingRegions } from './regions.js';
import type { ConnectionAnswers } from './state.js';
import { useRegions } from './use-regions.js';

export type RegionScreenProps = {
  /** The cursor starts at its region, or where the SDK's own configuration says. */
  readonly connection: ConnectionAnswers;
  readonly outside: Pick<Outside, 'connect' | 'readProfiles'>;
  readonly onAnswer: (region: string) => void;
  /** AWS cannot be asked for its regions. */
  readonly onFailed: (error: ErrorDescription) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which region?
 *  Filter: ▏type a name or a place
 *  ❯ eu-west-1     Europe (Ireland) · in use
 *    eu-central-1  Europe (Frankfurt) · of 3 profiles
 * ```
 */
export function RegionScreen({ connection, outside, onAnswer, onFailed, onBack }: RegionScreenProps) {
  const { bodyRows } = useFrame();
  const regions = useRegions(outside, connection, onFailed);
  const itemsFor = (text: string) => matchingRegions(regions.rows, text);
  const rows = bodyRows - 2;
  const { line, cursor } = usePicker({
    itemsFor,
    visible: rows,
    onPick: ({ name }) => onAnswer(name),
    onBack,
  });
  return (
    <Screen
      question="Which region?"
      aside={regions.source}
      explanation="Maintenance windows, baselines and patch groups belong to one region each."
      keys={[
        {
          key: 'type',
          does: 'to filter',
          help: 'letters narrow the list; ctrl-u clears them; a new name may be typed',
        },
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine label="Filter:" line={line} placeholder="type a name or a place" />
      <Box marginTop={1} flexDirection="column">
        <List
          items={itemsFor(line.text)}
          cursor={cursor}
          rows={rows}
          empty="No region has this in its name. A full name such as eu-west-1 can be typed."
          renderItem={({ name, about }, isUnderCursor) => (
            <>
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
