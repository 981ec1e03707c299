/** Something that is going on, and for how long once that is worth a word; for screen readers a word that does not move. */
import { useIsScreenReaderEnabled } from 'ink';
import { useFrame } from '../frame.js';
import { useTicks, useWaited } from '../hooks/use-ticks.js';
import { Text } from './text.js';

const milliseconds = 100;

/** ` ⠼ CreateMaintenanceWindow  Week1Day2Unattended0300 · 12 s` */
export function Spinner({ label }: { readonly label: string }) {
  const { symbols } = useFrame();
  const isStill = useIsScreenReaderEnabled();
  const waited = useWaited(true);
  const turn = useTicks(milliseconds, !isStill);
  const symbol = isStill ? 'running:' : symbols.spinner[turn % symbols.spinner.length];
  return <Text>{` ${symbol} ${label}${waited}`}</Text>;
}
