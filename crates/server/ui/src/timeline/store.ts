// The scenario that is being changed, kept in the browser so that a reload loses nothing.
import type { ScenarioDraft } from "../types/api.ts";

export interface Draft {
  scenario: ScenarioDraft;
  extraCoverDays: number;
}

/** What of the browser's storage is used. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = (study: string, base: string): string => `coercivity.draft.${study}.${base}`;

/** The changes kept for a scenario of a study; null where there are none or they cannot be read. */
export function kept(store: Keep, study: string, base: string): Draft | null {
  try {
    const text = store.getItem(key(study, base));
    const draft: unknown = text === null ? null : JSON.parse(text);
    return isDraft(draft) ? draft : null;
  } catch {
    // A browser may refuse storage; the page then works without memory.
    return null;
  }
}

/** Keeps changes; null forgets them. */
export function keep(store: Keep, study: string, base: string, draft: Draft | null): void {
  try {
    if (draft === null) store.removeItem(key(study, base));
    else store.setItem(key(study, base), JSON.stringify(draft));
  } catch {
    // As above: nothing is lost that is on the screen.
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { scenario, extraCoverDays } = value as Partial<Draft>;
  const events: unknown = scenario?.events;
  return (
    typeof extraCoverDays === "number" &&
    typeof scenario?.scenario === "string" &&
    typeof scenario.start === "string" &&
    Array.isArray(scenario.branches) &&
    Array.isArray(events) &&
    events.every(isEvent)
  );
}

function isEvent(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { date, kind, label } = value as Record<string, unknown>;
  return typeof date === "string" && typeof kind === "string" && typeof label === "string";
}
