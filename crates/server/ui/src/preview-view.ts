// A preview tells only what happens to the lines. Here it takes the shape of a run, so that the
// same screens draw both: lists are empty, and a number that nobody has worked out is no number.
import { counted, dayRange, firstDay, percent } from "./format.ts";
import type { StudyLine } from "./types/api.ts";
import type { LineView, RunView } from "./types/run.ts";

/** A line of a preview. */
export type PreviewLine = Pick<
  LineView,
  "line" | "title" | "first_stop" | "first_curtailed" | "days_stopped" | "units_lost" | "units_delayed" | "revenue_lost" | "value_added_lost" | "output" | "cover"
>;

/** What a preview answers. */
export type PreviewView = Pick<
  RunView,
  "study" | "scenario" | "scenario_title" | "branch" | "start_date" | "seed" | "runs" | "days" | "digest" | "data_digest" | "events"
> & { lines: PreviewLine[] };

const UNKNOWN = { p10: Number.NaN, p50: Number.NaN, p90: Number.NaN };

export const isPreviewView = (view: RunView | PreviewView): view is PreviewView => !("verdict" in view);

/** The preview as a run, the most exposed line first, as in a run. */
export function runOfPreview(preview: PreviewView, studyTitle: string, studyLines: readonly StudyLine[]): RunView {
  const lines = preview.lines.map((line) => lineOf(line, studyLines.find((each) => each.line === line.line))).sort(byExposure);
  return {
    ...preview,
    program: { name: "coercivity", version: "" },
    study_title: studyTitle,
    base_year: 0,
    verdict: verdictOf(preview.start_date, lines),
    lines,
    controls: [],
    stages: [],
    series: { output: lines.map((line) => line.output), cover: lines.map((line) => line.cover), backlog: [], exports: [] },
    prices: [],
    branches: [],
    backtests: [],
    curve: null,
    assumptions: [],
    figures: [],
    sources: [],
  };
}

function lineOf(line: PreviewLine, known: StudyLine | undefined): LineView {
  return {
    ...line,
    country: known?.country ?? "",
    end_use: known?.end_use ?? "",
    units_per_day: known?.units_per_day ?? Number.NaN,
    binding_input: null,
    binding_controller: null,
    person_days_lost: UNKNOWN,
    cover_needed: { p50: Number.NaN, p90: Number.NaN },
    latest_safe_filing_date: null,
    latest_safe_filing_note: "",
    inputs: [],
    story: [],
    drivers: [],
    loss_by_horizon: [],
    baseline_units_lost: Number.NaN,
    cost_index: UNKNOWN,
    extra_cost_usd: UNKNOWN,
  };
}

/** By the median first stop, then the share of runs that stop, then the loss. */
function byExposure(a: LineView, b: LineView): number {
  const day = (value: number | null | undefined) => value ?? Number.MAX_SAFE_INTEGER;
  return (
    day(a.first_stop.p50) - day(b.first_stop.p50) ||
    day(a.first_curtailed.p50) - day(b.first_curtailed.p50) ||
    b.first_stop.share_of_runs - a.first_stop.share_of_runs ||
    b.units_lost.p50 - a.units_lost.p50
  );
}

function verdictOf(start: string, lines: readonly LineView[]): string {
  const [worst] = lines;
  if (!worst) return "The study has no production lines, so nothing can stop.";
  const stopped = lines.filter((line) => line.first_stop.share_of_runs >= 0.5);
  if (stopped.length === 0) {
    const share = worst.first_stop.share_of_runs;
    return share > 0 ? `No line stops in most runs. ${worst.title} does in ${percent(share)} of them.` : "No line stops in any run.";
  }
  const stop = worst.first_stop;
  return (
    `${stopped.length} of ${counted(lines.length, "line")} ${stopped.length === 1 ? "stops" : "stop"} in most runs. First: ${worst.title}, ${firstDay(start, stop)} ` +
    `(${dayRange(start, stop)} in 8 of 10 runs), for ${counted(worst.days_stopped.p50, "day")}, in ${percent(stop.share_of_runs)} of the runs.`
  );
}

/** True when a number has been worked out. */
export const isKnown = (value: number): boolean => Number.isFinite(value);
