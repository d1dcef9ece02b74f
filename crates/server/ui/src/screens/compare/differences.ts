// Two results of the same lines beside each other: each with its own range, and the difference of the medians.
import type { LineView, RunView } from "../../types/run.ts";

export interface Side {
  p10: number | null;
  p50: number | null;
  p90: number | null;
}

export interface Row {
  line: string;
  title: string;
  measure: string;
  unit: string;
  sides: Side[];
  /** Median less the first's median; null where either is not within the horizon. */
  differences: (number | null)[];
  /** True where less is better. */
  lessIsBetter: boolean;
  /** Share of runs in which it happens, beside a day. */
  shares: (number | null)[];
}

interface Measure {
  measure: string;
  unit: (line: LineView) => string;
  of: (line: LineView) => Partial<Side>;
  share?: (line: LineView) => number;
  lessIsBetter: boolean;
}

const MEASURES: readonly Measure[] = [
  { measure: "First stop", unit: () => "day", of: (line) => line.first_stop, share: (line) => line.first_stop.share_of_runs, lessIsBetter: false },
  { measure: "Days stopped", unit: () => "days", of: (line) => line.days_stopped, lessIsBetter: true },
  { measure: "Units lost", unit: () => "units", of: (line) => line.units_lost, lessIsBetter: true },
  { measure: "Revenue lost", unit: (line) => line.revenue_lost.currency, of: (line) => line.revenue_lost, lessIsBetter: true },
  { measure: "Value added lost", unit: (line) => line.value_added_lost.currency, of: (line) => line.value_added_lost, lessIsBetter: true },
  { measure: "Person-days idle", unit: () => "person-days", of: (line) => line.person_days_lost, lessIsBetter: true },
  { measure: "Cost of inputs over base prices", unit: () => "times", of: (line) => line.cost_index, lessIsBetter: true },
];

/** Rows line by line, for lines that every result has. A preview without a number gives an empty side. */
export function differences(results: readonly RunView[]): Row[] {
  const [first] = results;
  if (first === undefined) return [];
  return first.lines.flatMap((line) => {
    const lines = results.map((result) => result.lines.find((each) => each.line === line.line));
    if (lines.some((each) => each === undefined)) return [];
    const there = lines.filter((each) => each !== undefined);
    return MEASURES.map((measure) => rowOf(line, measure, there));
  });
}

function rowOf(line: LineView, measure: Measure, lines: readonly LineView[]): Row {
  const sides = lines.map((each) => sideOf(measure, each));
  const base = sides[0]?.p50 ?? null;
  return {
    line: line.line,
    title: line.title,
    measure: measure.measure,
    unit: measure.unit(line),
    sides,
    differences: sides.map((side) => (base === null || side.p50 === null ? null : side.p50 - base)),
    lessIsBetter: measure.lessIsBetter,
    shares: lines.map((each) => measure.share?.(each) ?? null),
  };
}

function sideOf(measure: Measure, line: LineView): Side {
  // A preview may leave out what a full run has; the schema speaks of full runs.
  const side: Partial<Side> | null | undefined = measure.of(line);
  return { p10: side?.p10 ?? null, p50: side?.p50 ?? null, p90: side?.p90 ?? null };
}

/** Better, worse or the same as the first, in words and never by colour alone. */
export function verdictOf(row: Row, at: number): "better" | "worse" | "same" | "unclear" {
  const [base, side] = [row.sides[0], row.sides[at]];
  if (base === undefined || side === undefined) return "unclear";
  if (row.measure === "First stop") {
    // Never stopping is the best day of all.
    const day = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;
    if (day(side.p50) === day(base.p50)) return "same";
    return day(side.p50) > day(base.p50) ? "better" : "worse";
  }
  if (base.p50 === null || side.p50 === null) return "unclear";
  if (side.p50 === base.p50) return "same";
  return side.p50 < base.p50 === row.lessIsBetter ? "better" : "worse";
}
