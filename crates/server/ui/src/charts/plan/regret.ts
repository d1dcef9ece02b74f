// How much is lost by one plan for all branches, and by none.
import { s } from "../../dom.ts";
import { money, percent } from "../../format.ts";
import type { PlanBranchView, PlanView } from "../../types/plan.ts";
import { BLUE, GRID, GREY, INK, MUTED } from "../colours.ts";
import type { ChartSpec, Drawing, Reading } from "../frame.ts";
import { hatching, legend, line, rect, sheet, text, ticks } from "../plot.ts";
import { close, rowName, rowsOf } from "../rows.ts";
import { scaleLinear } from "../scale.ts";

const BAR = 13;

export function regret(view: PlanView): ChartSpec {
  return {
    id: "plan-regret",
    title: "Regret by branch",
    description: "Cost and expected loss above those of the plan that one would have made, had one known the branch: with the plan, and with nothing bought.",
    draw: (width) => draw(view, width),
    table: {
      titles: ["Branch", "Weight", `Regret with the plan [${view.currency}]`, "Regret of nothing", "Loss before", "Loss after", "Cost of its own plan"],
      rows: view.branches.map((each) => [each.title, each.weight, each.regret, each.regret_of_nothing, each.expected_loss.before, each.expected_loss.after, each.own_cost]),
      words: (value, column) => (typeof value !== "number" ? (value ?? "") : column === 1 ? percent(value) : money(value, view.currency)),
    },
  };
}

function draw(view: PlanView, width: number): Drawing {
  const svg = sheet(width, 10);
  const hatch = hatching(svg, GREY);
  const top = legend(svg, [{ words: "with the plan", fill: BLUE }, { words: "with nothing bought", fill: hatch, stroke: GREY }], width) + 6;
  const rows = rowsOf(width, 70);
  const values = ticks(0, Math.max(...view.branches.flatMap((each) => [each.regret, each.regret_of_nothing]), 1e-9), Math.max(2, (rows.right - rows.left) / 90));
  const x = scaleLinear([0, values.at(-1) ?? 1], [rows.left, rows.right]);
  const grid = svg.appendChild(s("g"));
  let y = top;
  const readings = view.branches.map((each): Reading => {
    const { bar, next } = rowName(svg, each.title, y, rows, 2 * BAR + 2);
    rect(svg, x(0), bar, Math.max(x(each.regret) - x(0), 1), BAR, BLUE);
    rect(svg, x(0), bar + BAR + 2, Math.max(x(each.regret_of_nothing) - x(0), 1), BAR, hatch, { stroke: GREY });
    text(svg, x(Math.max(each.regret, 0)) + 5, bar + 11, money(each.regret, view.currency), { bold: true, fill: INK, halo: true });
    text(svg, x(Math.max(each.regret_of_nothing, 0)) + 5, bar + BAR + 13, money(each.regret_of_nothing, view.currency), { halo: true });
    const box = { x: 0, y: y - 2, width, height: next - y - 4 };
    y = next;
    return { x: x(0), y: bar, box, title: each.title, lines: branchLines(each, view.currency) };
  });
  for (const value of values) {
    line(grid, [x(value), top], [x(value), y], value === 0 ? MUTED : GRID);
    text(grid, x(value), y + 15, money(value, view.currency), { anchor: value === 0 && rows.narrow ? "start" : "middle", size: 11 });
  }
  return { svg: close(svg, width, y + 24), readings };
}

const branchLines = (each: PlanBranchView, currency: string): string[] => [
  `weight ${percent(each.weight)}`,
  `regret with the plan ${money(each.regret, currency)}, with nothing ${money(each.regret_of_nothing, currency)}`,
  `expected loss ${money(each.expected_loss.before, currency)} before, ${money(each.expected_loss.after, currency)} after`,
  `its own plan would cost ${money(each.own_cost, currency)}`,
];
