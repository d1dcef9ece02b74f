// What is shown, kept in the address: `#/results?study=ev-motor&line=front-motor`.

/** Study, scenario and branch are shared by all screens; `more` belongs to the screen. */
export interface State {
  readonly screen: string;
  readonly study: string | null;
  readonly scenario: string | null;
  readonly branch: string | null;
  readonly more: Readonly<Record<string, string>>;
}

/** A change of the state; null takes a value away, what is not named stays. */
export interface Patch {
  readonly screen?: string;
  readonly study?: string | null;
  readonly scenario?: string | null;
  readonly branch?: string | null;
  readonly more?: Readonly<Record<string, string | null>>;
}

const SHARED = ["study", "scenario", "branch"] as const;

/** Reads a state from a hash; anything odd is ignored. */
export function parseState(hash: string, first: string): State {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const screen = /^[a-z-]+$/.test(path) ? path : first;
  const pairs = new URLSearchParams(query);
  const more: Record<string, string> = {};
  for (const [name, value] of pairs) {
    if (!(SHARED as readonly string[]).includes(name)) more[name] = value;
  }
  const shared = (name: string) => pairs.get(name) || null;
  return { screen, study: shared("study"), scenario: shared("scenario"), branch: shared("branch"), more };
}

/** Writes a state as a hash; equal states give equal text. */
export function formatState(state: State): string {
  const pairs = new URLSearchParams();
  for (const name of SHARED) {
    const value = state[name];
    if (value !== null) pairs.set(name, value);
  }
  for (const name of Object.keys(state.more).sort()) pairs.set(name, state.more[name] ?? "");
  const query = pairs.toString();
  return `#/${state.screen}${query ? `?${query}` : ""}`;
}

/**
 * The state after a change. Another study has other scenarios, another scenario
 * other branches, another screen other things to choose.
 */
export function patched(state: State, patch: Patch): State {
  const screen = patch.screen ?? state.screen;
  const study = patch.study === undefined ? state.study : patch.study;
  const sameStudy = study === state.study;
  const scenario = patch.scenario === undefined ? (sameStudy ? state.scenario : null) : patch.scenario;
  const sameScenario = sameStudy && scenario === state.scenario;
  const branch = patch.branch === undefined ? (sameScenario ? state.branch : null) : patch.branch;
  const more: Record<string, string> = screen === state.screen && sameStudy ? { ...state.more } : {};
  for (const [name, value] of Object.entries(patch.more ?? {})) {
    if (value === null) delete more[name];
    else more[name] = value;
  }
  return { screen, study, scenario, branch, more };
}

/** The token that `coercivity serve` prints as part of the address, if this is such an address. */
export function tokenIn(hash: string): string | null {
  const found = /^#token=([A-Za-z0-9_-]+)$/.exec(hash);
  return found?.[1] ?? null;
}
