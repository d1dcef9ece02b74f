// What is lost: by horizon, in all, and for want of what.
import { chart } from "../../charts/frame.ts";
import { lossBars } from "../../charts/loss-bars.ts";
import { h } from "../../dom.ts";
import { dateWords, dayRange, factor, firstDay, horizon, joined, money, moneyRange, number, range } from "../../format.ts";
import type { HorizonLoss, LineView, RunView } from "../../types/run.ts";
import { dataTable } from "../../widgets/table.ts";
import { bindingTitle, costsOtherwise, suppliers } from "../../words.ts";
import { Section } from "./section.ts";

interface HorizonRow {
  readonly line: LineView;
  readonly loss: HorizonLoss;
}

export function lossSection(view: RunView, lines: readonly LineView[]): Section {
  return new Section(
    "Losses",
    "What has not been made by each horizon, lost or late, and what never will be.",
    chart(lossBars(lines)).element,
    horizons(lines),
    h("h3", null, "Over the whole run"),
    totals(view, lines),
    h("h3", null, "What stops each line"),
    causes(lines),
  );
}

function horizons(lines: readonly LineView[]): HTMLElement {
  const rows = lines.flatMap((line) => line.loss_by_horizon.map((loss): HorizonRow => ({ line, loss })));
  return dataTable<HorizonRow>({
    caption: "Not made by each horizon: median, with 8 of 10 runs below",
    file: "loss-by-horizon.csv",
    rows,
    columns: [
      { title: "Line", text: ({ line }) => line.title },
      { title: "Horizon", text: ({ loss }) => horizon(loss.days), value: ({ loss }) => loss.days, numeric: true },
      { title: "Units", text: ({ loss }) => number(loss.units_missing.p50), below: ({ loss }) => range(loss.units_missing), value: ({ loss }) => loss.units_missing.p50, numeric: true },
      { title: "Revenue", text: ({ loss }) => money(loss.revenue_missing.p50, loss.revenue_missing.currency), below: ({ loss }) => moneyRange(loss.revenue_missing), value: ({ loss }) => loss.revenue_missing.p50, numeric: true },
      { title: "Value added", text: ({ loss }) => money(loss.value_added_missing.p50, loss.value_added_missing.currency), below: ({ loss }) => moneyRange(loss.value_added_missing), value: ({ loss }) => loss.value_added_missing.p50, numeric: true },
      { title: "Person-days idle", text: ({ loss }) => number(loss.person_days.p50), below: ({ loss }) => range(loss.person_days), value: ({ loss }) => loss.person_days.p50, numeric: true },
    ],
  });
}

function totals(view: RunView, lines: readonly LineView[]): HTMLElement {
  const years = [...new Set(lines.map((line) => line.revenue_lost.price_year))];
  return dataTable<LineView>({
    caption: `Totals: median, with 8 of 10 runs below${years.length === 1 ? `; prices of ${years[0]}` : ""}`,
    file: "totals.csv",
    rows: lines,
    columns: [
      { title: "Line", text: (line) => line.title },
      { title: "First below 90 %", text: (line) => firstDay(view.start_date, line.first_curtailed), below: (line) => dayRange(view.start_date, line.first_curtailed), value: (line) => line.first_curtailed.p50 ?? null, numeric: true },
      { title: "Days stopped", text: (line) => number(line.days_stopped.p50), below: (line) => range(line.days_stopped), value: (line) => line.days_stopped.p50, numeric: true },
      { title: "Units lost", text: (line) => number(line.units_lost.p50), below: (line) => `${range(line.units_lost)}; ${number(line.baseline_units_lost)} without events`, value: (line) => line.units_lost.p50, numeric: true },
      { title: "Units delayed", text: (line) => number(line.units_delayed.p50), below: (line) => range(line.units_delayed), value: (line) => line.units_delayed.p50, numeric: true },
      { title: "Revenue lost", text: (line) => money(line.revenue_lost.p50, line.revenue_lost.currency), below: (line) => moneyRange(line.revenue_lost), value: (line) => line.revenue_lost.p50, numeric: true },
      { title: "Value added lost", text: (line) => money(line.value_added_lost.p50, line.value_added_lost.currency), below: (line) => moneyRange(line.value_added_lost), value: (line) => line.value_added_lost.p50, numeric: true },
      { title: "Person-days idle", text: (line) => number(line.person_days_lost.p50), below: (line) => range(line.person_days_lost), value: (line) => line.person_days_lost.p50, numeric: true },
      { title: "Cost of inputs, times base", text: (line) => factor(line.cost_index.p50), below: (line) => (costsOtherwise(line) ? joined(factor(line.cost_index.p10), factor(line.cost_index.p90)) : ""), value: (line) => line.cost_index.p50, numeric: true },
    ],
  });
}

function causes(lines: readonly LineView[]): HTMLElement {
  const from = (line: LineView) => {
    const input = line.inputs.find((each) => each.material === line.binding_input) ?? line.inputs[0];
    return input ? suppliers(input) : "";
  };
  return dataTable<LineView>({
    caption: "Binding input, where it is made, who controls it, and the last safe day to file",
    file: "causes.csv",
    rows: lines,
    columns: [
      { title: "Line", text: (line) => line.title },
      { title: "Runs out of", text: (line) => bindingTitle(line) ?? "no input runs out" },
      { title: "Made in", text: from },
      { title: "Controlled by", text: (line) => line.binding_controller ?? "–" },
      { title: "File before", text: (line) => (line.latest_safe_filing_date ? dateWords(line.latest_safe_filing_date) : "no date"), below: (line) => line.latest_safe_filing_note, value: (line) => line.latest_safe_filing_date ?? "" },
    ],
  });
}
