// How long decided cases waited, in weeks.
import { scaleLinear } from "d3-scale";
import { counted, number, percent } from "../format.ts";
import type { ControlView } from "../types/run.ts";
import { INK, MUTED, PURPLE } from "./colours.ts";
import type { ChartSpec, Drawing } from "./frame.ts";
import { line, rect, sheet, text, textWidth, ticks, valueAxis } from "./plot.ts";

/** Share of cases that the drawing may leave to a remark: the slowest hundredth. */
const LEFT_OUT = 0.01;

/** Weeks to draw: all but the slowest hundredth. */
export function weeksShown(weeks: readonly number[]): number {
  let later = 0;
  let shown = weeks.length;
  while (shown > 1 && later + (weeks[shown - 1] ?? 0) <= LEFT_OUT) {
    later += weeks[shown - 1] ?? 0;
    shown -= 1;
  }
  return shown;
}

export function waitingWeeks(control: ControlView): ChartSpec {
  const weeks = control.weeks_to_decision;
  let sum = 0;
  const rows = weeks.map((share, week) => {
    sum += share;
    return [week, share, Math.min(sum, 1)];
  });
  return {
    id: `waiting-${control.id}`,
    title: `Weeks from filing to decision: ${control.title}`,
    description: "Share of decided cases by weeks waited, over all runs. Cases still open at the end are not in it.",
    draw: (width) => draw(control, rows, width),
    table: {
      titles: ["Week", "Share of decided cases", "Decided by then"],
      rows,
      words: (value, column) => (column === 0 ? String(value) : percent(typeof value === "number" ? value : null)),
    },
  };
}

function draw(control: ControlView, rows: readonly (readonly number[])[], width: number): Drawing {
  const weeks = control.weeks_to_decision;
  const shown = weeksShown(weeks);
  const svg = sheet(width, 250);
  const [left, right, top, bottom] = [46, width - 8, 28, 198];
  const values = ticks(0, Math.max(...weeks, 0.01), 4);
  const y = scaleLinear([0, values.at(-1) ?? 1], [bottom, top]);
  const x = scaleLinear([0, shown], [left, right]);
  valueAxis(svg, values, y, left, right, percent);
  const readings = rows.slice(0, shown).map(([week = 0, share = 0, by = 0]) => {
    rect(svg, x(week) + 0.5, y(share), Math.max(x(week + 1) - x(week) - 1, 0.8), bottom - y(share), PURPLE);
    return {
      x: x(week + 0.5),
      y: y(share),
      box: { x: x(week), y: top, width: x(week + 1) - x(week), height: bottom - top },
      title: `Week ${week} to ${week + 1}`,
      lines: [`${percent(share)} of decided cases`, `${percent(by)} decided by then`],
    };
  });
  for (const week of ticks(0, shown, Math.max(4, (right - left) / 50)).filter((each) => each <= shown && Number.isInteger(each))) {
    line(svg, [x(week), bottom], [x(week), bottom + 4], MUTED);
    text(svg, x(week), bottom + 17, String(week), { anchor: "middle" });
  }
  text(svg, left, bottom + 36, "weeks from filing to decision");
  const later = weeks.slice(shown).reduce((sum, share) => sum + share, 0);
  if (later > 0 && width > 440) text(svg, right, bottom + 36, `${percent(later)} later, up to ${number(weeks.length)} weeks`, { anchor: "end" });
  if (control.days_to_decision) median(svg, x(control.days_to_decision.p50 / 7), top, bottom, control.days_to_decision.p50, right);
  return { svg, readings, nearest: "x", stride: 4 };
}

function median(svg: SVGSVGElement, at: number, top: number, bottom: number, days: number, right: number): void {
  line(svg, [at, top - 12], [at, bottom], INK, { "stroke-width": 2 });
  const words = `median ${counted(days, "day")}`;
  const after = at + 6 + textWidth(words, 12, true) < right;
  text(svg, after ? at + 6 : at - 6, top - 6, words, { bold: true, fill: INK, anchor: after ? "start" : "end", halo: true });
}
