// The form of a plan: what may be spent, how much the tail counts, what may be used, what must be met.
import { button, type Child, h, uniqueId } from "../../dom.ts";
import { country } from "../../countries.ts";
import { counted, percent } from "../../format.ts";
import type { ScenarioBranch, Study } from "../../types/api.ts";
import { choice, field, numberInput } from "../../widgets/form.ts";
import { type Question, switched, weighed } from "./question.ts";

export interface Lever {
  readonly id: string;
  readonly title: string;
  /** A government's, not a firm's. */
  readonly public: boolean;
}

/** Whom else to plan for; any other country by the address. */
const REGIONS = ["EUU", "DEU", "FRA", "GBR", "IND", "JPN", "KOR", "USA"];

/** Magnets that a government can plan for. */
const MAGNETS = [
  { value: "ndfeb-heavy", title: "NdFeB magnets with Dy or Tb" },
  { value: "ndfeb-light", title: "NdFeB magnets without Dy or Tb" },
  { value: "smco", title: "SmCo magnets" },
];

export interface FormSpec {
  readonly study: Study;
  readonly levers: readonly Lever[];
  readonly branches: readonly ScenarioBranch[];
  readonly question: Question;
  readonly change: (change: Partial<Question>) => void;
  readonly ask: () => void;
}

/** Rules that a plan can be made to meet. */
export const RULES: readonly (readonly [string, string])[] = [
  ["us-dfars-7052", "DFARS 252.225-7052: no magnets, tantalum or tungsten from China and others (US defence)"],
  ["eu-crma-5-65", "Critical Raw Materials Act, article 5: at most 65 % from one third country (an aim of the Union)"],
];

export function planForm(spec: FormSpec): HTMLElement {
  const { question, change, study } = spec;
  const currency = study.lines[0]?.currency ?? "";
  const whole = (value: number | null, usual: number): number => (value === null || !Number.isFinite(value) ? usual : Math.max(0, value));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    spec.ask();
  };
  return h(
    "form",
    { class: "plan-form no-print", "aria-label": "Question", onsubmit: submit, novalidate: true },
    h(
      "div",
      { class: "fields" },
      field({
        label: "Plan for",
        control: choice("for", regions(question.region), question.region ?? "", (region) => change({ region: region === "" ? null : region, levers: [] }), "the lines of this study"),
        hint: "A government plans for all end uses of magnets in a country, with levers of its own.",
      }),
      question.region === null
        ? null
        : field({
            label: "Magnets",
            control: choice("material", MAGNETS, question.material ?? "", (material) => change({ material: material === "" ? null : material }), "all"),
          }),
      field({
        label: "Budget",
        control: numberInput({ name: "budget", value: question.budget, least: 0 }, (budget) => change({ budget: budget === null ? null : whole(budget, 0) })),
        unit: currency,
        hint: "Most that may be spent over the whole period; empty = no bound.",
      }),
      riskSlider(question, change),
      field({
        label: "Months ahead",
        control: numberInput({ name: "ahead", value: question.ahead, least: 0, most: 120 }, (ahead) => change({ ahead: Math.min(120, whole(ahead, 12)) })),
        unit: "months",
        hint: "How long before day 0 the plan is begun.",
      }),
      field({
        label: "Likelihood",
        control: numberInput({ name: "likelihood", value: question.likelihood, least: 0, most: 1, percent: true }, (likelihood) => change({ likelihood: Math.min(1, whole(likelihood, 1)) })),
        unit: "%",
        hint: "Chance that the scenario comes at all; yours to judge.",
      }),
    ),
    more(spec),
    h("p", { class: "actions" }, h("button", { type: "submit", class: "primary" }, "Find the plan"), h("span", { class: "note" }, "Takes seconds to a minute; the answer is kept.")),
  );
}

/** Regions to choose from; one from the address joins them. */
function regions(chosen: string | null): { value: string; title: string }[] {
  const codes = chosen === null || REGIONS.includes(chosen) ? REGIONS : [...REGIONS, chosen];
  return codes.map((code) => ({ value: code, title: country(code) }));
}

function riskSlider(question: Question, change: (change: Partial<Question>) => void): HTMLElement {
  const id = uniqueId("risk");
  const words = (value: number): string => (value === 0 ? "only the mean counts" : value === 1 ? "only the worst twentieth counts" : `the worst twentieth counts ${percent(value)}`);
  const output = h("output", { for: id }, words(question.risk));
  const input = h("input", {
    id, type: "range", name: "risk", min: 0, max: 1, step: 0.05, value: question.risk, "aria-describedby": `${id}-hint`, "aria-valuetext": words(question.risk),
    oninput: () => {
      output.textContent = words(Number(input.value));
      input.setAttribute("aria-valuetext", words(Number(input.value)));
    },
    onchange: () => change({ risk: Number(input.value) }),
  });
  return h(
    "div",
    { class: "field risk" },
    h("label", { for: id }, "Risk aversion"),
    h("span", { class: "field-control" }, input),
    output,
    h("span", { class: "field-hint", id: `${id}-hint` }, "How much the worst twentieth of losses counts against the mean of all."),
  );
}

/** What most people leave as it is. */
function more(spec: FormSpec): HTMLElement {
  const { question, change, branches } = spec;
  const levers = spec.levers.filter((each) => each.public === (question.region !== null));
  const ids = levers.map((each) => each.id);
  const off = question.levers.length === 0 ? 0 : ids.filter((id) => !question.levers.includes(id)).length;
  const said = [
    off > 0 ? `${counted(off, "lever")} off` : "all levers",
    question.require.length > 0 ? `${counted(question.require.length, "rule")} required` : "no rule required",
    ...(branches.length > 1 ? [Object.keys(question.weights).length > 0 ? "branches weighed by you" : "all branches alike"] : []),
  ];
  return h(
    "details",
    { class: "panel plan-more", open: off + question.require.length + Object.keys(question.weights).length > 0 },
    h("summary", null, "Levers, rules and branches", h("small", null, said.join(", "))),
    group("Levers that may be used", levers.map((each) => check(`lever-${each.id}`, each.title, question.levers.length === 0 || question.levers.includes(each.id), (on) => change({ levers: switched(ids, question.levers, each.id, on) })))),
    group("Rules that must be met", RULES.map(([id, title]) => check(`rule-${id}`, title, question.require.includes(id), (on) => change({ require: RULES.map(([each]) => each).filter((each) => (each === id ? on : question.require.includes(each))) })))),
    branches.length > 1
      ? group("Weights of branches, against each other", branches.map((each) =>
          field({
            label: each.title,
            control: numberInput({ name: `weight-${each.branch}`, value: question.weights[each.branch] ?? 1, least: 0 }, (weight) =>
              change({ weights: weighed(branches.map(({ branch }) => branch), question.weights, each.branch, Math.max(0, weight ?? 1)) }),
            ),
          }),
        ))
      : null,
    group("Service", [
      field({
        label: "Output that must be kept",
        control: numberInput({ name: "service", value: question.service, least: 0, most: 1, percent: true }, (service) => change({ service: service === null ? null : Math.min(1, Math.max(0, service)) })),
        unit: "% of plan",
        hint: "Empty = no bound: what is lost only costs.",
      }),
      field({
        label: "Draws per branch",
        control: numberInput({ name: "runs", value: question.runs, least: 1, most: 2000, step: 1 }, (runs) => change({ runs: runs === null ? null : Math.min(2000, Math.max(1, Math.round(runs))) })),
        hint: "Empty = as many as usual; more take longer and steady the choice.",
      }),
    ]),
    off === ids.length && ids.length > 0 ? h("p", { class: "field-fault" }, "Leave at least one lever on.") : null,
    button("As usual", () => change({ levers: [], require: [], weights: {}, service: null, runs: null }), { class: "quiet" }),
  );
}

const group = (legend: string, children: readonly Child[]): HTMLElement => h("fieldset", { class: "plan-group" }, h("legend", null, legend), ...children);

function check(name: string, title: string, checked: boolean, chosen: (on: boolean) => void): HTMLElement {
  const input = h("input", { type: "checkbox", name, checked, onchange: () => chosen(input.checked) });
  return h("label", { class: "plan-check" }, input, h("span", null, title));
}
