// What would have taken most of the damage away, had it been bought before.
import { s } from "../../dom.ts";
import { money, percent } from "../../format.ts";
import type { SqueezeView } from "../../types/squeeze.ts";
import { GREEN, GRID, INK, MUTED } from "../colours.ts";
import type { ChartSpec, Drawing, Reading } from "../frame.ts";
import { line, rect, sheet, text } from "../plot.ts";
import { close, rowName, rowsOf } from "../rows.ts";
import { scaleLinear } from "../scale.ts";

const BAR = 18;
/** Bars that are drawn; the table has all. */
const MOST = 10;

export function closers(view: SqueezeView): ChartSpec {
  return {
    id: "squeeze-closers",
    title: "What closes most of it, if bought beforehand",
    description: `Share of the damage of the issuer's best choice that goes away when all of the lever is there and the issuer, seeing it, chooses anew.${view.closers.length > MOST ? ` The ${MOST} strongest of ${view.closers.length}; the table has all.` : ""}`,
    draw: (width) => draw(view, width),
    table: {
      titles: ["What", "For", "Closes", `Cost [${view.currency}]`, "Damage left"],
      rows: view.closers.map((each) => [each.lever, each.subject, each.closes, each.cost, each.damage]),
      words: (value, column) => (typeof value !== "number" ? (value ?? "") : column === 2 ? percent(value) : money(value, view.currency)),
    },
  };
}

function draw(view: SqueezeView, width: number): Drawing {
  const svg = sheet(width, 10);
  const rows = rowsOf(width, 120);
  const x = scaleLinear([0, 1], [rows.left, rows.right], true);
  const grid = svg.appendChild(s("g"));
  let y = 4;
  const readings = view.closers.slice(0, MOST).map((each): Reading => {
    const { bar, next } = rowName(svg, `${each.lever}: ${each.subject}`, y, rows, BAR);
    rect(svg, x(0), bar, Math.max(x(each.closes) - x(0), 1.5), BAR, GREEN);
    text(svg, x(each.closes) + 6, bar + 13.5, `${percent(each.closes)} for ${money(each.cost, view.currency)}`, { bold: true, fill: INK, halo: true });
    const box = { x: 0, y: y - 2, width, height: next - y - 4 };
    y = next;
    return { x: x(0), y: bar, box, title: `${each.lever}: ${each.subject}`, lines: [`closes ${percent(each.closes)} of the damage`, `damage left ${money(each.damage, view.currency)}`, `all of it costs ${money(each.cost, view.currency)}`] };
  });
  for (const value of [0, 0.25, 0.5, 0.75, 1]) {
    line(grid, [x(value), 2], [x(value), y], value === 0 ? MUTED : GRID);
    text(grid, x(value), y + 15, percent(value), { anchor: value === 0 && rows.narrow ? "start" : "middle", size: 11 });
  }
  return { svg: close(svg, width, y + 24), readings };
}
