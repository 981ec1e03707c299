/** Home: nothing is under way, and what is known stays. */
import type { Session, Where } from '../session.js';

export interface HomeState {
  readonly flow: 'home';
  readonly session: Session;
}

/** What home offers beside another account. */
export type HomeChoice = 'setup' | 'nodes' | 'cleanup' | 'restore' | 'status' | 'preview';

export function atHome({ answering, connection, opened }: Session): HomeState {
  return { flow: 'home', session: { answering, connection, opened } };
}

/** No account is at stake here. */
export const homeWhere: Where = { crumbs: [], place: [] };
