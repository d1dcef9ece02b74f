// What the changed scenario does to the lines: fans with the former ones as ghosts, and the numbers beside each other.
import { type Chart, chart } from "../../charts/frame.ts";
import { type Bands, fan } from "../../charts/fan.ts";
import { fill, h } from "../../dom.ts";
import { dayRange, firstDay, moneyRange, money, number, percent, range } from "../../format.ts";
import type { PreviewState } from "../../timeline/preview.ts";
import { PREVIEW_RUNS } from "../../timeline/preview.ts";
import type { Study } from "../../types/api.ts";
import type { LineView, RunView } from "../../types/run.ts";
import { problemNotice } from "../../widgets/notice.ts";
import { dataTable } from "../../widgets/table.ts";
import { progressWords } from "../../widgets/progress.ts";

export interface Outcome {
  node: HTMLElement;
  show: (state: PreviewState) => void;
  /** Shows a run in full in place of the preview, which becomes its ghost. */
  full: (result: RunView) => void;
  /** Says why nothing runs. */
  wait: (words: string) => void;
  leave: () => void;
}

/** `notes`: date and label of events without effect; they stand on the timeline and would only crowd the fans. */
export function outcome(study: Study, notes: () => ReadonlySet<string>): Outcome {
  const status = h("p", { class: "preview-status", role: "status" });
  const charts = h("div", { class: "outcome-charts" });
  const table = h("div");
  const node = h("section", { class: "outcome", "aria-label": "What it does to the lines" }, h("h2", null, "What it does to the lines"), status, charts, table);
  const shown = new Map<string, Chart>();
  let drawn: RunView | null = null;

  function draw(result: RunView, former: RunView | null): void {
    drawn = result;
    for (const line of result.lines) {
      const spec = fan(fanOf(line, result, formerLine(former, line), notes()));
      const known = shown.get(line.line);
      if (known !== undefined) known.update(spec);
      else {
        const made = chart(spec);
        shown.set(line.line, made);
        charts.append(made.element);
      }
    }
    fill(table, numbers(result, former));
  }

  return {
    node,
    leave: () => shown.clear(),
    wait: (words) => {
      status.textContent = words;
      node.classList.add("stale");
    },
    full: (result) => {
      draw(result, drawn);
      node.classList.remove("stale");
      status.textContent = `${result.runs} runs, in full. What it was before is drawn as a dashed outline.`;
    },
    show: (state) => {
      // A first look at the changed scenario is not old, though more runs are on their way.
      const old = drawn !== null && state.result === state.former;
      node.classList.toggle("stale", (state.status === "running" && old) || state.status === "failed");
      if (state.status === "failed" && state.problem !== null) {
        fill(status, problemNotice(state.problem));
        return;
      }
      status.textContent = words(state, study);
      if (state.result !== null && state.result !== drawn) draw(state.result, state.former);
    },
  };
}

function words(state: PreviewState, study: Study): string {
  const first = state.result === null || state.result === state.former ? "" : `A first look at ${state.result.runs} runs. `;
  if (state.status === "running") return `${first}Preview of ${PREVIEW_RUNS} runs${state.job === null ? "" : `: ${progressWords(state.job)}`} …`;
  if (state.status === "done") {
    const ghost = state.former === null ? "" : " What it was before the last change is drawn as a dashed outline.";
    return `Preview of ${state.result?.runs ?? PREVIEW_RUNS} runs of ${study.days} days; the ends of its ranges are rough.${ghost}`;
  }
  return "The preview begins in a moment.";
}

function formerLine(former: RunView | null, line: LineView): LineView | undefined {
  return former?.lines.find((each) => each.line === line.line);
}

function fanOf(line: LineView, result: RunView, former: LineView | undefined, notes: ReadonlySet<string>): Parameters<typeof fan>[0] {
  const ghost: Bands | null = former === undefined ? null : former.output;
  return {
    id: `output-${line.line}`,
    title: line.title,
    description: `Output as a share of the plan, day by day. First stop: ${firstDay(result.start_date, line.first_stop)}.`,
    start: result.start_date,
    unit: "share of plan",
    words: (value) => percent(value),
    bands: [{ name: "output", band: line.output }],
    ghost,
    events: result.events.filter((event) => !notes.has(`${event.date} ${event.label}`)),
    stop: line.first_stop,
    most: 1.1,
  };
}

function numbers(result: RunView, former: RunView | null): HTMLElement {
  const before = (line: LineView, text: (line: LineView, start: string) => string): string => {
    const old = formerLine(former, line);
    return former === null || old === undefined ? "" : `before: ${text(old, former.start_date)}`;
  };
  const stop = (line: LineView, start: string): string => `${firstDay(start, line.first_stop)} (${dayRange(start, line.first_stop)})`;
  const days = (line: LineView): string => `${number(line.days_stopped.p50)} (${range(line.days_stopped)})`;
  const units = (line: LineView): string => `${number(line.units_lost.p50)} (${range(line.units_lost)})`;
  const revenue = (line: LineView): string => `${money(line.revenue_lost.p50, line.revenue_lost.currency)} (${moneyRange(line.revenue_lost)})`;
  return dataTable<LineView>({
    caption: "Median, with the range of 8 runs in 10 in brackets. Draws are common to all runs of one seed, so a difference is the change and not luck.",
    file: "scenario-lines.csv",
    rows: result.lines,
    columns: [
      { title: "Line", text: (line) => line.title },
      { title: "First stop", text: (line) => stop(line, result.start_date), below: (line) => before(line, stop), value: (line) => line.first_stop.p50 ?? null },
      { title: "Days stopped", numeric: true, text: days, below: (line) => before(line, days), value: (line) => line.days_stopped.p50 },
      { title: "Units lost", numeric: true, text: units, below: (line) => before(line, units), value: (line) => line.units_lost.p50 },
      { title: "Revenue lost", numeric: true, text: revenue, below: (line) => before(line, revenue), value: (line) => line.revenue_lost.p50 },
    ],
  });
}
