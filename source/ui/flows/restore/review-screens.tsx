/** The review of a restore: what comes back, what is there and kept, and the explicit yes. */
import { Box } from 'ink';
import { useState } from 'react';
import type { Place } from '../../../jobs/job.js';
import { isBlocking } from '../../../plan/account/finding.js';
import { thingsWords } from '../../../plan/account/things.js';
import { type ConnectionFlags, restoreCommand } from '../../../plan/intent/command-line.js';
import type { RestorePlan } from '../../../plan/restore/restore.js';
import { restoreLines, whyNothing } from '../../../plan/restore/summary.js';
import { counted } from '../../../plan/text/plural.js';
import { MenuScreen, type MenuScreenProps } from '../../components/menu-screen.js';
import { OperationsScreen } from '../../components/operations-screen.js';
import { Commands, Counts, Fact, Findings } from '../../components/plan-parts.js';
import { Text } from '../../components/text.js';
import { TypedScreen } from '../../components/typed-screen.js';
import { useFrame } from '../../frame.js';
import { accountWords } from '../../words/account.js';
import { cityWords, clockWords, momentWords } from '../../words/dates.js';
import { RestoredIds } from './done-screen.js';
import { canBegin, type RestoreRequest } from './state.js';

export type ReviewScreensProps = {
  readonly request: RestoreRequest;
  readonly plan: RestorePlan;
  readonly place: Pick<Place, 'account' | 'region'>;
  readonly now: Date;
  /** For commands to copy. */
  readonly connection: ConnectionFlags;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
  readonly onQuit: () => void;
};

/**
 * The review with its side screen, every call.
 * ```
 *  Restore this?                                   backup of Mon 23 Nov 10:00 London (yesterday)
 *
 *    + 1  patch baseline        Windows-0day-Important
 *    + 2  maintenance windows   Week1Day2Unattended0300, Week1Day2Unattended0400
 *    = 3 items in the backup already exist: kept as they are
 *    …
 *  ❯ Restore: 2 windows, 2 registrations, 1 baseline
 *    Show every call
 *    Quit without changes
 * ```
 */
export function ReviewScreens(props: ReviewScreensProps) {
  const { request, plan, place, now, onConfirm, onBack, onQuit } = props;
  const { size, isSandbox, locale } = useFrame();
  const [aside, setAside] = useState<'calls' | 'confirm'>();
  // Back from the calls the cursor is where it was, not on what applies the plan.
  const [startAt, setStartAt] = useState(0);
  const close = (): void => setAside(undefined);
  if (aside === 'calls') return <OperationsScreen operations={plan.operations} onBack={close} />;
  if (aside === 'confirm') return <TypedScreen {...confirmationOf(plan, place)} onConfirm={onConfirm} onBack={close} />;
  const list = (row: number): void => {
    setStartAt(row);
    setAside('calls');
  };
  const restore = (): void => (isSandbox ? onConfirm() : setAside('confirm'));
  const { timeZone } = locale;
  const createdAt = new Date(request.backup.createdAt);
  const writtenAt =
    size === 'large'
      ? momentWords(createdAt, { timeZone, now })
      : `${clockWords(createdAt, { timeZone, now })} ${cityWords(timeZone)}`;
  const calls = plan.operations.length;
  return (
    <MenuScreen
      {...askedAbout(plan)}
      // A narrow screen has no room for it beside the sentence that nothing is missing.
      aside={size === 'small' && calls === 0 ? undefined : `backup of ${writtenAt}`}
      choices={[
        ...(canBegin(plan) ? [{ label: `Restore: ${thingsWords(plan.operations)}`, choose: restore }] : []),
        ...(calls > 0 ? [{ label: 'Show every call', action: 'calls' as const, choose: list }] : []),
        { label: 'Quit without changes', choose: onQuit },
      ]}
      startAt={startAt}
      mostRows={20}
      onBack={onBack}
    >
      <Body {...props} />
    </MenuScreen>
  );
}

function askedAbout(plan: RestorePlan): Pick<MenuScreenProps, 'question' | 'explanation'> {
  if (plan.findings.some(isBlocking)) {
    const explanation = 'Nothing can be restored until this is solved.';
    return { question: 'This backup cannot be restored as it is.', explanation };
  }
  if (plan.operations.length === 0)
    return { question: `Nothing to do: ${whyNothing(plan)}.`, explanation: 'Nothing was changed.' };
  const explanation = 'Nothing has been changed yet. Restored items get new ids, which are listed at the end.';
  return { question: 'Restore this?', explanation };
}

function Body({ request, plan, connection }: ReviewScreensProps) {
  const { columns, size } = useFrame();
  const { file, isForced } = request;
  const gap = size === 'small' ? 0 : 1;
  const indent = size === 'small' ? 1 : 3;
  const room = columns - indent - 1;
  const kept = `= ${counted(plan.kept, 'item')} in the backup already ${plan.kept === 1 ? 'exists: kept as it is' : 'exist: kept as they are'}`;
  return (
    <Box flexDirection="column" paddingLeft={indent}>
      <Counts lines={restoreLines(plan)} />
      {plan.kept > 0 && <Text tone="muted">{kept}</Text>}
      <Findings findings={plan.findings} columns={room} />
      <Box flexDirection="column" marginTop={gap}>
        {canBegin(plan) ? (
          <Commands commands={[restoreCommand(file, connection, { isForced })]} columns={room} />
        ) : (
          <Fact label="Backup" value={file} />
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

/** What has to be typed before the first call. */
function confirmationOf({ operations }: RestorePlan, { account, region }: ReviewScreensProps['place']) {
  return {
    question: `Type yes to restore ${thingsWords(operations)} in account ${accountWords(account)}, ${region}.`,
    explanation: 'Nothing has been changed yet.',
    expected: 'yes',
  };
}
