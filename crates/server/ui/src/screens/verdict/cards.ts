// A card per line: the facts that its manager asks for, and a small fan of its output.
import { country } from "../../countries.ts";
import { BLUE, GRID, MUTED } from "../../charts/colours.ts";
import { path } from "../../charts/plot.ts";
import { h, s } from "../../dom.ts";
import { counted, dateWords, dayRange, firstDay, money, moneyRange, number, percent, range } from "../../format.ts";
import type { Context } from "../../screen.ts";
import type { Band, LineView, RunView } from "../../types/run.ts";
import { bindingTitle, costSentence } from "../../words.ts";

export function lineCards(context: Context, view: RunView): HTMLElement {
  return h("div", { class: "cards" }, ...view.lines.map((line) => card(context, view, line)));
}

function card(context: Context, view: RunView, line: LineView): HTMLElement {
  const { first_stop: stop, revenue_lost: revenue } = line;
  const binding = bindingTitle(line);
  const filing = line.latest_safe_filing_date;
  const cost = costSentence(line);
  return h(
    "article",
    { class: "card" },
    h("h3", null, h("a", { href: context.href({ screen: "results", more: { line: line.line } }) }, line.title)),
    h("p", { class: "note" }, `${country(line.country)}, ${number(line.units_per_day)} units a day`),
    spark(line.output),
    h(
      "dl",
      { class: "facts" },
      ...row("First stop", firstDay(view.start_date, stop), stop.share_of_runs > 0 ? `${dayRange(view.start_date, stop)}; in ${percent(stop.share_of_runs)} of runs` : ""),
      ...row("Days stopped", number(line.days_stopped.p50), range(line.days_stopped)),
      ...row("Units never made", number(line.units_lost.p50), `${range(line.units_lost)}; ${number(line.baseline_units_lost)} without the events`),
      ...row("Revenue lost", money(revenue.p50, revenue.currency), `${moneyRange(revenue)}, prices of ${revenue.price_year}`),
      ...row("Cover needed", counted(line.cover_needed.p90, "day"), `for nine runs of ten; ${number(line.cover_needed.p50)} for half`),
      ...row("File before", filing ? dateWords(filing) : "no date", line.latest_safe_filing_note),
      ...row("Runs out of", binding ?? "nothing", line.binding_controller ?? ""),
    ),
    cost ? h("p", { class: "note" }, cost) : null,
  );
}

function row(name: string, value: string, below: string): HTMLElement[] {
  return [h("dt", null, name), h("dd", null, h("span", null, value), below ? h("small", null, below) : null)];
}

/** The fan of output, without axes: its numbers stand below it and on Results. */
function spark(band: Band): SVGSVGElement {
  const [width, height] = [300, 54];
  const days = Math.max(band.p50.length - 1, 1);
  const at = (values: readonly number[]) => values.map((value, day): [number, number] => [(day / days) * width, height - 3 - Math.min(value, 1.2) * (height - 12)]);
  const area = `${path([...at(band.p90), ...at(band.p10).reverse()])}Z`;
  const normal = height - 3 - (height - 12);
  return s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "spark", preserveAspectRatio: "none", role: "img", "aria-label": "Output over time: median and the range of 8 of 10 runs" },
    s("line", { x1: 0, x2: width, y1: normal, y2: normal, stroke: GRID }),
    s("line", { x1: 0, x2: width, y1: height - 3, y2: height - 3, stroke: MUTED }),
    s("path", { d: area, fill: BLUE, "fill-opacity": 0.22 }),
    s("path", { d: path(at(band.p50)), fill: "none", stroke: BLUE, "stroke-width": 2, "vector-effect": "non-scaling-stroke" }),
  );
}
