/** A run in several places: a section for each, where they differ, and one end for all. */
import type { Place, PlaceEnd, RefusedPlace } from '../jobs/job.js';
import type { ExecutionEvent, ExecutionState } from '../plan/account/events.js';
import { differenceWords, placeDifferences } from '../plan/account/place-differences.js';
import { placeWords, type WantedPlace } from '../plan/account/wanted-places.js';
import { counted } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import { printable } from '../printable.js';
import { errorEvent, jsonView } from './json.js';
import type { AnyPlan, PlacedPlan, RunView, RunWords, Unapplied } from './run.js';
import { commandText, errorText, placeLine, textView } from './text.js';

/** What is told of all places. */
export interface PlacesView<Plan, End> {
  plans(planned: readonly PlacedPlan<Plan>[]): readonly string[];
  operation(event: ExecutionEvent, state: ExecutionState, place: Place): string | undefined;
  /** The end of a run that has changed nothing. */
  unapplied(
    planned: readonly PlacedPlan<Plan>[],
    why: (plan: Plan) => Unapplied,
    durationMs: number,
  ): readonly string[];
  /** @param idle where there was nothing to do */
  ended(ends: readonly End[], idle: readonly PlacedPlan<Plan>[], durationMs: number): readonly string[];
}

/** Which places there are. */
export interface SeveralPlaces {
  readonly wanted: readonly WantedPlace[];
  /** Those that could not be opened or planned. */
  readonly refused: readonly RefusedPlace[];
  /** The commands that do the same in just these. */
  readonly again: (places: readonly WantedPlace[]) => readonly string[];
}

/** The one place of a run. */
export function viewOfOne<Plan, End>(view: RunView<Plan, End>): PlacesView<Plan, End> {
  return {
    plans: (planned) => planned.flatMap(view.plan),
    operation: view.operation,
    unapplied: (planned, why, durationMs) =>
      planned.flatMap((each) => view.unapplied(each, why(each.plan), durationMs)),
    ended: (ends, _idle, durationMs) => ends.flatMap((end) => view.ended(end, durationMs)),
  };
}

/** JSON lines, each with its place. */
export function severalInJson<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  words: RunWords<Plan, End>,
  { wanted, refused, again }: SeveralPlaces,
): PlacesView<Plan, End> {
  const viewIn = (place: Place) => jsonView(words, place);
  return {
    plans: (planned) =>
      inOrder(wanted, planned, refused).flatMap((each) =>
        'error' in each ? [refusedEvent(each, again([each.place]))] : viewIn(each.place).plan(each),
      ),
    operation: (event, state, place) => viewIn(place).operation(event, state),
    unapplied: (planned, why, durationMs) =>
      planned.flatMap((each) => viewIn(each.place).unapplied(each, why(each.plan), durationMs)),
    ended: (ends, idle, durationMs) =>
      inOrder(wanted, ends, idle).flatMap((each) => {
        const view = viewIn(each.place);
        return 'state' in each ? view.ended(each, durationMs) : view.unapplied(each, 'nothing-to-do', durationMs);
      }),
  };
}

/** `{"event":"error","account":…}`: a place that could not be opened, read or planned, with the command for it alone. */
export function refusedEvent({ place, error }: RefusedPlace, again: readonly string[]): string {
  return errorEvent({ ...error, nextSteps: [...error.nextSteps, ...again] }, place);
}

/** What is read of each place, on standard output, and what is said of those that could not be read. */
interface Listed {
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** A document of each place on a line of its own; what could not be read is a line too. */
export function listedInJson<Plan>(
  planned: readonly PlacedPlan<Plan>[],
  { wanted, refused, again }: SeveralPlaces,
  linesOf: (planned: PlacedPlan<Plan>) => readonly string[],
): Listed {
  const out = inOrder(wanted, planned, refused).flatMap((each) =>
    'error' in each ? [refusedEvent(each, again([each.place]))] : linesOf(each),
  );
  return { out, err: [] };
}

/** Sections of text, and errors for standard error. */
export function listedInText<Plan>(
  planned: readonly PlacedPlan<Plan>[],
  several: SeveralPlaces,
  linesOf: (planned: PlacedPlan<Plan>) => readonly string[],
): Listed {
  const { wanted, refused } = several;
  return {
    out: inOrder(wanted, planned, []).flatMap((each, index) => [...(index > 0 ? [''] : []), ...linesOf(each)]),
    err: [
      ...refused.flatMap(({ place, error }) => [printable(placeWords(place)), errorText(error)]),
      ...againText(
        refused.map(({ place }) => place),
        several,
      ),
    ],
  };
}

/** Sections of text. */
export function severalInText<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  words: RunWords<Plan, End>,
  several: SeveralPlaces,
): PlacesView<Plan, End> {
  const view = textView(words);
  const { wanted, refused } = several;
  const width = Math.max(...wanted.map((place) => placeWords(place).length));
  return {
    plans: (planned) => plansText(planned, several, words),
    operation: (event, state, place) => {
      const line = view.operation(event, state);
      return line && `${placeWords(place).padEnd(width)}  ${line}`;
    },
    unapplied: (planned, why) => {
      const idle = planned.filter(({ plan }) => why(plan) === 'nothing-to-do');
      const reasons = [...new Set(idle.map(({ plan }) => words.whyNothing(plan)))].join('; ');
      return [
        ...(idle.length > 0 ? [`Nothing to do in ${countedPlaces(idle.length, wanted.length)}: ${reasons}.`] : []),
        ...(planned.some(({ plan }) => why(plan) === 'dry-run') ? ['Dry run: nothing was changed.'] : []),
        ...againText(
          refused.map(({ place }) => place),
          several,
        ),
      ];
    },
    ended: (ends, idle, durationMs) => endedText([...ends, ...idle], durationMs, { words, several }),
  };
}

function countedPlaces(count: number, all: number): string {
  return count === all ? `all ${counted(all, 'place')}` : `${count} of ${counted(all, 'place')}`;
}

function plansText<Plan extends AnyPlan>(
  planned: readonly PlacedPlan<Plan>[],
  { wanted, refused }: SeveralPlaces,
  words: Pick<RunWords<Plan, never>, 'plan'>,
): string[] {
  const told = new Map<string, WantedPlace>();
  const sections = inOrder(wanted, planned, refused).flatMap((each, index) => {
    const count = `${index + 1} of ${wanted.length}  `;
    const lines = 'error' in each ? [errorText(each.error), ''] : words.plan(each.plan);
    const before = told.get(lines.join('\n'));
    if (!before) told.set(lines.join('\n'), each.place);
    if ('error' in each)
      return [
        `${count}${printable(placeWords(each.place))}`,
        ...(before ? [`The same error as in ${placeWords(before)}.`, ''] : lines),
      ];
    const same = before && [
      `The same as in ${placeWords(before)}: ${counted(each.plan.operations.length, 'call')}.`,
      '',
    ];
    return [`${count}${placeLine(each.place)}`, ...(same ?? lines)];
  });
  return [...sections, ...differencesText(planned)];
}

/** Where a plan is not as those of most places. */
export function differencesText(planned: readonly PlacedPlan<AnyPlan>[]): string[] {
  const { alike, others } = placeDifferences(planned.map(({ place, plan }) => ({ place, ...plan })));
  if (others.length === 0) return [];
  return [
    `The calls are the same in ${countedPlaces(alike.length, planned.length)}, and differ here:`,
    ...columns(others.map((other) => [placeWords(other.planned.place), printable(differenceWords(other))])).map(
      (line) => `  ${line}`,
    ),
    '',
  ];
}

/** What each place has come to, in full where something is left; then all of them in a table. */
function endedText<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  ends: readonly (End | PlacedPlan<Plan>)[],
  durationMs: number,
  { words, several }: { readonly words: RunWords<Plan, End>; readonly several: SeveralPlaces },
): string[] {
  const { wanted, refused } = several;
  const seconds = durationMs / 1000;
  const reportOf = (end: End | PlacedPlan<Plan>): readonly string[] => {
    if (!('state' in end)) return [`Nothing to do: ${words.whyNothing(end.plan)}.`];
    const brief = end.isComplete ? words.brief?.(end, seconds) : undefined;
    return brief ?? words.report(end, seconds).filter((line, at) => line !== '' || at > 0);
  };
  const incomplete = ends.filter((end) => 'state' in end && !end.isComplete);
  const left = [...refused, ...incomplete].map(({ place }) => place);
  const all = inOrder(wanted, ends, refused);
  const rows = all.map((each) => {
    const [first = ''] = 'error' in each ? [`Not started: ${each.error.title}`] : reportOf(each);
    return [placeWords(each.place), printable(first)];
  });
  return [
    // What a line of the table has is not told twice.
    ...all.flatMap((each) => {
      const lines = 'error' in each ? [] : reportOf(each);
      return lines.length > 1 ? ['', placeWords(each.place), ...lines] : [];
    }),
    '',
    `Done in ${countedPlaces(wanted.length - left.length, wanted.length)}.`,
    ...columns(rows).map((line) => `  ${line}`),
    ...againText(left, several),
  ];
}

function againText(left: readonly WantedPlace[], { wanted, again }: SeveralPlaces): string[] {
  const inWanted = wanted.filter((place) => left.some((each) => isSame(each, place)));
  return left.length === 0
    ? []
    : ['', ...commandText('To run it again only where it did not finish:', ...again(inWanted))];
}

/** What there is of each place, in the order in which they were named. */
function inOrder<Known extends { readonly place: WantedPlace }, Refused extends { readonly place: WantedPlace }>(
  wanted: readonly WantedPlace[],
  known: readonly Known[],
  refused: readonly Refused[],
): (Known | Refused)[] {
  return wanted.flatMap((place) => [...known, ...refused].filter((each) => isSame(each.place, place)));
}

/** Whether what is known of a place is of this one, which says what flags have said. */
function isSame(one: WantedPlace, { account = one.account, region = one.region }: WantedPlace): boolean {
  return one.region === region && one.account === account;
}
