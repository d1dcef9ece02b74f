// Exposure: concentration by stage, rules with their paths, the trace of any line.
import { problemFrom } from "../api.ts";
import { fill, h } from "../dom.ts";
import type { Context, Screen } from "../screen.ts";
import type { Study, Vocabulary } from "../types/api.ts";
import type { RulesView } from "../types/rules.ts";
import type { TraceView } from "../types/trace.ts";
import { choice, dateInput, field, toggle } from "../widgets/form.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { concentration, heat, terms } from "./exposure/heat.ts";
import { byLine, materials, type Matrix } from "./exposure/matrix.ts";
import { origin } from "./exposure/origin.ts";
import { ruleSection } from "./exposure/rules.ts";

/** Materials that firms buy and countries count: refined or further on, and under a control somewhere. */
const BOUGHT = new Set(["magnet", "refining"]);

export const exposure: Screen = {
  id: "exposure",
  title: "Exposure",
  hint: "Who does each stage, and which rules that breaks",
  render(host, context) {
    const study = context.study();
    if (study === null) {
      host.append(nothing("There is no such study."));
      return () => undefined;
    }
    const still = { shown: true };
    const heatHost = h("div", null, nothing("Tracing …"));
    const ruleHost = h("div", null, nothing("Asking the rules …"));
    const originHost = h("div");
    host.append(heatHost, ruleHost, originHost);
    void drawHeat(heatHost, originHost, context, study, still);
    void drawRules(ruleHost, context, study, still);
    return () => {
      still.shown = false;
    };
  },
};

interface Still {
  shown: boolean;
}

/** Runs work for a place of the screen; what goes wrong is said in that place. */
async function into(host: HTMLElement, still: Still, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (still.shown) fill(host, problemNotice(problemFrom(error)));
  }
}

function drawHeat(host: HTMLElement, originHost: HTMLElement, context: Context, study: Study, still: Still): Promise<void> {
  return into(host, still, async () => {
    const by = context.state.more["by"] === "value" ? "value" : "mass";
    const of = context.state.more["of"] ?? "";
    const trace = await context.api.get<TraceView>("/api/trace", { study: study.study, by });
    if (!still.shown) return;
    drawOrigin(originHost, context, trace);
    const vocabulary = await context.vocabulary();
    const matrix = of === "" ? byLine(trace) : materials(await marketTraces(context, vocabulary, of, by));
    if (!still.shown) return;
    fill(host, ...heatSection(context, vocabulary, matrix, of, by));
  });
}

function heatSection(context: Context, vocabulary: Vocabulary, matrix: Matrix, of: string, by: string): HTMLElement[] {
  const view = context.state.more["view"] ?? "map";
  const body = h("div");
  const show = (chosen: string): void => fill(body, chosen === "table" ? concentration(matrix) : heat(matrix, of === "" ? "lines and elements" : "materials under an export control"));
  show(view);
  const markets = [{ value: "EUU", title: "Market: European Union" }, { value: "world", title: "Market: world" }, ...vocabulary.countries.filter(({ code }) => MARKETS.includes(code)).map(({ code, name }) => ({ value: code, title: `Market: ${name}` }))];
  return [
    h("h2", null, "Concentration"),
    h(
      "div",
      { class: "bar" },
      field({ label: "Of what", control: choice("of", markets, of, (value) => context.go({ more: { of: value || null } }), "my lines and their elements") }),
      toggle("By", [{ value: "mass", title: "mass" }, { value: "value", title: "value" }], by, (value) => context.go({ more: { by: value === "mass" ? null : value } })),
      toggle("As", [{ value: "map", title: "heat map" }, { value: "table", title: "table" }], view, (value) => {
        context.note({ more: { view: value === "map" ? null : value } });
        show(value);
      }),
    ),
    body,
    terms(),
  ];
}

const MARKETS = ["DEU", "FRA", "ITA", "USA", "JPN", "KOR", "GBR", "IND"];

async function marketTraces(context: Context, vocabulary: Vocabulary, country: string, by: string): Promise<{ material: string; title: string; trace: TraceView }[]> {
  const wanted = vocabulary.materials.filter((each) => BOUGHT.has(each.stage) && each.controlled.length > 0);
  const answers = await Promise.allSettled(wanted.map((each) => context.api.get<TraceView>("/api/trace", { country, material: each.id, by })));
  // A country that takes none of a material has no trace of it; it is left out.
  return answers.flatMap((answer, at) => {
    const each = wanted[at];
    return answer.status === "fulfilled" && each !== undefined ? [{ material: each.id, title: each.title, trace: answer.value }] : [];
  });
}

function drawRules(host: HTMLElement, context: Context, study: Study, still: Still): Promise<void> {
  return into(host, still, async () => {
    const { more } = context.state;
    const on = more["on"] ?? context.about.today;
    const rules = await context.api.get<RulesView>("/api/rules", { study: study.study, on, all: true });
    if (!still.shown) return;
    const filter = { verdict: more["verdict"] ?? "", who: more["who"] ?? "company", words: more["rule"] ?? "" };
    const section = ruleSection(rules, filter, ({ verdict, who, words }) => context.note({ more: { verdict: verdict || null, who: who === "company" ? null : who, rule: words || null } }));
    const day = field({ label: "On the day", control: dateInput("on", on, (value) => value !== "" && context.go({ more: { on: value } })) });
    section.querySelector(".bar")?.append(day);
    fill(host, section);
  });
}

function drawOrigin(host: HTMLElement, context: Context, trace: TraceView): void {
  const { more } = context.state;
  const body = h("div");
  let line = trace.lines.find((each) => each.line === more["line"]) ?? trace.lines[0];
  if (line === undefined) return;
  const pick = h("div", { class: "bar" });
  const show = (element: string): void => {
    if (line === undefined) return;
    const found = line.elements.find((each) => each.element === element) ?? line.all;
    context.note({ more: { line: line.line, element: found.element } });
    const elements = [{ value: "all", title: "all" }, ...line.elements.map((each) => ({ value: each.element, title: each.element }))];
    fill(
      pick,
      field({ label: "Line", control: choice("line", trace.lines.map((each) => ({ value: each.line, title: each.title })), line.line, (value) => {
        line = trace.lines.find((each) => each.line === value) ?? line;
        show("all");
      }) }),
      toggle("Element", elements, found.element, show),
    );
    fill(body, origin(line, found));
  };
  show(more["element"] ?? "all");
  fill(host, h("h2", null, "Where it is made"), pick, body, h("p", { class: "note" }, trace.notes.join(" ")));
}
