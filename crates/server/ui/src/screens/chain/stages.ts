// The stages of what goes into a line: shares by country, and what they mean.
import { chart } from "../../charts/frame.ts";
import { LIMIT, stageStrip } from "../../charts/stage-strip.ts";
import { country } from "../../countries.ts";
import { type Child, explained, h } from "../../dom.ts";
import { NONE, number, percent } from "../../format.ts";
import type { TraceElementView, TraceLineView, TraceStageView } from "../../types/trace.ts";
import { dataTable } from "../../widgets/table.ts";
import { sharesOf } from "./view.ts";

export function originStrip(line: TraceLineView, element: TraceElementView): HTMLElement {
  const stages = element.stages.map((stage) => ({
    stage: stage.stage,
    material: stage.title,
    shares: [...sharesOf(stage), ...(stage.unknown > 1e-6 ? [[null, stage.unknown] as const] : [])],
    hhi: stage.hhi * 10_000,
    evidenced: stage.evidence.declared + stage.evidence.public,
  }));
  return chart(
    stageStrip({
      id: `origin-${line.line}-${element.element}`,
      title: "Share done in each country",
      description: "A first block that passes the dashed line means that one country does more than 65 % of the stage. Hatched: the share that nobody has declared or published.",
      stages,
    }),
  ).element;
}

/** The largest country's hidden part: what enters through third countries. */
function hidden(stage: TraceStageView): number {
  const via = stage.via.find((each) => each.country === stage.top_country);
  return Object.values(via?.hidden ?? {}).reduce((sum, share) => sum + share, 0);
}

export function stageTable(line: TraceLineView, element: TraceElementView): HTMLElement {
  const assumed = (stage: TraceStageView): Child =>
    stage.evidence.assumed > 0.5 ? h("span", { class: "guess" }, percent(stage.evidence.assumed)) : percent(stage.evidence.assumed);
  const table = dataTable<TraceStageView>({
    caption: `${line.title}, ${element.element === "all" ? "all elements" : element.element}: where each stage is done`,
    file: `stages-${line.line}-${element.element}.csv`,
    rows: element.stages,
    columns: [
      { title: "Stage", text: (stage) => stage.title },
      { title: `Amount [${element.unit}]`, text: (stage) => number(stage.amount_per_year), value: (stage) => stage.amount_per_year, numeric: true },
      { title: "Largest country", text: (stage) => country(stage.top_country) },
      { title: "Its share", text: (stage) => `${percent(stage.top_share)}${stage.top_share >= LIMIT ? " ▲" : ""}`, value: (stage) => stage.top_share, numeric: true },
      { title: "of it through third countries", text: (stage) => percent(hidden(stage)), value: hidden, numeric: true },
      { title: "Left without it", text: (stage) => percent(stage.without_top), value: (stage) => stage.without_top, numeric: true },
      { title: "HHI", text: (stage) => number(stage.hhi * 10_000), below: (stage) => (stage.hhi_high > stage.hhi + 0.005 ? `up to ${number(stage.hhi_high * 10_000)}` : ""), value: (stage) => stage.hhi * 10_000, numeric: true },
      { title: "Largest site", text: (stage) => stage.top_site?.title ?? NONE, below: (stage) => (stage.top_site ? percent(stage.top_site.share) : "") },
      { title: "Recycled", text: (stage) => percent(stage.recycled), value: (stage) => stage.recycled, numeric: true },
      { title: "Assumed", text: (stage) => percent(stage.evidence.assumed), cell: assumed, value: (stage) => stage.evidence.assumed, numeric: true },
      { title: "Not known", text: (stage) => percent(stage.unknown), value: (stage) => stage.unknown, numeric: true },
    ],
  });
  return h(
    "div",
    null,
    table,
    h("p", { class: "note" }, "▲ at least 65 % from one country. Origin is where a stage is done, never where it was shipped from."),
    h(
      "div",
      { class: "terms no-print" },
      explained("HHI", "Herfindahl-Hirschman index: the sum of squared shares of countries, 0 to 10,000. Above 2,500 a stage is called highly concentrated. What is not known counts as spread thin; the higher number holds if it were all in the largest country."),
      explained("through third countries", "The share that is done there but reaches the line by way of another country, so that no invoice shows it."),
      explained("assumed", "No supplier said so and no public figure shows it: the origin follows from what the supplying country buys on average."),
    ),
  );
}
