// What drives the loss: rank correlation of each drawn value with the units lost.
import { scaleLinear } from "./scale.ts";
import { capitalised, isGuess, joined, number, signed } from "../format.ts";
import type { LineView } from "../types/run.ts";
import { BLUE, GRID, INK, MUTED, ORANGE } from "./colours.ts";
import type { ChartSpec, Drawing } from "./frame.ts";
import { hatching, legend, line, rect, sheet, text, wrapped } from "./plot.ts";

export function tornado(each: LineView): ChartSpec {
  return {
    id: `drivers-${each.line}`,
    title: `What drives the loss of ${each.title}`,
    description:
      "Spearman rank correlation of each drawn value with the units lost over all runs, strongest first. Right: more of it, more loss. Hatched: the range rests on an assumption or an estimate, so it is worth finding out.",
    draw: (width) => draw(each, width),
    table: {
      titles: ["Drawn value", "Rank correlation", "Low", "High", "Unit", "Basis"],
      rows: each.drivers.map((driver) => [driver.parameter, driver.rank_correlation, driver.low, driver.high, driver.unit, driver.basis]),
      words: (value, column) => (typeof value !== "number" ? (value ?? "") : column === 1 ? signed(value) : number(value)),
    },
  };
}

function draw(each: LineView, width: number): Drawing {
  const svg = sheet(width, 10);
  const guess = [hatching(svg, ORANGE, 6), hatching(svg, BLUE, 6)] as const;
  const key = legend(svg, [{ words: "more of it, more loss", fill: ORANGE }, { words: "more of it, less loss", fill: BLUE }, { words: "assumed or estimated", fill: hatching(svg, MUTED, 6), stroke: MUTED }], width);
  const narrow = width < 560;
  const names = narrow ? width : Math.min(330, width * 0.42);
  const [left, right] = narrow ? [44, width - 44] : [names + 60, width - 50];
  const x = scaleLinear([-1, 1], [left, right]);
  let y = key + 4;
  const top = y;
  const grid = svg.appendChild(document.createElementNS(svg.namespaceURI, "g") as SVGGElement);
  const readings = each.drivers.map((driver) => {
    const lines = wrapped(capitalised(driver.parameter), names, 2);
    lines.forEach((words, index) => text(svg, 0, y + 13 + index * 15, words, { fill: INK, halo: true }));
    const barY = narrow ? y + lines.length * 15 + 4 : y + 4;
    const value = driver.rank_correlation;
    const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))];
    const [fill, plain] = value > 0 ? [guess[0], ORANGE] : [guess[1], BLUE];
    rect(svg, from, barY, to - from, 16, isGuess(driver.basis) ? fill : plain, { stroke: plain });
    text(svg, value > 0 ? to + 5 : from - 5, barY + 12.5, signed(value), { anchor: value > 0 ? "start" : "end", fill: INK });
    const box = { x: 0, y: y - 2, width, height: barY + 22 - y };
    y = Math.max(barY + 26, y + lines.length * 15 + 10);
    const range = `drawn between ${joined(number(driver.low), number(driver.high))} ${driver.unit}`;
    return { x: x(0), y: barY, box, title: capitalised(driver.parameter), lines: [`rank correlation ${signed(value)}`, range, `basis: ${driver.basis}`] };
  });
  for (const value of [-1, -0.5, 0, 0.5, 1]) {
    line(grid, [x(value), top], [x(value), y], value === 0 ? MUTED : GRID);
    text(grid, x(value), y + 15, value === 0 ? "0" : signed(value).slice(0, 4), { anchor: "middle" });
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${y + 22}`);
  svg.setAttribute("height", String(y + 22));
  return { svg, readings };
}
