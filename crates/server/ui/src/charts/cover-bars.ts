// Cover bars: how long the goods last, against how long a licence takes.
import { scaleLinear } from "d3-scale";
import { counted, number, range } from "../format.ts";
import type { InputView, LineView } from "../types/run.ts";
import { ALARM, BLUE, CALM, GRID, INK, MUTED, SKY, VERMILLION } from "./colours.ts";
import type { ChartSpec, Drawing, Reading } from "./frame.ts";
import { dayTicks, fitted, legend, line, rect, sheet, text, wrapped } from "./plot.ts";

const BAR = 14;
const BAND = 9;
/** Below this width names stand above the bars, not beside them. */
const NARROW = 620;
const VERDICT = 124;

/** Lead times as long as the run mean that no licence came within it. */
export function coverBars(lines: readonly LineView[], days = Number.POSITIVE_INFINITY): ChartSpec {
  return {
    id: "cover",
    title: "How long the goods last, and how long a licence takes",
    description:
      "Bars: days of normal use on hand and on the way, median of all runs; the thin line spans 8 of 10 runs. The band below: days from filing for a licence to goods at the gate, 8 of 10 runs, with the median as a mark. Where it lies beyond the bar, the dashed gap is the exposure.",
    draw: (width) => draw(lines, days, width),
    table: {
      titles: ["Line", "Input", "On hand P10 [days]", "On hand P50 [days]", "On hand P90 [days]", "With transit P50 [days]", "Licence P10 [days]", "Licence P50 [days]", "Licence P90 [days]"],
      rows: lines.flatMap((each) =>
        each.inputs.map((input) => {
          const { cover_days: cover, licence_lead_days: lead } = input;
          return [each.title, input.title, cover.p10, cover.p50, cover.p90, input.cover_days_with_pipeline.p50, lead?.p10 ?? null, lead?.p50 ?? null, lead?.p90 ?? null];
        }),
      ),
    },
  };
}

/** What a row comes to, in words. */
export function coverVerdict(input: InputView): { words: string; colour: string } {
  const cover = Math.max(input.cover_days_with_pipeline.p50, input.cover_days.p50);
  const lead = input.licence_lead_days;
  if (lead) {
    return lead.p50 > cover
      ? { words: `${counted(Math.round(lead.p50 - cover), "day")} short`, colour: ALARM }
      : { words: "covered", colour: CALM };
  }
  if (input.controls.length > 0) return { words: "no licence comes", colour: ALARM };
  return { words: input.held_for_inspection ? "inspection only" : "no licence needed", colour: MUTED };
}

/** End of the axis; cover far beyond any licence is cut off, or it would squeeze all else. */
function longest(inputs: readonly InputView[]): number {
  const lead = Math.max(0, ...inputs.map((each) => each.licence_lead_days?.p90 ?? 0));
  const cover = Math.max(1, ...inputs.map((each) => Math.max(each.cover_days_with_pipeline.p50, each.cover_days.p90)));
  return lead > 0 ? Math.max(lead, Math.min(cover, 2 * lead)) : cover;
}

function draw(lines: readonly LineView[], days: number, width: number): Drawing {
  const svg = sheet(width, 10);
  const narrow = width < NARROW;
  const names = narrow ? 0 : Math.min(260, width * 0.28);
  const key = legend(
    svg,
    [
      { words: "on hand", fill: BLUE },
      { words: "on the way", fill: SKY },
      { words: "filing to gate, 8 of 10 runs", fill: VERMILLION, opacity: 0.45 },
      { words: "missing", fill: ALARM, kind: "line", dash: "3 3" },
    ],
    width,
  );
  const [left, right] = narrow ? [2, width - 14] : [names + 14, width - VERDICT - 12];
  const values = dayTicks(longest(lines.flatMap((each) => each.inputs)), Math.max(3, (right - left) / 64));
  const last = values.at(-1) ?? 1;
  const x = scaleLinear([0, last], [left, right]).clamp(true);
  const grid = svg.appendChild(document.createElementNS(svg.namespaceURI, "g") as SVGGElement);
  const readings: Reading[] = [];
  let y = key + 6;
  const top = y;
  for (const each of lines) {
    text(svg, 0, y + 16, fitted(each.title, narrow ? width : left + 200, 13, true), { bold: true, fill: INK, size: 13, halo: true });
    y += 26;
    for (const input of each.inputs) {
      readings.push(reading(each, input, days, y, width));
      y += narrow ? row(svg, input, x, y, { names: width - VERDICT - 8, at: width, anchor: "end", drop: 20 }) : row(svg, input, x, y, { names, at: width - VERDICT, anchor: "start", drop: 0 });
    }
    y += 8;
  }
  for (const value of values) {
    line(grid, [x(value), top], [x(value), y], value === 0 ? MUTED : GRID);
    const words = value === 0 ? "0 days" : value === last && last < longest(lines.flatMap((one) => one.inputs)) ? `${value}+` : String(value);
    text(grid, x(value), y + 16, words, { anchor: value === 0 && narrow ? "start" : value === last ? "end" : "middle" });
  }
  y += 24;
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
  svg.setAttribute("height", String(y));
  const boxed = readings.map((each, index) => {
    const next = readings[index + 1];
    const height = Math.min(next ? next.y - each.y - 6 : 40, narrow ? 58 : 40);
    return { ...each, x: x(0) + 20, box: { x: 0, y: each.y - 4, width, height } };
  });
  return { svg, readings: boxed };
}

interface Place {
  readonly names: number;
  readonly at: number;
  readonly anchor: "start" | "end";
  /** How far the bars stand below the name. */
  readonly drop: number;
}

function row(svg: SVGSVGElement, input: InputView, x: (days: number) => number, y: number, place: Place): number {
  const { words, colour } = coverVerdict(input);
  const titles = wrapped(input.title, place.names, place.drop > 0 ? 1 : 2);
  titles.forEach((words, index) => text(svg, 0, y + 12 + index * 15, words, { fill: INK, halo: true }));
  text(svg, place.at, y + (place.drop > 0 ? 12 : 14), words, { anchor: place.anchor, bold: true, fill: colour, halo: true });
  bars(svg, input, x, y + 2 + place.drop);
  const height = BAR + (input.licence_lead_days ? BAND + 5 : 2) + place.drop;
  return Math.max(height, titles.length * 15 + place.drop) + 9;
}

function bars(svg: SVGSVGElement, input: InputView, x: (days: number) => number, y: number): void {
  const onHand = input.cover_days.p50;
  const all = Math.max(input.cover_days_with_pipeline.p50, onHand);
  rect(svg, x(0), y, x(onHand) - x(0), BAR, BLUE);
  rect(svg, x(onHand), y, x(all) - x(onHand), BAR, SKY);
  const spread = input.cover_days_with_pipeline.p90 >= all ? input.cover_days_with_pipeline : input.cover_days;
  line(svg, [x(spread.p10), y + BAR / 2], [x(spread.p90), y + BAR / 2], INK, { "stroke-width": 1.2 });
  const lead = input.licence_lead_days;
  if (!lead) return;
  if (lead.p50 > all) {
    line(svg, [x(all) + 2, y + BAR / 2], [x(lead.p50), y + BAR / 2], ALARM, { "stroke-width": 1.6, "stroke-dasharray": "3 3" });
  }
  const below = y + BAR + 3;
  rect(svg, x(lead.p10), below, Math.max(x(lead.p90) - x(lead.p10), 1), BAND, VERMILLION, { "fill-opacity": 0.45, rx: 1.5 });
  line(svg, [x(lead.p50), y], [x(lead.p50), below + BAND], INK, { "stroke-width": 2 });
}

function reading(each: LineView, input: InputView, days: number, y: number, width: number): Reading {
  const long = (value: number) => (value >= days ? "beyond the run" : number(value));
  const lead = input.licence_lead_days;
  const lines = [
    `on hand ${counted(input.cover_days.p50, "day")} (8 of 10 runs ${range(input.cover_days)})`,
    `with goods on the way ${counted(input.cover_days_with_pipeline.p50, "day")} (${range(input.cover_days_with_pipeline)})`,
    lead ? `licence: filing to gate ${long(lead.p50)} days (8 of 10 runs ${long(lead.p10)} to ${long(lead.p90)})` : coverVerdict(input).words,
  ];
  if (lead) lines.push(coverVerdict(input).words);
  return { x: width / 2, y, title: `${each.title}: ${input.title}`, lines };
}
