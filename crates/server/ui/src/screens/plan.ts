// Plan: the cheapest way to keep running, and how the other side would choose.
import { problemFrom } from "../api.ts";
import { fill, h } from "../dom.ts";
import type { Context, Screen } from "../screen.ts";
import type { PlanRequest, ScenarioBranch, Study } from "../types/api.ts";
import type { PlanView } from "../types/plan.ts";
import { redrawn, toggle } from "../widgets/form.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { brokenStudy } from "../widgets/run-frame.ts";
import { planAnswer } from "./plan/answer.ts";
import { type Lever, planForm } from "./plan/form.ts";
import { Panel } from "./plan/panel.ts";
import { moreOf, type Question, questionOf, requestOf } from "./plan/question.ts";
import { squeezeView } from "./plan/squeeze.ts";

export const plan: Screen = {
  id: "plan",
  title: "Plan",
  hint: "The cheapest way to keep running, checked by the engine that found the problem",
  render(host, context) {
    const study = context.study();
    if (study === null) {
      host.append(nothing("There is no such study."));
      return () => undefined;
    }
    if (study.problems > 0) return brokenStudy(host, context, study);
    const squeeze = context.state.more["view"] === "squeeze";
    const body = h("div", null, nothing("One moment …"));
    const views = [{ value: "plan", title: "Plan" }, { value: "squeeze", title: "Squeeze" }];
    host.append(h("div", { class: "bar no-print" }, toggle("Look at it from", views, squeeze ? "squeeze" : "plan", (view) => context.go({ more: { view: view === "plan" ? null : view } }))), body);
    let leave: (() => void) | null = null;
    let left = false;
    (squeeze ? beginSqueeze(body, context, study) : beginPlan(body, context, study)).then(
      (begin) => {
        if (!left) leave = begin();
      },
      (error: unknown) => {
        if (!left) fill(body, problemNotice(problemFrom(error)));
      },
    );
    return () => {
      left = true;
      leave?.();
    };
  },
};

/** Reads what the form needs; the answer draws it. */
async function beginPlan(host: HTMLElement, context: Context, study: Study): Promise<() => () => void> {
  const [scenarios, levers] = await Promise.all([context.scenarios(), leversOf(context, study.study)]);
  const branches = scenarios.find((each) => each.scenario === context.scenario())?.branches ?? [];
  return () => planView(host, context, study, branches, levers);
}

async function beginSqueeze(host: HTMLElement, context: Context, study: Study): Promise<() => () => void> {
  const vocabulary = await context.vocabulary();
  return () => {
    fill(host, h("p", { class: "lead" }, "Which control, on which links, would do most damage to these lines for least of the issuer's own exports; and what would take most of it away."));
    return squeezeView(host, context, study, vocabulary);
  };
}

/** Kinds of levers that a government has. */
const PUBLIC = new Set(["public-stock", "price-floor", "project"]);

/** Levers of the data, each once, in the order of the table. */
async function leversOf(context: Context, study: string): Promise<Lever[]> {
  const table = await context.api.get<{ columns: { name: string }[]; rows: string[][] }>("/api/data/levers", { study });
  const at = (name: string): number => table.columns.findIndex((column) => column.name === name);
  const [id, title, kind] = [at("lever"), at("title"), at("kind")];
  const found = new Map(table.rows.map((row) => [row[id] ?? "", { id: row[id] ?? "", title: row[title] ?? "", public: PUBLIC.has(row[kind] ?? "") }]));
  return [...found.values()];
}

function planView(host: HTMLElement, context: Context, study: Study, branches: readonly ScenarioBranch[], levers: readonly Lever[]): () => void {
  let question = questionOf(context.state.more);
  const formHost = h("div");
  const request = (): PlanRequest => requestOf(question, study.study, context.scenario());
  const panel = new Panel<PlanRequest, PlanView>(context, {
    verb: "plan",
    study: study.study,
    working: "Finding the plan",
    empty: [h("p", { class: "nothing" }, "No plan has been asked for with this question yet.")],
    start: (asked, watcher) => context.jobs.plan(asked, watcher),
    show: (view, job) => planAnswer(view, job, { context, study, again }),
  });
  const change = (patch: Partial<Question>): void => {
    question = { ...question, ...patch };
    context.note({ more: moreOf(question) });
    panel.compare(request());
    redrawn(formHost, () => [form()]);
  };
  const form = (): HTMLElement => {
    const drawn = planForm({ study, levers, branches, question, change, ask: () => panel.ask(request()) });
    // What was unfolded stays so over a change of the form.
    const open = formHost.querySelector("details")?.open ?? false;
    if (open) drawn.querySelector("details")?.setAttribute("open", "");
    return drawn;
  };
  function again(patch: Partial<Question>): void {
    change(patch);
    panel.ask(request());
    panel.element.scrollIntoView({ block: "start" });
  }
  formHost.append(form());
  fill(host, h("p", { class: "lead" }, "What to buy, how much of it and when, so that cost and loss together are least. Everything that a lever does is a number of the data with its source."), formHost, panel.element);
  void panel.look(request());
  return () => panel.leave();
}
