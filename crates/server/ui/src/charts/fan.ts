// Fans: how a quantity runs over time in eight runs of ten, with its median.
import { scaleLinear, scaleLog } from "d3-scale";
import { s } from "../dom.ts";
import { addDays, dateWords, dayRange, joined } from "../format.ts";
import type { DayQuantiles, EventView } from "../types/run.ts";
import { ALARM, BLUE, INK, MUTED, PAPER } from "./colours.ts";
import type { ChartSpec, Drawing, Reading, Value } from "./frame.ts";
import { type Group, type Sign, dateAxis, legend, line, path, rect, sheet, text, textWidth, ticks, valueAxis } from "./plot.ts";

/** Values per day as P10, P50 and P90. */
export interface Bands {
  readonly p10: readonly number[];
  readonly p50: readonly number[];
  readonly p90: readonly number[];
}

export interface FanBand {
  readonly name: string;
  readonly band: Bands;
  readonly colour?: string;
  readonly dash?: string;
}

/** A line without a range: a base price, a contract price. */
export interface FanLevel {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour?: string;
  readonly dash?: string;
}

export interface FanSpec {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Date of day 0. */
  readonly start: string;
  /** Unit of the values, as a column of the table says it. */
  readonly unit: string;
  readonly words: (value: number) => string;
  readonly bands: readonly FanBand[];
  readonly levels?: readonly FanLevel[];
  /** What it was before the change, drawn as outlines. */
  readonly ghost?: Bands | null;
  readonly events?: readonly EventView[];
  /** Range of the first stop, drawn below the axis. */
  readonly stop?: DayQuantiles | null;
  /** Top of the axis, where several fans share one. */
  readonly most?: number;
  /** Logarithmic where the range is wide. */
  readonly log?: boolean;
  readonly height?: number;
}

const LEFT = 52;
const RIGHT = 12;

export function fan(spec: FanSpec): ChartSpec {
  return {
    id: spec.id,
    title: spec.title,
    description: spec.description,
    draw: (width) => drawFan(spec, width),
    table: fanTable(spec),
  };
}

interface Plot {
  readonly svg: SVGSVGElement;
  readonly x: (day: number) => number;
  readonly y: (value: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly days: number;
}

function drawFan(spec: FanSpec, width: number): Drawing {
  const days = Math.max(1, ...spec.bands.map(({ band }) => band.p50.length)) - 1;
  const markers = eventMarkers(spec.events ?? [], days, LEFT, width - RIGHT);
  const svg = sheet(width, 10);
  const key = legend(svg, signsOf(spec), width);
  const top = key + 8 + markers.height;
  const bottom = top + (spec.height ?? (width < 480 ? 150 : 190));
  const { y, values } = scaleOf(spec, top, bottom);
  const x = scaleLinear([0, days], [LEFT, width - RIGHT]);
  const plot: Plot = { svg, x, y, top, bottom, days };
  valueAxis(svg, values, y, LEFT, width - RIGHT, spec.words);
  markers.draw(svg, x, top, bottom);
  if (spec.ghost) drawGhost(plot, spec.ghost);
  for (const band of spec.bands) drawBand(plot, band);
  for (const level of spec.levels ?? []) drawLevel(plot, level);
  dateAxis(svg, spec.start, days, x, bottom);
  let height = bottom + 24;
  if (spec.stop) height += drawStop(plot, spec.start, spec.stop, height, width);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", String(height));
  return { svg, readings: readingsOf(spec, plot), nearest: "x", stride: 7 };
}

function signsOf(spec: FanSpec): Sign[] {
  const several = spec.bands.length > 1 || (spec.levels?.length ?? 0) > 0;
  const signs: Sign[] = [];
  for (const { name, colour, dash } of spec.bands) {
    signs.push({ words: several ? name : "median of the day", fill: colour ?? BLUE, kind: "line", dash: dash ?? "" });
  }
  const first = spec.bands[0];
  signs.push({ words: "8 of 10 runs (P10 to P90)", fill: spec.bands.length === 1 ? (first?.colour ?? BLUE) : MUTED, opacity: 0.25 });
  for (const { name, colour, dash } of spec.levels ?? []) {
    signs.push({ words: name, fill: colour ?? INK, kind: "line", dash: dash ?? "5 4" });
  }
  if (spec.ghost) signs.push({ words: "before the change", fill: MUTED, kind: "line", dash: "2 3" });
  return signs;
}

function scaleOf(spec: FanSpec, top: number, bottom: number): { y: (value: number) => number; values: number[] } {
  const all = [...spec.bands.flatMap(({ band }) => [band.p10, band.p90]), ...(spec.levels ?? []).map((each) => each.values)];
  if (spec.ghost) all.push(spec.ghost.p90);
  let [least, most] = [Number.POSITIVE_INFINITY, spec.most ?? 0];
  for (const values of all) {
    for (const value of values) {
      if (value > most) most = value;
      if (value < least) least = value;
    }
  }
  if (spec.log && least > 0 && most / least >= 8) {
    const scale = scaleLog([least / 1.1, most * 1.1], [bottom, top]);
    const values = [1, 2, 5].flatMap((each) => [-3, -2, -1, 0, 1, 2, 3, 4, 5].map((power) => each * 10 ** power));
    const inside = values.filter((value) => value >= least / 1.1 && value <= most * 1.1).sort((a, b) => a - b);
    return { y: (value) => scale(Math.max(value, least / 1.1)), values: inside.length > 6 ? inside.filter((_, index) => index % 2 === 0) : inside };
  }
  const end = (most || 1) * 1.04;
  const values = ticks(0, end, 4).filter((value) => value <= end);
  return { y: scaleLinear([0, end], [bottom, top]), values };
}

function outline(plot: Plot, values: readonly number[]): [number, number][] {
  return values.map((value, day) => [plot.x(day), plot.y(value)]);
}

function drawBand(plot: Plot, { band, colour = BLUE, dash }: FanBand): void {
  const area = path([...outline(plot, band.p90), ...outline(plot, band.p10).reverse()]);
  if (area) plot.svg.append(s("path", { d: `${area}Z`, fill: colour, "fill-opacity": 0.22 }));
  plot.svg.append(
    s("path", { d: path(outline(plot, band.p50)), fill: "none", stroke: colour, "stroke-width": 2.2, "stroke-dasharray": dash || null, "stroke-linejoin": "round" }),
  );
}

function drawGhost(plot: Plot, ghost: Bands): void {
  for (const [values, thickness] of [[ghost.p10, 1], [ghost.p50, 1.8], [ghost.p90, 1]] as const) {
    plot.svg.append(s("path", { d: path(outline(plot, values)), fill: "none", stroke: MUTED, "stroke-width": thickness, "stroke-dasharray": "2 3" }));
  }
}

function drawLevel(plot: Plot, { values, colour = INK, dash = "5 4" }: FanLevel): void {
  plot.svg.append(s("path", { d: path(outline(plot, values)), fill: "none", stroke: colour, "stroke-width": 1.5, "stroke-dasharray": dash }));
}

/** The range of the first stop as a bar below the axis; answers its height. */
function drawStop(plot: Plot, start: string, stop: DayQuantiles, top: number, width: number): number {
  if (stop.p10 === null || stop.p10 === undefined) return 0;
  const [from, to] = [plot.x(stop.p10), plot.x(stop.p90 ?? plot.days)];
  rect(plot.svg, from, top + 3, Math.max(to - from, 2), 7, ALARM, { "fill-opacity": 0.45, rx: 1.5 });
  if (typeof stop.p50 === "number") line(plot.svg, [plot.x(stop.p50), top], [plot.x(stop.p50), top + 13], INK, { "stroke-width": 2 });
  const words = `first stop: ${dayRange(start, stop)}`;
  const room = textWidth(words) + 8;
  if (to + room < width) text(plot.svg, to + 8, top + 11, words, { fill: ALARM, halo: true });
  else if (from - room > 0) text(plot.svg, from - 8, top + 11, words, { anchor: "end", fill: ALARM, halo: true });
  else {
    text(plot.svg, LEFT, top + 27, words, { fill: ALARM });
    return 34;
  }
  return 20;
}

interface Markers {
  readonly height: number;
  draw(parent: Group, x: (day: number) => number, top: number, bottom: number): void;
}

/** Numbers above the plot and faint lines through it; what the numbers mean stands in the read-out and below. */
function eventMarkers(events: readonly EventView[], days: number, left: number, right: number): Markers {
  const shown = events.map((event, index) => ({ event, number: index + 1 })).filter(({ event }) => event.day >= 0 && event.day <= days);
  if (shown.length === 0) return { height: 0, draw: () => undefined };
  const scale = scaleLinear([0, days], [left, right]);
  const rows: number[] = [];
  const placed = shown.map((each) => {
    const x = scale(each.event.day);
    let row = rows.findIndex((end) => end + 15 <= x);
    if (row < 0) row = rows.length < 3 ? rows.push(0) - 1 : 2;
    rows[row] = x;
    return { ...each, row };
  });
  const height = Math.min(rows.length, 3) * 15 + 4;
  return {
    height,
    draw(parent, x, top, bottom) {
      for (const { event, number: index, row } of placed) {
        const at = x(event.day);
        const y = top - 9 - row * 15;
        line(parent, [at, y], [at, bottom], MUTED, { "stroke-dasharray": "1 3", "stroke-opacity": 0.8 });
        parent.append(s("circle", { cx: at, cy: y, r: 7, fill: PAPER, stroke: MUTED }));
        text(parent, at, y + 3.5, String(index), { anchor: "middle", size: 9 });
      }
    },
  };
}

function readingsOf(spec: FanSpec, plot: Plot): Reading[] {
  const several = spec.bands.length > 1;
  return Array.from({ length: plot.days + 1 }, (_, day) => {
    const lines = spec.bands.map(({ name, band }) => {
      const [low, middle, high] = [band.p10[day] ?? 0, band.p50[day] ?? 0, band.p90[day] ?? 0];
      return `${several ? `${name}: ` : ""}median ${spec.words(middle)}, 8 of 10 runs ${joined(spec.words(low), spec.words(high))}`;
    });
    for (const level of spec.levels ?? []) lines.push(`${level.name}: ${spec.words(level.values[day] ?? 0)}`);
    if (spec.ghost) lines.push(`before: median ${spec.words(spec.ghost.p50[day] ?? 0)}`);
    (spec.events ?? []).forEach((event, index) => {
      if (Math.abs(event.day - day) <= 2) lines.push(`${index + 1}: ${event.label}`);
    });
    const first = spec.bands[0]?.band.p50[day] ?? 0;
    return { x: plot.x(day), y: plot.y(first), title: `${dateWords(addDays(spec.start, day))}, day ${day}`, lines };
  });
}

function fanTable(spec: FanSpec) {
  const several = spec.bands.length > 1;
  const named = (name: string, what: string) => `${several ? `${name}, ` : ""}${what} [${spec.unit}]`;
  const titles = ["Date", "Day", ...spec.bands.flatMap(({ name }) => ["P10", "P50", "P90"].map((what) => named(name, what)))];
  for (const level of spec.levels ?? []) titles.push(`${level.name} [${spec.unit}]`);
  const days = Math.max(0, ...spec.bands.map(({ band }) => band.p50.length));
  const rows = Array.from({ length: days }, (_, day): Value[] => [
    addDays(spec.start, day),
    day,
    ...spec.bands.flatMap(({ band }) => [band.p10[day] ?? null, band.p50[day] ?? null, band.p90[day] ?? null]),
    ...(spec.levels ?? []).map((level) => level.values[day] ?? null),
  ]);
  const words = (value: Value, column: number) =>
    typeof value !== "number" ? (value ?? "–") : column === 1 ? String(value) : spec.words(value);
  return { titles, rows, words };
}
