// The run that answers the address: the kept one, or a quick preview and then the whole ensemble.
import { problemFrom } from "./api.ts";
import { type Handle, answers, isOver } from "./jobs.ts";
import type { Context } from "./screen.ts";
import type { Job, Problem, RunRequest, Study } from "./types/api.ts";
import type { RunView } from "./types/run.ts";

/** Runs of the first look: enough for a median, and a few seconds of work at most. */
export const PREVIEW_RUNS = 40;

export interface RunWatcher {
  /** A preview first, then the whole; or the whole at once. */
  seen(view: RunView, job: Job): void;
  progress(job: Job): void;
  failed(problem: Problem): void;
  stopped(job: Job): void;
}

/** What the address asks for, without saying what the study says anyway. */
export function plainRequest(context: Context, study: Study): RunRequest {
  const { branch } = context.state;
  return { study: study.study, scenario: context.scenario(), ...(branch === null ? {} : { branch }) };
}

export class CurrentRun {
  private handles: Handle[] = [];
  private full: Handle | null = null;
  private first: Handle | null = null;
  private left = false;
  private complete = false;
  private previewed = false;

  constructor(
    private readonly context: Context,
    private readonly study: Study,
    private readonly watcher: RunWatcher,
  ) {
    this.begin().catch((error: unknown) => {
      if (!this.left) watcher.failed(problemFrom(error));
    });
  }

  /** Stops the ensemble; a preview that is shown stays. */
  stop(): void {
    (this.full ?? this.first)?.stop();
  }

  /** Runs the whole ensemble, after a stop too. */
  runWhole(): void {
    this.keep(this.context.jobs.run(plainRequest(this.context, this.study), this.whole()));
  }

  leave(): void {
    this.left = true;
    for (const handle of this.handles) handle.leave();
  }

  private async begin(): Promise<void> {
    const { context, study } = this;
    const kept = await context.jobs.kept(study.study);
    if (this.left) return;
    const known = kept.some((job) => answers(job, study, context.scenario(), context.state.branch) && (job.status === "done" || !isOver(job)));
    // A kept answer may be older than the study's files. Only the server can tell, by being
    // asked anew: it answers at once if nothing has changed, else a preview bridges the wait.
    if (known) this.runWhole();
    else this.preview(() => this.runWhole());
  }

  private preview(then: () => void): void {
    this.previewed = true;
    const request = { ...plainRequest(this.context, this.study), runs: PREVIEW_RUNS, preview: true };
    const handle = this.context.jobs.run(request, {
      done: (view, job) => {
        if (!this.complete) this.watcher.seen(view, job);
        then();
      },
      // What is wrong with the question will be wrong with the whole one; it is told once.
      failed: (problem) => this.watcher.failed(problem),
      stopped: (job) => this.watcher.stopped(job),
      // The bar belongs to the whole ensemble as soon as there is one.
      progress: (job) => {
        if (this.full === null) this.watcher.progress(job);
      },
    });
    this.first = handle;
    this.handles.push(handle);
  }

  private whole() {
    return {
      progress: (job: Job) => {
        this.watcher.progress(job);
        if (!this.previewed) this.preview(() => undefined);
      },
      done: (view: RunView, job: Job) => {
        this.complete = true;
        this.watcher.seen(view, job);
      },
      failed: (problem: Problem) => this.watcher.failed(problem),
      stopped: (job: Job) => this.watcher.stopped(job),
    };
  }

  private keep(handle: Handle): void {
    this.full = handle;
    this.handles.push(handle);
    if (this.left) handle.leave();
  }
}
