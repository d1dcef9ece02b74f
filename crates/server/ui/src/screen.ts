// What a screen is, and what it is given.
import type { Api } from "./api.ts";
import type { Jobs } from "./jobs.ts";
import type { Patch, State } from "./state.ts";
import type { About, Scenario, Study, Vocabulary } from "./types/api.ts";

/** Everything a screen may use. One context lives as long as one rendering of a screen. */
export interface Context {
  /** What the address says. */
  readonly state: State;
  readonly api: Api;
  readonly about: About;
  readonly studies: readonly Study[];
  readonly jobs: Jobs;
  /** The chosen study; null where there is none of that name. */
  study(): Study | null;
  /** The chosen scenario, or the study's own choice. */
  scenario(): string;
  /** Scenarios of the chosen study. */
  scenarios(): Promise<readonly Scenario[]>;
  /** Words for the keys of the chosen study. */
  vocabulary(): Promise<Vocabulary>;
  /** Changes the address and draws anew. */
  go(patch: Patch): void;
  /** Changes the address only, for what the screen has already shown. */
  note(patch: Patch): void;
  /** The address after a change, for links. */
  href(patch: Patch): string;
  /** Reads studies, scenarios and vocabulary anew, after something was written. */
  refresh(): Promise<void>;
  /** Tells something to those who listen instead of look. */
  announce(text: string): void;
}

export interface Screen {
  readonly id: string;
  readonly title: string;
  /** One line below the title. */
  readonly hint: string;
  /** Draws into the host; the answer ends what the screen has begun. */
  render(host: HTMLElement, context: Context): () => void;
}
