// What has not been made by each horizon: bars end at the median, the thin line spans eight runs of ten.
import { scaleLinear } from "d3-scale";
import { horizon, money, moneyRange, number, range } from "../format.ts";
import type { HorizonLoss, LineView } from "../types/run.ts";
import { BLUE, GRID, INK, MUTED } from "./colours.ts";
import type { ChartSpec, Drawing, Reading } from "./frame.ts";
import { fitted, legend, line, rect, sheet, text, textWidth, ticks } from "./plot.ts";

export function lossBars(lines: readonly LineView[]): ChartSpec {
  return {
    id: "loss-by-horizon",
    title: "Revenue not earned by each horizon",
    description: "Bars end at the median of all runs; the thin line spans 8 of 10 runs. Lost or late units both count until they are made.",
    draw: (width) => draw(lines, width),
    table: {
      titles: ["Line", "Horizon [days]", "Units P10", "Units P50", "Units P90", "Revenue P10", "Revenue P50", "Revenue P90", "Currency", "Value added P50", "Person-days P50"],
      rows: lines.flatMap((each) =>
        each.loss_by_horizon.map((loss) => [
          each.title, loss.days,
          loss.units_missing.p10, loss.units_missing.p50, loss.units_missing.p90,
          loss.revenue_missing.p10, loss.revenue_missing.p50, loss.revenue_missing.p90, loss.revenue_missing.currency,
          loss.value_added_missing.p50, loss.person_days.p50,
        ]),
      ),
    },
  };
}

function draw(lines: readonly LineView[], width: number): Drawing {
  const svg = sheet(width, 10);
  const key = legend(svg, [{ words: "median", fill: BLUE }, { words: "8 of 10 runs", fill: INK, kind: "line" }], width);
  const [left, right] = [76, width - 88];
  const readings: Reading[] = [];
  let y = key + 4;
  // Lines that share a currency share a scale, or their bars could not be compared.
  const most = (currency: string) =>
    Math.max(1e-9, ...lines.flatMap((each) => each.loss_by_horizon.filter((loss) => loss.revenue_missing.currency === currency).map((loss) => loss.revenue_missing.p90)));
  for (const each of lines) {
    const currency = each.loss_by_horizon[0]?.revenue_missing.currency ?? "";
    const values = ticks(0, most(currency), Math.max(2, (right - left) / 110));
    const x = scaleLinear([0, values.at(-1) ?? 1], [left, right]);
    text(svg, 0, y + 14, fitted(each.title, width, 13, true), { bold: true, fill: INK, size: 13 });
    y += 24;
    for (const value of values) line(svg, [x(value), y - 2], [x(value), y + each.loss_by_horizon.length * 24], value === 0 ? MUTED : GRID);
    for (const loss of each.loss_by_horizon) {
      bar(svg, loss, x, y, width);
      readings.push(reading(each, loss, x(0), y, width));
      y += 24;
    }
    for (const value of values) text(svg, x(value), y + 13, money(value, currency), { anchor: "middle", size: 11 });
    y += 26;
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
  svg.setAttribute("height", String(y));
  return { svg, readings };
}

function bar(svg: SVGSVGElement, loss: HorizonLoss, x: (value: number) => number, y: number, width: number): void {
  const { p10, p50, p90, currency } = loss.revenue_missing;
  text(svg, 68, y + 15, horizon(loss.days), { anchor: "end" });
  rect(svg, x(0), y + 4, x(p50) - x(0), 15, BLUE);
  line(svg, [x(p10), y + 11.5], [x(p90), y + 11.5], INK, { "stroke-width": 1.6 });
  const words = money(p50, currency);
  text(svg, Math.min(x(p90) + 8, width - textWidth(words, 12, true)), y + 15.5, words, { fill: INK, bold: true });
}

function reading(each: LineView, loss: HorizonLoss, x: number, y: number, width: number): Reading {
  return {
    x,
    y,
    box: { x: 0, y, width, height: 23 },
    title: `${each.title}, after ${horizon(loss.days)}`,
    lines: [
      `revenue ${money(loss.revenue_missing.p50, loss.revenue_missing.currency)} (8 of 10 runs ${moneyRange(loss.revenue_missing)})`,
      `value added ${money(loss.value_added_missing.p50, loss.value_added_missing.currency)} (${moneyRange(loss.value_added_missing)})`,
      `units ${number(loss.units_missing.p50)} (${range(loss.units_missing)})`,
      `person-days idle ${number(loss.person_days.p50)} (${range(loss.person_days)})`,
    ],
  };
}
