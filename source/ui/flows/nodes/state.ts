/** Nodes and their groups: an account, the table with what is decided, the review, then the work. */
import { type NodesJobPlan, type NodesPlaceEnd, nodePlace } from '../../../jobs/nodes.js';
import { isAgreed } from '../../../plan/account/agreed.js';
import type { OwnedInventory } from '../../../plan/account/ownership.js';
import { instructionsOf, into } from '../../../plan/nodes/change.js';
import type { Instruction } from '../../../plan/nodes/instruction.js';
import { selected } from '../../../plan/nodes/selector.js';
import type { HomeState } from '../home/state.js';
import { type Arrival, type ArrivalEvent, isBack, leftArrival, reduceArrival, whereIn } from '../opening/arrival.js';
import { initialOpening, type Opened, reopened } from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import type { HubStep } from '../setup/steps.js';
import type { StatusTable } from '../status/rows.js';
import type { StatusShown } from '../status/shown.js';
import { reduceView, type ViewEvent } from '../status/view.js';
import { beginning, isWorkNews, type JobNews, readingAgain, reduceWork, type WorkStep } from '../work.js';
import { type Asked, spreadInstruction, tagChoice, tagInstructions, valuesOf } from './asking.js';
import { decided, type NodesSight, sightOf, takenBack } from './sight.js';
import { alone, initialNodesView, type NodesView, withMarks } from './view.js';

export interface NodesRequest {
  /** As flags have them. */
  readonly instructions: readonly Instruction[];
  /** Only groups of this plan. */
  readonly plan?: string | undefined;
  readonly hasBackup: boolean;
  /** What flags have decided is looked at first, before the table. */
  readonly isReviewedFirst: boolean;
}

/** What was opened from elsewhere leads back there. */
export type CameFrom =
  | ({ readonly flow: 'setup' } & HubStep)
  | ({ readonly flow: 'status'; readonly answering: Answering } & StatusShown);

/** What was read, what is decided, and how it is looked at. */
interface Shown {
  readonly opened: Opened;
  readonly sight: NodesSight;
  readonly view: NodesView;
}

/** What is asked about these nodes. */
export type AskingStep = Shown & { readonly ids: readonly string[] } & Asked;

type NodesStep =
  | Arrival<NodesJobPlan>
  | (Shown & { readonly step: 'table' })
  | AskingStep
  | (Shown & { readonly step: 'review' })
  | WorkStep<NodesJobPlan, NodesPlaceEnd>;

interface NodesStart {
  readonly flow: 'nodes';
  readonly request: NodesRequest;
  readonly from: CameFrom | undefined;
  /** In place of the account that is read: as the plan that is being answered will make it. */
  readonly planned: OwnedInventory | undefined;
  /** Home has it again. */
  readonly answering: Answering;
}

export type NodesState = NodesStart & NodesStep;

export type NodesEvent =
  | ArrivalEvent
  | { readonly type: 'view'; readonly event: ViewEvent; readonly table: StatusTable }
  | { readonly type: 'mark'; readonly ids: readonly string[] }
  | { readonly type: 'ask'; readonly step: 'group' | 'tag' | 'spread'; readonly ids: readonly string[] }
  /** A group, for the nodes or for a value; null takes them off theirs. */
  | { readonly type: 'grouped'; readonly group: string | null }
  | { readonly type: 'keyed'; readonly key: string }
  | { readonly type: 'choosing'; readonly value: string }
  | { readonly type: 'tick'; readonly groups: readonly string[] }
  /** By the tag, or spread, as it is on the screen. */
  | { readonly type: 'taken' }
  | { readonly type: 'took-back'; readonly ids: readonly string[] }
  | { readonly type: 'review' }
  | { readonly type: 'confirmed'; readonly at: Date }
  /** From the end to the nodes as they are by then. */
  | { readonly type: 'on' }
  | { readonly type: 'stopping' }
  | JobNews<NodesJobPlan, NodesPlaceEnd>;

export function startNodes({ answering, ...connected }: Session, request: NodesRequest): NodesState {
  return { flow: 'nodes', request, from: undefined, planned: undefined, answering, ...initialOpening(connected) };
}

/** The nodes of an account that was agreed to. */
export function startNodesOf(
  opened: Opened,
  {
    answering,
    from,
    planned,
    plan,
    instructions = [],
  }: Partial<Pick<NodesStart, 'from' | 'planned'>> &
    Pick<NodesStart, 'answering'> &
    Partial<Pick<NodesRequest, 'plan' | 'instructions'>>,
): NodesState {
  const request = { instructions, plan, hasBackup: true, isReviewedFirst: false };
  return { flow: 'nodes', request, from, planned, answering, step: 'reading', opened, progress: undefined };
}

/** The state after an event. */
export function reduceNodes(state: NodesState, event: NodesEvent): NodesState | CameFrom | HomeState {
  const isFirst = state.step === 'table' || state.step === 'reading' || state.step === 'unread';
  if (state.from && isFirst && isBack(event, state)) return state.from;
  // Carried out with the set-up.
  if (state.from?.flow === 'setup' && state.step === 'table' && event.type === 'review') {
    const { changes, fleet } = state.sight;
    return { ...state.from, choices: { ...state.from.choices, nodes: { changes, fleet } } };
  }
  const home = leftArrival(state, event);
  if (home) return home;
  const next = stepAfter(state, event, state);
  if (next === state) return state;
  const { flow, from, planned, answering } = state;
  // What was decided is there again when the account is agreed to once more.
  const isLeft = state.step === 'table' && next.step === 'account';
  const request = isLeft
    ? { ...state.request, instructions: instructionsIn(state), isReviewedFirst: false }
    : state.request;
  return { flow, request, from, planned, answering, ...next };
}

function stepAfter(state: NodesStep, event: NodesEvent, start: NodesStart): NodesStep {
  switch (state.step) {
    case 'region':
    case 'account':
    case 'reading':
    case 'unread':
      return isArriving(event)
        ? reduceArrival(state, event, (opened, plan: NodesJobPlan, at, former: NodesJobPlan | undefined) => {
            // The same once more needs no second yes.
            if (former && plan.operations.length > 0 && isAgreed(plan.operations, former.operations))
              return beginning(opened, plan, at);
            const sight = seen(opened, plan, start);
            const isReviewed = plan.changes.length > 0 && (former || start.request.isReviewedFirst);
            return { step: isReviewed ? 'review' : 'table', opened, sight, view: initialNodesView };
          })
        : state;
    case 'table':
      return tableAfter(state, event);
    case 'group':
    case 'tag':
    case 'values':
    case 'spread':
      return askingAfter(state, event);
    case 'review':
      if (event.type === 'confirmed' && state.sight.operations.length > 0)
        return beginning(state.opened, state.sight, event.at);
      return isBack(event, state) ? { ...state, step: 'table' } : state;
    case 'progress':
      return isWorkNews(event) ? reduceWork(state, event) : state;
    case 'refused':
      if (event.type === 'again' && state.plan) return readingAgain(state.opened, state.plan);
      return event.type === 'on' ? reading(state.opened) : state;
    case 'done':
      if (event.type === 'again') return readingAgain(state.opened, state.end.plan);
      return event.type === 'on' ? reading(state.opened) : state;
    default:
      return state satisfies never;
  }
}

function seen(opened: Opened, plan: NodesJobPlan, { planned, request }: NodesStart): NodesSight {
  const options = { plan: request.plan, identity: nodePlace(opened.open.place) };
  if (planned === undefined) return { ...plan, options };
  // Some nodes may have gone away since it was decided.
  const { fleet } = plan;
  const instructions = request.instructions.filter(({ selector }) => selected(selector, fleet.nodes).length > 0);
  return sightOf(instructions, { account: planned, fleet, options });
}

function isArriving(event: NodesEvent): event is ArrivalEvent | JobNews<NodesJobPlan, NodesPlaceEnd> {
  return ['opening', 'again', 'agreed', 'back', 'job', 'failed'].includes(event.type);
}

function reading(opened: Opened) {
  return { step: 'reading', opened, progress: undefined } as const;
}

type TableStep = Shown & { readonly step: 'table' };

function tableAfter(state: TableStep, event: NodesEvent): NodesStep {
  switch (event.type) {
    case 'view': {
      // There is one table.
      if (event.event.type === 'turn' || event.event.type === 'tab') return state;
      const table = reduceView(state.view.table, event.event, alone(event.table));
      return table === state.view.table ? state : { ...state, view: { ...state.view, table } };
    }
    case 'mark':
      return event.ids.length === 0 ? state : { ...state, view: withMarks(state.view, event.ids) };
    case 'ask': {
      const { ids } = event;
      if (ids.length === 0 || (event.step !== 'tag' && state.sight.groups.length === 0)) return state;
      const asked = event.step === 'spread' ? { step: event.step, groups: [] } : { step: event.step };
      return { ...state, ids, ...asked };
    }
    case 'took-back':
      return { ...state, sight: takenBack(state.sight, event.ids) };
    case 'review':
      return state.sight.changes.length > 0 ? { ...state, step: 'review' } : state;
    case 'back':
      return isBack(event, state) ? reopened(state.opened) : state;
    default:
      return state;
  }
}

function askingAfter(state: AskingStep, event: NodesEvent): NodesStep {
  const { opened, sight, view, ids } = state;
  const shown = { opened, sight, view };
  const after = (instructions: readonly Instruction[]): NodesStep => ({
    step: 'table',
    opened,
    sight: decided(sight, instructions),
    view: { ...view, marked: new Set() },
  });
  if (isBack(event, state)) {
    if (state.step !== 'values') return { ...shown, step: 'table' };
    return state.isChoosing ? { ...state, isChoosing: false } : { ...shown, ids, step: 'tag' };
  }
  switch (event.type) {
    case 'grouped': {
      if (state.step === 'group') return after([into(event.group, ids)]);
      if (state.step !== 'values' || !state.isChoosing) return state;
      const groups = new Map(state.choice.groups).set(state.at, event.group);
      return { ...state, choice: { ...state.choice, groups }, isChoosing: false };
    }
    case 'keyed': {
      const at = valuesOf(event.key, ids, sight)[0]?.value;
      if (state.step !== 'tag' || at === undefined) return state;
      const choice = tagChoice(event.key, ids, sight);
      return { ...shown, ids, step: 'values', choice, at, isChoosing: false };
    }
    case 'choosing':
      return state.step === 'values' ? { ...state, at: event.value, isChoosing: true } : state;
    case 'tick':
      return state.step === 'spread' ? { ...state, groups: event.groups } : state;
    case 'taken': {
      if (state.step === 'values') {
        const instructions = tagInstructions(state.choice, ids, sight);
        return instructions.length === 0 ? state : after(instructions);
      }
      const instruction = state.step === 'spread' ? spreadInstruction(state.groups, ids) : undefined;
      return instruction ? after([instruction]) : state;
    }
    default:
      return state;
  }
}

const titles = {
  region: 'Region',
  account: 'Account',
  reading: 'Now',
  unread: 'Now',
  table: 'Now',
  group: 'Group',
  tag: 'By a tag',
  values: 'By a tag',
  spread: 'Spread',
  review: 'Review',
  progress: 'Progress',
  refused: 'Done',
  done: 'Done',
} as const;

export function nodesWhere(state: NodesState): Where {
  const where = whereIn('Nodes', titles, state);
  return state.step === 'table' ? { ...where, crumbs: ['Nodes'] } : where;
}

/** What is decided: what flags have said, or what the table has by now. */
export function instructionsIn(state: NodesState): readonly Instruction[] {
  if ('sight' in state) return instructionsOf(state.sight.changes);
  const plan =
    'plan' in state ? state.plan : 'end' in state ? state.end.plan : 'former' in state ? state.former : undefined;
  return plan ? instructionsOf(plan.changes) : state.request.instructions;
}

/** What the job of the step on the screen is told. */
export function jobInstructions(state: NodesState): Pick<NodesRequest, 'instructions' | 'plan'> {
  return state.planned ? { instructions: [] } : { instructions: instructionsIn(state), plan: state.request.plan };
}
