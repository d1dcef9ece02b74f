// Starts long work, follows it and keeps its results; shared by all screens.
import { type Api, ApiError, problemFrom } from "./api.ts";
import type { BacktestRequest, CurveRequest, Job, Problem, RunRequest, Study } from "./types/api.ts";
import type { BacktestView } from "./types/backtest.ts";
import type { CurveView } from "./types/curve.ts";
import type { RunView } from "./types/run.ts";

/** Who wants to know about a job. */
export interface Watcher<T> {
  progress?(job: Job): void;
  done(result: T, job: Job): void;
  failed(problem: Problem): void;
  stopped?(job: Job): void;
}

/** A job being watched. */
export interface Handle {
  /** Stops the work itself, for everybody. */
  stop(): void;
  /** Stops watching; the work goes on and its result is kept. */
  leave(): void;
}

/** Results kept in memory; a run of a large study is about a megabyte. */
const MOST_RESULTS = 12;

/** Least time between two questions about a job whose stream was cut [ms]. */
const ASK_AGAIN = 700;

export const isOver = (job: Job): boolean => job.status === "done" || job.status === "stopped" || job.status === "failed";

export class Jobs {
  private readonly results = new Map<string, unknown>();
  private readonly active = new Map<string, Job>();

  constructor(
    private readonly api: Api,
    private readonly changed: (active: readonly Job[]) => void,
  ) {}

  run(request: RunRequest, watcher: Watcher<RunView>): Handle {
    return this.start("/api/runs", request, watcher);
  }

  curve(request: CurveRequest, watcher: Watcher<CurveView>): Handle {
    return this.start("/api/curves", request, watcher);
  }

  backtests(request: BacktestRequest, watcher: Watcher<BacktestView>): Handle {
    return this.start("/api/backtests", request, watcher);
  }

  /** Watches a job that somebody has started before. */
  watch<T>(job: Job, watcher: Watcher<T>): Handle {
    return this.begin(() => Promise.resolve(job), watcher);
  }

  /** Jobs of a study, newest first. */
  async kept(study: string): Promise<Job[]> {
    return (await this.api.get<{ jobs: Job[] }>("/api/jobs", { study })).jobs;
  }

  /** The result of a job that is done. */
  async result<T>(id: string): Promise<T> {
    const known = this.results.get(id);
    if (known !== undefined) return known as T;
    const result = await this.api.get<T>(`/api/jobs/${encodeURIComponent(id)}/result`);
    this.results.set(id, result);
    const oldest = this.results.keys().next();
    if (this.results.size > MOST_RESULTS && !oldest.done) this.results.delete(oldest.value);
    return result;
  }

  /** Stops a job on the server. */
  async stop(id: string): Promise<void> {
    this.note(await this.api.write<Job>("DELETE", `/api/jobs/${encodeURIComponent(id)}`));
  }

  private start<T>(path: string, request: unknown, watcher: Watcher<T>): Handle {
    return this.begin(() => this.api.write<Job>("POST", path, request), watcher);
  }

  private begin<T>(find: () => Promise<Job>, watcher: Watcher<T>): Handle {
    const leaving = new AbortController();
    let id: string | null = null;
    let stopWanted = false;
    const work = async () => {
      const job = await find();
      id = job.id;
      if (stopWanted) await this.stop(job.id);
      const last = await this.toTheEnd(job, watcher, leaving.signal);
      if (!leaving.signal.aborted) await this.report(last, watcher, leaving.signal);
    };
    work().catch((error: unknown) => {
      if (!leaving.signal.aborted) watcher.failed(problemFrom(error));
    });
    return {
      leave: () => leaving.abort(),
      stop: () => {
        stopWanted = true;
        if (id !== null) this.stop(id).catch((error: unknown) => watcher.failed(problemFrom(error)));
      },
    };
  }

  /** Follows a job until it is over; a cut stream is taken up by asking. */
  private async toTheEnd<T>(first: Job, watcher: Watcher<T>, signal: AbortSignal): Promise<Job> {
    let job = first;
    const seen = (next: Job) => {
      job = next;
      this.note(job);
      if (!isOver(job)) watcher.progress?.(job);
    };
    seen(job);
    while (!isOver(job) && !signal.aborted) {
      try {
        await this.api.follow(job.id, seen, signal);
      } catch (error) {
        if (error instanceof ApiError && error.problem.status !== 0) throw error;
      }
      if (isOver(job) || signal.aborted) break;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
      seen(await this.api.get<Job>(`/api/jobs/${encodeURIComponent(job.id)}`));
    }
    // Nobody here watches it any more, so nobody would take it off the list.
    if (signal.aborted) this.forget(job.id);
    return job;
  }

  private async report<T>(job: Job, watcher: Watcher<T>, signal: AbortSignal): Promise<void> {
    if (job.status === "done") {
      const result = await this.result<T>(job.id);
      if (!signal.aborted) watcher.done(result, job);
    } else if (job.status === "failed") {
      watcher.failed(job.error ?? { type: "about:blank", title: "The run failed", status: 500, detail: "" });
    } else {
      watcher.stopped?.(job);
    }
  }

  private note(job: Job): void {
    if (isOver(job)) this.active.delete(job.id);
    else this.active.set(job.id, job);
    this.changed([...this.active.values()]);
  }

  private forget(id: string): void {
    if (this.active.delete(id)) this.changed([...this.active.values()]);
  }
}

/** True when a kept job answers the plain question: this scenario, this branch, everything else as the study says. */
export function answers(job: Job, study: Study, scenario: string, branch: string | null): boolean {
  if (job.verb !== "run" || job.preview || job.study !== study.study) return false;
  const request = job.request;
  const same = (name: string, usual: unknown) => (request[name] ?? usual) === usual;
  return (
    (request["scenario"] ?? study.scenario) === scenario &&
    (request["branch"] ?? null) === branch &&
    same("runs", study.runs) &&
    same("seed", study.seed) &&
    same("days", study.days) &&
    !request["extra_cover_days"]
  );
}
