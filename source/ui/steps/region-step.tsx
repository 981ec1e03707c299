/** Which region: a list that narrows while typing, with free entry. */
import { Box } from 'ink';
import { useCallback, useEffect, useState } from 'react';
import { describeError } from '../../errors.js';
import type { Connect } from '../../execute/patch-manager.js';
import { isRegionName, regions as offlineRegions, regionLabel } from '../../plan/spec/regions.js';
import { matchingRegions, type RegionRow } from '../../wizard/picker.js';
import { List } from '../components/list.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { TextLine } from '../components/text-line.js';
import { useFrame } from '../frame.js';
import { usePicker } from '../hooks/use-picker.js';

export type RegionStepProps = {
  /** Where the cursor starts; undefined: where the SDK's own configuration says. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly connect: Connect;
  readonly onAnswer: (region: string) => void;
  readonly onBack: () => void;
};

interface KnownRegions {
  readonly rows: readonly RegionRow[];
  readonly source: string;
}

/** The region at hand first, then the others by name. */
function known(names: readonly string[], region: string, source: string): KnownRegions {
  const others = names.filter((name) => name !== region).sort();
  return { rows: [region, ...others].map((name) => ({ name, about: regionLabel(name) })), source };
}

function offline(region: string, source: string): KnownRegions {
  return known(
    offlineRegions.map(({ name }) => name),
    region,
    source,
  );
}

/**
 * ```
 *  Which region?
 *  Filter: ▏type a name or a place
 *  ❯ eu-west-1   Europe (Ireland)
 * ```
 */
export function RegionStep({ region, profile, connect, onAnswer, onBack }: RegionStepProps) {
  const { bodyRows } = useFrame();
  const [regions, setRegions] = useState(() => offline(region ?? firstRegion, 'asking AWS for its regions…'));
  useEffect(() => {
    let isGone = false;
    const settle = (result: KnownRegions): void => {
      if (!isGone) setRegions(result);
    };
    readRegions(connect, region, profile).then(settle, (error: unknown) =>
      settle(offline(region ?? firstRegion, `offline list: ${describeError(error).title}`)),
    );
    return () => {
      isGone = true;
    };
  }, [connect, region, profile]);

  const itemsFor = useCallback((text: string) => matchingRegions(regions.rows, text, isRegionName), [regions]);
  const rows = Math.min(bodyRows, 18) - 2;
  const { text, cursor } = usePicker({
    itemsFor,
    visible: rows,
    initialCursor: 0,
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
      bodyRows={rows + 2}
    >
      <TextLine label="Filter:" text={text} placeholder="type a name or a place" />
      <Box marginTop={1} flexDirection="column">
        <List
          items={itemsFor(text)}
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

/** The region where the cursor starts when none is configured anywhere. */
const firstRegion = 'us-east-1';

async function readRegions(
  connect: Connect,
  region: string | undefined,
  profile: string | undefined,
): Promise<KnownRegions> {
  const manager = await connect({ region, profile }).catch((error: unknown) => {
    if (describeError(error).code !== 'no-region') throw error;
    return connect({ region: firstRegion, profile });
  });
  try {
    const names = await manager.regions();
    return known(names, manager.region, `${names.length} regions`);
  } finally {
    manager.close();
  }
}
