// Hysteresis loop: output while a squeeze is tightened step by step, and while it is eased again.
import { scaleLinear } from "d3-scale";
import { s } from "../dom.ts";
import { joined, percent } from "../format.ts";
import type { CurveLine, LoopPoint } from "../types/curve.ts";
import { BLUE, MUTED, VERMILLION } from "./colours.ts";
import type { ChartSpec, Drawing } from "./frame.ts";
import { legend, line, path, sheet, text, valueAxis } from "./plot.ts";

export function hysteresis(curve: CurveLine): ChartSpec {
  return {
    id: `hysteresis-${curve.line}`,
    title: `How ${curve.title} comes back`,
    description:
      "Output at the end of each step while the squeeze is tightened and then eased again, mean over all runs with 8 of 10 runs as bars. Where the way back lies below the way up, the line lags: the squeeze has left something behind.",
    draw: (width) => draw(curve.hysteresis, width),
    table: {
      titles: ["Day", "Severity", "Way", "Mean output", "P10", "P50", "P90"],
      rows: curve.hysteresis.map((point) => [point.day, point.severity, point.rising ? "tightening" : "easing", point.mean, point.output.p10, point.output.p50, point.output.p90]),
      words: (value, column) => (typeof value !== "number" ? (value ?? "") : column === 0 ? String(value) : percent(value)),
    },
  };
}

function draw(points: readonly LoopPoint[], width: number): Drawing {
  const svg = sheet(width, 300);
  const ways = [
    { words: "tightening", fill: VERMILLION, dash: "" },
    { words: "easing", fill: BLUE, dash: "6 4" },
  ];
  const key = legend(svg, ways.map((way) => ({ ...way, kind: "line" as const })), width);
  const [left, right, top] = [52, width - 14, key + 8];
  const bottom = top + Math.min(280, Math.max(180, width * 0.42));
  const x = scaleLinear([0, 1], [left, right]);
  const y = scaleLinear([0, Math.max(1, ...points.map((point) => point.output.p90))], [bottom, top]);
  valueAxis(svg, [0, 0.25, 0.5, 0.75, 1], y, left, right, percent);
  for (const severity of [0, 0.25, 0.5, 0.75, 1]) text(svg, x(severity), bottom + 17, percent(severity), { anchor: severity === 0 ? "start" : severity === 1 ? "end" : "middle" });
  text(svg, left, bottom + 35, "share of exporters and end users who get nothing");
  const turn = points.findLastIndex((point) => point.rising);
  const halves = [points.slice(0, turn + 1), points.slice(Math.max(turn, 0))];
  halves.forEach((half, index) => {
    const way = ways[index];
    if (!way) return;
    const at = half.map((point): [number, number] => [x(point.severity), y(point.mean)]);
    svg.append(s("path", { d: path(at), fill: "none", stroke: way.fill, "stroke-width": 2.2, "stroke-dasharray": way.dash || null }));
  });
  const readings = points.map((point) => {
    const colour = point.rising ? VERMILLION : BLUE;
    const shift = point.rising ? -1.5 : 1.5;
    line(svg, [x(point.severity) + shift, y(point.output.p10)], [x(point.severity) + shift, y(point.output.p90)], colour, { "stroke-opacity": 0.45, "stroke-width": 2 });
    svg.append(s("circle", { cx: x(point.severity), cy: y(point.mean), r: 3.2, fill: colour, stroke: MUTED, "stroke-width": 0.5 }));
    return {
      x: x(point.severity),
      y: y(point.mean),
      title: `${point.rising ? "Tightening" : "Easing"}: ${percent(point.severity)} stopped, day ${point.day}`,
      lines: [`output ${percent(point.mean)} on average`, `8 of 10 runs ${joined(percent(point.output.p10), percent(point.output.p90))}`],
    };
  });
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 42}`);
  svg.setAttribute("height", String(bottom + 42));
  return { svg, readings };
}
