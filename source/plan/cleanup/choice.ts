/** Choosing what goes: the rules that a choice keeps, whoever makes it, keys or flags. */
import { UserError } from '../../errors.js';
import { isPatchingWindow } from '../account/documents.js';
import { planOf } from '../account/inventory.js';
import { type ConnectionFlags, connectionFlags } from '../intent/command-line.js';
import { nearestWords } from '../text/spelling.js';
import { type CleanupItem, canGo } from './items.js';

/** What is to happen to an item; windows can be switched off instead. */
export type CleanupAction = 'delete' | 'disable';

/** Item id → its action; what is not in it stays. */
export type CleanupChoice = ReadonlyMap<string, CleanupAction>;

type Scope = Pick<CleanupSelection, 'plan' | 'isAllPatching'>;

/** What is held is left to those who choose it by itself. */
function inScope(items: readonly CleanupItem[], scope: Scope): CleanupChoice {
  const meant = items.filter((item) => canGo(item) && item.heldBy === undefined && isMeant(item, scope));
  const choice = choose(items, meant);
  // A record goes with a whole plan: while something of the plan stays, what it is for has to be known.
  const isEarly = (record: CleanupItem): boolean =>
    items.some((other) => isRecordOf(record, other) && !choice.has(other.id) && !isOtherwiseUsed(other));
  const early = new Set(items.filter(isEarly).map(({ id }) => id));
  return new Map([...choice].filter(([id]) => !early.has(id)));
}

/** Whether a window has only other tasks left, as one that does other things too is when its patching tasks are gone. */
function isOtherwiseUsed(item: CleanupItem): boolean {
  return item.kind === 'window' && item.window.tasks.length > 0 && !isPatchingWindow(item.window);
}

/** Whether flags that name nothing are about an item, which may have to stay all the same. */
function isMeant(item: CleanupItem, { plan, isAllPatching }: Scope): boolean {
  if (item.plan !== undefined) return plan === undefined || item.plan === plan;
  if (!isAllPatching) return false;
  if (item.kind === 'window') return item.isBegun || isPatchingWindow(item.window);
  return (
    (item.kind === 'task' && item.itemClass !== 'unknown') || item.kind === 'registration' || item.kind === 'baseline'
  );
}

/** Whether a plan's flag lets an item be named: a default by the baseline that is it. */
function isOfPlan(item: CleanupItem, plan: string | undefined): boolean {
  return plan === undefined || plan === (item.kind === 'default' ? planOf(item.baseline) : item.plan);
}

/** Exactly the items with these ids or names, and what they require; of one plan alone, if it is given. */
function namedChoice(all: readonly CleanupItem[], names: readonly string[], plan?: string): CleanupChoice {
  const items = all.filter((item) => isOfPlan(item, plan));
  const isCalled = (name: string): boolean =>
    items.some((item) => item.id === name || resourceOf(item) === name || namesOf(item).includes(name));
  // No id has a comma, but a name may.
  const words = names.flatMap((name) => (isCalled(name) ? [name] : name.split(',')));
  const found = words.flatMap((name) => itemsCalled(items, name, plan));
  const choice = choose(items, found);
  const left = found.find(({ id }) => !choice.has(id));
  if (left?.blockedBy) {
    throw new UserError(`${left.name} cannot be deleted while it is a default baseline.`, {
      code: 'default-baseline',
      nextSteps: [`Make AWS's baseline the default in the same run: --only ${left.blockedBy} ${left.id}`],
    });
  }
  return choice;
}

/** What an id or a name means. Of a mixed window those are its patching tasks. */
function itemsCalled(items: readonly CleanupItem[], name: string, plan: string | undefined): CleanupItem[] {
  const byId = items.filter((item) => item.id === name || resourceOf(item) === name);
  const found = byId.length > 0 ? byId : items.filter((item) => namesOf(item).includes(name));
  const [first] = found;
  if (first === undefined) {
    const [near] = nearestWords(name, items.flatMap(namesOf));
    throw new UserError(`Nothing ${plan === undefined ? 'here' : `in plan ${plan}`} is called "${name}".`, {
      code: 'unknown-item',
      nextSteps: [
        ...(near ? [`Did you mean ${near}?`] : []),
        'To see all names and ids, run the same command with --dry-run and without --only.',
      ],
    });
  }
  const ids = [...new Set(found.map(resourceOf))];
  if (ids.length > 1) {
    throw new UserError(`"${name}" is the name of ${ids.length} things here, so it is not clear which one you mean.`, {
      code: 'ambiguous-item',
      nextSteps: [`Use an id instead: ${ids.map((id) => (/\s/.test(id) ? `"${id}"` : id)).join(' or ')}`],
    });
  }
  if (!canGo(first))
    throw new UserError(`${first.name} cannot be chosen: ${first.reason}.`, { code: 'protected-item' });
  return found;
}

/** Names are not unique in an account, ids are. */
function resourceOf(item: CleanupItem): string {
  return item.kind === 'task' ? item.window.id : item.id;
}

function namesOf(item: CleanupItem): string[] {
  return item.kind === 'task' ? [item.name, item.window.name] : [item.name];
}

/** The choice of these items with what they require; those that another item blocks are left out. */
function choose(items: readonly CleanupItem[], wanted: readonly CleanupItem[]): CleanupChoice {
  const ids = new Set(wanted.map(({ id }) => id));
  const possible = wanted.filter(({ blockedBy }) => blockedBy === undefined || ids.has(blockedBy));
  const required = new Set(possible.flatMap(({ requires }) => requires));
  return new Map(
    items
      .filter((item) => possible.includes(item) || (required.has(item.id) && canGo(item)))
      .map(({ id }) => [id, 'delete'] as const),
  );
}

/** Which items flags have chosen. */
export interface CleanupSelection {
  /** Of the wizard's own only this plan's; every plan's where undefined. */
  readonly plan?: string | undefined;
  /**
   * Also what the wizard did not make: other people's windows, registrations and baselines and the patching tasks of mixed
   * windows. Not their empty windows, and no default: that is an explicit item.
   */
  readonly isAllPatching: boolean;
  /** Ids or names, of the plan's alone where one is given; takes the place of everything of the plan and of others. */
  readonly only: readonly string[];
  /** Windows are switched off in place of deleted. */
  readonly isDisabling: boolean;
}

/**
 * The choice that a selection makes of what there is.
 * @throws UserError for something named that does not exist, cannot go, has to wait for another, cannot be switched off, or whose
 *   name several things have
 */
export function selected(items: readonly CleanupItem[], selection: CleanupSelection): CleanupChoice {
  const { plan, only, isDisabling } = selection;
  const choice = only.length > 0 ? namedChoice(items, only, plan) : inScope(items, selection);
  if (!isDisabling) return choice;
  const chosen = items.filter(({ id }) => choice.has(id));
  // A wider selection just has its windows switched off.
  if (only.length > 0) requireWindows(chosen);
  const windows = chosen.filter((item) => item.kind === 'window' && item.window.enabled);
  return new Map(windows.map(({ id }) => [id, 'disable']));
}

/**
 * @param more `taken`: plans of which something was taken away before
 * @throws UserError for any other plan of which there is nothing here, with the name that was probably meant
 */
export function requirePlan(
  items: readonly CleanupItem[],
  { plan }: CleanupSelection,
  {
    taken,
    connection = {},
  }: { readonly taken: ReadonlySet<string>; readonly connection?: ConnectionFlags | undefined },
): void {
  if (plan === undefined || taken.has(plan) || items.some((item) => isOfPlan(item, plan))) return;
  const known = [...new Set(items.flatMap((item) => item.plan ?? []))].sort();
  const [near] = nearestWords(plan, known);
  throw new UserError(`Plan ${plan} does not exist in this account and region.`, {
    code: 'unknown-plan',
    detail: known.length > 0 ? `The plans are: ${known.join(', ')}.` : 'There are no plans here.',
    nextSteps: [
      ...(near ? [`Did you mean --plan ${near}?`] : []),
      `To see what is here: ${['ssm-patch-wizard status', ...connectionFlags(connection)].join(' ')}`,
    ],
  });
}

/** What a selection is about and does not choose: it stays for a reason. */
export function stayingOf(
  items: readonly CleanupItem[],
  choice: CleanupChoice,
  selection: CleanupSelection,
): CleanupItem[] {
  const { plan, only } = selection;
  const named = only.length > 0 ? namedChoice(items, only, plan) : undefined;
  return items.filter((item) => !choice.has(item.id) && (named ? named.has(item.id) : isMeant(item, selection)));
}

function requireWindows(named: readonly CleanupItem[]): void {
  // What goes with something else is not what was named.
  const isRequired = (item: CleanupItem): boolean => named.some(({ requires }) => requires.includes(item.id));
  const other = named.find((item) => item.kind !== 'window' && !isRequired(item));
  if (other === undefined) return;
  const why = other.kind === 'task' ? 'its window also runs other tasks' : 'only windows can be';
  throw new UserError(`${other.name} cannot be switched off: ${why}.`, {
    code: 'not-a-window',
    nextSteps: ['Remove it from --only, or remove --disable to delete it.'],
  });
}

/** A choice after one item was turned on or off, or why it could not be. */
interface Toggled {
  readonly choice: CleanupChoice;
  readonly refusal?: string;
}

/** Turns an item on with what it requires, or off with what requires it. */
export function toggled(
  items: readonly CleanupItem[],
  choice: CleanupChoice,
  id: string,
  action: CleanupAction = 'delete',
): Toggled {
  const item = items.find((candidate) => candidate.id === id);
  if (item === undefined) return { choice };
  if (!canGo(item)) return { choice, refusal: `${item.name} stays: ${item.reason}.` };
  if (action === 'disable' && (item.kind !== 'window' || !item.window.enabled)) {
    const why = item.kind === 'window' ? 'it is already switched off' : 'only windows can be';
    return { choice, refusal: `${item.name} cannot be switched off: ${why}.` };
  }
  const next = new Map(choice);
  if (choice.get(id) === action) {
    next.delete(id);
    for (const other of items) {
      if (other.requires.includes(id) || other.blockedBy === id || isRecordOf(other, item)) next.delete(other.id);
    }
    return { choice: next };
  }
  if (item.blockedBy !== undefined && !choice.has(item.blockedBy)) {
    const first = items.find((candidate) => candidate.id === item.blockedBy)?.name ?? item.blockedBy;
    return { choice, refusal: `Choose "${first}" first: ${item.name} is the default.` };
  }
  next.set(id, action);
  for (const required of item.requires) next.set(required, 'delete');
  const record = items.find((other) => isRecordOf(other, item));
  if (record && action === 'disable') next.delete(record.id);
  return { choice: next };
}

/** Whether something is the record of the plan that something else belongs to: it does not go while that stays. */
function isRecordOf({ kind, plan }: CleanupItem, item: CleanupItem): boolean {
  return kind === 'record' && item.kind !== 'record' && item.kind !== 'tags' && plan === item.plan;
}
