// Coercivity map: how long a squeeze of which severity a line bears.
import { scaleLinear } from "d3-scale";
import { s } from "../dom.ts";
import { counted, percent } from "../format.ts";
import type { CurveLine } from "../types/curve.ts";
import { BLUE, GRID, INK, MUTED, ON_HUE, PANEL } from "./colours.ts";
import type { ChartSpec, Drawing, Reading } from "./frame.ts";
import { dayTicks, legend, line, path, rect, sheet, text } from "./plot.ts";

/** Least share of runs, name and opacity of each step of the scale. */
const STEPS = [
  { from: 0, words: "no run falls", opacity: 0 },
  { from: 1e-9, words: "<10 % of runs", opacity: 0.16 },
  { from: 0.1, words: "<50 %", opacity: 0.36 },
  { from: 0.5, words: "<90 %", opacity: 0.62 },
  { from: 0.9, words: "≥90 %", opacity: 1 },
] as const;

const CONTOURS = [
  { key: "p10", words: "P10", dash: "2 3", width: 1.8 },
  { key: "p50", words: "P50", dash: "", width: 2.6 },
  { key: "p90", words: "P90", dash: "7 4", width: 1.8 },
] as const;

export function contourMap(curve: CurveLine, longest: number): ChartSpec {
  return {
    id: `coercivity-${curve.line}`,
    title: `How long a squeeze ${curve.title} bears`,
    description:
      "Across: how long the squeeze lasts. Up: the share of exporters and end users who get nothing. Shade: in how many runs output falls below half. Lines: the length that one, five and nine runs of ten bear no longer.",
    draw: (width) => draw(curve, longest, width),
    table: {
      titles: ["Severity", "Length [days]", "Share of runs below half"],
      rows: curve.map.map((cell) => [cell.severity, cell.duration_days, cell.share_of_runs]),
      words: (value, column) => (typeof value !== "number" ? "–" : column === 1 ? String(value) : percent(value)),
    },
  };
}

const unique = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** Boxes around grid points: each reaches half-way to its neighbours. */
function edges(values: readonly number[], least: number, most: number): number[] {
  const middles = values.slice(1).map((value, index) => (value + (values[index] ?? value)) / 2);
  return [least, ...middles, most];
}

function draw(curve: CurveLine, longest: number, width: number): Drawing {
  const svg = sheet(width, 320);
  const steps = STEPS.map((step) => ({ words: step.words, fill: step.opacity > 0 ? BLUE : PANEL, opacity: step.opacity || 1, stroke: GRID }));
  const lines = CONTOURS.map(({ words, dash }) => ({ words, fill: INK, kind: "line" as const, dash }));
  const key = legend(svg, [...steps, ...lines], width);
  const [left, right, top] = [52, width - 10, key + 6];
  const bottom = top + Math.min(300, Math.max(190, width * 0.45));
  const severities = unique(curve.map.map((cell) => cell.severity));
  const durations = unique(curve.map.map((cell) => cell.duration_days));
  const longestShown = Math.max(longest, durations.at(-1) ?? 0);
  const x = scaleLinear([0, longestShown], [left, right]);
  const across = edges(durations, 0, longestShown);
  const rowHeight = (bottom - top) / Math.max(severities.length, 1);
  // Severities stand as rows of one height: the grid between them is uneven.
  const rowOf = (severity: number) => bottom - (severities.indexOf(severity) + 0.5) * rowHeight;
  const readings: Reading[] = [];
  const cells = [...curve.map].sort((a, b) => b.severity - a.severity || a.duration_days - b.duration_days);
  for (const cell of cells) {
    const column = durations.indexOf(cell.duration_days);
    const [from, to] = [x(across[column] ?? 0), x(across[column + 1] ?? longestShown)];
    const y = rowOf(cell.severity) - rowHeight / 2;
    const opacity = STEPS.findLast((step) => cell.share_of_runs >= step.from)?.opacity ?? 0;
    rect(svg, from, y, to - from - 0.5, rowHeight - 0.5, PANEL);
    rect(svg, from, y, to - from - 0.5, rowHeight - 0.5, BLUE, { "fill-opacity": opacity });
    readings.push({
      x: (from + to) / 2,
      y,
      box: { x: from, y, width: to - from, height: rowHeight },
      title: `${percent(cell.severity)} stopped for ${counted(cell.duration_days, "day")}`,
      lines: [`output falls below half in ${percent(cell.share_of_runs)} of runs`],
    });
  }
  axes(svg, severities, rowOf, x, longestShown, left, right, bottom);
  for (const { key: quantile, dash, width: thick } of CONTOURS) {
    const points = curve.contours.map((each): [number, number] => [x(each.days[quantile] ?? Number.NaN), rowOf(each.severity)]);
    svg.append(s("path", { d: path(points), fill: "none", stroke: INK, "stroke-width": thick, "stroke-dasharray": dash || null }));
    for (const [at, y] of points) {
      if (Number.isFinite(at)) svg.append(s("circle", { cx: at, cy: y, r: 2.6, fill: INK, stroke: ON_HUE, "stroke-width": 0.5 }));
    }
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 42}`);
  svg.setAttribute("height", String(bottom + 42));
  return { svg, readings, stride: durations.length };
}

function axes(svg: SVGSVGElement, severities: readonly number[], rowOf: (severity: number) => number, x: (days: number) => number, longest: number, left: number, right: number, bottom: number): void {
  for (const severity of severities) text(svg, left - 6, rowOf(severity) + 4, percent(severity), { anchor: "end" });
  for (const days of dayTicks(longest, Math.max(3, (right - left) / 60)).filter((each) => each <= longest)) {
    line(svg, [x(days), bottom], [x(days), bottom + 4], MUTED);
    text(svg, x(days), bottom + 17, String(days), { anchor: days === 0 ? "start" : "middle" });
  }
  text(svg, left, bottom + 35, "days the squeeze lasts");
}
