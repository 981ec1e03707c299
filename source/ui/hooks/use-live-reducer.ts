/** A reducer whose newest state can be read at once: several keys may arrive before React has drawn the first. */
import { useReducer, useRef } from 'react';

export interface LiveReducer<State, Event> {
  readonly state: State;
  /** The state after all events so far, even those that are not drawn yet; for key handlers. */
  readonly current: () => State;
  readonly dispatch: (event: Event) => void;
}

/** @param reduce may close over what changes, such as the length of a list: the one of the last drawing counts */
export function useLiveReducer<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: () => State,
): LiveReducer<State, Event> {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const live = useRef<Omit<LiveReducer<State, Event>, 'state'>>(undefined);
  const latest = useRef(reduce);
  latest.current = reduce;
  live.current ??= liveState((state: State, event: Event) => latest.current(state, event), initial(), draw);
  return { ...live.current, state: live.current.current() };
}

function liveState<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
  draw: () => void,
): Omit<LiveReducer<State, Event>, 'state'> {
  let state = initial;
  return {
    current: () => state,
    dispatch(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      draw();
    },
  };
}
