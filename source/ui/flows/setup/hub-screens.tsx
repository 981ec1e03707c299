/** The hub with its side screens, and the deliberate act at its end. */
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { type ConnectionFlags, setupCommand } from '../../../plan/intent/command-line.js';
import { instructionsOf } from '../../../plan/nodes/change.js';
import { nodesCommand } from '../../../plan/nodes/instruction-text.js';
import { accountAfter } from '../../../plan/setup/account-after.js';
import { planSetup, type SetupPlan } from '../../../plan/setup/setup-plan.js';
import { OperationsScreen } from '../../components/operations-screen.js';
import { TypedScreen } from '../../components/typed-screen.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import type { Action } from '../../keys.js';
import type { FlowProps } from '../../outside.js';
import { intentOfAnswers, isChanged } from './answering.js';
import { DatesScreen, LeftoversScreen } from './hub-aside-screens.js';
import { movesOffered, withNodes } from './hub-nodes.js';
import { hubRows } from './hub-rows.js';
import { HubScreen } from './hub-screen.js';
import { applyWord, confirmationOf, decidedBefore, hubQuestion, isUndecided, whyNot } from './hub-words.js';
import { SaveScreen } from './save-screens.js';
import { othersThan, severalRegions } from './several.js';
import type { SetupEvent } from './state.js';
import { consentOf, type HubRow, type HubStep } from './steps.js';

export type HubScreensProps = FlowProps<HubStep, SetupEvent>;

/** `decide`: about leftovers, on the way to go ahead. */
type Aside = 'dates' | 'calls' | 'save' | 'leftovers' | 'decide' | 'apply';

export function HubScreens(props: HubScreensProps) {
  const { state, dispatch, outside } = props;
  const { isSandbox } = useFrame();
  const plan = usePlan(props);
  const [aside, setAside] = useState<Aside>();
  const [row, setRow] = useState<HubRow>(state.row);
  const [note, setNote] = useState<string>();
  const close = (): void => setAside(undefined);
  const { answering, opened } = state;
  const others = othersThan(opened, answering);
  const confirm = (): void =>
    others.length > 0
      ? props.onSeveral(severalRegions(plan, opened, answering))
      : dispatch({ type: 'confirmed', plan, at: outside.clock.now() });
  const choose = (leftovers: HubStep['choices']['leftovers']): void =>
    dispatch({ type: 'chose', choices: { leftovers } });
  const decided = decidedBefore(answering.agreed, plan);
  useLayoutEffect(() => {
    if (decided !== undefined && state.choices.leftovers === undefined) choose(decided);
  }, [decided]);
  const isApplying = aside === 'apply';
  const refusal = whyNot(plan, state.choices, others);
  // Nothing there is real; or all regions are read and confirmed in lines.
  const isUntyped = isSandbox || others.length > 0;
  // The plan of the choice that was made last is there with the next drawing.
  useEffect(() => {
    if (!isApplying) return;
    if (refusal !== undefined) {
      setNote(refusal);
      close();
    } else if (isUntyped) confirm();
  }, [isApplying]);
  const shown = isApplying && (isUntyped || refusal !== undefined) ? undefined : aside;
  switch (shown) {
    case undefined:
      return (
        <Hub
          {...props}
          plan={plan}
          row={row}
          note={note}
          onNote={setNote}
          onAside={(to, from) => {
            setRow(from);
            setNote(undefined);
            setAside(to);
          }}
        />
      );
    case 'dates':
      return <DatesScreen plan={plan} now={props.now} onBack={close} />;
    case 'calls':
      return <OperationsScreen operations={plan.operations} onBack={close} />;
    case 'save':
      return (
        <SaveScreen
          plan={plan}
          place={state.opened.open.place}
          outside={outside}
          onSaved={(words) => {
            setNote(words);
            close();
          }}
          onBack={close}
        />
      );
    case 'leftovers':
    case 'decide':
      return (
        <LeftoversScreen
          plan={plan}
          choices={state.choices}
          onChoose={(choice) => {
            choose(choice);
            setAside(aside === 'decide' ? 'apply' : undefined);
          }}
          onBack={close}
        />
      );
    case 'apply':
      return <TypedScreen {...confirmationOf(plan, state.opened.open.place)} onConfirm={confirm} onBack={close} />;
    default:
      return shown satisfies never;
  }
}

type HubProps = HubScreensProps & {
  readonly plan: SetupPlan;
  readonly row: HubRow;
  readonly note: string | undefined;
  readonly onNote: (note: string | undefined) => void;
  readonly onAside: (aside: Aside, row: HubRow) => void;
};

/** The rows and their keys. */
function Hub(props: HubProps) {
  const { state, plan, dispatch, now, onAside } = props;
  const { locale, size, isSandbox } = useFrame();
  const isSmall = size === 'small';
  const [problem, setProblem] = useState<string>();
  const { document, consent } = plan;
  const rows = useMemo(
    () => hubRows({ hub: state, plan, now, ownZone: locale.timeZone, isSmall }),
    [state, plan, now, locale, isSmall],
  );
  const noRecord = !state.answering.request.keepsRecord;
  const connection = connectionOf(props);
  const { nodes } = plan;
  const commands = useMemo(
    () => [
      setupCommand(document, connection, { ...consent, noRecord }),
      ...(nodes && nodes.changes.length > 0
        ? [nodesCommand({ instructions: instructionsOf(nodes.changes), plan: document.plan, connection })]
        : []),
    ],
    [document, consent, noRecord, nodes, JSON.stringify(connection)],
  );
  const others = othersThan(state.opened, state.answering);
  const refusal = whyNot(plan, state.choices, others);
  const isReverted = !isChanged(state.answering) && state.choices.nodes === undefined;
  const openNodes = (): void => dispatch({ type: 'nodes', planned: accountAfter(plan), offered: movesOffered(plan) });
  const open = (row: HubRow): void => {
    if (row === 'nodes') openNodes();
    else if (row === 'leftovers') onAside('leftovers', row);
    else if (row === 'pause') dispatch({ type: 'chose', choices: { resume: !state.choices.resume } });
    else if (row === 'adopt') dispatch({ type: 'took-over' });
    else dispatch({ type: 'revise', step: row });
  };
  const act = (action: Action | undefined, row: HubRow): void => {
    props.onNote(undefined);
    setProblem(undefined);
    if (action === 'back') dispatch({ type: 'back', step: 'hub' });
    else if (action === 'nodes') openNodes();
    else if (action === 'dates' || action === 'save') onAside(action, row);
    else if (action === 'calls' && plan.operations.length > 0) onAside('calls', row);
    else if (action === 'calls') setProblem('There are no calls to show.');
    else if (action === 'undo' && isReverted) setProblem('There is nothing to undo.');
    else if (action === 'undo') dispatch({ type: 'undone' });
    else if (action === 'create' && refusal !== undefined) setProblem(refusal);
    else if (action === 'create') onAside(isUndecided(plan, state.choices) ? 'decide' : 'apply', row);
  };
  return (
    <HubScreen
      rows={rows}
      plan={plan}
      commands={commands}
      question={hubQuestion(plan, state.choices)}
      problem={problem}
      note={props.note}
      startAt={props.row}
      keys={hintsOf({
        canApply: refusal === undefined,
        word: others.length > 0 ? `all ${others.length + 1} regions` : applyWord(plan),
        hasCalls: plan.operations.length > 0,
        isReverted,
        isSandbox,
      })}
      onRow={open}
      onAction={act}
    />
  );
}

interface Offered {
  readonly canApply: boolean;
  readonly word: string;
  readonly hasCalls: boolean;
  readonly isReverted: boolean;
  /** Nothing there is real: nothing has to be confirmed. */
  readonly isSandbox: boolean;
}

/** What can be done now; the rest says why not where it is pressed all the same. */
function hintsOf({ canApply, word, hasCalls, isReverted, isSandbox }: Offered): readonly KeyHint[] {
  return [
    { key: 'submit', does: 'change', help: 'change the answer under the cursor' },
    ...(canApply
      ? [
          {
            key: 'create',
            does: word,
            help: `apply the plan${isSandbox ? '' : '; you confirm it first'}`,
          } as const,
        ]
      : []),
    { key: 'dates', does: 'dates', help: 'the coming dates, with warnings about them' },
    { key: 'nodes', does: 'nodes', help: 'see which nodes are in which group, and change it' },
    ...(hasCalls ? [{ key: 'calls', does: 'every call' } as const] : []),
    { key: 'save', does: 'save as…', help: 'save the plan to a file, for this or another program' },
    ...(isReverted
      ? []
      : [{ key: 'undo', does: 'undo', help: 'go back to the answers that the plan was opened with' } as const]),
    { key: 'back', does: 'back' },
  ];
}

/** The plan of the answers, made anew only where it would be another one. */
function usePlan(props: HubScreensProps): SetupPlan {
  const { state, outside, now } = props;
  const { answering, opened } = state;
  const { inventory } = opened;
  const { codec } = outside.clock;
  const { prune, disable, adopt, resume } = consentOf(state);
  const { choices } = state;
  return useMemo(() => {
    const { keepsRecord } = answering.request;
    const options = { codec, now, consent: { prune, disable, adopt, resume }, keepsRecord };
    return withNodes(planSetup(intentOfAnswers(answering), inventory, options), choices, opened.open.place);
  }, [answering, inventory, choices.nodes, opened, codec, prune, disable, adopt, resume, now]);
}

/** Flags that lead to the account on the screen. */
function connectionOf({ state, outside }: HubScreensProps): ConnectionFlags {
  const { connection, open } = state.opened;
  const regions = [open.place.region, ...othersThan(state.opened, state.answering)];
  return { ...outside.connection, ...connection, region: regions.join() };
}
