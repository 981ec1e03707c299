/** Beside the hub: all dates, and what becomes of leftovers. */
import { Box } from 'ink';
import { useMemo } from 'react';
import { defaultQuotas } from '../../../plan/account/quotas.js';
import type { CleanupItem } from '../../../plan/cleanup/items.js';
import { othersBeside } from '../../../plan/setup/desired.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { brokenAtSpaces } from '../../clip.js';
import { Marked } from '../../components/marked.js';
import { MenuScreen } from '../../components/menu-screen.js';
import { useFrame } from '../../frame.js';
import { gapOf } from '../../layout.js';
import { FactsScreen } from '../schedule/facts-screen.js';
import { initialScheduleChoice } from '../schedule/state.js';
import { useDates } from '../schedule/use-dates.js';
import { leftWords } from './hub-nodes.js';
import { leftoverOffers, leftoverQuestion } from './hub-words.js';
import type { HubChoices, LeftoverChoice } from './steps.js';

type DatesScreenProps = { readonly plan: SetupPlan; readonly now: Date; readonly onBack: () => void };

/** The dates of a plan, as the schedule tells them. */
export function DatesScreen({ plan, now, onBack }: DatesScreenProps) {
  const { document, account, takenOver } = plan;
  const choice = useMemo(() => initialScheduleChoice(document), [document]);
  const others = useMemo(() => othersBeside(document, account, takenOver), [document, account, takenOver]);
  const windowQuota = account.raisedQuotas?.windows ?? defaultQuotas.windows;
  const dates = useDates(choice, { now, task: document.task, others, windowQuota });
  return <FactsScreen choice={choice} dates={dates} now={now} backWords="back to the plan" onBack={onBack} />;
}

type LeftoversScreenProps = {
  readonly plan: SetupPlan;
  readonly choices: HubChoices;
  readonly onChoose: (choice: LeftoverChoice) => void;
  readonly onBack: () => void;
};

/**
 * Nothing is chosen before somebody chooses: the cursor is on no row at first.
 * ```
 *  What should happen to 2 windows that plan web no longer needs?
 *
 *    window Week1Day2Unattended0300 (mw-…)
 *    …
 *    Delete       4 things, after everything else
 *    Switch off   2 windows; keep the rest
 *    Keep         as they are; windows continue to patch
 * ```
 */
export function LeftoversScreen({ plan, choices, onChoose, onBack }: LeftoversScreenProps) {
  const { columns, size, symbols } = useFrame();
  const left = leftWords(plan);
  const offers = leftoverOffers(plan);
  const things = leftoverWords(plan.leftovers);
  const room = columns - 4;
  const warning = left === undefined ? [] : [`${symbols.warning} ${left}`];
  const rows = [...things, ...warning].flatMap((words) => brokenAtSpaces(words, room)).length;
  return (
    <MenuScreen
      question={leftoverQuestion(plan)}
      explanation="Nothing is chosen yet. Move to an answer."
      choices={offers.map(({ choice, ...words }) => ({ ...words, choose: () => onChoose(choice) }))}
      startAt={offers.findIndex(({ choice }) => choice === choices.leftovers)}
      onBack={onBack}
      wayOut={{ key: 'back', does: 'back to the plan' }}
      mostRows={rows + gapOf(size) + offers.length}
    >
      <Box flexDirection="column" paddingLeft={3}>
        {things.map((words) => (
          <Marked key={words} tone="danger" text={words} columns={room} />
        ))}
        {warning.map((words) => (
          <Marked key={words} tone="warning" text={words} columns={room} />
        ))}
      </Box>
    </MenuScreen>
  );
}

/** Each thing by itself; registrations of one group with several baselines are one line. */
function leftoverWords(leftovers: readonly CleanupItem[]): string[] {
  const baselines = new Map<string, string[]>();
  for (const item of leftovers) {
    if (item.kind !== 'registration') continue;
    baselines.set(item.name, [...(baselines.get(item.name) ?? []), item.registration.baselineName]);
  }
  const others = leftovers.filter(({ kind }) => kind !== 'registration').map(itemWords);
  return [...others, ...[...baselines].map(([group, names]) => `registration of ${group} with ${names.join(', ')}`)];
}

function itemWords(item: CleanupItem): string {
  if (item.kind === 'window') return `window ${item.name} (${item.id})${item.window.enabled ? '' : ', switched off'}`;
  if (item.isSecond) return `${item.name} (${item.id})`;
  if (item.kind === 'task') return `patching task in ${item.window.name} (${item.id})`;
  return `${item.kind} ${item.name} (${item.id})`;
}
