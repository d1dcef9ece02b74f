// Runs a small ensemble after each change: a first look at few runs, then more of the same draws. An older one that is
// still running is stopped.
import type { Handle, Jobs } from "../jobs.ts";
import type { Job, Problem, RunRequest } from "../types/api.ts";
import type { RunView } from "../types/run.ts";

export interface PreviewState {
  status: "idle" | "running" | "done" | "failed";
  job: Job | null;
  result: RunView | null;
  /** The result before this one, drawn as a ghost. */
  former: RunView | null;
  problem: Problem | null;
}

/** Wait after the last change before a run is asked for [ms]. */
const CALM = 150;

export const PREVIEW_RUNS = 200;
/** Runs of the first look; the larger ensemble begins with the same ones. */
export const FIRST_RUNS = 40;

export class Preview {
  private state: PreviewState = { status: "idle", job: null, result: null, former: null, problem: null };
  private timer: ReturnType<typeof setTimeout> | null = null;
  private handle: Handle | null = null;
  private asked = "";

  constructor(
    private readonly jobs: Pick<Jobs, "run">,
    private readonly show: (state: PreviewState) => void,
  ) {}

  /** Asks for a run of this; the same question twice in a row is asked once. */
  ask(request: RunRequest): void {
    const question = JSON.stringify(request);
    if (question === this.asked) return;
    this.asked = question;
    this.cancel();
    this.timer = setTimeout(() => this.start(request), CALM);
  }

  /** Forgets the question under way, with nothing in its place (the scenario cannot be run as it stands). */
  cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.state.status === "running") this.handle?.stop();
    this.handle?.leave();
    this.handle = null;
    if (this.state.status === "running") this.set({ status: this.state.result === null ? "idle" : "done", job: null });
  }

  /** As cancel, and the next question is asked whatever it is. */
  clear(): void {
    this.cancel();
    this.asked = "";
  }

  private start(request: RunRequest): void {
    this.set({ status: "running", job: null, problem: null, former: this.state.result });
    const runs = request.runs ?? PREVIEW_RUNS;
    this.look(request, runs > FIRST_RUNS ? [FIRST_RUNS, runs] : [runs]);
  }

  /** Runs the first number of runs, then the others. */
  private look(request: RunRequest, [runs, ...more]: readonly number[]): void {
    if (runs === undefined) return;
    this.handle = this.jobs.run({ ...request, runs }, {
      progress: (job) => this.set({ job }),
      done: (result) => {
        this.set({ status: more.length > 0 ? "running" : "done", job: null, result });
        this.look(request, more);
      },
      failed: (problem) => {
        this.asked = "";
        this.set({ status: "failed", job: null, problem });
      },
      stopped: () => {
        this.asked = "";
        this.set({ status: this.state.result === null ? "idle" : "done", job: null });
      },
    });
  }

  private set(change: Partial<PreviewState>): void {
    this.state = { ...this.state, ...change };
    this.show(this.state);
  }
}
