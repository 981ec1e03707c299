/** Chooses a time zone of the tz database from a list that narrows while typing. */
import { Box } from 'ink';
import { useCallback } from 'react';
import { isTimeZone, suggestTimeZones, timeZoneNames } from '../../../schedule/zone.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import { usePicker } from '../../hooks/use-picker.js';
import { rowOf } from '../../lists/list.js';
import { zoneWords } from '../../words/dates.js';

export type ZoneScreenProps = {
  readonly timeZone: string;
  readonly now: Date;
  readonly onPick: (timeZone: string) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which time zone are the hours in?
 *  Filter: lond▏
 *  ❯ Europe/London   UTC now, UTC+1 from 28 Mar 2027
 * ```
 */
export function ZoneScreen({ timeZone, now, onPick, onBack }: ZoneScreenProps) {
  const { bodyRows } = useFrame();
  const visible = bodyRows - 2;
  const itemsFor = useCallback((text: string): readonly string[] => zonesFor(text), []);
  const { text, cursor } = usePicker({
    itemsFor,
    visible,
    initialCursor: rowOf(timeZoneNames(), (name) => name === timeZone),
    onPick,
    onBack,
  });
  const zones = itemsFor(text);
  const zone = zones[cursor];
  return (
    <Screen
      question="Which time zone are the hours in?"
      aside={`now ${timeZone}`}
      explanation={zone && `${zone}: ${zoneWords(zone, now)}.`}
      keys={[
        { key: 'type', does: 'to filter', help: 'letters narrow the list; ctrl-u clears them' },
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: 'back', help: 'keep the time zone as it was' },
      ]}
      bodyRows={bodyRows}
    >
      <TextLine label="Filter:" text={text} placeholder="type a city or a region" />
      <Box marginTop={1} flexDirection="column">
        <List
          items={zones}
          cursor={cursor}
          rows={visible}
          empty="No time zone has this in its name."
          renderItem={(name, isUnderCursor) => <Text tone={isUnderCursor ? 'focus' : 'body'}>{name}</Text>}
        />
      </Box>
    </Screen>
  );
}

function zonesFor(text: string): readonly string[] {
  if (text.trim() === '') return timeZoneNames();
  const suggested = suggestTimeZones(text);
  const exact = text.trim();
  return isTimeZone(exact) && !suggested.includes(exact) ? [exact, ...suggested] : suggested;
}
