// Compare: scenarios and branches side by side, on common axes and common draws.
import { chart } from "../charts/frame.ts";
import { fan } from "../charts/fan.ts";
import { problemFrom } from "../api.ts";
import { button, fill, h } from "../dom.ts";
import { firstDay, percent } from "../format.ts";
import type { Handle } from "../jobs.ts";
import type { Context, Screen } from "../screen.ts";
import type { RunRequest, Scenario, Study } from "../types/api.ts";
import type { RunView } from "../types/run.ts";
import { choice, field } from "../widgets/form.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { progressBar } from "../widgets/progress.ts";
import { keyOf, MOST, options, parsed, type Pick, titleOf, usual, written } from "./compare/choice.ts";
import { differenceTable, type Entry, lossTable, reading } from "./compare/tables.ts";

export const compare: Screen = {
  id: "compare",
  title: "Compare",
  hint: "Scenarios and branches side by side",
  render(host, context) {
    const study = context.study();
    if (study === null) {
      host.append(nothing("There is no such study."));
      return () => undefined;
    }
    const handles: Handle[] = [];
    let left = false;
    context.scenarios().then(
      (scenarios) => {
        if (!left) begin(host, context, study, scenarios, handles);
      },
      (error: unknown) => {
        if (!left) fill(host, problemNotice(problemFrom(error)));
      },
    );
    return () => {
      left = true;
      for (const handle of handles) handle.leave();
    };
  },
};

function begin(host: HTMLElement, context: Context, study: Study, scenarios: readonly Scenario[], handles: Handle[]): void {
  const chosen = parsed(context.state.more["with"], scenarios);
  const picks = chosen.length > 0 ? chosen : usual(context.scenario(), scenarios);
  const results = new Map<string, RunView>();
  const work = h("div");
  const shown = h("div");
  const draw = (): void => {
    const entries = picks.flatMap((pick): Entry[] => {
      const result = results.get(keyOf(pick));
      return result === undefined ? [] : [{ title: titleOf(pick, scenarios), result }];
    });
    if (entries.length > 0) fill(shown, ...comparison(entries));
  };
  host.append(picker(context, scenarios, picks), work, shown);
  for (const pick of picks) {
    const place = h("div");
    work.append(place);
    start(place, context, study, pick, titleOf(pick, scenarios), handles, (result) => {
      results.set(keyOf(pick), result);
      draw();
    });
  }
}

function picker(context: Context, scenarios: readonly Scenario[], picks: readonly Pick[]): HTMLElement {
  const go = (next: readonly Pick[]): void => context.go({ more: { with: written(next) } });
  const chips = picks.map((pick, at) =>
    h(
      "li",
      { class: "compared" },
      h("span", null, titleOf(pick, scenarios), at === 0 ? h("small", null, "the others are set against this one") : null),
      at === 0 ? null : button("First", () => go([pick, ...picks.filter((each) => each !== pick)]), { class: "quiet", "aria-label": `Set the others against ${titleOf(pick, scenarios)}` }),
      picks.length > 1 ? button("×", () => go(picks.filter((each) => each !== pick)), { class: "quiet", "aria-label": `Take out ${titleOf(pick, scenarios)}` }) : null,
    ),
  );
  const rest = options(scenarios).filter((each) => !picks.some((pick) => keyOf(pick) === each.value));
  const add = choice("add", rest, "", (value) => go([...picks, ...parsed(value, scenarios)]), "Choose…");
  return h(
    "section",
    { "aria-label": "What is compared" },
    h("ul", { class: "compared-list" }, chips),
    picks.length < MOST ? h("div", { class: "bar" }, field({ label: "Add a scenario or a branch", control: add })) : h("p", { class: "note" }, `At most ${MOST} stand beside each other.`),
  );
}

/** A kept result comes at once; a missing one is run, with progress. */
function start(place: HTMLElement, context: Context, study: Study, pick: Pick, title: string, handles: Handle[], done: (result: RunView) => void): void {
  const request: RunRequest = { study: study.study, scenario: pick.scenario, ...(pick.branch === null ? {} : { branch: pick.branch }) };
  const bar = progressBar(title, () => handle.stop());
  let shown = false;
  const handle = context.jobs.run(request, {
    progress: (job) => {
      if (!shown) fill(place, bar.element);
      shown = true;
      bar.update(job);
    },
    done: (result) => {
      fill(place);
      done(result);
    },
    stopped: () => fill(place, h("p", { class: "note" }, `${title}: stopped. `, button("Run it", () => start(place, context, study, pick, title, handles, done), { class: "quiet" }))),
    failed: (problem) => fill(place, problemNotice(problem)),
  });
  handles.push(handle);
}

function comparison(entries: readonly Entry[]): HTMLElement[] {
  const losses = lossTable(entries);
  return [reading(entries), ...lineSections(entries), ...(losses === null ? [] : [losses])];
}

/** Per line the numbers, then a row of fans on the same axes. */
function lineSections(entries: readonly Entry[]): HTMLElement[] {
  const lines = entries[0]?.result.lines ?? [];
  return lines.map((line) => {
    const most = Math.max(1, ...entries.flatMap(({ result }) => result.lines.filter((each) => each.line === line.line).flatMap((each) => each.output.p90)));
    const charts = entries.flatMap(({ title, result }, at) => {
      const found = result.lines.find((each) => each.line === line.line);
      if (found === undefined) return [];
      return [
        chart(
          fan({
            id: `compare-${line.line}-${at + 1}`,
            title,
            description: `First stop: ${firstDay(result.start_date, found.first_stop)}.`,
            start: result.start_date,
            unit: "share of plan",
            words: (value) => percent(value),
            bands: [{ name: "output", band: found.output }],
            stop: found.first_stop,
            most,
            height: 150,
          }),
        ).element,
      ];
    });
    return h("section", { "aria-label": line.title }, h("h2", null, line.title), differenceTable(entries, line.line), h("p", { class: "note" }, "Output as a share of the plan, on the same axes; each from its own day 0."), h("div", { class: "outcome-charts" }, ...charts));
  });
}
