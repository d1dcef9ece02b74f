// The trace of one line and element: who does each stage, through whom it comes, by which ways.
import { country } from "../../countries.ts";
import { h } from "../../dom.ts";
import { number, percent, percentFine } from "../../format.ts";
import type { TraceElementView, TraceLineView, TraceStageView } from "../../types/trace.ts";
import { dataTable } from "../../widgets/table.ts";
import { hidden } from "./matrix.ts";
import { evidenceBar } from "./rules.ts";

type Via = TraceStageView["via"][number];
type Path = TraceElementView["paths"][number];

export function origin(line: TraceLineView, element: TraceElementView): HTMLElement {
  const what = element.element === "all" ? "all elements" : element.element;
  return h(
    "div",
    null,
    h("p", null, `${line.title} takes ${number(element.amount_per_year)} ${element.unit} of ${what}.`),
    stageTable(element, what),
    viaSection(element),
    pathTable(element.paths),
    itemTable(line),
  );
}

function stageTable(element: TraceElementView, what: string): HTMLElement {
  return dataTable<TraceStageView>({
    caption: `Where each stage of ${what} is done`,
    file: `trace-${element.element}.csv`,
    rows: element.stages,
    columns: [
      { title: "Stage", text: (each) => each.title },
      { title: `Amount [${element.unit}]`, numeric: true, text: (each) => number(each.amount_per_year), value: (each) => each.amount_per_year },
      { title: "Done in", text: (each) => shares(each.shares, 5) },
      { title: "Largest plant", text: (each) => (each.top_site ? `${each.top_site.title}, ${percent(each.top_site.share)}` : "") },
      { title: "From scrap", numeric: true, text: (each) => percent(each.recycled), value: (each) => each.recycled },
      { title: "By way of others", numeric: true, text: (each) => percent(hidden(each).share), below: (each) => through(each), value: (each) => hidden(each).share },
      { title: "Rests on", text: (each) => `assumed ${percent(each.evidence.assumed)}`, cell: (each) => evidenceBar(each.evidence) },
    ],
  });
}

function shares(of: Readonly<Record<string, number>>, most: number): string {
  const sorted = Object.entries(of).filter(([, share]) => share > 0.0005).sort((a, b) => b[1] - a[1]);
  const rest = sorted.slice(most).reduce((sum, [, share]) => sum + share, 0);
  const words = sorted.slice(0, most).map(([code, share]) => `${country(code)} ${percent(share)}`);
  return [...words, ...(rest > 0.0005 ? [`others ${percent(rest)}`] : [])].join(", ");
}

function through(stage: TraceStageView): string {
  const gate = hidden(stage).through;
  return gate === null || hidden(stage).share < 0.005 ? "" : `mostly through ${country(gate)}`;
}

/** Direct against hidden, per stage and country. */
function viaSection(element: TraceElementView): HTMLElement {
  const rows = element.stages.flatMap((stage) => stage.via.filter((via) => total(via) > 0.005).map((via) => ({ stage, via })));
  return h(
    "details",
    null,
    h("summary", null, "Through which countries it comes"),
    dataTable<{ stage: TraceStageView; via: Via }>({
      caption: "Direct: straight from where the stage is done, or done at home. Hidden: it enters from a third country",
      file: "trace-via.csv",
      rows,
      dense: true,
      most: 30,
      columns: [
        { title: "Stage", text: ({ stage }) => stage.title },
        { title: "Done in", text: ({ via }) => country(via.country) },
        { title: "Direct", numeric: true, text: ({ via }) => percent(Math.max(0, via.direct)), value: ({ via }) => via.direct },
        { title: "Hidden", numeric: true, text: ({ via }) => percent(hiddenOf(via)), value: ({ via }) => hiddenOf(via) },
        { title: "Enters from", text: ({ via }) => shares(via.hidden, 4) },
      ],
    }),
  );
}

const hiddenOf = (via: Via): number => Object.values(via.hidden).reduce((sum, share) => sum + share, 0);
const total = (via: Via): number => Math.max(0, via.direct) + hiddenOf(via);

function pathTable(paths: readonly Path[]): HTMLElement {
  const way = (path: Path): string => [...path.steps].reverse().map((step) => `${step.title}`).join(" → ");
  return dataTable<Path>({
    caption: "Heaviest ways, mine first. For reading: the shares above come from all ways",
    file: "trace-paths.csv",
    rows: paths,
    most: 8,
    columns: [
      { title: "Way", text: way },
      { title: "Item", text: (path) => path.item, below: (path) => path.supplier },
      { title: "Share", numeric: true, text: (path) => percentFine(path.share), value: (path) => path.share },
      { title: "Rests on", text: (path) => (path.public ? "public or declared" : "an assumption somewhere"), cell: (path) => h("span", { class: path.public ? null : "guess" }, path.public ? "public or declared" : "an assumption somewhere") },
    ],
  });
}

function itemTable(line: TraceLineView): HTMLElement {
  type Item = TraceLineView["items"][number];
  return h(
    "details",
    null,
    h("summary", null, "Rows of the parts list that are followed"),
    dataTable<Item>({
      caption: "Parts followed up the chain",
      rows: line.items,
      dense: true,
      columns: [
        { title: "Item", text: (each) => each.item, below: (each) => `into ${each.parent}` },
        { title: "Supplier", text: (each) => each.supplier },
        { title: "Made in", text: (each) => country(each.country) },
        { title: "kg per unit", numeric: true, text: (each) => number(each.kg_per_unit), value: (each) => each.kg_per_unit },
        { title: "Evidence", text: (each) => each.evidence, cell: (each) => h("span", { class: each.evidence === "assumed" ? "guess" : null }, each.evidence) },
      ],
    }),
  );
}
