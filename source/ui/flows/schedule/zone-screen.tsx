/** Chooses a time zone of the tz database from a list that narrows while typing. */
import { Box } from 'ink';
import { useCallback, useMemo } from 'react';
import type { ForeignWindow } from '../../../schedule/picture/foreign.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import { usePicker } from '../../hooks/use-picker.js';
import { zoneWords } from '../../words/dates.js';
import { filteredZones, type ZoneRow, zoneRows } from './zones.js';

export type ZoneScreenProps = {
  readonly timeZone: string;
  /** Windows of others, whose zones come first. */
  readonly others: readonly ForeignWindow[];
  readonly now: Date;
  readonly onPick: (timeZone: string) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which time zone are the hours in?
 *  Filter: lond▏
 *  ❯ Europe/London      current, 4 other windows
 *    Europe/Berlin      your clock
 *    UTC
 * ```
 */
export function ZoneScreen({ timeZone, others, now, onPick, onBack }: ZoneScreenProps) {
  const { bodyRows, locale } = useFrame();
  const visible = bodyRows - 2;
  const rows = useMemo(
    () => zoneRows({ plan: timeZone, own: locale.timeZone, windows: others.map((window) => window.timeZone) }),
    [timeZone, locale, others],
  );
  const itemsFor = useCallback((text: string): readonly ZoneRow[] => filteredZones(rows, text), [rows]);
  const { line, cursor } = usePicker({
    itemsFor,
    visible,
    onPick: ({ zone }) => onPick(zone),
    onBack,
  });
  const zones = itemsFor(line.text);
  const zone = zones[cursor]?.zone;
  return (
    <Screen
      question="Which time zone are the hours in?"
      aside={`now ${timeZone}`}
      explanation={zone && (zone === 'UTC' ? 'UTC has no clock changes.' : `${zone}: ${zoneWords(zone, now)}.`)}
      keys={[
        { key: 'type', does: 'to filter', help: 'type to filter; ctrl-u clears it' },
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: 'back', help: 'keep the current time zone' },
      ]}
    >
      <TextLine label="Filter:" line={line} placeholder="type a city or region" />
      <Box marginTop={1} flexDirection="column">
        <List
          items={zones}
          cursor={cursor}
          rows={visible}
          empty="No time zone matches the filter."
          renderItem={({ zone: name, note }, isUnderCursor) => (
            <Text tone={isUnderCursor ? 'focus' : 'body'}>
              {note === '' ? name : `${name.padEnd(nameWidth)}  `}
              <Text tone="muted">{note}</Text>
            </Text>
          )}
        />
      </Box>
    </Screen>
  );
}

/** Of all but the longest names. */
const nameWidth = 20;
