/** Reads the account when the account question comes up, and counts the nodes of the plan's groups afterwards. */
import { useEffect, useRef } from 'react';
import { describeError } from '../../errors.js';
import type { Connect, PatchManager } from '../../execute/patch-manager.js';
import { readPlanNodes } from '../../jobs/plan-nodes.js';
import type { AccountIdentity } from '../../plan/account/inventory.js';
import { requireSamePlace } from '../../plan/cleanup/backup.js';
import { slotsOf } from '../../plan/spec/answers.js';
import { patchGroupName } from '../../plan/spec/names.js';
import type { RestoreRequest } from '../../wizard/restore.js';
import type { WizardEvent, WizardState } from '../../wizard/wizard.js';

export interface AccountOptions {
  readonly state: WizardState;
  readonly dispatch: (event: WizardEvent) => void;
  readonly connect: Connect;
  /** Wants the account of the backup, and everything in it. */
  readonly restore: RestoreRequest | undefined;
}

/** Returns the manager of the account that was read last; undefined before. */
export function useAccount({ state, dispatch, connect, restore }: AccountOptions): () => PatchManager | undefined {
  const manager = useRef<PatchManager | undefined>(undefined);
  const reading = useRef(new AbortController());

  const isWanted = state.step === 'account' && state.account.status === 'unread';
  const { region, profile } = state.connection;
  useEffect(() => {
    if (!isWanted) return;
    reading.current.abort();
    reading.current = new AbortController();
    dispatch({ type: 'reading' });
    const { signal } = reading.current;
    void readAccount({ connect, region, profile, dispatch, signal, restore }).then((opened) => {
      if (opened) manager.current = opened;
    });
  }, [isWanted, connect, region, profile, dispatch, restore]);

  useEffect(() => () => reading.current.abort(), []);
  useGroupCounts(state, dispatch, manager.current);
  return () => manager.current;
}

interface ReadAccountOptions extends Pick<AccountOptions, 'connect' | 'restore'> {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly dispatch: (event: WizardEvent) => void;
  readonly signal: AbortSignal;
}

/** Never rejects; what was overtaken by another reading says nothing. */
async function readAccount(options: ReadAccountOptions): Promise<PatchManager | undefined> {
  const { connect, region, profile, signal, restore } = options;
  const dispatch = (event: WizardEvent): void => {
    if (!signal.aborted) options.dispatch(event);
  };
  try {
    const manager = await connect({ region, profile });
    const identity = await manager.identify(signal);
    dispatch({ type: 'identified', identity });
    if (restore) requirePlaceOf(restore, identity);
    const inventory = await manager.readInventory({
      signal,
      isComplete: restore !== undefined,
      onProgress: (progress) => dispatch({ type: 'progressed', progress }),
    });
    dispatch({ type: 'read', identity, inventory });
    return signal.aborted ? undefined : manager;
  } catch (error) {
    dispatch({ type: 'failed', error: describeError(error) });
    return undefined;
  }
}

/** Before anything is read: what is there says nothing about a backup of somewhere else. */
function requirePlaceOf({ backup, isForced }: RestoreRequest, identity: AccountIdentity): void {
  if (!isForced) requireSamePlace(backup, identity);
}

/** The counts only make words more precise, so a failure to count says nothing. */
function useGroupCounts(
  { flow, step, account, answers }: WizardState,
  dispatch: (event: WizardEvent) => void,
  manager: PatchManager | undefined,
): void {
  const isWanted = flow === 'setup' && account.status === 'read' && (step === 'options' || step === 'review');
  const { plan, tagKey } = answers;
  const windows = account.status === 'read' ? account.inventory.windows : undefined;
  const groups = isWanted ? slotsOf(answers).map(patchGroupName).join('\n') : '';
  useEffect(() => {
    if (groups === '' || manager === undefined || windows === undefined) return;
    const abort = new AbortController();
    const count = async (): Promise<void> => {
      const patchGroups = groups.split('\n');
      const nodes = await readPlanNodes({ manager }, { plan, tagKey, patchGroups }, windows, abort.signal);
      if (!abort.signal.aborted) dispatch({ type: 'counted', ...nodes });
    };
    count().catch(() => {});
    return () => abort.abort();
  }, [groups, plan, tagKey, windows, manager, dispatch]);
}
