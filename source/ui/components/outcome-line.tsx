/** One operation that has ended. */
import type { Outcome } from '../../plan/account/events.js';
import { useFrame } from '../frame.js';
import type { Symbols } from '../symbols.js';
import type { Tone } from '../theme.js';
import { Text } from './text.js';

const looks = {
  succeeded: { symbol: 'done', tone: 'success' },
  failed: { symbol: 'failed', tone: 'danger' },
  skipped: { symbol: 'skipped', tone: 'muted' },
} as const satisfies Readonly<Record<Outcome['type'], { symbol: keyof Symbols; tone: Tone }>>;

/** ` ✔ CreateMaintenanceWindow  Week1Day2Unattended0300  mw-0c50858d01EXAMPLE` */
export function OutcomeLine({ outcome }: { readonly outcome: Outcome }) {
  const { symbols } = useFrame();
  const { symbol, tone } = looks[outcome.type];
  return (
    <Text>
      <Text tone={tone}>{` ${symbols[symbol]} `}</Text>
      <Text>{`${outcome.operation.kind.padEnd(37)}  ${outcome.operation.name}`}</Text>
      <Text tone="muted">{`  ${endOf(outcome)}`}</Text>
    </Text>
  );
}

function endOf(outcome: Outcome): string {
  switch (outcome.type) {
    case 'succeeded':
      return outcome.resourceId === outcome.operation.name ? '' : (outcome.resourceId ?? '');
    case 'failed':
      return outcome.error.detail ?? outcome.error.title;
    case 'skipped':
      return outcome.reason;
    default:
      return outcome satisfies never;
  }
}
