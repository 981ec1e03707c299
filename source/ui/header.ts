/** The header in one row: where one is at the left, where it acts at the right. */
import { printable } from '../printable.js';
import { widthOf } from './cells.js';
import type { Frame } from './frame.js';
import { cutMiddle } from './lists/table.js';
import { spelled } from './symbols.js';
import { production } from './words/account.js';

export interface HeaderParts {
  /** `ssm-patch-wizard › Set up › web` */
  readonly path: string;
  /** `prod-main 1234 5678 9012 · eu-west-1 · ` */
  readonly before: string;
  /** SANDBOX or PRODUCTION. */
  readonly badge: string;
  readonly isProduction: boolean;
}

/** Where one is gives way before where it acts; there a name is cut in the middle, and the id, the region and the badge never. */
export function headerParts(frame: Pick<Frame, 'columns' | 'crumbs' | 'place' | 'isSandbox' | 'symbols'>): HeaderParts {
  const { columns, crumbs, isSandbox, symbols } = frame;
  const place = frame.place.map((part) => spelled(printable(part), symbols));
  const isProduction = place.includes(production);
  const badge = isSandbox ? 'SANDBOX' : isProduction ? production : '';
  // The sandbox's own server is no news.
  const parts = place.filter((part) => part !== production && !(isSandbox && part.startsWith('endpoint ')));
  const dot = ` ${symbols.dot} `;
  const whole = joined(parts, badge, dot);
  const paths = [['ssm-patch-wizard', ...crumbs], crumbs, crumbs.slice(-1)].map((path) =>
    path.map((crumb) => spelled(printable(crumb), symbols)).join(` ${symbols.crumb} `),
  );
  // An address says by itself what it is, where the word has no room.
  const brief = joined(
    parts.map((part) => part.replace(/^endpoint /, '')),
    badge,
    dot,
  );
  const offers = [
    ...paths.map((path) => [path, whole] as const),
    [paths.at(-1) ?? '', brief] as const,
    ['', whole] as const,
  ];
  const room = columns - 3 - widthOf(badge);
  const fits = ([path, where]: (typeof offers)[number]) =>
    widthOf(path) + (path === '' ? 0 : 1) + widthOf(where) <= room;
  const [path, before] = offers.find(fits) ?? ['', joined(shortened(parts, room, badge, frame), badge, dot)];
  return { path, before, badge, isProduction };
}

function joined(parts: readonly string[], badge: string, dot: string): string {
  return `${parts.join(dot)}${badge !== '' && parts.length > 0 ? dot : ''}`;
}

/** The profile's name, which stands before the account's id, is cut first, then the endpoint. */
function shortened(
  parts: readonly string[],
  room: number,
  badge: string,
  { symbols }: Pick<Frame, 'symbols'>,
): readonly string[] {
  const [who = '', ...where] = parts;
  const [, name = '', id = ''] = /^(.*?)((?: \d{4} \d{4} \d{4})?)$/.exec(who) ?? [];
  const excess = (some: readonly string[]) => widthOf(joined(some, badge, ` ${symbols.dot} `)) - room;
  const cut = (text: string, by: number) =>
    cutMiddle(text, Math.max(least, widthOf(text) - by), symbols.ellipsis, widthOf);
  const named = [`${cut(name, excess(parts))}${id}`.trim(), ...where];
  const last = named.at(-1) ?? '';
  return excess(named) > 0 && last.startsWith('endpoint ')
    ? [...named.slice(0, -1), cut(last.slice('endpoint '.length), excess(named) - 'endpoint '.length)]
    : named;
}

/** Columns that a name has at least. */
const least = 5;
