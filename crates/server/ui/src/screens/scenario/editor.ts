// What is being changed: the scenario and the cover, with undo, kept in the browser.
import { begun, type History, redone, stepped, undone } from "../../timeline/history.ts";
import { alike } from "../../timeline/edit.ts";
import { type Draft, keep, type Keep, kept } from "../../timeline/store.ts";
import type { RunRequest, Scenario, ScenarioDraft } from "../../types/api.ts";

export class Editor {
  private history: History<Draft>;
  /** Event whose form is open. */
  selected: number | null = null;

  constructor(
    private readonly store: Keep,
    private readonly study: string,
    readonly base: Scenario,
    private readonly changed: () => void,
  ) {
    this.history = begun({ scenario: draftOf(base), extraCoverDays: 0 });
    const old = kept(store, study, base.scenario);
    if (old !== null) this.history = stepped(this.history, old);
  }

  get draft(): Draft {
    return this.history.now;
  }

  get scenario(): ScenarioDraft {
    return this.history.now.scenario;
  }

  /** Whether events or day 0 differ from the scenario as it is kept. */
  get edited(): boolean {
    return !alike(this.scenario, this.base);
  }

  get canUndo(): boolean {
    return this.history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.history.future.length > 0;
  }

  /** A step; with `join` it goes on with the step before (one drag, one slider movement). */
  set(change: Partial<Draft>, selected: number | null = this.selected, join = false): void {
    this.history = stepped(this.history, { ...this.draft, ...change }, join);
    this.selected = selected;
    this.settled();
  }

  select(index: number | null): void {
    this.selected = index;
    this.changed();
  }

  undo(): void {
    this.history = undone(this.history);
    this.selected = null;
    this.settled();
  }

  redo(): void {
    this.history = redone(this.history);
    this.selected = null;
    this.settled();
  }

  restore(): void {
    this.set({ scenario: draftOf(this.base), extraCoverDays: 0 }, null);
  }

  /** The question to run: by name where nothing differs, so that kept results are found. */
  request(branch: string | null): RunRequest {
    const { extraCoverDays } = this.draft;
    return {
      study: this.study,
      scenario: this.edited ? this.scenario : this.base.scenario,
      ...(branch === null ? {} : { branch }),
      ...(extraCoverDays > 0 ? { extra_cover_days: extraCoverDays } : {}),
    };
  }

  private settled(): void {
    const same = !this.edited && this.draft.extraCoverDays === 0;
    keep(this.store, this.study, this.base.scenario, same ? null : this.draft);
    this.changed();
  }
}

/** A scenario as it is sent: without the mark whose it is. */
export function draftOf({ scenario, title, description, start, events, branches }: Scenario): ScenarioDraft {
  return { scenario, title, description, start, events, branches };
}
