// What the verdict rests on: assumptions, vintage, digests, and what the words mean.
import { type Child, explained, h } from "../../dom.ts";
import { counted, dateWords, number } from "../../format.ts";
import type { RunView } from "../../types/run.ts";

export function background(view: RunView): HTMLElement {
  return h(
    "section",
    { class: "background" },
    h("h2", null, "What it rests on"),
    h(
      "dl",
      { class: "made" },
      ...row("Study", `${view.study_title} (${view.study})`),
      ...row("Scenario", `${view.scenario_title} (${view.scenario}), ${view.branch}, from ${dateWords(view.start_date)}`),
      ...row("Ensemble", `${counted(view.runs, "run")} of ${counted(view.days, "day")}, seed ${view.seed}`),
      ...row("Data", `base year ${view.base_year}; digest of every input number ${view.data_digest}`),
      ...row("Result", `digest ${view.digest}; the same digest means the same result to the last bit`),
      ...row("Program", `${view.program.name} ${view.program.version}`),
    ),
    h("details", null, h("summary", null, `What is assumed (${number(view.assumptions.length)})`), h("ul", { class: "assumed" }, ...view.assumptions.map((each) => h("li", null, each)))),
    h("div", { class: "terms no-print" }, ...TERMS.map(([term, words]) => explained(term, words))),
  );
}

const TERMS: readonly (readonly [string, string])[] = [
  ["8 of 10 runs", "Each run draws its own values for what is not known for certain. One run of ten ends below the range that is shown, one above it. P10, P50 and P90 are the low end, the middle and the high end."],
  ["cover", "How many days of normal use are on hand. Cover needed is what would have prevented the stop."],
  ["licence lead time", "Days from filing for an export licence to goods at your gate: acceptance, review, decision, customs and transit."],
  ["stop", "A line has stopped on a day on which it makes less than 10 % of normal."],
  ["binding input", "The material that runs out first in most runs and so stops the line."],
];

function row(name: string, ...value: Child[]): HTMLElement[] {
  return [h("dt", null, name), h("dd", null, ...value)];
}
