/** The model of what a set-up takes over: windows of nobody that are called and meant as a wave of the plan's document. */
import { type Answers, planTag } from './answers.js';
import type { Held, Part, Window } from './held.js';
import { groupsOf, isOwn, isPatching } from './whose.js';

/** What a set-up does with windows of nobody. */
export type Free =
  /** By the name of its wave. */
  | { readonly kind: 'taken over'; readonly windows: ReadonlyMap<string, Window> }
  /** One is in the way of a wave. */
  | { readonly kind: 'refused' }
  /** It would become a wave with answers of its own, which answers here cannot say. */
  | { readonly kind: 'not modelled' };

interface Asked {
  readonly isAdopting: boolean;
  /** What the plan's document says before flags other than dates; undefined for a new one. */
  readonly known: Answers | undefined;
  /** Whether dates are asked for: then windows at others stay. */
  readonly hasDates: boolean;
}

/** @param waves of the document that is wanted which have no window yet, and all of them */
export function freeWindows(
  { windows }: Held,
  { missing, all }: Readonly<Record<'missing' | 'all', readonly string[]>>,
  { isAdopting, known, hasDates }: Asked,
): Free {
  const free = windows.filter((window) => !isOwn(window) && window.tags[planTag] === undefined);
  const isOfPlan = (window: Window): boolean => groupsOf(window).length > 0 && hasPlanTagKey(window);
  const candidates = free.filter((window) => window.tasks.some(isPatching) && isOfPlan(window));
  const isOf = (window: Window, wave: string): boolean =>
    window.fields.Name === `default-${wave}` && groupsOf(window).includes(wave);
  const inTheWay = missing.filter((wave) => candidates.some((window) => isOf(window, wave)));
  if (!isAdopting) return inTheWay.length > 0 ? { kind: 'refused' } : { kind: 'taken over', windows: new Map() };
  const whole = candidates.filter(isWhole);
  const found = new Map<string, Window>();
  for (const window of whole) {
    const wave = missing.find((each) => isOf(window, each) && !found.has(each));
    if (wave !== undefined) found.set(wave, window);
    else if (!hasDates) return { kind: 'not modelled' };
  }
  const taken = [...found.values()];
  if (taken.some((window) => !isAsPlanned(window, known ?? answersIn(taken[0] as Window))))
    return { kind: 'not modelled' };
  if (inTheWay.some((wave) => !found.has(wave)) || all.length === 0) return { kind: 'refused' };
  return { kind: 'taken over', windows: found };
}

const hasPlanTagKey = ({ targets }: Window): boolean =>
  JSON.stringify(targets.map(({ fields }) => fields.Targets)).includes('"tag:PatchGroup"');

/** One target of one group, and one patching task that runs on it. */
function isWhole(window: Window): boolean {
  return window.targets.length === 1 && groupsOf(window).length === 1 && window.tasks.filter(isPatching).length === 1;
}

type Numbers = Pick<Answers, 'zone' | 'hours' | 'maxErrors' | 'operation'>;

function answersIn({ fields, tasks }: Window): Numbers {
  const task = tasks.find(isPatching) as Part;
  return {
    zone: fields.ScheduleTimezone as Numbers['zone'],
    hours: Number(fields.Duration),
    maxErrors: String(task.fields.MaxErrors),
    operation: JSON.stringify(task.fields).includes('"Scan"') ? 'scan' : 'install',
  };
}

function isAsPlanned(window: Window, known: Numbers): boolean {
  const own = answersIn(window);
  return (Object.keys(own) as (keyof Numbers)[]).every((key) => own[key] === known[key]);
}
