// Around every screen that shows a run: what is running, what is shown, what went wrong.
import { problemFrom } from "../api.ts";
import { country } from "../countries.ts";
import { CurrentRun } from "../current-run.ts";
import { button, download, fill, h } from "../dom.ts";
import { counted, dateWords, number } from "../format.ts";
import type { Context } from "../screen.ts";
import type { Job, Problem, Study } from "../types/api.ts";
import type { RunView } from "../types/run.ts";
import { branchPicker } from "./branch-picker.ts";
import { problemNotice } from "./notice.ts";
import { type Progress, progressBar } from "./progress.ts";

/** Draws a run into the body; called for the preview and again for the whole. The answer ends it. */
export type DrawRun = (body: HTMLElement, view: RunView, job: Job) => (() => void) | undefined;

/** Shows the run of the chosen study and scenario, starting it where none is kept. */
export function runFrame(host: HTMLElement, context: Context, draw: DrawRun): () => void {
  const study = context.study();
  if (!study) {
    host.append(noStudy(context));
    return () => undefined;
  }
  if (study.problems > 0) return brokenStudy(host, context, study);
  return new RunFrame(host, context, study, draw).leave;
}

class RunFrame {
  private readonly status = h("div", { class: "run-status no-print" });
  private readonly body = h("div", { class: "run-body" });
  private readonly run: CurrentRun;
  private progress: Progress | null = null;
  private end: (() => void) | undefined;
  private shown: Job | null = null;

  constructor(
    host: HTMLElement,
    private readonly context: Context,
    study: Study,
    private readonly draw: DrawRun,
  ) {
    host.append(branchPicker(context), this.status, this.body);
    this.body.append(waiting(context, study));
    this.run = new CurrentRun(context, study, {
      seen: (view, job) => this.seen(view, job),
      progress: (job) => this.going(job),
      failed: (problem) => this.failed(problem),
      stopped: () => this.stopped(),
    });
  }

  readonly leave = (): void => {
    this.run.leave();
    this.end?.();
  };

  private seen(view: RunView, job: Job): void {
    this.end?.();
    this.shown = job;
    const scrolled = scrollY;
    this.body.replaceChildren();
    this.end = this.draw(this.body, view, job);
    scrollTo(0, scrolled);
    // The words of the bar say what is shown, and that has just changed.
    this.progress = null;
    if (job.preview) return;
    fill(this.status, provenance(this.context, view, job));
    this.context.announce(`Done: ${counted(view.runs, "run")}. ${view.verdict}`);
  }

  private going(job: Job): void {
    if (!this.progress) {
      const words = this.shown?.preview ? `A first look, from ${number(this.shown.total)} runs; causes and story follow` : job.preview ? "A first look" : "Running";
      this.progress = progressBar(words, () => this.run.stop());
      fill(this.status, this.progress.element);
    }
    this.progress.update(job);
  }

  private stopped(): void {
    this.progress = null;
    const again = button("Run in full", () => {
      fill(this.status);
      this.run.runWhole();
    });
    fill(this.status, h("p", { class: "actions" }, this.shown ? "Stopped. What you see is a first look." : "Stopped.", again));
    if (!this.shown) fill(this.body);
  }

  private failed(problem: Problem): void {
    this.progress = null;
    fill(this.status, problemNotice(problem, problem.status === 429 || problem.status === 503 ? button("Try again", () => this.run.runWhole()) : null));
    if (!this.shown) fill(this.body);
  }
}

/** How much stands behind what is shown, and the report of it. */
function provenance(context: Context, view: RunView, job: Job): HTMLElement {
  const save = button("Save the report", () => {
    context.api.text(`/api/jobs/${encodeURIComponent(job.id)}/report`).then(
      (html) => download(`${view.study}-${view.scenario}.html`, html, "text/html"),
      (error: unknown) => save.after(problemNotice(problemFrom(error))),
    );
  }, { class: "quiet" });
  return h(
    "p",
    { class: "actions note" },
    `${counted(view.runs, "run")} of ${counted(view.days, "day")} from ${dateWords(view.start_date)}; ranges are 8 of 10 runs.`,
    save,
    button("Print", () => print(), { class: "quiet" }),
  );
}

/** What is being asked, for the moment until the first answer: who meets with what. */
function waiting(context: Context, study: Study): HTMLElement {
  const what = h("p", { class: "lead" });
  context.scenarios().then((scenarios) => {
    const scenario = scenarios.find((each) => each.scenario === context.scenario());
    if (scenario) fill(what, h("strong", null, scenario.title), `. ${scenario.description}`);
  }, () => undefined);
  const line = (each: Study["lines"][number]) =>
    h("li", null, h("strong", null, each.title), `, ${country(each.country)}: ${number(each.units_per_day)} units a day`);
  return h(
    "div",
    { class: "waiting" },
    h("p", { role: "status" }, `Running ${counted(study.lines.length, "line")} through the scenario …`),
    what,
    h("ul", { class: "assumed" }, ...study.lines.map(line)),
  );
}

function noStudy(context: Context): HTMLElement {
  return problemNotice(
    { type: "about:blank", title: "There is no such study", status: 404, detail: `No study is called ${context.state.study ?? ""}. It may have been renamed or removed.` },
    h("a", { href: context.href({ study: null, screen: "verdict" }) }, "Open the worked study"),
  );
}

/** A study with defects cannot be run; all of them are listed. */
export function brokenStudy(host: HTMLElement, context: Context, study: Study): () => void {
  context.api.get(`/api/studies/${encodeURIComponent(study.study)}`).then(
    () => host.append(h("p", null, "The study has been mended."), button("Read it again", () => void context.refresh().then(() => context.go({ study: study.study, more: { read: String(Date.now()) } })))),
    (error: unknown) => host.append(problemNotice(problemFrom(error), h("a", { href: context.href({ screen: "product" }) }, "Mend it"))),
  );
  return () => undefined;
}
