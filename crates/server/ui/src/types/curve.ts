// Written by scripts/types.mjs from docs/schema/curve.json; do not edit.

/** Coercivity of a study's lines. */
export interface CurveView {
  /** Program. */
  program: ProgramView;
  /** Study. */
  study: string;
  /** In words. */
  study_title: string;
  /** Control whose goods are squeezed. */
  control: string;
  /** In words. */
  control_title: string;
  /** Day 0. */
  start_date: string;
  /** Runs. */
  runs: number;
  /** Seed. */
  seed: number;
  /** Longest squeeze tried \[days\]. */
  longest_days: number;
  /** blake3 over the results. */
  digest: string;
  /** Lines, most easily stopped first. */
  lines: CurveLine[];
}

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
}

/** One line. */
export interface CurveLine {
  /** Key. */
  line: string;
  /** In words. */
  title: string;
  /** Coercivity: shortest freeze after which output falls below half in at least half of the runs \[days\]. */
  coercivity_days?: number | null;
  /** The same over runs. */
  coercivity: DayQuantiles;
  /** Output 30 days after a freeze held until the line fell is lifted, as a share of normal. */
  remanence: Quantiles;
  /** P10, P50 and P90 contours of the map. */
  contours: ContourPoint[];
  /** The map. */
  map: MapCell[];
  /** The hysteresis loop. */
  hysteresis: LoopPoint[];
}

/** Quantiles of a day that may never come (null = never within the horizon). */
export interface DayQuantiles {
  /** Day by which it has happened in 10 % of the runs. */
  p10?: number | null;
  /** Median day. */
  p50?: number | null;
  /** Day by which it has happened in 90 % of the runs. */
  p90?: number | null;
  /** Share of runs in which it happens within the horizon, 0 to 1. */
  share_of_runs: number;
}

/** P10, P50 and P90 of a quantity over all runs, in the quantity's own unit. */
export interface Quantiles {
  /** Tenth percentile. */
  p10: number;
  /** Median. */
  p50: number;
  /** Ninetieth percentile. */
  p90: number;
}

/** Critical length of a squeeze at one severity, over all runs. */
export interface ContourPoint {
  /** Share of pairs stopped, 0 to 1. */
  severity: number;
  /** Shortest squeeze after which output falls below half \[days\]; null = not within the longest tried. */
  days: DayQuantiles;
  /** Output 30 days after a squeeze held until the line fell is lifted, as a share of normal. */
  remanence: Quantiles;
}

/** One cell of the coercivity map. */
export interface MapCell {
  /** Share of pairs stopped, 0 to 1. */
  severity: number;
  /** Length of the squeeze \[days\]. */
  duration_days: number;
  /** Share of runs in which output falls below half, 0 to 1. */
  share_of_runs: number;
}

/** A step of the hysteresis loop. */
export interface LoopPoint {
  /** Last day of the step. */
  day: number;
  /** Share of pairs stopped during it. */
  severity: number;
  /** True on the way up and at the top. */
  rising: boolean;
  /** Mean output over the last 7 days of the step, as a share of normal, mean over runs. */
  mean: number;
  /** The same, quantiles over runs. */
  output: Quantiles;
}
