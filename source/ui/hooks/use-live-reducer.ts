/** A reducer whose newest state can be read at once: several keys may arrive before React has drawn the first. */
import { useReducer, useState } from 'react';

export interface LiveReducer<State, Event> {
  readonly state: State;
  /** The state after all events so far, even those that are not drawn yet; for key handlers. */
  readonly current: () => State;
  readonly dispatch: (event: Event) => void;
}

/** @param reduce may close over what changes, such as the length of a list: an event goes to the one of its own drawing */
export function useLiveReducer<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: () => State,
): LiveReducer<State, Event> {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [live] = useState(() => ({ state: initial() }));
  return {
    state: live.state,
    current: () => live.state,
    dispatch(event) {
      const next = reduce(live.state, event);
      if (next === live.state) return;
      live.state = next;
      draw();
    },
  };
}
