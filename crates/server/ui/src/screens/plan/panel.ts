// A question, the work on it and its answer, in one place of a screen.
import { button, type Child, fill, h } from "../../dom.ts";
import { asksFor, type Handle, isOver, type Watcher } from "../../jobs.ts";
import type { Context } from "../../screen.ts";
import type { Job, Verb } from "../../types/api.ts";
import { problemNotice } from "../../widgets/notice.ts";
import { progressBar } from "../../widgets/progress.ts";

export interface PanelSpec<Request extends object, View> {
  readonly verb: Verb;
  readonly study: string;
  /** What is being done, beside the bar. */
  readonly working: string;
  /** Where there is no answer yet. */
  readonly empty: readonly Child[];
  readonly start: (request: Request, watcher: Watcher<View>) => Handle;
  readonly show: (view: View, job: Job) => readonly Child[];
}

export class Panel<Request extends object, View> {
  readonly element = h("div", { class: "asked" });
  private readonly status = h("div", { class: "asked-status no-print" });
  private readonly answer = h("div", { class: "asked-answer" });
  private handle: Handle | null = null;
  private left = false;
  /** What the answer that is shown was asked with. */
  private shown: Request | null = null;
  private readonly old = h("p", { class: "changed-mark no-print", hidden: true }, "The question has changed; what is below answers the one before.");

  constructor(
    private readonly context: Context,
    private readonly spec: PanelSpec<Request, View>,
  ) {
    this.element.append(this.status, this.old, this.answer);
    fill(this.answer, ...spec.empty);
  }

  leave(): void {
    this.left = true;
    this.handle?.leave();
  }

  /** Shows the answer if there is one already, or the work on it. */
  async look(request: Request): Promise<void> {
    const kept = await this.context.jobs.kept(this.spec.study).catch(() => []);
    if (this.left || this.handle !== null) return;
    // A kept answer may be older than the study's files: only the server can tell, by being asked anew.
    if (kept.some((job) => asksFor(job, this.spec.verb, request) && (job.status === "done" || !isOver(job)))) this.ask(request);
  }

  /** Says when what is shown answers another question. */
  compare(request: Request): void {
    this.old.hidden = this.shown === null || JSON.stringify(this.shown) === JSON.stringify(request);
  }

  ask(request: Request): void {
    this.handle?.leave();
    const bar = progressBar(this.spec.working, () => this.handle?.stop());
    fill(this.status, bar.element);
    this.answer.classList.add("stale");
    const over = (...children: Child[]): void => {
      this.answer.classList.remove("stale");
      fill(this.status, ...children);
    };
    this.handle = this.spec.start(request, {
      progress: (job) => bar.update(job),
      done: (view, job) => {
        over();
        this.shown = request;
        this.compare(request);
        fill(this.answer, ...this.spec.show(view, job));
        this.context.announce("The answer is there.");
      },
      stopped: () => over(h("p", { class: "notice" }, "Stopped; nothing of it is kept. ", button("Ask again", () => this.ask(request), { class: "quiet" }))),
      failed: (problem) => over(problemNotice(problem, button("Try again", () => this.ask(request)))),
    });
  }
}
