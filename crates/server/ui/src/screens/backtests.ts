// Back-tests: how far to trust a run, told by what was observed.
import { chart } from "../charts/frame.ts";
import { problemFrom } from "../api.ts";
import { button, fill, h } from "../dom.ts";
import { dateRange, number, percent } from "../format.ts";
import type { Handle, Watcher } from "../jobs.ts";
import type { Context, Screen } from "../screen.ts";
import type { Job } from "../types/api.ts";
import type { BacktestView, CaseView } from "../types/backtest.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { progressBar } from "../widgets/progress.ts";
import { dataTable } from "../widgets/table.ts";
import { bands } from "./backtests/chart.ts";
import { inOrder, rivals, sentence, standing, when } from "./backtests/score.ts";

/** A case as the server lists it, with the days on which parameters were fitted. */
interface ListedCase {
  case: string;
  title: string;
  scenario: string;
  fitted_on: [string, string] | null;
}

/** Enough to see where a band lies, and enough for stable ends of it. */
const QUICK = 64;
const THOROUGH = 400;

export const backtests: Screen = {
  id: "backtests",
  title: "Back-tests",
  hint: "Where the model was right, where it was not, and what nobody can tell",
  render(host, context) {
    let handle: Handle | null = null;
    let left = false;
    host.append(nothing("One moment …"));
    Promise.all([context.api.get<{ cases: ListedCase[] }>("/api/backtests"), context.api.get<{ jobs: Job[] }>("/api/jobs")]).then(
      ([{ cases }, { jobs }]) => {
        if (!left) begin(host, context, cases, latest(jobs, cases.length), (next) => (handle = next));
      },
      (error: unknown) => {
        if (!left) fill(host, problemNotice(problemFrom(error)));
      },
    );
    return () => {
      left = true;
      handle?.leave();
    };
  },
};

/** The newest job over all cases that is done or under way. */
function latest(jobs: readonly Job[], cases: number): Job | null {
  const whole = (job: Job): boolean => {
    const asked = job.request["cases"];
    return !Array.isArray(asked) || asked.length === cases;
  };
  return jobs.find((job) => job.verb === "backtest" && whole(job) && ["done", "running", "queued"].includes(job.status)) ?? null;
}

function begin(host: HTMLElement, context: Context, cases: readonly ListedCase[], kept: Job | null, hold: (handle: Handle) => void): void {
  const place = h("div");
  const list = caseList(cases);
  const starts = (): HTMLElement =>
    h(
      "p",
      { class: "actions" },
      button(`Run them, ${QUICK} runs each`, () => run(QUICK), { class: "primary" }),
      button(`Run them thoroughly, ${THOROUGH} runs each`, () => run(THOROUGH)),
      h("span", { class: "muted" }, "Under a minute, or some minutes; the result is kept."),
    );
  const watch = (words: string, follow: (watcher: Watcher<BacktestView>) => Handle): void => {
    const bar = progressBar(words, () => handle.stop());
    fill(place, bar.element, list);
    const handle = follow({
      progress: (job) => bar.update(job),
      done: (view) => fill(place, ...scores(view, context), h("h2", null, "Again"), starts()),
      stopped: () => fill(place, h("p", null, "Stopped; nothing of it is shown."), starts(), list),
      failed: (problem) => fill(place, problemNotice(problem), starts(), list),
    });
    hold(handle);
  };
  const run = (runs: number): void => watch(`Running ${cases.length} back-tests, ${runs} runs each`, (watcher) => context.jobs.backtests({ runs }, watcher));
  fill(host, h("p", { class: "lead" }, `${cases.length} episodes of the past, run as if nobody knew how they went on, and set against what was then observed.`), place);
  if (kept === null) fill(place, starts(), list);
  else watch("Back-tests", (watcher) => context.jobs.watch(kept, watcher));
}

const fittedWords = ({ fitted_on: fitted }: ListedCase): string => (fitted ? `on ${dateRange(...fitted)}` : "nothing");

function caseList(cases: readonly ListedCase[]): HTMLElement {
  return dataTable<ListedCase>({
    caption: "Cases",
    rows: cases,
    columns: [{ title: "Case", text: (each) => each.title }, { title: "Scenario", text: (each) => each.scenario }, { title: "Fitted", text: fittedWords }],
  });
}

function scores(view: BacktestView, context: Context): HTMLElement[] {
  const cases = inOrder(view.cases);
  const lost = cases.filter((each) => ["loses", "no skill"].includes(standing(each)));
  const pooled = view.pooled_coverage_80;
  return [
    h("p", null, `${view.runs} runs of each case. ${READING}`),
    h(
      "p",
      { class: "backtest-verdict" },
      pooled == null ? "" : `Of all months that nothing was fitted to, ${percent(pooled)} lie inside their 80 % band${view.pooled_coverage_80_of_days == null ? "" : `; of single days (prices, shares), ${percent(view.pooled_coverage_80_of_days)}`}. `,
      lost.length === 0 ? "" : `The model loses or has no skill in ${lost.length} of ${cases.length} cases: ${lost.map((each) => each.title).join("; ")}.`,
    ),
    scoreTable(cases),
    h("div", { class: "pair" }, ...cases.map((each) => section(each, context))),
  ];
}

const READING =
  "Error is the sum of |model − observed| over the sum observed. Compare it with the two simple forecasts beside it, and trust only what was not fitted.";

function scoreTable(cases: readonly CaseView[]): HTMLElement {
  const error = (value: number | null | undefined): string => (value == null ? "–" : percent(value));
  const rival = (each: CaseView, at: number): number | null => rivals(each)[at]?.error ?? null;
  return dataTable<CaseView>({
    caption: "Scores; cases to which nothing was fitted stand first",
    file: "backtests.csv",
    rows: cases,
    mark: (each) => (["loses", "no skill"].includes(standing(each)) ? "loses" : ""),
    columns: [
      { title: "Case", text: (each) => each.title, below: (each) => (each.fitted_on.length === 0 ? "nothing fitted" : `fitted on ${each.fitted_on.join(", ")}`) },
      { title: "Standing", text: (each) => standing(each), cell: (each) => h("span", { class: `standing standing-${standing(each).replaceAll(" ", "-")}` }, standing(each)) },
      { title: "Points", numeric: true, text: (each) => String(each.n), value: (each) => each.n },
      { title: "Error", numeric: true, text: (each) => error(each.wape), value: (each) => each.wape ?? null },
      { title: "No change", numeric: true, text: (each) => error(rival(each, 0)), value: (each) => rival(each, 0) },
      { title: "Trend", numeric: true, text: (each) => error(rival(each, 1)), value: (each) => rival(each, 1) },
      { title: "In the 80 % band", numeric: true, text: (each) => percent(each.coverage_80), value: (each) => each.coverage_80 },
      { title: "Band over base", numeric: true, text: (each) => percent(each.band_width), value: (each) => each.band_width },
      { title: "Trough", numeric: true, text: (each) => `${percent(each.trough_ratio)}, ${when(each.trough_month)}`, below: (each) => `observed ${percent(each.observed_trough_ratio)}, ${when(each.observed_trough_month)}`, value: (each) => each.trough_ratio },
    ],
  });
}

function section(test: CaseView, context: Context): HTMLElement {
  const scenario = h("a", { href: context.href({ screen: "scenario", scenario: test.scenario }) }, test.scenario);
  return h(
    "section",
    { class: "part backtest", "aria-label": test.title },
    h("h2", null, test.title),
    h("p", null, h("strong", null, sentence(test))),
    h("p", { class: "note" }, "Scenario: ", scenario, `. Series: ${test.series}. Branch: ${test.branch}. `, test.fitted_on.length === 0 ? "Nothing was fitted to it." : `Fitted to ${test.fitted_on.join(", ")}.`, test.note ? ` ${test.note}` : ""),
    chart(bands(test)).element,
    test.not_identified.length === 0
      ? null
      : h("details", null, h("summary", null, `${number(test.not_identified.length)} parameters about which these observations say nothing`), h("ul", { class: "guess-list" }, test.not_identified.map((each) => h("li", null, each)))),
  );
}
