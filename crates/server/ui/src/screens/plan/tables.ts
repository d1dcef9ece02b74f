// The tables of a plan.
import { country } from "../../countries.ts";
import { type Child, h, outside } from "../../dom.ts";
import { counted, dateWords, dayRange, firstDay, isGuess, JOIN, joined, money, moneyRange, NONE, number, percent, percentFine } from "../../format.ts";
import type { BeforeAfter, ConsideredView, MixView, PlanLineView, PlanRuleView, PlanView, PriceOfBoundView, SensitivityView, StockpileUse, StockpileView } from "../../types/plan.ts";
import type { SourceView } from "../../types/run.ts";
import { dataTable } from "../../widgets/table.ts";

/** `118 days of use`, `20 % of use`; nothing where an amount is neither. */
export function ofUse(each: Pick<MixView, "lever" | "of_use">): string {
  if (each.of_use === null || each.of_use === undefined) return "";
  const stored = each.lever.startsWith("stock") || each.lever.startsWith("public-") || each.lever === "common-reserve";
  return stored ? `${counted(each.of_use, "day")} of use` : `${percent(each.of_use)} of use`;
}

/** An amount with its unit; less than a tenth of a tonne reads better in kg, a share in per cent. */
export function amount(quantity: number, unit: string): string {
  const tonnes = /^t(?=$|[ /])/;
  if (unit === "share" || unit.startsWith("share ")) return `${percent(quantity)}${unit.slice("share".length)}`;
  if (tonnes.test(unit) && Math.abs(quantity) < 0.1 && quantity !== 0) return `${number(1000 * quantity)}${JOIN}${unit.replace(tonnes, "kg")}`;
  return unit === "" ? number(quantity) : `${number(quantity)}${JOIN}${unit}`;
}

const basis = (words: string): Child => h("span", { class: isGuess(words) ? "guess" : null }, words);

export function mixTable(view: PlanView): HTMLElement {
  return dataTable<MixView>({
    caption: "What to buy, first needed first. Costs run over the whole period, from the beginning of the plan to the end of the run.",
    file: "plan-mix.csv",
    rows: view.mix,
    columns: [
      { title: "What", text: (each) => each.title, below: (each) => each.subject },
      { title: "How much", numeric: true, text: (each) => amount(each.quantity, each.unit), below: ofUse, value: (each) => each.quantity },
      { title: "Cost", numeric: true, text: (each) => money(each.cost, view.currency), below: (each) => joined(money(each.cost_low, view.currency), money(each.cost_high, view.currency)), value: (each) => each.cost },
      { title: "Begin on", text: (each) => dateWords(each.starts), value: (each) => each.starts },
      { title: "Helps from", text: (each) => dateWords(each.helps_from), below: (each) => (each.helps_from_day <= 0 ? "by day 0" : `day ${each.helps_from_day}`), value: (each) => each.helps_from },
      { title: "Weakest basis", text: (each) => each.basis, cell: (each) => basis(each.basis), below: (each) => each.sources.join(", ") },
    ],
  });
}

/** What a government keeps: a table for each form, after the rule of its release. */
export function stockTables(view: PlanView): HTMLElement[] {
  if (view.stockpile.length === 0) return [];
  const elements = (part: StockpileView): string =>
    Object.entries(part.elements_t)
      .sort(([, a], [, b]) => b - a)
      .map(([element, tonnes]) => `${element} ${amount(tonnes, "t")}`)
      .join(", ");
  const tables = view.stockpile.map((part) =>
    dataTable<StockpileUse>({
      caption: `${part.title}: ${amount(part.magnets_t, "t")} of ${part.material} (${counted(Math.round(part.days_of_use), "day")} of use). It holds ${elements(part)}.`,
      file: `plan-stockpile-${part.lever}.csv`,
      rows: part.uses,
      columns: [
        { title: "End use", text: (each) => each.end_use },
        { title: "Magnets", numeric: true, text: (each) => amount(each.magnets_t, "t"), value: (each) => each.magnets_t },
        { title: "Value added per kg", numeric: true, text: (each) => money(each.value_per_kg, view.currency), value: (each) => each.value_per_kg },
      ],
    }),
  );
  return [h("h3", null, "The public stock"), h("p", null, view.release_rule), ...tables];
}

export function consideredTable(view: PlanView): HTMLElement {
  return dataTable<ConsideredView>({
    caption: "Every lever that was weighed, with what all of it alone would do",
    file: "plan-considered.csv",
    rows: view.considered,
    columns: [
      { title: "Lever", text: (each) => each.title, below: (each) => each.subject },
      { title: "Taken", numeric: true, text: (each) => percent(each.taken), value: (each) => each.taken },
      { title: "Most that can be had", numeric: true, text: (each) => amount(each.most, each.unit), value: (each) => each.most },
      { title: "Cost of all of it", numeric: true, text: (each) => money(each.cost_of_most, view.currency), value: (each) => each.cost_of_most },
      { title: "Avoids alone", numeric: true, text: (each) => money(each.avoids_alone, view.currency), value: (each) => each.avoids_alone },
      { title: "Helps from", text: (each) => (each.helps_from_day == null ? "not within the horizon" : each.helps_from_day <= 0 ? "day 0" : `day ${each.helps_from_day}`), value: (each) => each.helps_from_day ?? null },
      { title: "Why, or why not", text: (each) => each.why },
    ],
  });
}

export function lineTable(view: PlanView): HTMLElement {
  const stop = (of: PlanLineView["first_stop_before"]): string => firstDay(view.start_date, of);
  const bears = (days: number | null | undefined): string => (days == null ? "none tried halves it" : counted(days, "day"));
  return dataTable<PlanLineView>({
    caption: "The lines without the plan and with it, simulated; medians, with 8 of 10 runs below",
    file: "plan-lines.csv",
    rows: view.lines,
    columns: [
      { title: "Line", text: (line) => line.title },
      { title: "First stop, before", text: (line) => stop(line.first_stop_before), below: (line) => dayRange(view.start_date, line.first_stop_before), value: (line) => line.first_stop_before.p50 ?? null },
      { title: "with the plan", text: (line) => stop(line.first_stop_after), below: (line) => `stops in ${percent(line.first_stop_after.share_of_runs)} of runs`, value: (line) => line.first_stop_after.p50 ?? null },
      { title: "Loss, before", numeric: true, text: (line) => money(line.loss_before.p50, line.loss_before.currency), below: (line) => moneyRange(line.loss_before), value: (line) => line.loss_before.p50 },
      { title: "with the plan", numeric: true, text: (line) => money(line.loss_after.p50, line.loss_after.currency), below: (line) => moneyRange(line.loss_after), value: (line) => line.loss_after.p50 },
      { title: "Freeze borne, before", numeric: true, text: (line) => bears(line.coercivity_before), value: (line) => line.coercivity_before ?? null },
      { title: "with the plan", numeric: true, text: (line) => bears(line.coercivity_after), value: (line) => line.coercivity_after ?? null },
    ],
  });
}

export function priceList(prices: readonly PriceOfBoundView[]): HTMLElement {
  return h("ul", { class: "plain-list" }, ...prices.map((each) => h("li", null, each.text, each.text.includes(each.bound) ? null : h("small", null, each.bound))));
}

export function sensitivityTable(view: PlanView): HTMLElement {
  const value = (of: number, unit: string): string => amount(of, unit);
  return dataTable<SensitivityView>({
    caption: "Assumptions, strongest first: what the plan would be if they were otherwise",
    file: "plan-sensitivity.csv",
    most: 8,
    rows: view.sensitivity,
    columns: [
      { title: "Assumption", text: (each) => each.assumption, below: (each) => each.text },
      { title: "In the plan", numeric: true, text: (each) => value(each.value, each.unit), value: (each) => each.value },
      { title: "Tried", numeric: true, text: (each) => value(each.tried, each.unit), value: (each) => each.tried },
      { title: "Spent otherwise", numeric: true, text: (each) => percent(each.moved), value: (each) => each.moved },
      { title: "Cost then", numeric: true, text: (each) => money(each.cost, view.currency), value: (each) => each.cost },
    ],
  });
}

/** Whether a rule is met; a share exactly at the threshold is within it. */
export const isMet = (share: number, threshold: number): boolean => share <= threshold + 1e-9;

export function ruleTable(view: PlanView): HTMLElement {
  const share = (of: number, rule: PlanRuleView): Child => h("span", { class: isMet(of, rule.threshold) ? "met" : "unmet" }, `${isMet(of, rule.threshold) ? "✓" : "✕"} ${percentFine(of)}`);
  return dataTable<PlanRuleView>({
    caption: "Rules that measure what the plan changes",
    file: "plan-rules.csv",
    rows: view.rules,
    columns: [
      { title: "Rule", text: (rule) => rule.rule, below: (rule) => (rule.required ? "required" : "") },
      { title: "For", text: (rule) => view.lines.find((line) => line.line === rule.line)?.title ?? (rule.line || "the firm") },
      { title: "Before", numeric: true, text: (rule) => percentFine(rule.before), cell: (rule) => share(rule.before, rule), value: (rule) => rule.before },
      { title: "With the plan", numeric: true, text: (rule) => percentFine(rule.after), cell: (rule) => share(rule.after, rule), value: (rule) => rule.after },
      { title: "Most allowed", numeric: true, text: (rule) => percentFine(rule.threshold), value: (rule) => rule.threshold },
      { title: "What is measured", text: (rule) => rule.text },
    ],
  });
}

export function sourceTable(sources: readonly SourceView[]): HTMLElement {
  return dataTable<SourceView>({
    caption: "Sources of the levers' numbers",
    file: "plan-sources.csv",
    rows: sources,
    columns: [
      { title: "Source", text: (source) => source.title, cell: (source) => (source.url ? outside(source.url, source.title) : source.title) },
      { title: "Publisher", text: (source) => source.publisher },
      { title: "Key", text: (source) => source.id },
    ],
  });
}

/** Less than half a unit of a currency is what a solver leaves over, not money. */
export const settled = (value: number): number => (Math.abs(value) < 0.5 ? 0 : value);

/** `€24 m → €4.9 m`. */
export const fromTo = (of: BeforeAfter, currency: string): string => `${money(settled(of.before), currency)} → ${money(settled(of.after), currency)}`;

/** Names of destinations or countries in a list of codes. */
export const countriesIn = (codes: string): string => (codes === "*" ? "all" : codes.split(/[ ,]+/).filter(Boolean).map(country).join(", ") || NONE);
