/** The row of tables: which there are, how long each is, and which one is looked at. */
import { Box } from 'ink';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { type TabWords, tabWords } from './status-words.js';
import type { StatusTables } from './tables.js';
import type { StatusView } from './view.js';

export type TabsLineProps = {
  readonly view: StatusView;
  readonly tables: StatusTables;
  /** `3 of 12` */
  readonly position: string;
};

/** ` [Windows 12]  Nodes 46  Groups 8  Baselines 5  Drift 1                3 of 12` */
export function TabsLine({ view, tables, position }: TabsLineProps) {
  const { columns } = useFrame();
  const all = tabWords(view, tables);
  const offers = [
    { gap: 3, textOf: (each: TabWords) => each.long },
    { gap: 2, textOf: (each: TabWords) => each.long },
    { gap: 1, textOf: (each: TabWords) => each.long },
    { gap: 1, textOf: (each: TabWords) => (each.isHere ? each.long : each.short) },
  ];
  const widthOf = ({ gap, textOf }: (typeof offers)[number]): number =>
    all.reduce((sum, each) => sum + gap + textOf(each).length, 2);
  const whole = position.length + 3;
  const fitting =
    offers.find((offer) => widthOf(offer) + whole <= columns) ?? offers.find((offer) => widthOf(offer) <= columns);
  const { gap, textOf } = fitting ?? { gap: 1, textOf: (each: TabWords) => each.short };
  const hasRoom = widthOf({ gap, textOf }) + whole <= columns;
  return (
    <Box justifyContent="space-between" paddingRight={1}>
      <Box gap={gap} paddingLeft={1} flexShrink={0}>
        {all.map((each) => (
          <Text key={each.tab} tone={each.isHere ? 'focus' : each.isUrgent ? 'warning' : 'muted'}>
            {each.isHere ? `[${textOf(each)}]` : textOf(each)}
          </Text>
        ))}
      </Box>
      {hasRoom && <Text tone="muted">{position}</Text>}
    </Box>
  );
}
