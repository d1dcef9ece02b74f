// Results: everything a run says, with its ranges.
import { button, h } from "../dom.ts";
import type { Context, Screen } from "../screen.ts";
import type { Job } from "../types/api.ts";
import type { LineView, RunView } from "../types/run.ts";
import { selectBox } from "../widgets/choice.ts";
import { nothing } from "../widgets/notice.ts";
import { runFrame } from "../widgets/run-frame.ts";
import { branchSection } from "./results/branches.ts";
import { coercivitySection } from "./results/coercivity.ts";
import { coverSection } from "./results/cover.ts";
import { driverSection } from "./results/drivers.ts";
import { lossSection } from "./results/losses.ts";
import { outputSection } from "./results/output.ts";
import { priceSection } from "./results/prices.ts";
import { queueSection } from "./results/queue.ts";
import { Section } from "./results/section.ts";
import { worldSection } from "./results/world.ts";

export const results: Screen = {
  id: "results",
  title: "Results",
  hint: "Output, cover, losses, licences and prices over time, each with its range",
  render(host, context) {
    return runFrame(host, context, (body, view, job) => draw(body, context, view, job));
  },
};

function draw(body: HTMLElement, context: Context, view: RunView, job: Job): (() => void) | undefined {
  if (view.lines.length === 0) {
    body.append(nothing("The study has no production lines, so there is nothing to lose. "), h("a", { href: context.href({ screen: "product" }) }, "Add a product"));
    return undefined;
  }
  const wanted = context.state.more["line"];
  const chosen = view.lines.find((line) => line.line === wanted) ?? null;
  const lines: readonly LineView[] = chosen ? [chosen] : view.lines;
  const coercivity = coercivitySection(context, lines);
  const sections = [
    outputSection(view, lines),
    coverSection(view, lines),
    lossSection(view, lines),
    queueSection(view),
    priceSection(view),
    driverSection(lines, job.preview),
    coercivity.section,
    branchSection(context, view),
    worldSection(view),
  ].filter((each): each is Section => each !== null);
  body.append(contents(context, view, sections, chosen), ...sections.map((section) => section.element));
  return coercivity.leave;
}

/** The line picker and where to jump to. */
function contents(context: Context, view: RunView, sections: readonly Section[], chosen: LineView | null): HTMLElement {
  const lines = [{ value: "", title: "All lines" }, ...view.lines.map((line) => ({ value: line.line, title: line.title }))];
  const jump = (section: Section) => button(section.title, () => section.show(), { class: "quiet" });
  return h(
    "div",
    { class: "bar contents no-print" },
    view.lines.length > 1 ? selectBox("Line", lines, chosen?.line ?? "", (value) => context.go({ more: { line: value || null } })) : null,
    h("nav", { "aria-label": "Parts of the results", class: "actions" }, ...sections.map(jump)),
  );
}
