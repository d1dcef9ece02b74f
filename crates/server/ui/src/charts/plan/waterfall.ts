// What a plan costs, item by item: each bar begins where the one before it ends.
import { s } from "../../dom.ts";
import { isGuess, joined, money } from "../../format.ts";
import type { MixView, PlanView } from "../../types/plan.ts";
import { BLUE, GRID, INK, MUTED } from "../colours.ts";
import type { ChartSpec, Drawing, Reading } from "../frame.ts";
import { hatching, legend, line, rect, sheet, text, textWidth, ticks } from "../plot.ts";
import { close, rowName, rowsOf } from "../rows.ts";
import { scaleLinear } from "../scale.ts";

const BAR = 18;

export function waterfall(view: PlanView): ChartSpec {
  return {
    id: "plan-cost",
    title: "What it costs",
    description:
      "Each bar begins where the one before it ends; the last one is all of it. The thin line spans the cost with all numbers of the lever at their low and at their high end. Hatched: it rests on an assumption or an estimate.",
    draw: (width) => draw(view, width),
    table: {
      titles: ["What", "For", `Cost [${view.currency}]`, "Low", "High", "Basis"],
      rows: view.mix.map((each) => [each.title, each.subject, each.cost, each.cost_low, each.cost_high, each.basis]),
      words: (value, column) => (typeof value === "number" && column >= 2 ? money(value, view.currency) : String(value ?? "")),
    },
  };
}

/** Where the bar of each item begins. */
export function begins(mix: readonly Pick<MixView, "cost">[]): number[] {
  let sum = 0;
  return mix.map((each) => {
    const from = sum;
    sum += each.cost;
    return from;
  });
}

function draw(view: PlanView, width: number): Drawing {
  const svg = sheet(width, 10);
  const signs = [{ words: "cost", fill: BLUE }, { words: "assumed or estimated", fill: hatching(svg, BLUE), stroke: BLUE }, { words: "low to high", fill: INK, kind: "line" as const }];
  const top = legend(svg, signs, width) + 6;
  const rows = rowsOf(width, 70);
  const starts = begins(view.mix);
  const highest = Math.max(view.cost, ...view.mix.map((each, at) => (starts[at] ?? 0) + each.cost_high), 1e-9);
  const values = ticks(0, highest, Math.max(2, (rows.right - rows.left) / 90));
  const x = scaleLinear([0, values.at(-1) ?? 1], [rows.left, rows.right]);
  const grid = svg.appendChild(s("g"));
  const hatch = hatching(svg, BLUE);
  const readings: Reading[] = [];
  let y = top;
  view.mix.forEach((each, at) => {
    const from = starts[at] ?? 0;
    const { bar, next } = rowName(svg, `${each.title}: ${each.subject}`, y, rows, BAR);
    rect(svg, x(from), bar, Math.max(x(from + each.cost) - x(from), 1.5), BAR, isGuess(each.basis) ? hatch : BLUE, { stroke: BLUE });
    line(svg, [x(from + each.cost_low), bar + BAR / 2], [x(from + each.cost_high), bar + BAR / 2], INK, { "stroke-width": 1.6 });
    amount(svg, money(each.cost, view.currency), x(from + Math.max(each.cost, each.cost_high)) + 6, bar, width);
    // Where names stand between the bars, a line from one to the next would cross them.
    if (!rows.narrow) line(svg, [x(from + each.cost), bar + BAR], [x(from + each.cost), next + 2], MUTED, { "stroke-dasharray": "2 3" });
    readings.push(reading(each, view.currency, x(from), { x: 0, y: y - 2, width, height: next - y - 4 }));
    y = next;
  });
  const { bar, next } = rowName(svg, "All of it", y, rows, BAR);
  rect(svg, x(0), bar, x(view.cost) - x(0), BAR, INK);
  amount(svg, money(view.cost, view.currency), x(view.cost) + 6, bar, width);
  for (const value of values) {
    line(grid, [x(value), top], [x(value), next], value === 0 ? MUTED : GRID);
    text(grid, x(value), next + 15, money(value, view.currency), { anchor: value === 0 && rows.narrow ? "start" : "middle", size: 11 });
  }
  return { svg: close(svg, width, next + 24), readings };
}

function amount(svg: SVGSVGElement, words: string, x: number, y: number, width: number): void {
  text(svg, Math.min(x, width - textWidth(words, 12, true)), y + 13.5, words, { fill: INK, bold: true, halo: true });
}

function reading(each: MixView, currency: string, x: number, box: NonNullable<Reading["box"]>): Reading {
  return {
    x,
    y: box.y,
    box,
    title: `${each.title}: ${each.subject}`,
    lines: [`${money(each.cost, currency)} (${joined(money(each.cost_low, currency), money(each.cost_high, currency))})`, `basis: ${each.basis}`],
  };
}
