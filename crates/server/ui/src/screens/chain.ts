// Chain: where each stage of what the lines need is done, as flows, on a map and as a table.
import { problemFrom } from "../api.ts";
import { chart } from "../charts/frame.ts";
import { sankey } from "../charts/sankey.ts";
import { fill, h } from "../dom.ts";
import { capitalised, number, percent } from "../format.ts";
import type { Context, Screen } from "../screen.ts";
import type { TraceElementView, TraceLineView, TraceView } from "../types/trace.ts";
import { type Option, selectBox, toggle } from "../widgets/choice.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { mapPanel } from "./chain/map.ts";
import { originStrip, stageTable } from "./chain/stages.ts";
import { flowsOf } from "./chain/view.ts";

type Measure = "mass" | "value";

export const chain: Screen = {
  id: "chain",
  title: "Chain",
  hint: "Where each stage of what your lines need is done, and what is controlled on the way",
  render(host, context) {
    const study = context.study();
    if (!study) {
      host.append(nothing("There is no such study."));
      return () => undefined;
    }
    const page = new ChainPage(host, context, study.study);
    void page.load();
    return () => page.leave();
  },
};

class ChainPage {
  private readonly controls = h("div", { class: "bar no-print" });
  private readonly body = h("div", null, h("p", { class: "waiting", role: "status" }, "Following the materials upstream …"));
  private line: string;
  private element: string;
  private by: Measure;
  private stage: string;
  private left = false;

  constructor(
    host: HTMLElement,
    private readonly context: Context,
    private readonly study: string,
  ) {
    const { more } = context.state;
    this.line = more["line"] ?? "";
    this.element = more["element"] ?? "all";
    this.by = more["by"] === "value" ? "value" : "mass";
    this.stage = more["stage"] ?? "";
    host.append(this.controls, this.body);
  }

  leave(): void {
    this.left = true;
  }

  async load(): Promise<void> {
    try {
      const view = await this.context.api.get<TraceView>("/api/trace", { study: this.study, by: this.by });
      if (!this.left) this.draw(view);
    } catch (error) {
      if (!this.left) fill(this.body, problemNotice(problemFrom(error)));
    }
  }

  private change(patch: Partial<Record<"line" | "element" | "by" | "stage", string>>, view: TraceView): void {
    const before = this.by;
    this.line = patch.line ?? this.line;
    this.element = patch.element ?? this.element;
    this.by = patch.by === undefined ? this.by : patch.by === "value" ? "value" : "mass";
    this.stage = patch.stage ?? this.stage;
    this.context.note({ more: patch });
    if (this.by === before) this.draw(view);
    else void this.load();
  }

  private draw(view: TraceView): void {
    const line = view.lines.find((each) => each.line === this.line) ?? view.lines[0];
    if (!line) {
      fill(this.controls);
      fill(this.body, nothing("The study has no lines to follow upstream. Its questions begin with a product: ", h("a", { href: this.context.href({ screen: "product" }) }, "add one"), "."));
      return;
    }
    const element = line.elements.find((each) => each.element === this.element) ?? line.all;
    this.drawControls(view, line, element);
    const flows = flowsOf(element);
    const title = `${element.element === "all" ? "All materials" : capitalised(element.element)} of ${line.title}`;
    fill(
      this.body,
      h("p", { class: "lead" }, `${number(element.amount_per_year)} ${element.unit} go into the line. Shown is where each stage of it is done, losses on the way included.`),
      flows.length > 0
        ? chart(sankey({ id: `chain-${line.line}-${element.element}`, title: `${title}, ${element.unit}`, unit: element.unit, stages: element.stages, flows })).element
        : nothing("No flows are known for this element."),
      mapPanel(element, this.stage, `${title}`, (stage) => {
        this.stage = stage;
        this.context.note({ more: { stage } });
      }),
      h("h2", null, "Stage by stage"),
      originStrip(line, element),
      stageTable(line, element),
      view.notes.length > 0 ? h("details", null, h("summary", null, "What is left out or taken for granted"), h("ul", { class: "assumed" }, ...view.notes.map((note) => h("li", null, note)))) : null,
    );
  }

  private drawControls(view: TraceView, line: TraceLineView, element: TraceElementView): void {
    const lines: Option<string>[] = view.lines.map((each) => ({ value: each.line, title: each.title }));
    const share = (each: TraceElementView) => percent(each.amount_per_year / Math.max(line.all.amount_per_year, 1e-12));
    const elements: Option<string>[] = [
      { value: "all", title: "All together" },
      ...line.elements.map((each) => ({ value: each.element, title: `${each.element}, ${share(each)}` })),
    ];
    const measures: Option<Measure>[] = [
      { value: "mass", title: "Mass" },
      { value: "value", title: "Value" },
    ];
    fill(
      this.controls,
      selectBox("Line", lines, line.line, (value) => this.change({ line: value }, view)),
      selectBox("Element", elements, element.element, (value) => this.change({ element: value }, view)),
      toggle("By", measures, this.by, (value) => this.change({ by: value }, view)),
    );
  }
}
