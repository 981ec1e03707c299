/** The schedule's side screen: all that is worth knowing about the dates, and more of them, page by page. */
import { Box } from 'ink';
import type { ScheduleChoice } from '../../wizard/schedule-choice.js';
import { DateList } from '../components/date-list.js';
import { InsightLines } from '../components/insight-lines.js';
import { Screen } from '../components/screen.js';
import { Scroll, useScroll } from '../components/scroll.js';
import { useFrame } from '../frame.js';
import { type DatesOptions, useDates } from '../hooks/use-dates.js';
import { useScreenKeys } from '../hooks/use-keys.js';

export type FactsScreenProps = DatesOptions & { readonly choice: ScheduleChoice; readonly onBack: () => void };

/**
 * ```
 *  What is worth knowing about these dates
 *
 *    8 windows; the region takes 50
 *    · Longest gap between two runs: 27 days, Wed 9 Dec 2026 to Tue 5 Jan 2027.
 *
 *    Next patch dates                             in
 *    Tue  1 Dec 2026  03:00–04:00  1st Tue        8 days
 * ```
 */
export function FactsScreen({ choice, onBack, ...options }: FactsScreenProps) {
  const { bodyRows, columns } = useFrame();
  const { slots, occurrences, insights } = useDates(choice, options);
  const scroll = useScroll();
  useScreenKeys((action) => {
    if (action === 'page-up' || action === 'up') scroll.turn(-1);
    else if (action === 'page-down' || action === 'down') scroll.turn(1);
    else if (action === 'back' || action === 'submit' || action === 'facts') onBack();
  });
  const indent = 2;
  return (
    <Screen
      question="What is worth knowing about these dates"
      aside={`times in ${choice.timeZone}`}
      keys={[
        { key: 'move', does: 'turn the page' },
        { key: 'back', does: 'back to the schedule' },
      ]}
      bodyRows={bodyRows}
    >
      <Scroll rows={bodyRows} scroll={scroll}>
        <Box flexDirection="column" paddingLeft={indent}>
          <InsightLines {...options} windows={slots.length} insights={insights} columns={columns - indent} />
          <Box marginTop={1}>
            <DateList
              occurrences={occurrences}
              timeZone={choice.timeZone}
              now={options.now}
              rows={occurrences.length + 1}
            />
          </Box>
        </Box>
      </Scroll>
    </Screen>
  );
}
