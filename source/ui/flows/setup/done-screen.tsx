/** The end: what exists now, whether AWS agrees about the dates, and what comes next. */
import { Box } from 'ink';
import { doublesWords } from '../../../jobs/doubles.js';
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import { endWords } from '../../../plan/account/deeds.js';
import { counted, isOrAre } from '../../../plan/text/plural.js';
import { type MarkedLine as Line, Marked } from '../../components/marked.js';
import { NextStep } from '../../components/next-step.js';
import { useFrame } from '../../frame.js';
import type { Symbols } from '../../symbols.js';
import { UndoneLines } from '../undone-lines.js';
import { type DoneScreenProps, EndScreen } from '../work-screens.js';
import { firstRunsWords } from './when-words.js';

export type SetupDoneProps = DoneScreenProps<SetupPlaceEnd> & {
  /** What leads back to the answers before, where a plan was changed and flags can say it. */
  readonly setBack?: string | undefined;
};

/**
 * ```
 *  Done: 8 windows, 8 registrations, 1 baseline, 1 record created in 5.4 s.
 *
 *    ✔ AWS's own schedule agrees with the preview on all 24 dates checked.
 *      First run   Tue 1 Dec 03:00 (Europe/London)
 *      Next        press n to put nodes into patch groups; a window patches only the nodes in its group
 * ```
 */
export function DoneScreen({ end, seconds, now, ways = [], onLeave, setBack }: SetupDoneProps) {
  const { columns, symbols } = useFrame();
  const { outcomes } = end.state;
  const lines = [...doublesLines(end, symbols), ...(end.isComplete ? completeLines(end, now, symbols) : [])];
  return (
    <EndScreen
      question={`${endWords(end, seconds)}.${end.isComplete ? '' : ' Nothing was rolled back.'}`}
      explanation={
        end.isComplete
          ? 'Enter quits and prints the next steps, starting with the commands that put nodes into patch groups.'
          : 'Enter quits and prints what happened, with the command to continue.'
      }
      ways={ways}
      onLeave={onLeave}
    >
      <Box flexDirection="column" paddingLeft={2}>
        <UndoneLines outcomes={outcomes} verbs={['was not done', 'were not done']} indent={2} />
        {lines.map((line) => (
          <Marked key={line.text} mark=" " {...line} columns={columns - 3} />
        ))}
        {setBack && <NextStep step={`To go back to the previous answers: ${setBack}`} indent={2} />}
      </Box>
    </EndScreen>
  );
}

function doublesLines({ plan, doubles }: SetupPlaceEnd, { warning }: Symbols): readonly Line[] {
  return doubles ? [{ mark: warning, tone: 'warning', text: doublesWords(doubles, plan.document.plan) }] : [];
}

function completeLines({ plan, check }: SetupPlaceEnd, now: Date, symbols: Symbols): readonly Line[] {
  const { paused, document } = plan;
  const windows = `${paused} of ${counted(document.waves.length, 'window')} ${isOrAre(paused)} paused`;
  return [
    checkLine(check, symbols),
    paused > 0
      ? { mark: symbols.warning, tone: 'warning', text: `${windows}: no runs until the pause ends` }
      : { mark: '  First run  ', text: firstRunsWords(document, now, 1) },
    {
      mark: '  Next       ',
      text: 'press n to put nodes into patch groups; a window patches only the nodes in its group',
    },
  ];
}

function checkLine(check: SetupPlaceEnd['check'], { warning, done, failed }: Symbols): Line {
  if (check === undefined)
    return {
      mark: warning,
      tone: 'warning',
      text: "AWS's own schedule could not be read, so the dates are not verified.",
    };
  const { checked, differences } = check;
  if (checked === 0) return { tone: 'body', text: 'AWS lists no runs to compare with the preview.' };
  const own = "AWS's own schedule";
  return differences.length === 0
    ? { mark: done, tone: 'success', text: `${own} agrees with the preview on all ${checked} dates checked.` }
    : {
        mark: failed,
        tone: 'danger',
        text: `${own} differs from the preview on ${differences.length} of ${checked} dates. They are listed when you quit.`,
      };
}
