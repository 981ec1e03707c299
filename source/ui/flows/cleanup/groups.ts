/** The list of what may go: by plan, then by whose. The cursor stands on headings too, which choose all that is below them. */
import { classTitles, itemClasses } from '../../../plan/cleanup/item-class.js';
import type { CleanupItem } from '../../../plan/cleanup/items.js';

export type Row =
  | { readonly kind: 'heading'; readonly title: string; readonly items: readonly CleanupItem[] }
  | { readonly kind: 'item'; readonly item: CleanupItem };

/** `Plan web`, `Patching, created by others` */
export function groupOf({ itemClass, plan }: CleanupItem): string {
  return itemClass === 'own' && plan !== undefined ? `Plan ${plan}` : classTitles[itemClass];
}

/** Defaults stand before the baselines that wait for them. */
const order: readonly CleanupItem['kind'][] = [
  'window',
  'task',
  'registration',
  'default',
  'baseline',
  'record',
  'tags',
  'unread',
  'predefined',
];

/** Items in the order of the list: plans by their names, then the others by whose they are. */
export function inGroups(items: readonly CleanupItem[]): readonly CleanupItem[] {
  const rank = (item: CleanupItem): string => {
    const { itemClass, plan, kind, name } = item;
    const group = `${itemClasses.indexOf(itemClass)} ${itemClass === 'own' ? (plan ?? '') : ''}`;
    // Registrations of one baseline stand together; the rest is in its order.
    const within = kind === 'registration' ? `${item.registration.baselineName} ${name}` : '';
    return `${group} ${order.indexOf(kind)} ${within}`;
  };
  return [...items].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** Items that stand in their groups, each group below its heading. */
export function rowsOf(items: readonly CleanupItem[]): readonly Row[] {
  const titles = [...new Set(items.map(groupOf))];
  return titles.flatMap((title): Row[] => {
    const members = items.filter((item) => groupOf(item) === title);
    return [{ kind: 'heading', title, items: members }, ...members.map((item): Row => ({ kind: 'item', item }))];
  });
}
