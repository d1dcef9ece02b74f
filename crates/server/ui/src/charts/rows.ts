// Charts of named rows: names beside the bars, or above them where there is little room.
import { INK } from "./colours.ts";
import { text, wrapped } from "./plot.ts";

/** Below this width names stand above the bars. */
const NARROW = 560;

export interface Rows {
  readonly narrow: boolean;
  /** Where the bars may begin and end [px]. */
  readonly left: number;
  readonly right: number;
  /** Room for a name [px]. */
  readonly names: number;
}

/** Room for names and bars; `after` is kept free behind the bars. */
export function rowsOf(width: number, after: number): Rows {
  const narrow = width < NARROW;
  const names = narrow ? width : Math.min(330, width * 0.34);
  return { narrow, names, left: narrow ? 2 : names + 16, right: width - after };
}

/** Writes the name of a row; answers where its bar stands and where the next row begins. */
export function rowName(svg: SVGSVGElement, words: string, y: number, rows: Rows, bar: number): { bar: number; next: number } {
  const lines = wrapped(words, rows.names, 2);
  lines.forEach((line, index) => text(svg, 0, y + 13 + index * 15, line, { fill: INK, halo: true }));
  const top = rows.narrow ? y + lines.length * 15 + 5 : y + 2;
  return { bar: top, next: Math.max(top + bar, y + lines.length * 15) + 12 };
}

/** Gives the sheet its height. */
export function close(svg: SVGSVGElement, width: number, height: number): SVGSVGElement {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", String(height));
  return svg;
}
