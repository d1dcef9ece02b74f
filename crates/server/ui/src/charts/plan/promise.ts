// What the program promises beside what the engine makes of it on draws that it was not made on.
import { s } from "../../dom.ts";
import { joined, money } from "../../format.ts";
import type { PlanView, SimulatedView } from "../../types/plan.ts";
import { BLUE, GREEN, GRID, GREY, INK, MUTED, PAPER, VERMILLION } from "../colours.ts";
import type { ChartSpec, Drawing, Reading } from "../frame.ts";
import { legend, line, rect, sheet, text, ticks } from "../plot.ts";
import { close, rowName, rowsOf } from "../rows.ts";
import { scaleLinear } from "../scale.ts";

const BAR = 16;

interface Row {
  readonly words: string;
  readonly mean: number;
  readonly spread: SimulatedView | null;
  readonly fill: string;
}

const rowsFor = (view: PlanView): Row[] => [
  { words: "Nothing bought, as the program sees it", mean: view.expected_loss.before, spread: null, fill: GREY },
  { words: "Nothing bought, simulated", mean: view.simulated_loss_before.mean, spread: view.simulated_loss_before, fill: VERMILLION },
  { words: "With the plan, promised", mean: Math.round(view.promised_loss), spread: null, fill: GREEN },
  { words: "With the plan, simulated on fresh draws", mean: view.simulated_loss.mean, spread: view.simulated_loss, fill: BLUE },
];

export function promise(view: PlanView): ChartSpec {
  return {
    id: "plan-promise",
    title: "Promised, and what came of it",
    description: "Loss of value added. Diamonds: means. Bars: 8 of 10 simulated runs, with their median as a line. The engine ran the plan as events on draws that the plan was not made on.",
    draw: (width) => draw(view, width),
    table: {
      titles: ["What", `Mean [${view.currency}]`, "P10", "P50", "P90"],
      rows: rowsFor(view).map(({ words, mean, spread }) => [words, mean, spread?.p10 ?? null, spread?.p50 ?? null, spread?.p90 ?? null]),
      words: (value) => (typeof value === "number" ? money(value, view.currency) : (value ?? "–")),
    },
  };
}

function draw(view: PlanView, width: number): Drawing {
  const svg = sheet(width, 10);
  const all = rowsFor(view);
  const top = legend(svg, [{ words: "8 of 10 runs", fill: MUTED, opacity: 0.5 }, { words: "median", fill: INK, kind: "line" }], width) + 6;
  const rows = rowsOf(width, 70);
  const values = ticks(0, Math.max(...all.flatMap(({ mean, spread }) => [mean, spread?.p90 ?? 0]), 1e-9), Math.max(2, (rows.right - rows.left) / 90));
  const x = scaleLinear([0, values.at(-1) ?? 1], [rows.left, rows.right]);
  const grid = svg.appendChild(s("g"));
  let y = top;
  const readings = all.map((row): Reading => {
    const { bar, next } = rowName(svg, row.words, y, rows, BAR);
    const { spread } = row;
    if (spread !== null) {
      rect(svg, x(spread.p10), bar, Math.max(x(spread.p90) - x(spread.p10), 1.5), BAR, row.fill, { "fill-opacity": 0.45 });
      line(svg, [x(spread.p50), bar], [x(spread.p50), bar + BAR], INK, { "stroke-width": 2 });
    }
    const middle = [x(row.mean), bar + BAR / 2] as const;
    svg.append(s("path", { d: `M${middle[0]} ${middle[1] - 7}l7 7l-7 7l-7 -7z`, fill: row.fill, stroke: PAPER, "stroke-width": 1.2 }));
    text(svg, Math.max(x(spread?.p90 ?? 0), x(row.mean) + 8) + 4, bar + 12.5, money(row.mean, view.currency), { bold: true, fill: INK, halo: true });
    const box = { x: 0, y: y - 2, width, height: next - y - 4 };
    const range = spread === null ? [] : [`median ${money(spread.p50, view.currency)}`, `8 of 10 runs ${joined(money(spread.p10, view.currency), money(spread.p90, view.currency))}`];
    y = next;
    return { x: middle[0], y: bar, box, title: row.words, lines: [`mean ${money(row.mean, view.currency)}`, ...range] };
  });
  for (const value of values) {
    line(grid, [x(value), top], [x(value), y], value === 0 ? MUTED : GRID);
    text(grid, x(value), y + 15, money(value, view.currency), { anchor: value === 0 && rows.narrow ? "start" : "middle", size: 11 });
  }
  return { svg: close(svg, width, y + 24), readings };
}
