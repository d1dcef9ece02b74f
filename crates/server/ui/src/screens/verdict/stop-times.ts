// When each line stops and for how long, on one axis of dates.
import { scaleLinear } from "d3-scale";
import { ALARM, BLUE, GRID, INK, MUTED, VERMILLION } from "../../charts/colours.ts";
import type { ChartSpec, Drawing } from "../../charts/frame.ts";
import { dateAxis, dateTicks, fitted, legend, line, rect, sheet, text } from "../../charts/plot.ts";
import { counted, dayRange, firstDay, percent, range } from "../../format.ts";
import type { LineView, RunView } from "../../types/run.ts";

export function stopTimes(view: RunView): ChartSpec {
  return {
    id: "first-stops",
    title: "When the lines stop",
    description:
      "The solid bar spans the first stop in 8 of 10 runs, with the median as a mark; the pale bar goes on for the median number of days stopped. A line with no bar does not stop within the horizon.",
    draw: (width) => draw(view, width),
    table: {
      titles: ["Line", "Share of runs that stop", "First stop P10 [day]", "First stop P50 [day]", "First stop P90 [day]", "Days stopped P10", "Days stopped P50", "Days stopped P90"],
      rows: view.lines.map(({ title, first_stop: stop, days_stopped: days }) => [title, stop.share_of_runs, stop.p10 ?? null, stop.p50 ?? null, stop.p90 ?? null, days.p10, days.p50, days.p90]),
      words: (value, column) => (value === null ? "not within the horizon" : typeof value === "string" ? value : column === 1 ? percent(value) : String(Math.round(value))),
    },
  };
}

function draw(view: RunView, width: number): Drawing {
  const svg = sheet(width, 10);
  const signs = [
    { words: "first stop, 8 of 10 runs", fill: VERMILLION },
    { words: "stopped, median", fill: VERMILLION, opacity: 0.28 },
    { words: "events", fill: BLUE, kind: "line" as const, dash: "1 3" },
  ];
  const key = legend(svg, signs, width);
  const narrow = width < 620;
  const [left, right] = narrow ? [0, width - 2] : [Math.min(270, width * 0.3), width - 60];
  const pitch = narrow ? 46 : 34;
  const top = key + 8;
  const bottom = top + view.lines.length * pitch + 2;
  const x = scaleLinear([0, Math.max(view.days - 1, 1)], [left, right]).clamp(true);
  for (const tick of dateTicks(view.start_date, view.days, Math.max(2, (right - left) / 74))) line(svg, [x(tick.day), top], [x(tick.day), bottom], GRID);
  for (const event of view.events) line(svg, [x(event.day), top], [x(event.day), bottom], BLUE, { "stroke-dasharray": "1 3", "stroke-opacity": 0.7 });
  const readings = view.lines.map((each, index) => {
    const y = top + index * pitch + 4;
    if (narrow) text(svg, 0, y + 11, fitted(each.title, width - 80), { fill: INK, halo: true });
    else text(svg, 0, y + 16, fitted(each.title, left - 14), { fill: INK });
    bars(svg, each, x, y + (narrow ? 17 : 3), view.days);
    const share = each.first_stop.share_of_runs;
    text(svg, width, narrow ? y + 11 : y + 16, share > 0 ? percent(share) : "none", { anchor: "end", fill: share >= 0.5 ? ALARM : MUTED, bold: share >= 0.5, halo: true });
    return {
      x: x(each.first_stop.p50 ?? 0),
      y,
      box: { x: 0, y: y - 2, width, height: pitch - 4 },
      title: each.title,
      lines: [
        `first stop ${firstDay(view.start_date, each.first_stop)}`,
        `8 of 10 runs: ${dayRange(view.start_date, each.first_stop)}`,
        `stops in ${percent(share)} of runs, for ${counted(each.days_stopped.p50, "day")} (${range(each.days_stopped)})`,
      ],
    };
  });
  if (!narrow) text(svg, width, top - 2, "runs", { anchor: "end" });
  dateAxis(svg, view.start_date, Math.max(view.days - 1, 1), x, bottom);
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 24}`);
  svg.setAttribute("height", String(bottom + 24));
  return { svg, readings };
}

function bars(svg: SVGSVGElement, each: LineView, x: (day: number) => number, y: number, days: number): void {
  const { p10, p50, p90 } = each.first_stop;
  if (typeof p10 !== "number") {
    line(svg, [x(0), y + 9], [x(days), y + 9], MUTED, { "stroke-opacity": 0.5 });
    return;
  }
  const middle = p50 ?? days;
  const open = typeof p90 !== "number";
  rect(svg, x(middle), y + 3, x(middle + each.days_stopped.p50) - x(middle), 12, VERMILLION, { "fill-opacity": 0.28 });
  rect(svg, x(p10), y, Math.max(x(p90 ?? days) - x(p10), 3), 18, VERMILLION, { rx: 1.5, "fill-opacity": open ? 0.55 : 1 });
  // An arrow: in one run of ten or more it does not stop within the horizon.
  if (open) text(svg, x(days) - 4, y + 13, "…", { anchor: "end", fill: INK, bold: true });
  if (typeof p50 === "number") line(svg, [x(p50), y - 3], [x(p50), y + 21], INK, { "stroke-width": 2.2 });
}
