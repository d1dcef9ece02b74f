// Who does how much of each stage: the largest country's share, by line and element or by material.
import { chart } from "../../charts/frame.ts";
import { heatMap } from "../../charts/heat-map.ts";
import { BLUE } from "../../charts/colours.ts";
import { country, shortCountry } from "../../countries.ts";
import { h } from "../../dom.ts";
import { number, percent } from "../../format.ts";
import type { TraceStageView } from "../../types/trace.ts";
import { dataTable } from "../../widgets/table.ts";
import { BENCHMARK, type Cell, hidden, type Matrix } from "./matrix.ts";

/** Shade and words of a share; the number stands in every cell. */
const STEPS = [
  { from: 0, words: "under 40 %", opacity: 0.08 },
  { from: 0.4, words: "40 to 65 %", opacity: 0.24 },
  { from: BENCHMARK, words: "65 to 85 %", opacity: 0.45 },
  { from: 0.85, words: "85 % and more", opacity: 0.68 },
] as const;

export function heat(matrix: Matrix, what: string): HTMLElement {
  const cellAt = (row: number, column: number): Cell | undefined =>
    matrix.cells.find((each) => each.row === matrix.rows[row]?.key && each.column === matrix.columns[column]?.key);
  return chart(
    heatMap({
      id: "exposure",
      title: `Share of the largest country at each stage, ${what}`,
      description:
        "Where the stage is done, not where goods are shipped from. Outlined: 65 % or more from one country. That is a benchmark of the Union for its whole consumption, not a duty of a firm. Dashed: mostly assumed.",
      rows: matrix.rows.map((each) => each.title),
      // Keys of stages are short words that fit over a cell; the read-out has the title.
      columns: matrix.columns.map((each) => each.key),
      rowTitle: what,
      columnTitle: "Stage",
      unit: "share of the largest country",
      words: (value) => percent(value),
      colour: BLUE,
      steps: STEPS,
      threshold: { value: BENCHMARK, words: "65 % or more" },
      cell: (row, column) => {
        const stage = cellAt(row, column)?.stage;
        if (stage === undefined) return { value: null, label: "–", lines: ["no stage of this chain"] };
        if (!stage.top_country) return { value: null, lines: ["no country is known"] };
        return { value: stage.top_share, label: cellLabel(stage), lines: lines(stage), assumed: stage.evidence.assumed > 0.5 };
      },
    }),
  ).element;
}

/** Below this width a cell has room for the number alone [px]. */
const NARROW = 560;

function cellLabel(stage: TraceStageView): string {
  const share = percent(stage.top_share);
  return innerWidth < NARROW ? share : `${shortCountry(stage.top_country)} ${share}`;
}

function lines(stage: TraceStageView): string[] {
  const others = Object.entries(stage.shares).sort((a, b) => b[1] - a[1]).slice(0, 4);
  return [
    stage.title,
    others.map(([code, share]) => `${country(code)} ${percent(share)}`).join(", "),
    `HHI ${number(10_000 * stage.hhi)}`,
    stage.unknown > 0.005 ? `not known: ${percent(stage.unknown)}` : "",
    `assumed: ${percent(stage.evidence.assumed)}, public data: ${percent(stage.evidence.public)}, declared: ${percent(stage.evidence.declared)}`,
  ].filter((line) => line !== "");
}

/** The same as numbers, with concentration and hidden dependence. */
export function concentration(matrix: Matrix): HTMLElement {
  const title = (cell: Cell): string => matrix.rows.find((each) => each.key === cell.row)?.title ?? cell.row;
  const index = (share: number): string => number(10_000 * share);
  return dataTable<Cell>({
    caption: "Concentration by stage. HHI from 0 (spread thin) to 10,000 (one country)",
    file: "concentration.csv",
    rows: matrix.cells,
    dense: true,
    most: 40,
    columns: [
      { title: "What", text: title },
      { title: "Stage", text: ({ stage }) => stage.title },
      { title: "Largest", text: ({ stage }) => country(stage.top_country) },
      { title: "Share", numeric: true, text: ({ stage }) => percent(stage.top_share), value: ({ stage }) => stage.top_share },
      { title: "65 %", text: ({ stage }) => (stage.top_share >= BENCHMARK ? "at or over" : "under") },
      { title: "HHI", numeric: true, text: ({ stage }) => index(stage.hhi), below: ({ stage }) => (stage.hhi_high - stage.hhi > 0.005 ? `up to ${index(stage.hhi_high)}` : ""), value: ({ stage }) => 10_000 * stage.hhi },
      { title: "Three largest", numeric: true, text: ({ stage }) => percent(stage.top_three), value: ({ stage }) => stage.top_three },
      { title: "Left without the largest", numeric: true, text: ({ stage }) => percent(stage.without_top), value: ({ stage }) => stage.without_top },
      { title: "By way of others", numeric: true, text: ({ stage }) => percent(hidden(stage).share), value: ({ stage }) => hidden(stage).share },
      { title: "Not known", numeric: true, text: ({ stage }) => percent(stage.unknown), value: ({ stage }) => stage.unknown },
      { title: "One plant", text: ({ stage }) => (stage.single_site ? `all at ${stage.top_site?.title ?? "one"}` : "") },
    ],
  });
}

export function terms(): HTMLElement {
  return h(
    "details",
    { class: "explained" },
    h("summary", null, "What the words mean"),
    h("dl", { class: "row-values" },
      h("dt", null, "HHI"), h("dd", null, "Sum of the squared shares of countries, times 10,000. Above 2,500 is usually called highly concentrated. What is not known counts as spread thin; the second number counts it all to the largest."),
      h("dt", null, "Left without the largest"), h("dd", null, "Share that would be left if the largest country gave nothing, without anybody making up for it."),
      h("dt", null, "By way of others"), h("dd", null, "Hidden dependence: done in one country, but coming in from another."),
    ),
  );
}
