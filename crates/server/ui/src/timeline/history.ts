// Undo and redo over values that are never changed in place.

export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
}

/** Steps kept; enough for an afternoon of dragging. */
const KEPT = 100;

export function begun<T>(now: T): History<T> {
  return { past: [], now, future: [] };
}

/** A step. With `join`, it takes the place of the step before it (one drag is one step, however many moves it has). */
export function stepped<T>(history: History<T>, now: T, join = false): History<T> {
  if (now === history.now) return history;
  const past = join ? history.past : [...history.past, history.now].slice(-KEPT);
  return { past, now, future: [] };
}

export function undone<T>(history: History<T>): History<T> {
  const now = history.past.at(-1);
  if (now === undefined) return history;
  return { past: history.past.slice(0, -1), now, future: [history.now, ...history.future] };
}

export function redone<T>(history: History<T>): History<T> {
  const [now, ...future] = history.future;
  if (now === undefined) return history;
  return { past: [...history.past, history.now], now, future };
}
