/** The steps of a set-up: what each of them holds, and how it is called. */
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import type { Inventory } from '../../../plan/account/inventory.js';
import { plansIn } from '../../../plan/account/ownership.js';
import type { PlanDocument } from '../../../plan/intent/document.js';
import type { Consent } from '../../../plan/setup/consent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { type Opened, type Opening, placeWords, reopened } from '../opening/state.js';
import {
  chosenSchedule,
  initialScheduleChoice,
  reduceScheduleChoice,
  type ScheduleChoice,
  type ScheduleChoiceEvent,
} from '../schedule/state.js';
import type { Chosen, Where } from '../session.js';
import type { WorkStep } from '../work.js';
import { type Answering, asksPlan } from './answering.js';
import {
  type BaselineQuestion,
  type BaselineQuestionEvent,
  chosenBaselines,
  initialBaselineQuestion,
  reduceBaselineQuestion,
} from './baseline-question.js';
import {
  chosenOptions,
  initialOptionsForm,
  type OptionsForm,
  type OptionsFormEvent,
  reduceOptionsForm,
} from './options-form.js';

/** The answers, for an account that has been read. */
export interface Asking {
  readonly answering: Answering;
  readonly opened: Opened;
}

/** What a question was opened from to change one answer; the answer, or Esc, leads back to it. */
interface FromHub {
  readonly from?: HubStep | undefined;
}

export type Question = Asking & FromHub;

interface OpeningStep extends FromHub {
  readonly step: 'opening';
  readonly opening: Opening;
  readonly answering: Answering;
  /** The account was agreed to before, and is only read anew: what follows comes by itself. */
  readonly isAgreed?: boolean | undefined;
}

/** What the screens of questions hold before Enter, and what changes it. */
interface Drafts {
  readonly baseline: { readonly draft: BaselineQuestion; readonly event: BaselineQuestionEvent };
  readonly schedule: { readonly draft: ScheduleChoice; readonly event: ScheduleChoiceEvent };
  readonly options: { readonly draft: OptionsForm; readonly event: OptionsFormEvent };
  readonly name: { readonly draft: OptionsForm; readonly event: OptionsFormEvent };
}

export type DraftName = keyof Drafts;

export type DraftStep<Name extends DraftName = DraftName> = {
  [Each in Name]: Question & {
    readonly step: Each;
    readonly draft: Drafts[Each]['draft'];
    /** Why Enter did nothing. */
    readonly problem: string | undefined;
  };
}[Name];

export type DraftEvent<Name extends DraftName = DraftName> = {
  [Each in Name]: { readonly type: Each; readonly event: Drafts[Each]['event'] };
}[Name];

interface DraftKind<Name extends DraftName> {
  readonly begin: (document: PlanDocument) => Drafts[Name]['draft'];
  readonly reduce: (draft: Drafts[Name]['draft'], event: Drafts[Name]['event']) => Drafts[Name]['draft'];
  readonly chosen: (draft: Drafts[Name]['draft'], answering: Answering, opened: Opened) => Chosen;
}

const drafts: { readonly [Name in DraftName]: DraftKind<Name> } = {
  baseline: { begin: initialBaselineQuestion, reduce: reduceBaselineQuestion, chosen: chosenBaselines },
  schedule: { begin: initialScheduleChoice, reduce: reduceScheduleChoice, chosen: chosenSchedule },
  options: {
    begin: (document) => initialOptionsForm(document, 'task'),
    reduce: reduceOptionsForm,
    chosen: chosenOptions,
  },
  name: { begin: (document) => initialOptionsForm(document, 'name'), reduce: reduceOptionsForm, chosen: chosenOptions },
};

/** A question with the answers so far on its screen. */
function begun<Name extends DraftName>(question: Question, step: Name): DraftStep<Name> {
  return { ...question, step, draft: drafts[step].begin(question.answering.document), problem: undefined };
}

/** A question after a key on its screen. */
export function drafted<Name extends DraftName>(state: DraftStep<Name>, { event }: DraftEvent<Name>): DraftStep<Name> {
  return { ...state, draft: drafts[state.step].reduce(state.draft, event), problem: undefined };
}

/** What the screen of a question says. */
export function chosenOn<Name extends DraftName>({ step, draft, answering, opened }: DraftStep<Name>): Chosen {
  return drafts[step].chosen(draft, answering, opened);
}

/** What becomes of what a plan no longer wants. */
export type LeftoverChoice = 'delete' | 'disable' | 'leave';

/** What is agreed to on the hub itself; taking over is among the answers. */
export interface HubChoices {
  /** Undefined where nobody has decided yet. */
  readonly leftovers: LeftoverChoice | undefined;
  readonly resume: boolean;
  /** What is decided about nodes, and the nodes as they were then. */
  readonly nodes?: SetupPlan['nodes'];
}

/** The rows of the hub: each is an answer, or something to decide. */
export type HubRow = AnswerRow | 'leftovers' | 'pause' | 'adopt';

/** The plan at a glance, where each answer is a row. */
export type HubStep = Asking & {
  readonly step: 'hub';
  readonly choices: HubChoices;
  /** The row under the cursor at first. */
  readonly row: HubRow;
};

export type SetupState = { readonly flow: 'setup' } & (
  | OpeningStep
  | (Question & { readonly step: 'plan' })
  | DraftStep
  | HubStep
  | (Asking & WorkStep<SetupPlan, SetupPlaceEnd>)
);

/** The steps by the names that people read; the hub is called by its plan. */
export const stepTitles = {
  region: 'Region',
  account: 'Account',
  plan: 'Which plan',
  baseline: 'Systems',
  schedule: 'When',
  options: 'How',
  name: 'Name',
  hub: '',
  progress: 'In progress',
  done: 'Done',
} as const;

export type SetupStep = keyof typeof stepTitles;

export type QuestionName = Exclude<SetupStep, 'progress' | 'done'>;

/** What a row of the hub opens. */
export type AnswerRow = DraftName | 'account' | 'nodes';

/** A row that leads to a question. */
export type RevisedStep = Exclude<AnswerRow, 'nodes'>;

/** The questions of a plan that is new, in order. */
const walk = ['baseline', 'schedule', 'hub'] as const;

/** The question after one of a plan that is walked, of those that flags have not answered; the first where none is named. */
export function questionAfter({ given }: Answering, step?: SetupStep): (typeof walk)[number] {
  const answered: ReadonlySet<string> = given;
  const from = (walk as readonly (SetupStep | undefined)[]).indexOf(step) + 1;
  return walk.slice(from).find((each) => !answered.has(each)) ?? 'hub';
}

/** The question before one; what flags have answered comes up too. */
export function questionBefore(step: DraftName | 'plan' | 'hub', asking: Asking): Exclude<QuestionName, 'hub'> {
  if (step === 'plan') return 'account';
  if (isWalked(asking) && step !== 'baseline') return step === 'schedule' ? 'baseline' : 'schedule';
  return asksPlan(asking.answering, asking.opened.inventory) ? 'plan' : 'account';
}

/** Whether the account has nothing of the plan yet. */
function isNewPlan({ answering, opened }: Asking): boolean {
  return !plansIn(opened.inventory).includes(answering.document.plan);
}

/** Whether a plan begins with its questions: one that is new, and is not made of windows that are there. */
export function isWalked(asking: Asking): boolean {
  const { takingOver } = asking.answering;
  return isNewPlan(asking) && (takingOver === undefined || takingOver.tick !== undefined);
}

/** A question, with the answers so far filled in. */
export function ask(asking: Asking, step: Exclude<QuestionName, 'hub'>, from?: HubStep): SetupState {
  const { answering, opened } = asking;
  const question = { flow: 'setup', answering, opened, from } as const;
  switch (step) {
    case 'region': {
      const opening = { step, connection: opened.connection, opened } as const;
      return { flow: 'setup', step: 'opening', opening, answering, from };
    }
    case 'account':
      return { flow: 'setup', step: 'opening', opening: reopened(opened), answering, from };
    case 'plan':
      return { ...question, step };
    default:
      return { flow: 'setup', ...begun(question, step) };
  }
}

/** The hub. A yes to deletions was one to those that were on the screen; other answers may mean others. */
export function hub({ answering, opened }: Asking, from?: HubStep): HubStep & { readonly flow: 'setup' } {
  const { agreed, request } = answering;
  const { resume } = request.consent;
  // What a flag says comes after what a person has decided.
  const prune = request.consent.prune && agreed === undefined;
  const isSame = from && JSON.stringify(from.answering.document) === JSON.stringify(answering.document);
  // What becomes of nodes is planned anew for other answers.
  const nodes = from ? from.choices.nodes : agreed?.nodes;
  const choices = isSame ? from.choices : { leftovers: prune ? ('delete' as const) : undefined, resume, nodes };
  return { flow: 'setup', step: 'hub', answering, opened, choices, row: from?.row ?? 'schedule' };
}

/** What the hub has a yes of its own for. */
export function consentOf({ answering, choices: { leftovers, resume } }: HubStep): Consent {
  const adopt = answering.takingOver !== undefined;
  return { prune: leftovers === 'delete', disable: leftovers === 'disable', adopt, resume };
}

/** The step as people know it. */
export function stepOf(state: SetupState): SetupStep {
  if (state.step === 'opening') return state.opening.step;
  return state.step === 'refused' ? 'done' : state.step;
}

/** Where the screen is, for the header: `Set up › web (new) › When`. */
export function setupWhere(state: SetupState): Where {
  const step = stepOf(state);
  const isOfPlan = state.step !== 'opening' && state.step !== 'plan' && state.step !== 'refused';
  const plan = isOfPlan ? [planWords(state)] : [];
  const title = stepTitles[step];
  return {
    crumbs: ['Set up', ...plan, ...(title === '' ? [] : [title])],
    place: placeWords(state.step === 'opening' ? state.opening : state),
  };
}

function planWords(asking: Asking): string {
  const { plan } = asking.answering.document;
  return isNewPlan(asking) ? `${plan} (new)` : plan;
}

/** How many nodes are in patch groups, and which filter values AWS takes, as far as anybody has asked. */
export type Counts = Partial<
  Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors' | 'nodesByTag' | 'filterValues' | 'unread'>
>;
