/** Something that is going on, and for how long once that is worth a word; for screen readers a word that does not move. */
import { useIsScreenReaderEnabled } from 'ink';
import { useEffect, useState } from 'react';
import { useFrame } from '../frame.js';
import { useWaited } from '../hooks/use-waited.js';
import { Text } from './text.js';

export type SpinnerProps = { readonly label: string };

const milliseconds = 100;

/** ` ⠼ CreateMaintenanceWindow  Week1Day2Unattended0300 · 12 s` */
export function Spinner({ label }: SpinnerProps) {
  const { symbols } = useFrame();
  const isStill = useIsScreenReaderEnabled();
  const waited = useWaited(true);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (isStill) return;
    const timer = setInterval(() => setTurn((count) => count + 1), milliseconds);
    return () => clearInterval(timer);
  }, [isStill]);
  const symbol = isStill ? 'running:' : symbols.spinner[turn % symbols.spinner.length];
  return <Text>{` ${symbol} ${label}${waited}`}</Text>;
}
