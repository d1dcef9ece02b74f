// The answer to a plan: the choice first, then what it costs, when it helps, how far to trust it.
import { frontier } from "../../charts/plan/frontier.ts";
import { availability } from "../../charts/plan/availability.ts";
import { promise } from "../../charts/plan/promise.ts";
import { regret } from "../../charts/plan/regret.ts";
import { waterfall } from "../../charts/plan/waterfall.ts";
import { chart } from "../../charts/frame.ts";
import { button, type Child, explained, h } from "../../dom.ts";
import { counted, dateWords, joined, money, number, percent, percentFine, signed } from "../../format.ts";
import type { Context } from "../../screen.ts";
import type { Job, Study } from "../../types/api.ts";
import type { PlanView } from "../../types/plan.ts";
import { beside, Section } from "../results/section.ts";
import type { Question } from "./question.ts";
import { consideredTable, fromTo, lineTable, mixTable, priceList, ruleTable, sensitivityTable, settled, sourceTable, stockTables } from "./tables.ts";
import { takeAlong } from "./take.ts";

export interface AnswerActions {
  readonly context: Context;
  readonly study: Study;
  /** Asks again with some of the question changed. */
  readonly again: (change: Partial<Question>) => void;
}

export function planAnswer(view: PlanView, job: Job, actions: AnswerActions): Child[] {
  if (view.status !== "optimal") return [conflict(view, job, actions), ...behind(view, job)];
  return [
    h("p", { class: "verdict-words" }, view.verdict),
    facts(view),
    view.mix.length > 0 && view.scenario_file !== "" ? takeAlong(view, job, actions.study, actions.context) : null,
    view.mix.length > 0 ? buying(view) : h("p", { class: "notice" }, "Nothing that can be bought is worth its cost under these assumptions."),
    view.frontier.length > 1 ? part("Cost and risk", "What the next euro buys, and what a smaller budget would leave open.", chart(frontier(view, (budget) => actions.again({ budget }))).element, bounds(view)) : bounds(view),
    part("Does it hold?", view.gap_text, chart(promise(view)).element, view.lines.length > 0 ? lineTable(view) : null),
    view.branches.length > 0 ? part("If it goes on otherwise", "Branches are policy, not chance. The plan is one for all of them, so in each it is somewhat worse than the plan one would have made for it alone.", chart(regret(view)).element) : null,
    view.sensitivity.length > 0 ? part("What would change the choice", "Find these out first: if they are otherwise, so is the plan.", sensitivityTable(view)) : null,
    view.rules.length > 0 ? part("Rules", "What the plan does to shares that rules measure.", ruleTable(view)) : null,
    ...behind(view, job),
  ];
}

const part = (title: string, lead: string, ...children: readonly Child[]): HTMLElement => new Section(title, lead, ...children).element;

function buying(view: PlanView): HTMLElement {
  return part("What to buy", "", mixTable(view), ...stockTables(view), beside(chart(waterfall(view)).element, chart(availability(view)).element));
}

function facts(view: PlanView): HTMLElement {
  const saved = (before: number, after: number): string => (before > 0 ? `${percent(1 - settled(after) / before)} less` : "nothing to lose");
  return h(
    "dl",
    { class: "strip" },
    fact("Cost", money(view.cost, view.currency), `${view.budget == null ? "no budget set" : `of ${money(view.budget, view.currency)} allowed`}, over ${counted(view.period_days, "day")}, prices of ${view.price_year}`),
    fact("Expected loss", fromTo(view.expected_loss, view.currency), `${saved(view.expected_loss.before, view.expected_loss.after)}, as promised`),
    fact("Mean of the worst twentieth", fromTo(view.cvar_95, view.currency), saved(view.cvar_95.before, view.cvar_95.after)),
    fact("Simulated on fresh draws", money(view.simulated_loss.mean, view.currency), `mean; ${joined(money(view.simulated_loss.p10, view.currency), money(view.simulated_loss.p90, view.currency))} in 8 of 10 runs`),
  );
}

const fact = (name: string, value: Child, below: Child): HTMLElement => h("div", null, h("dt", null, name), h("dd", null, h("strong", null, value), h("small", null, below)));

/** Bounds that hold it back, and what one more of each would save. */
function bounds(view: PlanView): HTMLElement | null {
  if (view.binding.length === 0 && view.prices.length === 0) return null;
  return h(
    "div",
    null,
    h("h3", null, view.binding.length === 0 ? "What more would save" : "What holds it back"),
    view.binding.length === 0 ? null : h("p", null, `${view.binding.join("; ")}.`),
    view.prices.length === 0 ? null : priceList(view.prices),
  );
}

function conflict(view: PlanView, { request }: Job, { again }: AnswerActions): HTMLElement {
  const way = (name: string, words: string, change: Partial<Question>): HTMLElement | null => (request[name] == null ? null : button(words, () => again(change)));
  const ways = [
    way("budget", "Without the budget", { budget: null }),
    way("require", "Without required rules", { require: [] }),
    way("service", "Without a bound on output", { service: null }),
    way("levers", "With all levers", { levers: [] }),
  ];
  return h(
    "section",
    { class: "notice alarm", "aria-label": "No plan" },
    h("p", { class: "notice-title" }, view.conflict.length === 1 ? "This demand cannot be met" : "These demands cannot be met together"),
    h("ul", null, ...view.conflict.map((each) => h("li", null, each))),
    h("p", { class: "actions no-print" }, ...ways),
  );
}

/** Everything considered, how it was found, what it rests on. */
function behind(view: PlanView, job: Job): Child[] {
  return [
    h("h2", null, "What it rests on"),
    view.considered.length === 0 ? null : h("details", { class: "considered" }, h("summary", null, `Everything that was considered, and why not (${number(view.considered.length)})`), consideredTable(view)),
    h(
      "details",
      null,
      h("summary", null, "How it was found"),
      h(
        "dl",
        { class: "made" },
        ...row("Scenario", `${view.scenario_title} (${view.scenario}), from ${dateWords(view.start_date)}; begun ${counted(view.ahead_months, "month")} before`),
        ...row("Likelihood", percent(view.likelihood)),
        ...row("Risk aversion", number(view.risk_aversion)),
        ...row("Solver", `${view.solver}; ${counted(view.rounds, "round")} of cuts; nothing is cheaper by more than ${percentFine(view.gap)}`),
        ...row("Draws", `${counted(view.runs, "draw")} per branch of ${counted(view.days, "day")}, seed ${view.seed}; simulated with seed ${view.fresh_seed}`),
        ...row("Reduction", view.reduction),
        ...row("Gap", `promised less simulated: ${signed(view.promise_gap)} of the loss with nothing bought`),
        ...row("Data", `digest of every input number ${view.data_digest}`),
        ...row("Program", `${view.program.name} ${view.program.version}; worked out on ${dateWords(job.created)} in ${number(job.seconds)} s`),
      ),
    ),
    h("details", null, h("summary", null, `What is assumed (${number(view.assumptions.length)})`), h("ul", { class: "assumed" }, ...view.assumptions.map((each) => h("li", null, each)))),
    view.sources.length === 0 ? null : h("details", null, h("summary", null, `Sources (${number(view.sources.length)})`), sourceTable(view.sources)),
    h("div", { class: "terms no-print" }, ...TERMS.map(([term, words]) => explained(term, words))),
  ];
}

const row = (name: string, value: string): HTMLElement[] => [h("dt", null, name), h("dd", null, value)];

const TERMS: readonly (readonly [string, string])[] = [
  ["loss", "Value added of the lines that is never earned within the run. What is made later by overtime is not lost."],
  ["mean of the worst twentieth", "The mean over the five draws in a hundred with the largest loss, also called CVaR at 95 %. It tells how bad it is when it is bad."],
  ["lever", "Something that a buyer can do: hold stock, qualify a second source, recycle, redesign, file earlier. Its numbers are rows of the data with a source each."],
  ["regret", "What one plan for all branches costs and loses more than a plan made for one branch alone would, had one known that this branch comes."],
  ["freeze borne", "The shortest full freeze of exports that halves output in at least half of the runs: the line's coercivity."],
];
