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

/** Where one is gives way before where it acts, and never wholly; the region and the badge are never cut. */
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
  const room = columns - 3 - widthOf(badge);
  const last = paths.at(-1) ?? '';
  const offers = [...paths.map((path) => [path, whole] as const), [last, brief] as const];
  const fits = ([path, where]: (typeof offers)[number]) => widthOf(path) + 1 + widthOf(where) <= room;
  const [path, before] = offers.find(fits) ?? shortened(last, parts, { room, badge, symbols });
  return { path, before, badge, isProduction };
}

function joined(parts: readonly string[], badge: string, dot: string): string {
  return `${parts.join(dot)}${badge !== '' && parts.length > 0 ? dot : ''}`;
}

interface Room {
  readonly room: number;
  readonly badge: string;
  readonly symbols: Frame['symbols'];
}

/** The profile's name is cut first, then the endpoint, then the account's id, which its own screen says whole; where one is, last of all. */
function shortened(
  crumb: string,
  [who = '', ...where]: readonly string[],
  { room, badge, symbols }: Room,
): readonly [path: string, before: string] {
  const { ellipsis, dot } = symbols;
  const [, name = '', id = ''] = /^(.*?) ?((?:\d{4} \d{4} \d{4})?)$/.exec(who) ?? [];
  const brief = id.replace(/^.*(?=\d{4}$)/, ellipsis);
  const cut = (text: string, by: number) => cutMiddle(text, Math.max(least, widthOf(text) - by), ellipsis, widthOf);
  const spelledOut = (some: readonly string[]) => joined(some, badge, ` ${dot} `);
  const excess = (some: readonly string[]) => widthOf(spelledOut(some)) + widthOf(crumb) + 1 - room;
  const offers = [
    [name, id],
    [name, brief],
    ['', brief || name],
  ].map(([given = '', number = '']) => {
    const whole = `${given} ${number}`.trim();
    const named = [`${cut(given, excess([whole, ...where]))} ${number}`.trim(), ...where];
    const end = named.at(-1) ?? '';
    if (excess(named) <= 0 || !end.startsWith('endpoint ')) return named;
    const address = end.slice('endpoint '.length);
    return [...named.slice(0, -1), cut(address, excess(named) - 'endpoint '.length)];
  });
  const parts = offers.find((each) => excess(each) <= 0) ?? offers.at(-1) ?? [];
  const left = room - 1 - widthOf(spelledOut(parts));
  return [cutMiddle(crumb, Math.max(1, left), ellipsis, widthOf), spelledOut(parts)];
}

/** Columns that a name has at least. */
const least = 5;
