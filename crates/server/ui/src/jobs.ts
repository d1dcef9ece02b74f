// Starts long work, follows it and keeps its results; shared by all screens.
import { type Api, ApiError, problemFrom } from "./api.ts";
import type { BacktestRequest, CurveRequest, Job, PlanRequest, Problem, RunRequest, SqueezeRequest, Study } from "./types/api.ts";
import type { BacktestView } from "./types/backtest.ts";
import type { CurveView } from "./types/curve.ts";
import { type PreviewView, isPreviewView, runOfPreview } from "./preview-view.ts";
import type { PlanView } from "./types/plan.ts";
import type { RunView } from "./types/run.ts";
import type { SqueezeView } from "./types/squeeze.ts";

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
  /** Work that goes on although no screen shows it any more. */
  private readonly unseen = new Map<string, Job>();
  /** How many on the screen watch a job. */
  private readonly watchers = new Map<string, number>();

  constructor(
    private readonly api: Api,
    private readonly changed: (unseen: readonly Job[]) => void,
    private readonly studies: () => readonly Study[],
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

  plan(request: PlanRequest, watcher: Watcher<PlanView>): Handle {
    return this.start("/api/plans", request, watcher);
  }

  squeeze(request: SqueezeRequest, watcher: Watcher<SqueezeView>): Handle {
    return this.start("/api/squeezes", request, watcher);
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
    const result = this.whole(await this.api.get<T>(`/api/jobs/${encodeURIComponent(id)}/result`));
    this.results.set(id, result);
    const oldest = this.results.keys().next();
    if (this.results.size > MOST_RESULTS && !oldest.done) this.results.delete(oldest.value);
    return result;
  }

  /** A preview in the shape of a run; anything else as it is. */
  private whole<T>(result: T): T {
    const view = result as RunView | PreviewView;
    if (!("events" in view && "lines" in view) || !isPreviewView(view)) return result;
    const study = this.studies().find((each) => each.study === view.study);
    return runOfPreview(view, study?.title ?? view.study, study?.lines ?? []) as T;
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
      const last = await this.watched(job, watcher, leaving.signal);
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
    return job;
  }

  /** Follows a job for a screen; when the screen leaves first, the work stays in sight elsewhere. */
  private async watched<T>(job: Job, watcher: Watcher<T>, signal: AbortSignal): Promise<Job> {
    this.watchers.set(job.id, (this.watchers.get(job.id) ?? 0) + 1);
    this.note(job);
    let last = job;
    try {
      last = await this.toTheEnd(job, watcher, signal);
    } finally {
      this.watchers.set(job.id, (this.watchers.get(job.id) ?? 1) - 1);
      if (signal.aborted && !job.preview && !isOver(last)) void this.keepInSight(last);
    }
    return last;
  }

  /** Asks now and then; streams are few in a browser and belong to what is on the screen. */
  private async keepInSight(job: Job): Promise<void> {
    let last = job;
    this.note(last);
    while (!isOver(last) && !this.isWatched(last.id)) {
      await new Promise((resolve) => setTimeout(resolve, 2 * ASK_AGAIN));
      last = await this.api.get<Job>(`/api/jobs/${encodeURIComponent(job.id)}`).catch(() => ({ ...last, status: "stopped" as const }));
      this.note(last);
    }
  }

  private isWatched(id: string): boolean {
    return (this.watchers.get(id) ?? 0) > 0;
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
    const before = this.unseen.size;
    if (isOver(job) || this.isWatched(job.id)) this.unseen.delete(job.id);
    else this.unseen.set(job.id, job);
    if (before + this.unseen.size > 0) this.changed([...this.unseen.values()]);
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

/** True when a job was asked exactly this; the order of its fields does not matter. */
export function asksFor(job: Job, verb: Job["verb"], request: object): boolean {
  return job.verb === verb && canonical(job.request) === canonical(request);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return `{${fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => `${name}:${canonical(field)}`).join()}}`;
}
