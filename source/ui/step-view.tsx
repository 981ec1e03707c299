/** Which screen belongs to which step. */

import type { Connect, PatchManager } from '../execute/patch-manager.js';
import { isDone } from '../jobs/cleanup-result.js';
import { planOf } from '../plan/account/inventory.js';
import type { BaselineDefinition } from '../plan/baseline/baseline.js';
import type { CleanupSelection } from '../plan/cleanup/choice.js';
import type { Answers } from '../plan/spec/answers.js';
import type { ConnectionFlags } from '../plan/spec/command-line.js';
import { quotas } from '../plan/spec/quotas.js';
import { offeredRegion, type RestoreRequest } from '../wizard/restore.js';
import type { WizardEvent, WizardState } from '../wizard/wizard.js';
import type { Clock, Work } from './hooks/use-execution.js';
import { AccountStep } from './steps/account-step.js';
import { BaselineStep } from './steps/baseline-step.js';
import { ChooseStep } from './steps/choose-step.js';
import { CleanupDoneStep } from './steps/cleanup-done-step.js';
import { ConfirmStep } from './steps/confirm-step.js';
import { DoneStep } from './steps/done-step.js';
import { HomeStep } from './steps/home-step.js';
import { OptionsStep } from './steps/options-step.js';
import { ProgressStep } from './steps/progress-step.js';
import { RegionStep } from './steps/region-step.js';
import { RestoreDoneStep } from './steps/restore-done-step.js';
import { RestoreReviewStep } from './steps/restore-review-step.js';
import { ReviewStep } from './steps/review-step.js';
import { ScheduleStep } from './steps/schedule-step.js';
import { StatusStep } from './steps/status-step.js';

export type StepViewProps = {
  readonly connection: ConnectionFlags;
  readonly connect: Connect;
  readonly readBaselineFile: (fileName: string) => BaselineDefinition;
  /** What flags have chosen for a clean-up. */
  readonly selection: CleanupSelection;
  /** False where flags want no backup. */
  readonly hasBackup: boolean;
  /** What a restore brings back; the wizard was opened for nothing else then. */
  readonly restore?: RestoreRequest | undefined;
  readonly clock: Clock;
  readonly manager: () => PatchManager | undefined;
  readonly state: WizardState;
  readonly dispatch: (event: WizardEvent) => void;
  readonly work: Work;
  readonly isStopping: boolean;
  readonly now: Date;
  readonly leave: (exitCode: number, wantsSandbox?: boolean) => void;
  /** Hears what is ticked on the schedule screen before it is answered. */
  readonly onDraft: (answers: Partial<Answers>) => void;
};

export function StepView(props: StepViewProps) {
  const { state, dispatch, work, now, leave, connection, clock } = props;
  const { step, answers, account } = state;
  const inventory = account.status === 'read' ? account.inventory : undefined;
  const question = {
    answers,
    onAnswer: (changes: Partial<WizardState['answers']>) => dispatch({ type: 'answered', step, answers: changes }),
    onBack: (changes: Partial<WizardState['answers']>) => dispatch({ type: 'back', step, answers: changes }),
  };
  switch (step) {
    case 'home':
      return (
        <HomeStep
          region={state.connection.region}
          profile={state.connection.profile}
          onChoose={(flow) => dispatch({ type: 'chose', flow })}
          onSandbox={() => leave(0, true)}
          onQuit={() => leave(0)}
        />
      );
    case 'region':
      return (
        <RegionStep
          region={state.connection.region}
          profile={state.connection.profile}
          connect={props.connect}
          onAnswer={(region) => dispatch({ type: 'answered', step, connection: { region } })}
          onBack={() => dispatch({ type: 'back', step })}
        />
      );
    case 'account': {
      const region = props.restore && offeredRegion(props.restore, account, state.connection.region);
      return (
        <AccountStep
          isFirst={props.restore !== undefined}
          offer={
            region
              ? {
                  label: `Region ${region}, which the backup is of`,
                  choose: () => dispatch({ type: 'reconnect', connection: { region } }),
                }
              : undefined
          }
          account={account}
          region={state.connection.region}
          flow={state.flow}
          onYes={() => dispatch({ type: 'answered', step })}
          onRetry={() => dispatch({ type: 'reconnect' })}
          onProfile={(profile) => dispatch({ type: 'reconnect', connection: { profile } })}
          onRegion={() => dispatch(props.restore ? { type: 'other-region' } : { type: 'back', step })}
          onBack={() => (props.restore ? leave(0) : dispatch({ type: 'back', step }))}
        />
      );
    }
    case 'baseline':
      return <BaselineStep {...question} nodes={inventory?.nodes ?? []} readBaselineFile={props.readBaselineFile} />;
    case 'preview':
    case 'schedule': {
      const others = inventory?.windows.filter((window) => planOf(window) !== answers.plan) ?? [];
      const nextWords = step === 'preview' ? 'set up with these' : 'next';
      return (
        <ScheduleStep
          {...question}
          key={step}
          windowsInUse={others.length}
          windowQuota={inventory?.raisedQuotas?.windows ?? quotas.windows}
          now={now}
          nextWords={nextWords}
          onDraft={props.onDraft}
        />
      );
    }
    case 'options':
      return <OptionsStep {...question} inventory={inventory} />;
    case 'review':
      if (account.status !== 'read') return null;
      if (props.restore) {
        return (
          <RestoreReviewStep
            request={props.restore}
            inventory={account.inventory}
            connection={{ ...connection, ...state.connection, region: account.identity.region }}
            onConfirm={(plan) => dispatch({ type: 'confirmed-restore', plan })}
            onBack={() => dispatch({ type: 'back', step })}
            onQuit={() => leave(0)}
          />
        );
      }
      return (
        <ReviewStep
          answers={answers}
          inventory={account.inventory}
          connection={{ ...connection, ...state.connection }}
          now={now}
          consent={state.consent}
          onToggle={(consent) => dispatch({ type: 'toggled', consent })}
          onConfirm={(plan) => dispatch({ type: 'confirmed', plan })}
          onRevise={(target) => dispatch({ type: 'revise', step: target })}
          onBack={() => dispatch({ type: 'back', step })}
          onQuit={() => leave(0)}
        />
      );
    case 'choose': {
      const manager = props.manager();
      if (manager === undefined) return null;
      return (
        <ChooseStep
          manager={manager}
          selection={props.selection}
          chosen={state.chosen}
          now={clock.now}
          onChoose={(plan) => dispatch({ type: 'chose-items', plan })}
          onBack={() => dispatch({ type: 'back', step })}
        />
      );
    }
    case 'status': {
      const manager = props.manager();
      if (manager === undefined) return null;
      return <StatusStep manager={manager} now={now} onBack={() => dispatch({ type: 'back', step })} />;
    }
    case 'confirm':
      if (state.chosen === undefined || account.status !== 'read') return null;
      return (
        <ConfirmStep
          plan={state.chosen}
          account={account.identity.account}
          hasBackup={props.hasBackup}
          onConfirm={(plan) => dispatch({ type: 'confirmed-items', plan })}
          onBack={() => dispatch({ type: 'back', step })}
        />
      );
    case 'progress':
      return (
        <ProgressStep
          execution={work.execution}
          seconds={secondsOf(work, clock.now())}
          isStopping={props.isStopping}
          isChecking={work.phase === 'checking'}
          flow={state.flow === 'status' ? 'setup' : state.flow}
        />
      );
    case 'done':
      if (state.agreedCleanup) {
        const code = work.outcome.refusal?.exitCode ?? (isDone(work.execution, work.outcome.left) ? 0 : 1);
        return <CleanupDoneStep work={work} seconds={secondsOf(work, clock.now())} onLeave={() => leave(code)} />;
      }
      if (state.agreedRestore) {
        return (
          <RestoreDoneStep
            plan={state.agreedRestore}
            work={work}
            seconds={secondsOf(work, clock.now())}
            onLeave={() => leave(isAllDone(work) ? 0 : 1)}
          />
        );
      }
      if (state.agreed === undefined) return null;
      return (
        <DoneStep
          plan={state.agreed}
          execution={work.execution}
          check={work.outcome.check}
          refusal={work.outcome.refusal}
          seconds={secondsOf(work, clock.now())}
          now={now}
          onLeave={() => leave(work.outcome.refusal?.exitCode ?? (isAllDone(work) ? 0 : 1))}
        />
      );
    default:
      return step satisfies never;
  }
}

function isAllDone({ execution }: Work): boolean {
  return execution.succeeded === execution.total;
}

/** Seconds since the work began, until its end. */
function secondsOf({ startedAt, endedAt }: Work, now: Date): number {
  return startedAt === undefined ? 0 : ((endedAt ?? now).getTime() - startedAt.getTime()) / 1000;
}
