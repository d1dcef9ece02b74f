// The other side's view: which control does most damage for least of the issuer's own exports.
import { closers } from "../../charts/plan/closers.ts";
import { moves, moveTitle } from "../../charts/plan/moves.ts";
import { chart } from "../../charts/frame.ts";
import { country } from "../../countries.ts";
import { button, type Child, fill, h } from "../../dom.ts";
import { counted, joined, money, number, range } from "../../format.ts";
import type { Context } from "../../screen.ts";
import type { Job, SqueezeRequest, Study, Vocabulary } from "../../types/api.ts";
import type { ChoiceView, LearntView, MoveView, SqueezeView } from "../../types/squeeze.ts";
import { field, numberInput, picker } from "../../widgets/form.ts";
import { dataTable } from "../../widgets/table.ts";
import { Section } from "../results/section.ts";
import { Panel } from "./panel.ts";
import { reportButton } from "./take.ts";
import { MOST_CONTROLS, MOST_DAYS, MOST_RUNS, squeezeRequest, USUAL, type Wanted, wantedOf } from "./wanted.ts";

export function squeezeView(host: HTMLElement, context: Context, study: Study, vocabulary: Vocabulary): () => void {
  const wanted = wantedOf(context.state.more);
  const panel = new Panel<SqueezeRequest, SqueezeView>(context, {
    verb: "squeeze",
    study: study.study,
    working: "Looking from the other side",
    empty: [h("p", { class: "nothing" }, "Nothing has been asked yet.")],
    start: (request, watcher) => context.jobs.squeeze(request, watcher),
    show: (view, job) => answer(view, job, { context, again }, (id) => study.lines.find((line) => line.line === id)?.title ?? vocabulary.materials.find((each) => each.id === id)?.title ?? id),
  });
  const change = (patch: Partial<Wanted>): void => {
    Object.assign(wanted, patch);
    const said = (value: string | number | null, usual: string | number | null): string | null => (value === null || value === usual ? null : String(value));
    context.note({ more: { issuer: said(wanted.issuer, USUAL.issuer), days: said(wanted.days, USUAL.days), most: said(wanted.most, USUAL.most), weight: said(wanted.weight, null), budget: said(wanted.budget, null), runs: said(wanted.runs, null) } });
    panel.compare(squeezeRequest(wanted, study.study));
  };
  const formHost = h("div");
  const draw = (): void => fill(formHost, form(wanted, study.lines[0]?.currency ?? "", vocabulary, change, () => panel.ask(squeezeRequest(wanted, study.study))));
  function again(patch: Partial<Wanted>): void {
    change(patch);
    draw();
    panel.ask(squeezeRequest(wanted, study.study));
  }
  draw();
  host.append(formHost, panel.element);
  void panel.look(squeezeRequest(wanted, study.study));
  return () => panel.leave();
}

function form(wanted: Wanted, currency: string, vocabulary: Vocabulary, change: (patch: Partial<Wanted>) => void, ask: () => void): HTMLElement {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    ask();
  };
  const whole = (value: number | null, usual: number, most: number): number => Math.min(most, Math.max(1, Math.round(value ?? usual)));
  return h(
    "form",
    { class: "plan-form no-print", "aria-label": "Question", onsubmit: submit, novalidate: true },
    h(
      "div",
      { class: "fields" },
      field({ label: "Who controls", control: picker("issuer", vocabulary.countries.map(({ code, name }) => ({ value: code, title: name })), wanted.issuer, (issuer) => change({ issuer })), hint: "Country whose authority lays the control." }),
      field({ label: "For how long", control: numberInput({ name: "days", value: wanted.days, least: 1, most: MOST_DAYS, step: 1 }, (days) => change({ days: whole(days, USUAL.days, MOST_DAYS) })), unit: "days", hint: "Nothing of the chosen goods leaves for so long." }),
      field({ label: "Controls at once", control: numberInput({ name: "most", value: wanted.most, least: 1, most: MOST_CONTROLS, step: 1 }, (most) => change({ most: whole(most, USUAL.most, MOST_CONTROLS) })), hint: "At most so many; each more takes longer to search." }),
      field({ label: "Weight of own exports", control: numberInput({ name: "weight", value: wanted.weight, least: 0 }, (weight) => change({ weight: weight === null ? null : Math.max(0, weight) })), hint: "What a USD of lost exports counts against a unit of damage; empty = as usual." }),
      field({ label: "Budget of the answer", control: numberInput({ name: "budget", value: wanted.budget, least: 0 }, (budget) => change({ budget: budget === null ? null : Math.max(0, budget) })), unit: currency, hint: "Most that the lines may spend against it; empty = no bound." }),
      field({ label: "Runs", control: numberInput({ name: "runs", value: wanted.runs, least: 1, most: MOST_RUNS, step: 1 }, (runs) => change({ runs: runs === null ? null : whole(runs, 1, MOST_RUNS) })), hint: "Empty = as many as usual." }),
    ),
    h("p", { class: "actions" }, h("button", { type: "submit", class: "primary" }, "Look from the other side"), h("span", { class: "note" }, "Takes seconds to a minute; the answer is kept.")),
  );
}

/** Words for a key of a line or a material. */
type Named = (id: string) => string;

interface Actions {
  readonly context: Context;
  /** Asks again with some of the question changed. */
  readonly again: (patch: Partial<Wanted>) => void;
}

function answer(view: SqueezeView, job: Job, { context, again }: Actions, named: Named): Child[] {
  const faults = h("div", { "aria-live": "polite" });
  const part = (title: string, lead: string, ...children: readonly Child[]): HTMLElement => new Section(title, lead, ...children).element;
  const by = country(view.issuer);
  return [
    h("p", { class: "verdict-words" }, view.verdict),
    h(
      "dl",
      { class: "strip" },
      fact("Chosen", view.chosen.text, `${counted(view.chosen.moves.length, "control")} for ${counted(view.freeze_days, "day")}`),
      fact("Own exports stopped", money(view.chosen.exports_usd, "USD"), `of ${by}, over the freeze`),
      fact("Damage to the lines", money(view.chosen.damage, view.currency), `simulated together ${money(view.simulated_damage.p50, view.currency)} (${joined(money(view.simulated_damage.p10, view.currency), money(view.simulated_damage.p90, view.currency))} in 8 of 10 runs)`),
      fact("After the best answer", money(view.chosen.damage_answered, view.currency), `which costs ${money(view.chosen.answer_cost, view.currency)}`),
    ),
    view.chosen.moves.length > 0 ? null : whatIf(view, again),
    h("p", { class: "actions no-print" }, reportButton(job, context, `squeeze-${view.study}.html`, faults)),
    faults,
    view.chosen.answer.length === 0 ? null : h("div", null, h("h3", null, "The best answer to it"), h("ul", { class: "plain-list" }, ...view.chosen.answer.map((each) => h("li", null, each)))),
    view.moves.length === 0 ? null : part("Controls that were weighed", "", chart(moves(view, named)).element, h("details", null, h("summary", null, `All of them (${number(view.moves.length)})`), moveTable(view, named))),
    view.by_size.length === 0 ? null : part("More controls at once", "The issuer's best choice for each number of controls.", sizeTable(view)),
    view.closers.length === 0 ? null : part("What takes the grip away", "", chart(closers(view)).element),
    view.learnt.length === 0 ? null : part("What licence files tell", "Whoever reads the applications knows who buys how much from whom. What that is worth to somebody who wants to refuse the right ones:", learntTable(view, named)),
    h("h2", null, "What it rests on"),
    h("p", { class: "note" }, `${view.search} ${counted(view.runs, "run")} of ${counted(view.days, "day")}, seed ${view.seed}; a USD of own exports counts ${number(view.weight_of_exports)}; prices of ${view.price_year}. Worked out in ${number(job.seconds)} s.`),
    h("details", null, h("summary", null, `What is assumed (${number(view.assumptions.length)})`), h("ul", { class: "assumed" }, ...view.assumptions.map((each) => h("li", null, each)))),
  ];
}

/** Nothing is worth it at this weight; an issuer may weigh its own exports less. */
function whatIf(view: SqueezeView, again: Actions["again"]): HTMLElement {
  const at = (words: string, weight: number): HTMLButtonElement => button(words, () => again({ weight }));
  return h(
    "section",
    { class: "notice", "aria-label": "Another weight" },
    h("p", null, `At this weight a USD of own exports counts as much as ${number(view.weight_of_exports)} ${view.currency} of damage. An issuer that is after something else counts them less.`),
    h("p", { class: "actions no-print" }, at("Count them at a hundredth", view.weight_of_exports / 100), at("Count them as nothing", 0)),
  );
}

const fact = (name: string, value: Child, below: Child): HTMLElement => h("div", null, h("dt", null, name), h("dd", null, h("strong", null, value), h("small", null, below)));

function moveTable(view: SqueezeView, named: Named): HTMLElement {
  return dataTable<MoveView>({
    caption: "Controls, most damage per USD of own exports first",
    file: "squeeze-moves.csv",
    rows: view.moves,
    mark: (move) => (view.chosen.moves.includes(view.moves.indexOf(move)) ? "own" : ""),
    columns: [
      { title: "Control", text: moveTitle, below: (move) => (view.chosen.moves.includes(view.moves.indexOf(move)) ? "chosen" : move.stage) },
      { title: "Own exports", numeric: true, text: (move) => money(move.exports_usd, "USD"), below: (move) => `${number(move.exports_t)} t`, value: (move) => move.exports_usd },
      { title: "Damage", numeric: true, text: (move) => money(move.damage, view.currency), value: (move) => move.damage },
      { title: "Damage per USD", numeric: true, text: (move) => number(move.damage_per_usd), value: (move) => move.damage_per_usd },
      { title: "First line stopped", text: (move) => named(move.first_line ?? "none"), below: (move) => (move.first_stop_day == null ? "" : `day ${move.first_stop_day}`) },
    ],
  });
}

function sizeTable(view: SqueezeView): HTMLElement {
  return dataTable<ChoiceView>({
    caption: "Best choice by number of controls",
    file: "squeeze-sets.csv",
    rows: view.by_size,
    columns: [
      { title: "Controls", text: (each) => String(each.moves.length), value: (each) => each.moves.length },
      { title: "Which", text: (each) => each.text },
      { title: "Own exports", numeric: true, text: (each) => money(each.exports_usd, "USD"), value: (each) => each.exports_usd },
      { title: "Damage", numeric: true, text: (each) => money(each.damage, view.currency), value: (each) => each.damage },
      { title: "After the answer", numeric: true, text: (each) => money(each.damage_answered, view.currency), below: (each) => `costs ${money(each.answer_cost, view.currency)}`, value: (each) => each.damage_answered },
      { title: "Answer", text: (each) => each.answer.join("; ") || "none helps" },
    ],
  });
}

function learntTable(view: SqueezeView, named: Named): HTMLElement {
  return dataTable<LearntView>({
    caption: "What a file shows, and what refusing it alone would do",
    file: "squeeze-learnt.csv",
    rows: view.learnt,
    columns: [
      { title: "Line", text: (each) => named(each.line), below: (each) => each.text },
      { title: "Material", text: (each) => named(each.material), below: (each) => `from ${country(each.from)}` },
      { title: "t per year", numeric: true, text: (each) => number(each.t_per_year), value: (each) => each.t_per_year },
      { title: "Stops after", numeric: true, text: (each) => (each.stops_after_days == null ? "does not stop" : counted(each.stops_after_days.p50, "day")), below: (each) => (each.stops_after_days == null ? "" : range(each.stops_after_days)), value: (each) => each.stops_after_days?.p50 ?? null },
      { title: "Damage per t refused", numeric: true, text: (each) => money(each.damage_per_t, view.currency), value: (each) => each.damage_per_t },
    ],
  });
}
