// What a control does to the lines against what it costs the issuer in exports.
import { s } from "../../dom.ts";
import { country } from "../../countries.ts";
import { money, number } from "../../format.ts";
import type { MoveView, SqueezeView } from "../../types/squeeze.ts";
import { BLUE, GRID, INK, MUTED, PAPER, VERMILLION } from "../colours.ts";
import type { ChartSpec, Drawing, Reading } from "../frame.ts";
import { fitted, legend, line, sheet, text, textWidth } from "../plot.ts";
import { close } from "../rows.ts";
import { type Scale, scaleLog } from "../scale.ts";

/** Controls that get a name in the drawing; the others are read by pointer, keys or in the table. */
const NAMED = 8;

export const moveTitle = (move: MoveView): string => `${move.title} to ${move.to === "*" ? "all" : destinations(move.to)}`;

const destinations = (to: string): string => to.split(/[ ,]+/).filter(Boolean).map(country).join(", ");

/** `named` gives the words for a line's key. */
export function moves(view: SqueezeView, named: (line: string) => string): ChartSpec {
  return {
    id: "squeeze-moves",
    title: "Damage against the issuer's own exports",
    description: `Each dot is a control that could be laid for ${view.freeze_days} days; both axes are logarithmic. Up and to the left: much damage for few exports. Filled squares: chosen. Dots at the foot do no damage, dots at the left edge have no price.`,
    draw: (width) => draw(view, width, named),
    table: {
      titles: ["Material", "Stage", "To", "Own exports stopped [USD]", "Own exports stopped [t]", `Damage [${view.currency}]`, "Damage per USD", "First line stopped", "Day"],
      rows: view.moves.map((move) => [move.title, move.stage, move.to, move.exports_usd, move.exports_t, move.damage, move.damage_per_usd, move.first_line == null ? null : named(move.first_line), move.first_stop_day ?? null]),
    },
  };
}

/** Powers of ten around values; what is zero or less has none and stands at the foot. */
export function decades(values: readonly number[]): [number, number] {
  const logs = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (logs.length === 0) return [1, 10];
  const [least, most] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
  return [10 ** least, 10 ** Math.max(most, least + 1)];
}

function draw(view: SqueezeView, width: number, named: (line: string) => string): Drawing {
  const svg = sheet(width, 10);
  const top = legend(svg, [{ words: "chosen", fill: VERMILLION }, { words: "weighed", fill: PAPER, stroke: BLUE }], width) + 12;
  const [left, right, bottom] = [70, width - 16, top + Math.min(340, Math.max(220, width * 0.42))];
  const [fromX, toX] = decades(view.moves.map((move) => move.exports_usd));
  const [fromY, toY] = decades(view.moves.map((move) => move.damage));
  const x = held(scaleLog([fromX, toX], [left + 8, right - 8]), fromX);
  const y = held(scaleLog([fromY, toY], [bottom - 14, top]), fromY);
  for (let value = fromY; value <= toY * 1.001; value *= 10) {
    line(svg, [left, y(value)], [right, y(value)], GRID);
    text(svg, left - 6, y(value) + 4, money(value, view.currency), { anchor: "end" });
  }
  for (let value = fromX; value <= toX * 1.001; value *= 10) {
    line(svg, [x(value), top], [x(value), bottom], GRID);
    text(svg, x(value), bottom + 17, money(value, "USD"), { anchor: x(value) > right - 30 ? "end" : "middle", size: 11 });
  }
  line(svg, [left, bottom], [right, bottom], MUTED);
  text(svg, left, bottom + 36, fitted("own exports stopped; upwards: damage to the lines", width - left));
  const chosen = new Set(view.chosen.moves);
  view.moves.forEach((move, at) => dot(svg, x(move.exports_usd), move.damage > 0 ? y(move.damage) : bottom, chosen.has(at)));
  names(svg, view, chosen, (move) => [x(move.exports_usd), move.damage > 0 ? y(move.damage) : bottom], right);
  const readings = view.moves.map((move, at): Reading => ({ x: x(move.exports_usd), y: move.damage > 0 ? y(move.damage) : bottom, title: `${moveTitle(move)}${chosen.has(at) ? " (chosen)" : ""}`, lines: moveLines(move, view.currency, named) }));
  return { svg: close(svg, width, bottom + 44), readings };
}

/** What is not above zero stands where the scale begins. */
const held = (scale: Scale, least: number): Scale => (value) => scale(Math.max(value, least));

function dot(svg: SVGSVGElement, x: number, y: number, chosen: boolean): void {
  svg.append(chosen ? s("rect", { x: x - 6, y: y - 6, width: 12, height: 12, fill: VERMILLION, stroke: PAPER }) : s("circle", { cx: x, cy: y, r: 5, fill: PAPER, stroke: BLUE, "stroke-width": 2 }));
}

/** Names of the chosen and of the most damaging, where they do not lie over each other. */
function names(svg: SVGSVGElement, view: SqueezeView, chosen: ReadonlySet<number>, place: (move: MoveView) => [number, number], right: number): void {
  const order = view.moves.map((move, at) => ({ move, at })).sort((a, b) => Number(chosen.has(b.at)) - Number(chosen.has(a.at)) || b.move.damage - a.move.damage);
  const taken: [number, number, number][] = [];
  for (const { move, at } of order.slice(0, NAMED)) {
    if (move.damage <= 0) continue;
    const [x, y] = place(move);
    const after = right - x - 14;
    const room = Math.min(260, Math.max(after, x - 90));
    const words = fitted(moveTitle(move), room, 11, chosen.has(at));
    const long = textWidth(words, 11, chosen.has(at));
    const from = after >= long ? x + 10 : x - 10 - long;
    if (words === "" || taken.some(([a, b, c]) => Math.abs(c - y) < 14 && from < b && from + long > a)) continue;
    taken.push([from, from + long, y]);
    text(svg, from, y + 4, words, { size: 11, bold: chosen.has(at), fill: INK, halo: true });
  }
}

const moveLines = (move: MoveView, currency: string, named: (line: string) => string): string[] => [
  `own exports stopped ${move.exports_usd > 0 ? money(move.exports_usd, "USD") : "without a price"} (${number(move.exports_t)} t)`,
  `damage ${money(move.damage, currency)}, ${number(move.damage_per_usd)} ${currency} per USD`,
  move.first_line == null || move.first_stop_day == null ? "no line stops" : `first stop: ${named(move.first_line)}, day ${move.first_stop_day}`,
];
