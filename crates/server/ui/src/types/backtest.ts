// Written by scripts/types.mjs from docs/schema/backtest.json; do not edit.

/** All back-tests of a request. */
export interface BacktestView {
  /** Runs of the ensemble. */
  runs: number;
  /** Seed. */
  seed: number;
  /** Series and months to which any parameter was fitted. */
  fitted_on: string[];
  /** Share of the months to which nothing was fitted that lie inside their 80 % band; null without any. */
  pooled_coverage_80?: number | null;
  /** The same of single days (prices, shares approved). */
  pooled_coverage_80_of_days?: number | null;
  /** Cases. */
  cases: CaseView[];
}

/** A back-test: an ensemble of a scenario against a series. */
export interface CaseView {
  /** Key. */
  case: string;
  /** In words. */
  title: string;
  /** Scenario. */
  scenario: string;
  /** Series. */
  series: string;
  /** Branch of the scenario. */
  branch: string;
  /** Unit of the observations. */
  unit: string;
  /** Points scored. */
  n: number;
  /** Sum of |model - observed| over sum of observed; null where the observed sum is zero. */
  wape?: number | null;
  /** Mean |model - observed| over the mean base. */
  mae_over_base: number;
  /** Month of the model's lowest point. */
  trough_month: string;
  /** Its ratio to the base. */
  trough_ratio: number;
  /** Month of the lowest observation. */
  observed_trough_month: string;
  /** Its ratio to the base. */
  observed_trough_ratio: number;
  /** Months from the trough to the first at 90 % of the base or more; null = not within the points scored. */
  months_to_recover?: number | null;
  /** The same of the observations. */
  observed_months_to_recover?: number | null;
  /** Share of observations inside P10 to P90. */
  coverage_80: number;
  /** Mean width of P10 to P90 over the base. */
  band_width: number;
  /** True where the band is wider than half the base: no skill. */
  no_skill: boolean;
  /** Mean continuous ranked probability score over the base. */
  crps: number;
  /** The same of a no-change forecast; null where nothing was observed before. */
  crps_persistence?: number | null;
  /** The same of the trend before the event. */
  crps_trend: number;
  /** WAPE of the no-change forecast. */
  wape_persistence?: number | null;
  /** WAPE of the trend before the event. */
  wape_trend?: number | null;
  /** Series and months of this case to which parameters were fitted; empty = unfitted. */
  fitted_on: string[];
  /** Parameters about which these observations say nothing. */
  not_identified: string[];
  /** Remarks. */
  note: string;
  /** Points. */
  points: PointView[];
}

/** One observation beside the ensemble. */
export interface PointView {
  /** Month (`2025-05`), two months merged (`2025-01..02`) or day (`2025-05-06`). */
  month: string;
  /** Observed, in the unit of the case. */
  observed: number;
  /** The figure a year before, or the mean that stands for it. */
  base: number;
  /** Tenth percentile of the runs, the ordinary scatter of a month included. */
  p10: number;
  /** Median of the runs. */
  p50: number;
  /** Ninetieth percentile, with scatter. */
  p90: number;
  /** Parameters were fitted to it. */
  fitted: boolean;
  /** Source of the observation. */
  source: string;
}
