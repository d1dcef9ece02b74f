// The run in full: how many runs, how far it has come, a way to stop it.
import { button, type Child, fill, h } from "../../dom.ts";
import type { Handle } from "../../jobs.ts";
import type { Context } from "../../screen.ts";
import type { Problem, RunRequest, Study } from "../../types/api.ts";
import type { RunView } from "../../types/run.ts";
import { field, numberInput } from "../../widgets/form.ts";
import { problemNotice, remark } from "../../widgets/notice.ts";
import { progressBar } from "../../widgets/progress.ts";

const MOST_RUNS = 10_000;

export interface FullRun {
  node: HTMLElement;
  leave: () => void;
}

export function fullRun(context: Context, study: Study, request: () => RunRequest | null, done: (result: RunView) => void): FullRun {
  let runs = study.runs;
  let handle: Handle | null = null;
  const answer = h("div", { class: "full-run-answer" });
  const go = button("Run in full", () => start(), { class: "primary" });
  const number = numberInput({ name: "runs", value: runs, least: 2, most: MOST_RUNS, step: 1 }, (value) => {
    runs = Math.min(MOST_RUNS, Math.max(2, Math.round(value ?? study.runs)));
    number.value = String(runs);
  });

  function start(): void {
    const asked = request();
    if (asked === null) {
      fill(answer, remark("Mend the marked events first."));
      return;
    }
    handle?.leave();
    go.disabled = true;
    const bar = progressBar(`${runs} runs, with a run without events and the branches beside them`, () => handle?.stop());
    fill(answer, bar.element);
    const over = (...children: Child[]): void => {
      go.disabled = false;
      fill(answer, remark(...children));
      context.announce(answer.textContent ?? "");
    };
    handle = context.jobs.run({ ...asked, runs }, {
      progress: (job) => bar.update(job),
      done: (result) => {
        over(`${result.runs} runs done. `, result.verdict, " ", resultLink(context, asked, runs, study));
        done(result);
      },
      stopped: (job) => over(`Stopped after ${job.done} of ${job.total} runs. Nothing of it is shown: a part of an ensemble is no result.`),
      failed: (problem: Problem) => {
        go.disabled = false;
        fill(answer, problemNotice(problem));
      },
    });
  }

  const node = h(
    "section",
    { class: "full-run", "aria-label": "Run in full" },
    h("div", { class: "fields" }, field({ label: "Number of runs", control: number, hint: `The study's own number is ${study.runs}; more runs narrow the ends of a range, not the range itself.` }), go),
    answer,
  );
  return { node, leave: () => handle?.leave() };
}

/** A run as the study and a kept scenario say is what Results shows; a changed one has to be saved first. */
function resultLink(context: Context, asked: RunRequest, runs: number, study: Study): HTMLElement {
  const plain = typeof asked.scenario === "string" && asked.extra_cover_days === undefined && runs === study.runs;
  if (!plain) return h("span", { class: "muted" }, "Save the scenario to see it on the other screens.");
  return h("a", { href: context.href({ screen: "results" }) }, "All results of it");
}
