/** New ids against the old ones, a line each. */

import { restoredIds, restoredIdWords } from '../../../jobs/restored-ids.js';
import type { Outcome } from '../../../plan/account/events.js';
import type { RestorePlan } from '../../../plan/restore/restore-plan.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { spelled } from '../../symbols.js';

export type RestoredIdsProps = {
  readonly plan: Pick<RestorePlan, 'renamed'>;
  readonly outcomes: readonly Outcome[];
};

/**
 * ```
 * New ids against the old ones:
 * mw-0c50858d01EXAMPLE → mw-0a1feb7704a3279a9  Week1Day2Unattended0300
 * ```
 */
export function RestoredIds({ plan, outcomes }: RestoredIdsProps) {
  const { columns, symbols, size } = useFrame();
  const ids = restoredIds(plan, outcomes);
  if (ids.length === 0) return null;
  const isAllThere = ids.every(({ isThereAlready }) => isThereAlready);
  const room = columns - (size === 'small' ? 2 : 4);
  return (
    <>
      <Text tone="muted">{isAllThere ? 'Brought back before, under new ids:' : 'New ids against the old ones:'}</Text>
      {ids.map((each) => {
        const line = spelled(restoredIdWords(isAllThere ? { ...each, isThereAlready: false } : each), symbols);
        // A name beside a long id would only break both.
        const hasRoom = line.length + 2 + each.name.length <= room;
        return (
          <Text key={each.before} wrap="wrap">
            {line}
            <Text tone="muted">{hasRoom ? `  ${each.name}` : ''}</Text>
          </Text>
        );
      })}
    </>
  );
}
