// When each part of a plan is begun and when it helps, around day 0.
import { s } from "../../dom.ts";
import { addDays, dateWords, daysBetween } from "../../format.ts";
import type { MixView, PlanView } from "../../types/plan.ts";
import { GREEN, GREY, INK, MUTED } from "../colours.ts";
import type { ChartSpec, Drawing, Reading } from "../frame.ts";
import { dateAxis, hatching, legend, line, rect, sheet, text } from "../plot.ts";
import { close, rowName, rowsOf } from "../rows.ts";
import { scaleLinear } from "../scale.ts";

const BAR = 14;

export function availability(view: PlanView): ChartSpec {
  return {
    id: "plan-timeline",
    title: "When it is begun, and when it helps",
    description: `Hatched: begun, but of no help yet. Filled: it helps. Day 0 of the scenario is ${dateWords(view.start_date)}; the run ends on ${dateWords(addDays(view.start_date, view.days))}.`,
    draw: (width) => draw(view, width),
    table: {
      titles: ["What", "For", "Begun", "Helps from", "Day of the run"],
      rows: view.mix.map((each) => [each.title, each.subject, each.starts, each.helps_from, each.helps_from_day]),
      words: (value, column) => (typeof value === "string" && (column === 2 || column === 3) ? dateWords(value) : String(value ?? "")),
    },
  };
}

/** First date to show: the earliest beginning, or day 0 where nothing is begun before it. */
export const firstDate = (view: PlanView): string => view.mix.reduce((least, each) => (each.starts < least ? each.starts : least), view.start_date);

function draw(view: PlanView, width: number): Drawing {
  const svg = sheet(width, 10);
  const hatch = hatching(svg, GREY);
  const top = legend(svg, [{ words: "begun", fill: hatch, stroke: GREY }, { words: "helps", fill: GREEN }, { words: "day 0 and end of the run", fill: INK, kind: "line", dash: "4 3" }], width) + 20;
  const rows = rowsOf(width, 12);
  const first = firstDate(view);
  const zero = daysBetween(first, view.start_date);
  const last = zero + view.days;
  const x = scaleLinear([0, last], [rows.left, rows.right], true);
  const marks = svg.appendChild(s("g"));
  const readings: Reading[] = [];
  let y = top;
  for (const each of view.mix) {
    const { bar, next } = rowName(svg, `${each.title}: ${each.subject}`, y, rows, BAR);
    const [from, to] = [x(daysBetween(first, each.starts)), x(zero + each.helps_from_day)];
    rect(svg, from, bar, to - from, BAR, hatch, { stroke: GREY });
    rect(svg, to, bar, Math.max(x(last) - to, 1.5), BAR, GREEN, { rx: 1.5 });
    readings.push(reading(each, to, { x: 0, y: y - 2, width, height: next - y - 4 }));
    y = next;
  }
  for (const [day, words] of [[zero, "day 0"], [last, "end"]] as const) {
    line(marks, [x(day), top - 4], [x(day), y], INK, { "stroke-dasharray": "4 3" });
    text(marks, x(day), top - 8, words, { anchor: day === last ? "end" : x(day) < 40 ? "start" : "middle", fill: MUTED });
  }
  dateAxis(svg, first, last, x, y);
  return { svg: close(svg, width, y + 26), readings };
}

function reading(each: MixView, x: number, box: NonNullable<Reading["box"]>): Reading {
  const before = each.helps_from_day <= 0 ? "there on day 0" : `${each.helps_from_day} days after day 0`;
  return { x, y: box.y, box, title: `${each.title}: ${each.subject}`, lines: [`begun on ${dateWords(each.starts)}`, `helps from ${dateWords(each.helps_from)}, ${before}`] };
}
