// The worst line in seven facts.
import { problemFrom } from "../../api.ts";
import { type Child, fill, h } from "../../dom.ts";
import { counted, dateWords, dayRange, firstDay, joined, money, moneyRange, number, percent, signed, weekOf } from "../../format.ts";
import type { Context } from "../../screen.ts";
import type { RulesView } from "../../types/rules.ts";
import type { LineView, RunView } from "../../types/run.ts";
import { bindingTitle, cheapestKnowledge } from "../../words.ts";

export function strip(context: Context, view: RunView, line: LineView): HTMLElement {
  const stop = line.first_stop;
  const binding = bindingTitle(line);
  const never = stop.share_of_runs <= 0;
  const week = typeof stop.p50 === "number" ? `Week ${weekOf(stop.p50)}, ` : "";
  const revenue = line.revenue_lost;
  const filing = line.latest_safe_filing_date;
  const knowledge = cheapestKnowledge(line);
  return h(
    "dl",
    { class: "strip" },
    fact(never ? "No line stops; the most exposed is" : "First line to stop", line.title, binding ? `for want of ${binding}` : "no input runs out"),
    fact("First stop", `${week}${firstDay(view.start_date, stop)}`, never ? "in none of the runs" : `${dayRange(view.start_date, stop)} in 8 of 10 runs; it stops in ${percent(stop.share_of_runs)} of all`),
    fact("Revenue lost there", money(revenue.p50, revenue.currency), `${moneyRange(revenue)} in 8 of 10 runs; ${number(line.units_lost.p50)} units never made`),
    fact("Cover needed", counted(line.cover_needed.p90, "day"), `of normal use on hand, enough in nine runs of ten; ${number(line.cover_needed.p50)} would do in half of them`),
    fact("File for a licence before", filing ? dateWords(filing) : "No date", line.latest_safe_filing_note),
    rulesFact(context, view),
    knowledge
      ? fact("Find out first", knowledge.parameter, `taken as ${joined(number(knowledge.low), number(knowledge.high))} ${knowledge.unit}, ${knowledge.basis}; its rank correlation with the loss is ${signed(knowledge.rank_correlation)}`)
      : null,
  );
}

function fact(name: string, value: Child, below: Child): HTMLElement {
  return h("div", null, h("dt", null, name), h("dd", null, h("strong", null, value), h("small", null, below)));
}

/** Rules of the study today; asked for beside the run, which does not wait for them. */
function rulesFact(context: Context, view: RunView): HTMLElement {
  const value = h("strong", null, "…");
  const below = h("small", null, "asking");
  const link = h("a", { href: context.href({ screen: "exposure", more: { tab: "rules" } }) }, "See which");
  context.api.get<RulesView>("/api/rules", { study: view.study, on: context.about.today }).then(
    (rules) => {
      const binding = new Set(rules.verdicts.filter((each) => each.verdict === "fail" && each.level === "binding").map((each) => each.rule));
      const aims = new Set(rules.verdicts.filter((each) => each.verdict === "fail" && each.level !== "binding").map((each) => each.rule));
      const unknown = new Set(rules.verdicts.filter((each) => each.verdict === "unknown").map((each) => each.rule));
      fill(value, binding.size === 0 ? "None binding" : counted(binding.size, "binding rule"));
      fill(below, `on ${dateWords(rules.as_of)}; ${counted(aims.size, "aim")} missed, ${counted(unknown.size, "rule")} that cannot be told. `, link);
    },
    (error: unknown) => {
      fill(value, "Not known");
      fill(below, problemFrom(error).detail);
    },
  );
  return h("div", null, h("dt", null, "Rules failing"), h("dd", null, value, below));
}
