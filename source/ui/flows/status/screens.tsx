/** The status: what the account has about patching now, as one table at a time. */
import { useMemo } from 'react';
import { statusJob } from '../../../jobs/status.js';
import { isPatchingWindow } from '../../../plan/account/documents.js';
import { planOf } from '../../../plan/account/inventory.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useJob } from '../../hooks/use-job.js';
import type { Action } from '../../keys.js';
import type { FlowProps } from '../../outside.js';
import { ArrivalScreens } from '../opening/screens.js';
import type { Detail } from './detail.js';
import { detailsOf } from './details.js';
import { DetailsScreen, type DetailsScreenProps } from './details-screen.js';
import type { PausingEvent } from './pausing.js';
import { PausingScreens } from './pausing-screens.js';
import { readAt, type StatusRead, type StatusRow, zoneOf } from './rows.js';
import type { StatusShown } from './shown.js';
import type { StatusEvent, StatusState } from './state.js';
import { readWords, runDetails } from './status-words.js';
import { tablesOf } from './tables.js';
import { TablesScreen } from './tables-screen.js';
import { useWindowRuns } from './use-window-runs.js';
import { rowAt, type StatusView, type ViewEvent } from './view.js';

type StatusProps = FlowProps<StatusState, StatusEvent>;

export function StatusScreens(props: StatusProps) {
  const { state, dispatch, outside } = props;
  const isReading = state.step === 'reading' || (state.step === 'status' && state.again === 'reading');
  const opened = 'opened' in state ? state.opened : undefined;
  useJob(statusJob(), { step: isReading ? 'reading' : state.step, opened }, outside, dispatch);
  if (state.step === 'status') return <StatusScreen {...props} state={state} />;
  if ('paused' in state) {
    const tell = (event: PausingEvent): void => dispatch({ type: 'pausing', event });
    return <PausingScreens state={state} outside={outside} now={props.now} dispatch={tell} />;
  }
  return (
    <ArrivalScreens
      state={state}
      outside={outside}
      promise="Nothing is changed."
      reading="Reading windows, nodes, groups, baselines and plans."
      dispatch={dispatch}
    />
  );
}

type ShownProps = Omit<StatusProps, 'state'> & { readonly state: StatusShown };

function StatusScreen({ state, current, dispatch, now: minute }: ShownProps) {
  const { locale } = useFrame();
  const { facts, view, at, again, opened } = state;
  // What was read a moment ago was not read in the future.
  const now = minute < at ? at : minute;
  const read = useMemo(() => readAt(facts, now), [facts, now]);
  const tables = useMemo(() => tablesOf(read), [read]);
  const row = rowAt(view, tables);
  const look = (event: ViewEvent): void => dispatch({ type: 'view', event });
  /** After all keys, even those that are not drawn yet. */
  const viewNow = (): StatusView => {
    const at = current();
    return at.flow === 'status' && 'view' in at ? at.view : view;
  };
  const shared = {
    aside: readWords(at, again === 'reading', { now, timeZone: locale.timeZone }),
    hints: hintsOf(state, row),
    onAction: (action: Action): void => {
      const under = rowAt(viewNow(), tables);
      const plan = under?.plan ?? '';
      if (action === 'again') dispatch({ type: 'again' });
      else if (action === 'mend' && canMend(under, state)) dispatch({ type: 'mend', plan });
      else if (action === 'pause' && canPause(under, state)) dispatch({ type: 'pause', plan });
      else if (action === 'nodes')
        viewNow().tab === 'nodes' ? dispatch({ type: 'nodes' }) : look({ type: 'tab', tab: 'nodes' });
      else if (action === 'left') look({ type: 'move', move: 'up', visible: 1 });
      else if (action === 'right') look({ type: 'move', move: 'down', visible: 1 });
    },
  };
  if (view.isOpen && row) {
    const details = detailsOf(view.tab, row.id, read, locale.timeZone);
    const onBack = (): void => look({ type: 'open', isOpen: false });
    const common = { ...shared, row, details, onBack };
    return view.tab === 'windows' ? (
      <WindowDetails key={row.id} {...common} read={read} opened={opened} at={at} />
    ) : (
      <RowDetails key={row.id} {...common} />
    );
  }
  return (
    <TablesScreen
      {...shared}
      tables={tables}
      view={view}
      current={viewNow}
      problem={typeof again === 'object' ? `The status could not be refreshed: ${again.title}` : undefined}
      dispatch={look}
      onBack={() => dispatch({ type: 'back', step: state.step })}
    />
  );
}

/** Whether the set-up of its plan would have something to do. */
function canMend(row: StatusRow | undefined, { tables }: StatusShown): boolean {
  const plan = row?.plan;
  return plan !== undefined && tables.drift.rows.some((each) => each.plan === plan);
}

/** Whether it has windows that patch. */
function canPause(row: StatusRow | undefined, { facts }: StatusShown): boolean {
  const plan = row?.plan;
  return facts.account.windows.some(
    (window) => plan !== undefined && planOf(window) === plan && isPatchingWindow(window),
  );
}

/** Keys that do something now. */
function hintsOf(state: StatusShown, row: StatusRow | undefined): readonly KeyHint[] {
  const { view, again } = state;
  const pause = { key: 'pause', does: 'pause', help: 'pause its plan until a date, or resume it' } as const;
  const mend = { key: 'mend', does: 'mend', help: 'open the set-up of its plan, which fixes the drift' } as const;
  const anew = {
    key: 'again',
    does: 'refresh',
    help: 'read the account again',
  } as const;
  const nodes = { key: 'nodes', does: 'nodes', help: 'show the nodes' } as const;
  const group = { key: 'nodes', does: 'groups', help: 'put nodes into groups' } as const;
  return [
    ...(canMend(row, state) ? [mend] : []),
    ...(canPause(row, state) ? [pause] : []),
    ...(again === 'reading' ? [] : [anew]),
    view.tab === 'nodes' ? group : nodes,
  ];
}

type RowDetailsProps = Omit<DetailsScreenProps, 'name' | 'about'> & { readonly row: StatusRow };

function RowDetails({ row, ...screen }: RowDetailsProps) {
  return <DetailsScreen {...screen} name={row.cells[0]?.text ?? ''} about={row.about()} />;
}

type WindowDetailsProps = RowDetailsProps & Pick<StatusShown, 'opened' | 'at'> & { readonly read: StatusRead };

/** With the runs that it has had, and those that AWS says will come. */
function WindowDetails({ read, opened, at, ...screen }: WindowDetailsProps) {
  const { locale } = useFrame();
  const runs = useWindowRuns(opened.open, screen.row.id, at);
  const timeZone = zoneOf(read.parts.get(screen.row.id)?.timeZone);
  const known = runDetails(runs, { timeZone, now: read.now, ownZone: locale.timeZone });
  // What AWS says of the dates to come begins with the one that is known.
  const first = (detail: Detail): readonly Detail[] => (runs === undefined ? [detail, ...known] : known);
  const details = screen.details.flatMap((detail) => (detail.label === 'Next run' ? first(detail) : [detail]));
  return <RowDetails {...screen} details={details} />;
}
