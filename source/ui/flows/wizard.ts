/** What is on the screen: one flow at a time, each with its own steps. One reducer, no effects. */
import type { FoundBackup } from '../../plan/restore/found.js';
import type { Request } from '../../plan/setup/intent.js';
import {
  type CleanupEvent,
  type CleanupRequest,
  type CleanupState,
  cleanupWhere,
  reduceCleanup,
  startCleanup,
} from './cleanup/state.js';
import { atHome, type HomeChoice, type HomeState, homeWhere } from './home/state.js';
import {
  type NodesEvent,
  type NodesRequest,
  type NodesState,
  nodesWhere,
  reduceNodes,
  startNodes,
} from './nodes/state.js';
import { type ConnectionAnswers, connectionOf, openedOf } from './opening/state.js';
import { type PreviewEvent, type PreviewState, previewWhere, reducePreview, startPreview } from './preview/state.js';
import {
  type RestoreEvent,
  type RestoreRequest,
  type RestoreState,
  reduceRestore,
  restoreWhere,
  startBackups,
  startRestore,
} from './restore/state.js';
import type { Session, Where } from './session.js';
import { initialAnswering } from './setup/answering.js';
import { answeringNow, reduceSetup, type SetupEvent, startSetup } from './setup/state.js';
import { type SetupState, setupWhere } from './setup/steps.js';
import {
  isOutdated,
  reduceStatus,
  type StatusEvent,
  type StatusState,
  startStatus,
  statusAfterWork,
  statusWhere,
} from './status/state.js';

export type WizardState =
  | HomeState
  | SetupState
  | NodesState
  | CleanupState
  | RestoreState
  | StatusState
  | PreviewState;

/** What there is for flows that begin at home. */
interface Offered {
  readonly cleanup: CleanupRequest;
  /** On this machine, where they are asked about. */
  readonly backups?: readonly FoundBackup[];
}

/** An event of a flow; where that is no longer on the screen it counts for nothing. */
export type WizardEvent =
  /** From wherever one is, unless calls are being made. */
  | {
      readonly flow: 'any';
      readonly event:
        | { readonly type: 'home' | 'status' }
        | { readonly type: 'backups'; readonly backups: readonly FoundBackup[] };
    }
  | {
      readonly flow: 'home';
      readonly event: { readonly type: 'chose'; readonly choice: HomeChoice } & Offered;
    }
  | { readonly flow: 'setup'; readonly event: SetupEvent }
  | { readonly flow: 'nodes'; readonly event: NodesEvent }
  | { readonly flow: 'cleanup'; readonly event: CleanupEvent }
  | { readonly flow: 'restore'; readonly event: RestoreEvent }
  | { readonly flow: 'status'; readonly event: StatusEvent }
  | { readonly flow: 'preview'; readonly event: PreviewEvent };

/** What the program was started for. */
export type WizardStart = {
  readonly request: Request;
  /** The region that a flag names: it is not asked for. */
  readonly region: string | undefined;
  /** Further ones that it names. */
  readonly others?: readonly string[] | undefined;
  readonly connection: ConnectionAnswers;
  readonly cleanup: CleanupRequest;
} & ({ readonly flow: 'home' | 'setup' | 'cleanup' } | RequestedBegin);

/** What is asked for beside the account: nodes, a backup, or those on this machine to choose from. */
export type RequestedBegin =
  | { readonly flow: 'nodes'; readonly nodes: NodesRequest }
  | { readonly flow: 'restore'; readonly restore: RestoreRequest }
  | { readonly flow: 'backups'; readonly backups: readonly FoundBackup[] };

/** The state before the first key. */
export function initialWizard(start: WizardStart): WizardState {
  const { request, region, others, connection, cleanup } = start;
  const answering = { ...initialAnswering(request, region), others };
  const session: Session = { answering, connection, opened: undefined };
  if (start.flow === 'backups') return startBackups(session, start.backups);
  if (start.flow === 'restore') return startRestore(session, start.restore);
  if (start.flow === 'nodes') return startNodes(session, start.nodes);
  return start.flow === 'home' ? atHome(session) : started(session, start.flow, { cleanup });
}

function started(session: Session, choice: HomeChoice, { cleanup, backups = [] }: Offered): WizardState {
  switch (choice) {
    case 'setup':
      return startSetup(session);
    case 'nodes':
      return startNodes(session, { instructions: [], hasBackup: cleanup.hasBackup, isReviewedFirst: false });
    case 'cleanup':
      return startCleanup(session, cleanup);
    case 'restore':
      return startBackups(session, backups);
    case 'status':
      return startStatus(session);
    case 'preview':
      return startPreview(session);
    default:
      return choice satisfies never;
  }
}

/** The state after an event. */
export function reduceWizard(state: WizardState, { flow, event }: WizardEvent): WizardState {
  switch (flow) {
    case 'any':
      return anyAfter(state, event);
    case 'home':
      return state.flow === flow
        ? started(state.session, event.choice, { ...event, cleanup: { ...event.cleanup, isOpen: true } })
        : state;
    case 'setup':
      return state.flow === flow ? reduceSetup(state, event) : state;
    case 'nodes':
      return state.flow === flow ? reduceNodes(state, event) : state;
    case 'cleanup':
      return state.flow === flow ? reduceCleanup(state, event) : state;
    case 'restore':
      return state.flow === flow ? reduceRestore(state, event) : state;
    case 'status':
      return state.flow === flow ? reduceStatus(state, event) : state;
    case 'preview':
      return state.flow === flow ? reducePreview(state, event) : state;
    default:
      return flow satisfies never;
  }
}

/** The start, with what is known: the account has to be read again where something may have been changed. */
function homeFrom(state: WizardState): WizardState {
  switch (state.flow) {
    case 'home':
      return state;
    case 'preview':
      return atHome(state.session);
    default: {
      if (state.step === 'backups') return atHome(state.session);
      if (state.step === 'progress') return state;
      const at = state.flow === 'setup' && state.step === 'opening' ? state.opening : state;
      const isAtEnd = state.step === 'refused' || state.step === 'done';
      const isWorked = isAtEnd || (state.flow === 'status' && isOutdated(state));
      const answering = state.flow === 'setup' ? answeringNow(state) : state.answering;
      return atHome({ answering, connection: connectionOf(at), opened: isWorked ? undefined : openedOf(at) });
    }
  }
}

function anyAfter(state: WizardState, event: Extract<WizardEvent, { readonly flow: 'any' }>['event']): WizardState {
  switch (event.type) {
    case 'home':
      return homeFrom(state);
    case 'status':
      return statusAfter(state);
    case 'backups': {
      const home = homeFrom(state);
      return home.flow === 'home' ? startBackups(home.session, event.backups) : state;
    }
    default:
      return event satisfies never;
  }
}

/** From the end of work to what the account has now. */
function statusAfter(state: WizardState): WizardState {
  const home = homeFrom(state);
  if (home.flow !== 'home' || !('opened' in state && state.opened)) return state;
  return statusAfterWork(home.session.answering, state.opened);
}

/** Where the screen is, for the header. */
export function whereOf(state: WizardState): Where {
  switch (state.flow) {
    case 'home':
      return homeWhere;
    case 'setup':
      return setupWhere(state);
    case 'nodes':
      // Nodes for a plan are an answer of it.
      return state.planned && state.from?.flow === 'setup'
        ? { ...nodesWhere(state), crumbs: [...setupWhere(state.from).crumbs, ...nodesWhere(state).crumbs] }
        : nodesWhere(state);
    case 'cleanup':
      return cleanupWhere(state);
    case 'restore':
      return restoreWhere(state);
    case 'status':
      return statusWhere(state);
    case 'preview':
      return previewWhere;
    default:
      return state satisfies never;
  }
}
