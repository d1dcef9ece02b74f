// Shapes and texts that all charts share.
import { type Attributes, s, uniqueId } from "../dom.ts";
import { addDays, dayNumber, monthWords } from "../format.ts";
import { GRID, INK, MUTED, PAPER } from "./colours.ts";

export const FONT = 12;

export type Group = SVGElement;

/** The sheet of a chart. */
export function sheet(width: number, height: number): SVGSVGElement {
  return s("svg", {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    "font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    "font-size": FONT,
    fill: INK,
  });
}

let ruler: CanvasRenderingContext2D | null = null;

/** Width of a text as the browser will set it [px]. */
export function textWidth(text: string, size = FONT, bold = false): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return text.length * size * 0.56;
  ruler.font = `${bold ? "600 " : ""}${size}px system-ui, sans-serif`;
  return ruler.measureText(text).width;
}

/** The text, shortened with dots until it fits. */
export function fitted(text: string, room: number, size = FONT, bold = false): string {
  if (textWidth(text, size, bold) <= room) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size, bold) > room) end -= 1;
  return end > 1 ? `${text.slice(0, end).trimEnd()}…` : "";
}

/** The text in lines that fit; the last of them is shortened. */
export function wrapped(text: string, room: number, most: number, size = FONT, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(" ");
  for (const [index, word] of words.entries()) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || textWidth(longer, size, bold) <= room) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) return [...lines, fitted([line, ...words.slice(index)].join(" "), room, size, bold)];
    lines.push(line);
    line = word;
  }
  return [...lines, fitted(line, room, size, bold)];
}

export interface TextStyle {
  readonly anchor?: "start" | "middle" | "end";
  readonly fill?: string;
  readonly size?: number;
  readonly bold?: boolean;
  /** Paper around the letters, where they stand over other things. */
  readonly halo?: boolean;
}

export function text(parent: Group, x: number, y: number, words: string, style: TextStyle = {}): SVGTextElement {
  const halo = style.halo ? { stroke: PAPER, "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round" } : {};
  const element = s(
    "text",
    {
      x,
      y,
      fill: style.fill ?? MUTED,
      "text-anchor": style.anchor ?? "start",
      "font-size": style.size ?? FONT,
      "font-weight": style.bold ? 600 : null,
      ...halo,
    },
    words,
  );
  parent.append(element);
  return element;
}

export function line(parent: Group, from: readonly [number, number], to: readonly [number, number], stroke: string, more: Attributes = {}): void {
  parent.append(s("line", { x1: from[0], y1: from[1], x2: to[0], y2: to[1], stroke, ...more }));
}

export function rect(parent: Group, x: number, y: number, width: number, height: number, fill: string, more: Attributes = {}): SVGRectElement {
  const element = s("rect", { x, y, width: Math.max(width, 0), height: Math.max(height, 0), fill, ...more });
  parent.append(element);
  return element;
}

/** A hatching; the answer is what to fill with. */
export function hatching(svg: SVGSVGElement, colour: string, gap = 6, background: string | null = null): string {
  const id = uniqueId("hatch");
  const pattern = s(
    "pattern",
    { id, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    background ? s("rect", { width: gap, height: gap, fill: background }) : null,
    s("line", { x1: 0, y1: 0, x2: 0, y2: gap, stroke: colour, "stroke-width": gap / 2.6 }),
  );
  svg.append(s("defs", null, pattern));
  return `url(#${id})`;
}

/** Round values from zero (or `from`) to at least `to`. */
export function ticks(from: number, to: number, most: number): number[] {
  const span = Math.max(to - from, 1e-9);
  const rough = span / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough - 1e-12) ?? 10) * power;
  const values: number[] = [];
  for (let index = Math.floor(from / step); values.length < 50; index += 1) {
    values.push(Number((index * step).toPrecision(12)));
    if (index * step >= to - 1e-9) break;
  }
  return values;
}

/** Days on a step that people count in: weeks, months of 30 days, quarters. */
export function dayTicks(to: number, most: number): number[] {
  const step = [7, 14, 30, 60, 90, 180, 360].find((each) => to / each <= most) ?? 720;
  const values = [0];
  while ((values.at(-1) ?? 0) < to) values.push((values.at(-1) ?? 0) + step);
  return values;
}

export interface DateTick {
  readonly day: number;
  readonly label: string;
}

/** First days of months within a span of days, as many as fit. */
export function dateTicks(start: string, days: number, most: number): DateTick[] {
  const first = dayNumber(start);
  if (first === null) return [];
  const step = [1, 2, 3, 6, 12, 24].find((each) => days / 30.4 / each <= most) ?? 60;
  const found: DateTick[] = [];
  let year = Number(start.slice(0, 4));
  let month = Number(start.slice(5, 7)) - 1;
  for (let guard = 0; guard < 600; guard += 1) {
    const iso = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
    const day = (dayNumber(iso) ?? 0) - first;
    if (day > days) break;
    if (day >= 0 && month % step === 0) found.push({ day, label: monthWords(iso) });
    month += 1;
    if (month === 12) [year, month] = [year + 1, 0];
  }
  return found.length > 0 ? found : [{ day: 0, label: monthWords(addDays(start, 0)) }];
}

/** Horizontal lines with their values at the left. */
export function valueAxis(parent: Group, values: readonly number[], y: (value: number) => number, left: number, right: number, words: (value: number) => string): void {
  for (const value of values) {
    const at = y(value);
    line(parent, [left, at], [right, at], value === values[0] ? MUTED : GRID);
    text(parent, left - 6, at + 4, words(value), { anchor: "end" });
  }
}

/** Dates below a plot. */
export function dateAxis(parent: Group, start: string, days: number, x: (day: number) => number, bottom: number): void {
  const room = x(days) - x(0);
  for (const tick of dateTicks(start, days, Math.max(2, room / 74))) {
    const at = x(tick.day);
    line(parent, [at, bottom], [at, bottom + 4], MUTED);
    const anchor = at < x(0) + 24 ? "start" : at > x(days) - 28 ? "end" : "middle";
    text(parent, at, bottom + 17, tick.label, { anchor });
  }
}

/** A path through points; points that are no numbers break it. */
export function path(points: readonly (readonly [number, number])[]): string {
  let pen = "M";
  let out = "";
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = "M";
      continue;
    }
    out += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    pen = "L";
  }
  return out;
}

/** One sign of a legend. */
export interface Sign {
  readonly words: string;
  readonly fill: string;
  readonly stroke?: string;
  readonly dash?: string;
  readonly opacity?: number;
  readonly kind?: "box" | "line";
}

/** A legend in as many rows as it needs; answers its height. */
export function legend(parent: Group, signs: readonly Sign[], width: number, top = 0): number {
  let x = 0;
  let y = top + 10;
  for (const sign of signs) {
    const room = 26 + textWidth(sign.words) + 18;
    if (x > 0 && x + room - 18 > width) {
      x = 0;
      y += 19;
    }
    if (sign.kind === "line") {
      line(parent, [x, y], [x + 20, y], sign.stroke ?? sign.fill, { "stroke-width": 2.2, "stroke-dasharray": sign.dash || null });
    } else {
      rect(parent, x, y - 5.5, 20, 11, sign.fill, { "fill-opacity": sign.opacity ?? 1, stroke: sign.stroke ?? null, "stroke-dasharray": sign.dash || null, rx: 1.5 });
    }
    text(parent, x + 26, y + 4, fitted(sign.words, width - x - 26));
    x += room;
  }
  return signs.length > 0 ? y - top + 14 : 0;
}
