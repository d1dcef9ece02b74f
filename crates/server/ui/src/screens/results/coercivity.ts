// Coercivity map and hysteresis loop: asked for by a button, since they take minutes.
import { contourMap } from "../../charts/contour-map.ts";
import { chart } from "../../charts/frame.ts";
import { hysteresis } from "../../charts/hysteresis.ts";
import { button, explained, fill, h } from "../../dom.ts";
import { counted, joined, percent } from "../../format.ts";
import { type Handle, isOver } from "../../jobs.ts";
import type { Context } from "../../screen.ts";
import type { CurveRequest, Job } from "../../types/api.ts";
import type { CurveLine, CurveView } from "../../types/curve.ts";
import type { LineView } from "../../types/run.ts";
import { problemNotice } from "../../widgets/notice.ts";
import { progressBar } from "../../widgets/progress.ts";
import { dataTable } from "../../widgets/table.ts";
import { Section, beside } from "./section.ts";

const LEAD =
  "How long a squeeze of which severity each line bears before output falls below half, and how it comes back when the squeeze is over.";

export function coercivitySection(context: Context, lines: readonly LineView[]): { section: Section; leave: () => void } {
  const host = h("div");
  const panel = new Panel(host, context, new Set(lines.map((line) => line.line)));
  const section = new Section(
    "Coercivity",
    LEAD,
    host,
    h(
      "div",
      { class: "terms no-print" },
      explained("coercivity", "The shortest full freeze after which output falls below half in at least half of the runs. The word is borrowed from magnets: the field it takes to turn one around."),
      explained("remanence", "Output 30 days after the squeeze is lifted, if it was held until the line fell: what stays behind although the cause is gone."),
    ),
  );
  return { section, leave: () => panel.leave() };
}

class Panel {
  private handle: Handle | null = null;
  private left = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly context: Context,
    private readonly lines: ReadonlySet<string>,
  ) {
    const study = context.study()?.study;
    if (study) this.look(study).catch(() => this.offer(study));
  }

  leave(): void {
    this.left = true;
    this.handle?.leave();
  }

  /** A kept map is shown at once, one on its way is followed. */
  private async look(study: string): Promise<void> {
    const kept = await this.context.jobs.kept(study);
    if (this.left) return;
    const known = kept.find((job) => job.verb === "curve" && (job.status === "done" || !isOver(job)));
    if (known) this.follow(study, known);
    else this.offer(study);
  }

  private offer(study: string): void {
    const start = button("Work out the coercivity map", () => this.follow(study, null), { class: "primary" });
    fill(this.host, h("p", { class: "actions no-print" }, start, h("span", { class: "note" }, "Takes a few minutes; the result is kept. You can go on reading meanwhile.")));
  }

  private follow(study: string, job: Job | null): void {
    const progress = progressBar("Coercivity map", () => this.handle?.stop());
    fill(this.host, progress.element);
    const watcher = {
      progress: (each: Job) => progress.update(each),
      done: (view: CurveView) => this.show(view),
      failed: (problem: Parameters<typeof problemNotice>[0]) => fill(this.host, problemNotice(problem, button("Try again", () => this.follow(study, null)))),
      stopped: () => this.offer(study),
    };
    const request: CurveRequest = { study };
    this.handle = job ? this.context.jobs.watch(job, watcher) : this.context.jobs.curve(request, watcher);
  }

  private show(view: CurveView): void {
    const shown = view.lines.filter((line) => this.lines.has(line.line));
    fill(
      this.host,
      h("p", { class: "note" }, `Squeezed: goods under ${view.control_title}. ${counted(view.runs, "run")}, squeezes of up to ${counted(view.longest_days, "day")}.`),
      summary(shown),
      ...shown.map((line) => beside(chart(contourMap(line, view.longest_days)).element, chart(hysteresis(line)).element)),
    );
  }
}

function summary(lines: readonly CurveLine[]): HTMLElement {
  const days = (value: number | null | undefined) => (typeof value === "number" ? counted(value, "day") : "not within the longest tried");
  return dataTable<CurveLine>({
    caption: "How long a full freeze each line bears, and what is left 30 days after it",
    file: "coercivity.csv",
    rows: lines,
    columns: [
      { title: "Line", text: (line) => line.title },
      { title: "Coercivity", text: (line) => days(line.coercivity_days), below: (line) => joined(days(line.coercivity.p10), days(line.coercivity.p90)), value: (line) => line.coercivity_days ?? null, numeric: true },
      { title: "Remanence", text: (line) => percent(line.remanence.p50), below: (line) => joined(percent(line.remanence.p10), percent(line.remanence.p90)), value: (line) => line.remanence.p50, numeric: true },
      { title: "Runs that fall", text: (line) => percent(line.coercivity.share_of_runs), value: (line) => line.coercivity.share_of_runs, numeric: true },
    ],
  });
}
