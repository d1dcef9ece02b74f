// One back-test drawn: what was observed against the band of the runs, as a share of the base.
import { scaleLinear } from "d3-scale";
import { BLUE, GREY, INK, MUTED, PAPER, VERMILLION } from "../../charts/colours.ts";
import type { ChartSpec, Drawing, Reading } from "../../charts/frame.ts";
import { fitted, hatching, legend, line, path, rect, sheet, text, ticks, valueAxis } from "../../charts/plot.ts";
import { s } from "../../dom.ts";
import { number, percent } from "../../format.ts";
import type { CaseView } from "../../types/backtest.ts";
import { when } from "./score.ts";

type Point = CaseView["points"][number];

const LEFT = 52;
const HEIGHT = 190;

export function bands(test: CaseView): ChartSpec {
  return {
    id: `backtest-${test.case}`,
    title: test.title,
    description: `Black: observed. Blue: median and 8 of 10 runs, ordinary scatter included, as a share of the base [${test.unit}]. Hatched: parameters were fitted to these points.`,
    draw: (width) => draw(test, width),
    table: {
      titles: ["When", `Observed [${test.unit}]`, `Base [${test.unit}]`, `P10 [${test.unit}]`, `P50 [${test.unit}]`, `P90 [${test.unit}]`, "Fitted", "Source"],
      rows: test.points.map((point) => [point.month, point.observed, point.base, point.p10, point.p50, point.p90, point.fitted ? "fitted" : "predicted", point.source]),
    },
  };
}

/** A value over the base of its point; the value itself where there is no base. */
const over = (value: number, point: Point): number => (point.base > 0 ? value / point.base : value);

function draw(test: CaseView, width: number): Drawing {
  const svg = sheet(width, 10);
  const signs = [
    { words: "observed", fill: INK, kind: "line" as const },
    { words: "median run", fill: BLUE, kind: "line" as const, dash: "7 4" },
    { words: "8 of 10 runs", fill: BLUE, opacity: 0.25 },
    ...(test.points.some((point) => point.fitted) ? [{ words: "fitted", fill: hatching(svg, GREY), stroke: GREY }] : []),
  ];
  const top = legend(svg, signs, width) + 12;
  const bottom = top + HEIGHT;
  const most = Math.max(1, ...test.points.flatMap((point) => [over(point.p90, point), over(point.observed, point)]));
  const values = ticks(0, most, 4);
  const y = scaleLinear([0, values.at(-1) ?? 1], [bottom, top]);
  const step = (width - LEFT - 8) / Math.max(1, test.points.length);
  const x = (at: number): number => LEFT + (at + 0.5) * step;
  test.points.forEach((point, at) => point.fitted && rect(svg, x(at) - step / 2, top, step, HEIGHT, hatching(svg, GREY, 7), { "fill-opacity": 0.5 }));
  valueAxis(svg, values, y, LEFT, width - 8, (value) => percent(value));
  line(svg, [LEFT, y(1)], [width - 8, y(1)], MUTED, { "stroke-dasharray": "2 3" });
  test.points.forEach((point, at) => {
    const [low, high] = [y(over(point.p10, point)), y(over(point.p90, point))];
    rect(svg, x(at) - Math.min(16, step / 3), high, Math.min(32, (2 * step) / 3), Math.max(1, low - high), BLUE, { "fill-opacity": 0.25, rx: 2 });
  });
  const through = (of: (point: Point) => number): string => path(test.points.map((point, at) => [x(at), y(over(of(point), point))]));
  svg.append(s("path", { d: through((point) => point.p50), fill: "none", stroke: BLUE, "stroke-width": 2, "stroke-dasharray": "7 4" }));
  svg.append(s("path", { d: through((point) => point.observed), fill: "none", stroke: INK, "stroke-width": 2 }));
  test.points.forEach((point, at) => dot(svg, x(at), y(over(point.observed, point)), missed(point)));
  test.points.forEach((point, at) => text(svg, x(at), bottom + 17, fitted(when(point.month), step - 2), { anchor: "middle" }));
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 26}`);
  svg.setAttribute("height", String(bottom + 26));
  return { svg, readings: test.points.map((point, at) => reading(test, point, x(at), y(over(point.observed, point)))), nearest: "x" };
}

const missed = (point: Point): boolean => point.observed < point.p10 || point.observed > point.p90;

/** Filled inside the band, a hollow square outside of it. */
function dot(svg: SVGSVGElement, x: number, y: number, outside: boolean): void {
  svg.append(outside ? s("rect", { x: x - 5, y: y - 5, width: 10, height: 10, fill: PAPER, stroke: VERMILLION, "stroke-width": 2.4 }) : s("circle", { cx: x, cy: y, r: 4.5, fill: INK, stroke: PAPER }));
}

function reading(test: CaseView, point: Point, x: number, y: number): Reading {
  return {
    x,
    y,
    title: `${when(point.month)}${point.fitted ? ", fitted" : ""}`,
    lines: [
      `observed ${number(point.observed)} ${test.unit}${missed(point) ? ", outside the band" : ""}`,
      `median run ${number(point.p50)}, 8 of 10 runs ${number(point.p10)} to ${number(point.p90)}`,
      `base ${number(point.base)} ${test.unit}`,
    ],
  };
}
