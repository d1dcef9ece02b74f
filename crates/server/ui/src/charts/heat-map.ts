// A heat map: one value per row and column, in steps that are told by shade and by number.
import { s } from "../dom.ts";
import { GRID, INK, MUTED, ON_HUE, PANEL, PAPER } from "./colours.ts";
import type { ChartSpec, Drawing, Reading, Value } from "./frame.ts";
import { fitted, legend, line, rect, sheet, text, textWidth, wrapped } from "./plot.ts";

export interface HeatStep {
  /** The step holds values from here on, up to the next one. */
  readonly from: number;
  readonly words: string;
  readonly opacity: number;
}

export interface HeatCell {
  readonly value: number | null;
  /** Short text in the cell, where it fits. */
  readonly label?: string;
  /** What the read-out says beside the value. */
  readonly lines?: readonly string[];
  /** Rests on an assumption: outlined with dashes. */
  readonly assumed?: boolean;
}

export interface HeatSpec {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cell: (row: number, column: number) => HeatCell;
  readonly words: (value: number) => string;
  readonly colour: string;
  /** Text colour on the darkest steps. */
  readonly onColour?: string;
  readonly steps: readonly HeatStep[];
  /** Thick line around cells at or beyond this value. */
  readonly threshold?: { readonly value: number; readonly words: string; readonly below?: boolean };
  readonly unit: string;
  /** Heads of the columns of the table. */
  readonly rowTitle: string;
  readonly columnTitle: string;
  readonly rowHeight?: number;
}

export function heatMap(spec: HeatSpec): ChartSpec {
  const rows = spec.rows.flatMap((row, at) =>
    spec.columns.map((column, index): Value[] => [row, column, spec.cell(at, index).value]),
  );
  return {
    id: spec.id,
    title: spec.title,
    description: spec.description,
    draw: (width) => draw(spec, width),
    table: {
      titles: [spec.rowTitle, spec.columnTitle, spec.unit],
      rows,
      words: (value) => (typeof value === "number" ? spec.words(value) : (value ?? "not known")),
    },
  };
}

const stepOf = (spec: HeatSpec, value: number): HeatStep | undefined => spec.steps.findLast((step) => value >= step.from);

function draw(spec: HeatSpec, width: number): Drawing {
  const svg = sheet(width, 10);
  const narrow = width < 560;
  const longest = Math.max(...spec.rows.map((row) => textWidth(row)), 20);
  const left = narrow ? 0 : Math.min(longest + 12, width * 0.3);
  const height = spec.rowHeight ?? 26;
  const pitch = height + (narrow ? 18 : 2);
  const signs = spec.steps.map((step) => ({ words: step.words, fill: spec.colour, opacity: Math.max(step.opacity, 0.02), stroke: GRID }));
  const key = legend(svg, spec.threshold ? [...signs, { words: spec.threshold.words, fill: PAPER, stroke: INK }] : signs, width);
  const top = key + 24;
  const cell = (width - left - 1) / Math.max(spec.columns.length, 1);
  heads(svg, spec, left, cell, top);
  const readings: Reading[] = [];
  spec.rows.forEach((row, at) => {
    const y = top + at * pitch + (narrow ? 15 : 0);
    if (narrow) text(svg, 0, y - 4, fitted(row, width), { fill: INK });
    else rowTitle(svg, row, left - 10, y, height);
    spec.columns.forEach((column, index) => {
      const x = left + index * cell;
      const content = spec.cell(at, index);
      square(svg, spec, content, x, y, cell, height);
      readings.push({
        x: x + cell / 2,
        y,
        box: { x, y, width: cell, height },
        title: `${row}, ${column}`,
        lines: [content.value === null ? "not known" : `${spec.words(content.value)}`, ...(content.lines ?? [])],
      });
    });
  });
  const bottom = top + spec.rows.length * pitch + 4;
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom}`);
  svg.setAttribute("height", String(bottom));
  return { svg, readings, stride: spec.columns.length };
}

/** In two lines where the row is high enough for them. */
function rowTitle(svg: SVGSVGElement, row: string, room: number, y: number, height: number): void {
  const lines = wrapped(row, room, height >= 30 ? 2 : 1);
  const first = y + height / 2 + 4 - (lines.length - 1) * 7;
  lines.forEach((words, index) => text(svg, 0, first + index * 14, words, { fill: INK }));
}

/** Heads of the columns, as many as can stand beside each other. */
function heads(svg: SVGSVGElement, spec: HeatSpec, left: number, cell: number, top: number): void {
  const widest = Math.max(...spec.columns.map((column) => textWidth(column)), 8) + 8;
  const every = widest <= cell ? 1 : Math.ceil(Math.min(widest, 92) / cell);
  spec.columns.forEach((column, index) => {
    if (index % every !== 0) return;
    const right = left + spec.columns.length * cell;
    const words = fitted(column, Math.min(cell * every - 4, every === 1 ? cell : right - left - index * cell));
    if (words.endsWith("…") && every > 1) return;
    if (every === 1) text(svg, left + (index + 0.5) * cell, top - 7, words, { anchor: "middle" });
    else {
      line(svg, [left + index * cell + 0.5, top - 4], [left + index * cell + 0.5, top], MUTED);
      text(svg, left + index * cell, top - 7, words);
    }
  });
}

function square(svg: SVGSVGElement, spec: HeatSpec, content: HeatCell, x: number, y: number, width: number, height: number): void {
  const gap = width > 9 ? 1 : 0.25;
  rect(svg, x, y, width - gap, height, PANEL);
  if (content.value === null) {
    if (width > 14) text(svg, x + width / 2, y + height / 2 + 4, content.label ?? "?", { anchor: "middle" });
    return;
  }
  const step = stepOf(spec, content.value);
  rect(svg, x, y, width - gap, height, spec.colour, { "fill-opacity": step?.opacity ?? 0 });
  const { threshold } = spec;
  const beyond = threshold && (threshold.below ? content.value < threshold.value : content.value >= threshold.value);
  if (beyond || content.assumed) {
    const dash = content.assumed ? "3 2" : null;
    svg.append(s("rect", { x: x + 1, y: y + 1, width: Math.max(width - gap - 2, 0), height: height - 2, fill: "none", stroke: beyond ? INK : MUTED, "stroke-width": beyond ? 1.6 : 1, "stroke-dasharray": dash }));
  }
  const words = content.label ?? spec.words(content.value);
  if (textWidth(words, 11) <= width - 6) {
    const dark = (step?.opacity ?? 0) > 0.55;
    text(svg, x + width / 2, y + height / 2 + 4, words, { anchor: "middle", size: 11, fill: dark ? (spec.onColour ?? ON_HUE) : INK });
  }
}
