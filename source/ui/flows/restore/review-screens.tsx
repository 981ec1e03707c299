/** The review of a restore: what comes back, what is there and kept, and the explicit yes. */
import { Box } from 'ink';
import { useState } from 'react';
import { isBlocking } from '../../../plan/account/finding.js';
import { type ConnectionFlags, restoreCommand } from '../../../plan/intent/command-line.js';
import type { RestorePlan } from '../../../plan/restore/restore-plan.js';
import { restoreLines, whyNothing } from '../../../plan/restore/summary.js';
import { plural } from '../../../plan/text/plural.js';
import { MenuList } from '../../components/menu-list.js';
import { OperationsScreen } from '../../components/operations-screen.js';
import { Commands, Counts, Fact, Findings } from '../../components/plan-parts.js';
import { Screen } from '../../components/screen.js';
import { Scroll, useScroll } from '../../components/scroll.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { useMenu } from '../../hooks/use-menu.js';
import { dateWords, timeWords } from '../../words/dates.js';
import { RestoredIds } from './id-lines.js';
import type { RestoreRequest } from './state.js';

export type ReviewScreensProps = {
  readonly request: RestoreRequest;
  readonly plan: RestorePlan;
  /** For commands to copy. */
  readonly connection: ConnectionFlags;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
  readonly onQuit: () => void;
};

/** The review with its side screen: every call. */
export function ReviewScreens(props: ReviewScreensProps) {
  const [isListing, setListing] = useState(false);
  // Back from the calls the cursor is where it was, not on what applies the plan.
  const [startAt, setStartAt] = useState(0);
  if (isListing) return <OperationsScreen operations={props.plan.operations} onBack={() => setListing(false)} />;
  return (
    <ReviewScreen
      {...props}
      startAt={startAt}
      onList={(row) => {
        setStartAt(row);
        setListing(true);
      }}
    />
  );
}

type ReviewScreenProps = ReviewScreensProps & { readonly startAt: number; readonly onList: (row: number) => void };

/** Rows that the review takes at most; beyond them the menu would be far from what it is about. */
const mostRows = 20;

/**
 * ```
 *  Restore this?                                             backup of 23 Nov 2026 10:00 UTC
 *
 *    + 1  patch baseline        Windows-0day-Important
 *    + 2  maintenance windows   Week1Day2Unattended0300, Week1Day2Unattended0400
 *    = 3 of the backup are there: kept as they are
 *    …
 *  ❯ Restore: make 9 calls
 *    Show every call
 *    Leave, nothing is changed
 * ```
 */
function ReviewScreen(props: ReviewScreenProps) {
  const { request, plan, startAt, onBack } = props;
  const { bodyRows, size } = useFrame();
  const gap = size === 'small' ? 0 : 1;
  const isIdle = plan.operations.length === 0;
  const isBlocked = plan.findings.some(isBlocking);
  const choices = choicesOf(props, isBlocked);
  const scroll = useScroll();
  const cursor = useMenu({
    length: choices.length,
    startAt,
    onSubmit: (row) => choices[row]?.choose(row),
    onBack,
    onPage: scroll.turn,
  });
  const rows = Math.min(bodyRows, mostRows);
  return (
    <Screen
      question={questionOf(plan, isBlocked)}
      // A narrow screen has no room for it beside the sentence that nothing is missing.
      aside={size === 'small' && isIdle ? undefined : `backup of ${createdWords(request)}`}
      explanation={explanationOf(plan, isBlocked)}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: 'back' },
        ...scroll.hints,
      ]}
      bodyRows={rows}
    >
      <Scroll rows={rows - choices.length - gap} scroll={scroll}>
        <Body {...props} />
      </Scroll>
      <Box flexShrink={0} marginTop={gap}>
        <MenuList items={choices} cursor={cursor} />
      </Box>
    </Screen>
  );
}

function choicesOf({ plan, onConfirm, onList, onQuit }: ReviewScreenProps, isBlocked: boolean) {
  const calls = plan.operations.length;
  const restore = { label: `Restore: make ${calls} ${plural(calls, 'call')}`, choose: (_row: number) => onConfirm() };
  return [
    ...(calls > 0 && !isBlocked ? [restore] : []),
    ...(calls > 0 ? [{ label: 'Show every call', choose: onList }] : []),
    { label: 'Leave, nothing is changed', choose: (_row: number) => onQuit() },
  ];
}

function Body({ request, plan, connection }: Pick<ReviewScreenProps, 'request' | 'plan' | 'connection'>) {
  const { columns, size } = useFrame();
  const { file, isForced } = request;
  const gap = size === 'small' ? 0 : 1;
  const indent = size === 'small' ? 1 : 3;
  const kept = `= ${plan.kept} of the backup ${plan.kept === 1 ? 'is' : 'are'} there: kept as ${plan.kept === 1 ? 'it is' : 'they are'}`;
  return (
    <Box flexDirection="column" paddingLeft={indent}>
      <Counts lines={restoreLines(plan)} />
      {plan.kept > 0 && <Text tone="muted">{kept}</Text>}
      <Findings findings={plan.findings} />
      <Box flexDirection="column" marginTop={gap}>
        {plan.operations.length > 0 && !plan.findings.some(isBlocking) ? (
          <Commands commands={[restoreCommand(file, connection, { isForced })]} columns={columns - indent - 1} />
        ) : (
          <Fact label="Backup" value={size === 'small' ? `${file}, of ${createdWords(request)}` : file} />
        )}
      </Box>
      {plan.renamed.length > 0 && (
        <Box flexDirection="column" marginTop={gap}>
          <RestoredIds plan={plan} outcomes={[]} />
        </Box>
      )}
    </Box>
  );
}

/** `23 Nov 2026 10:00 UTC` */
function createdWords({ backup }: RestoreRequest): string {
  const createdAt = new Date(backup.createdAt);
  return `${dateWords(createdAt, 'UTC').slice(4).trim()} ${timeWords(createdAt, 'UTC')} UTC`;
}

function questionOf(plan: RestorePlan, isBlocked: boolean): string {
  if (isBlocked) return 'This cannot be restored as it is.';
  return plan.operations.length === 0 ? `Nothing to do: ${whyNothing(plan)}.` : 'Restore this?';
}

function explanationOf({ operations }: RestorePlan, isBlocked: boolean): string {
  if (isBlocked) return 'Something is in the way: nothing can be restored before it is solved.';
  if (operations.length === 0) return 'Nothing was changed.';
  return 'Nothing has been changed so far. What comes back has a new id; the old and the new ones are told at the end.';
}
