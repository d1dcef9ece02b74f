// Least loss for its cost: what more money would still buy. Any point can be asked for.
import { s } from "../../dom.ts";
import { money } from "../../format.ts";
import type { FrontierPoint, PlanView } from "../../types/plan.ts";
import { BLUE, INK, MUTED, PAPER, VERMILLION } from "../colours.ts";
import type { ChartSpec, Drawing, Reading } from "../frame.ts";
import { legend, line, path, sheet, text, ticks, valueAxis } from "../plot.ts";
import { close } from "../rows.ts";
import { scaleLinear } from "../scale.ts";

/** Draws the frontier; `ask` is called with the cost of the point that is chosen. */
export function frontier(view: PlanView, ask: (budget: number) => void): ChartSpec {
  return {
    id: "plan-frontier",
    title: "What more money would buy, and less",
    description:
      "Each point is the plan with the least loss for its cost. The ring is the plan above. A click on a point, or Enter on it, asks for the plan with that budget.",
    draw: (width) => draw(view, width, ask),
    table: {
      titles: [`Cost [${view.currency}]`, "Expected loss", "Mean of the worst twentieth"],
      rows: view.frontier.map((point) => [point.cost, point.expected_loss, point.cvar_95]),
      words: (value) => money(typeof value === "number" ? value : null, view.currency),
    },
  };
}

/** The point that costs what the plan costs; none where the plan is none of the points. */
export function chosenPoint(view: Pick<PlanView, "frontier" | "cost">): FrontierPoint | null {
  const near = (point: FrontierPoint): number => Math.abs(point.cost - view.cost);
  const best = view.frontier.reduce<FrontierPoint | null>((least, point) => (least === null || near(point) < near(least) ? point : least), null);
  return best !== null && near(best) <= 0.01 * Math.max(view.cost, 1) ? best : null;
}

function draw(view: PlanView, width: number, ask: (budget: number) => void): Drawing {
  const svg = sheet(width, 10);
  const { currency } = view;
  // What a solver leaves over, less than a unit of the currency, is no loss.
  const points = view.frontier.map((point) => ({ ...point, cvar_95: Math.round(point.cvar_95), expected_loss: Math.round(point.expected_loss) }));
  const series = [
    { words: "mean of the worst twentieth", fill: VERMILLION, dash: "6 4", of: (point: FrontierPoint) => point.cvar_95 },
    { words: "expected loss", fill: BLUE, dash: "", of: (point: FrontierPoint) => point.expected_loss },
  ] as const;
  const top = legend(svg, [...series.map(({ words, fill, dash }) => ({ words, fill, dash, kind: "line" as const })), { words: "this plan", fill: PAPER, stroke: INK }], width) + 12;
  const [left, right, bottom] = [70, width - 24, top + Math.min(300, Math.max(190, width * 0.42))];
  const costs = ticks(0, Math.max(...points.map((point) => point.cost), view.cost, 1e-9), Math.max(2, (right - left) / 120));
  const losses = ticks(0, Math.max(...points.map((point) => point.cvar_95), view.cvar_95.after, 1e-9), 5);
  const x = scaleLinear([0, costs.at(-1) ?? 1], [left, right]);
  const y = scaleLinear([0, losses.at(-1) ?? 1], [bottom, top]);
  valueAxis(svg, losses, y, left, right, (value) => money(value, currency));
  for (const value of costs) {
    line(svg, [x(value), bottom], [x(value), bottom + 4], MUTED);
    text(svg, x(value), bottom + 17, money(value, currency), { anchor: "middle", size: 11 });
  }
  text(svg, left, bottom + 36, "cost of the plan; upwards: loss");
  for (const { of, fill, dash } of series) {
    svg.append(s("path", { d: path(points.map((point) => [x(point.cost), y(of(point))])), fill: "none", stroke: fill, "stroke-width": 2, "stroke-dasharray": dash || null }));
  }
  for (const point of points) {
    svg.append(s("rect", { x: x(point.cost) - 4, y: y(point.cvar_95) - 4, width: 8, height: 8, fill: VERMILLION, stroke: PAPER }));
    svg.append(s("circle", { cx: x(point.cost), cy: y(point.expected_loss), r: 4.5, fill: BLUE, stroke: PAPER }));
  }
  for (const value of [view.cvar_95.after, view.expected_loss.after]) {
    svg.append(s("circle", { cx: x(view.cost), cy: y(value), r: 9, fill: "none", stroke: INK, "stroke-width": 2 }));
  }
  const chosen = chosenPoint(view);
  return { svg: close(svg, width, bottom + 44), readings: points.map((point) => reading(point, currency, x(point.cost), y, point.cost === chosen?.cost ? null : ask)), nearest: "x" };
}

function reading(point: FrontierPoint, currency: string, x: number, y: (value: number) => number, ask: ((budget: number) => void) | null): Reading {
  const lines = [`expected loss ${money(point.expected_loss, currency)}`, `mean of the worst twentieth ${money(point.cvar_95, currency)}`, ask === null ? "the plan above" : "click or Enter: the plan with that budget"];
  return { x, y: y(point.expected_loss), title: `Cost ${money(point.cost, currency)}`, lines, ...(ask === null ? {} : { act: () => ask(point.cost) }) };
}
