// Written by scripts/types.mjs from docs/schema/run.json; do not edit.

/** The whole result of `coercivity run`. */
export interface RunView {
  /** Program and version. */
  program: ProgramView;
  /** blake3 over every input number of package, study and scenario. */
  data_digest: string;
  /** Study id. */
  study: string;
  /** Study in words. */
  study_title: string;
  /** Scenario id (`none` for no events). */
  scenario: string;
  /** Scenario in words. */
  scenario_title: string;
  /** Date of day 0, ISO 8601. */
  start_date: string;
  /** Seed. */
  seed: number;
  /** Runs. */
  runs: number;
  /** Days per run. */
  days: number;
  /** blake3 over the results. */
  digest: string;
  /** Base year of the data package. */
  base_year: number;
  /** The verdict in one or two sentences, for a manager. */
  verdict: string;
  /** Lines, most exposed first. */
  lines: LineView[];
  /** Controls that were in force at some time. */
  controls: ControlView[];
  /** Dated events of the scenario. */
  events: EventView[];
  /** Stage strip. */
  stages: StageView[];
  /** Daily series. */
  series: SeriesView;
  /** Prices of the goods that are controlled or used. */
  prices: PriceView[];
  /** Branch of the scenario; `as published` where none was chosen. */
  branch: string;
  /** The other branches, in short. */
  branches: BranchView[];
  /** Back-tests of the scenario, where they were asked for. */
  backtests: CaseView[];
  /** Coercivity map of the lines, where it was asked for. */
  curve?: CurveView | null;
  /** The plan against the scenario, where it was asked for. */
  plan?: PlanView | null;
  /** What the losses cost whole economies, where it was asked for. */
  economy?: RunEconomyView | null;
  /** What is assumed, one sentence each. */
  assumptions: string[];
  /** Figures used that matter most. */
  figures: FigureView[];
  /** Sources of those figures. */
  sources: SourceView[];
}

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
}

/** One production line under the scenario. */
export interface LineView {
  /** Line id. */
  line: string;
  /** Line in words. */
  title: string;
  /** Country of the line, ISO alpha-3. */
  country: string;
  /** End use id. */
  end_use: string;
  /** Planned units per day. */
  units_per_day: number;
  /** Material that stops the line first in most runs (null: never constrained). */
  binding_input?: string | null;
  /** Who controls it: control ids with their issuer, one sentence. */
  binding_controller?: string | null;
  /** First day with output below 10 % of normal. */
  first_stop: DayQuantiles;
  /** First day with output below 90 % of normal. */
  first_curtailed: DayQuantiles;
  /** Days with output below 10 % of normal. */
  days_stopped: Quantiles;
  /** Units never made within the horizon. */
  units_lost: Quantiles;
  /** Units made late, or still owed at the end. */
  units_delayed: Quantiles;
  /** Revenue of the units lost. */
  revenue_lost: MoneyQuantiles;
  /** Value added of the units lost. */
  value_added_lost: MoneyQuantiles;
  /** Jobs x sum of (1 - output / normal) [person-days]. */
  person_days_lost: Quantiles;
  /** Days of cover that would have prevented the stop. */
  cover_needed: CoverNeeded;
  /** Last day to file so that nine cases of ten arrive in time; null when no licence is needed or none would come. */
  latest_safe_filing_date?: string | null;
  /** Why the date is what it is, one sentence (also when it is null). */
  latest_safe_filing_note: string;
  /** Inputs, most exposed first. */
  inputs: InputView[];
  /** The chain of events in the median run. */
  story: StoryStep[];
  /** What drives the loss, strongest first (at most eight). */
  drivers: Driver[];
  /** Output as a share of normal, per day. */
  output: Band;
  /** Cover on hand of the binding (or most exposed) input, days. */
  cover: Band;
  /** Loss by horizon: (days, units lost + delayed, revenue not earned by then) for 28, 91, 182 and 364 days. */
  loss_by_horizon: HorizonLoss[];
  /** Units lost in the run without events, P50 (beside the scenario). */
  baseline_units_lost: number;
  /** What its priced inputs cost, as a multiple of base prices, weighted by volume. */
  cost_index: Quantiles;
  /** What they cost above base prices, in USD. */
  extra_cost_usd: Quantiles;
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

/** Quantiles of an amount of money. */
export interface MoneyQuantiles {
  /** Tenth percentile. */
  p10: number;
  /** Median. */
  p50: number;
  /** Ninetieth percentile. */
  p90: number;
  /** ISO 4217 code. */
  currency: string;
  /** Year of the prices. */
  price_year: number;
}

/** P50 and P90 of the days of cover that would have prevented the stop. */
export interface CoverNeeded {
  /** Enough in half of the runs [days of normal use on hand]. */
  p50: number;
  /** Enough in nine runs of ten [days of normal use on hand]. */
  p90: number;
}

/** Where an input of a line comes from, for cover bars and the binding input. */
export interface InputView {
  /** Material id, e.g. `ndfeb-heavy`. */
  material: string;
  /** Material in words. */
  title: string;
  /** Share of supply by country of manufacture, largest first (ISO alpha-3, share 0 to 1). */
  suppliers: [string, number][];
  /** Ids of the controls that bite on this input (empty: none). */
  controls: string[];
  /** True when the goods are not controlled but held for inspection under the same customs code. */
  held_for_inspection: boolean;
  /** Days of normal use on hand on day 0 (range over runs). */
  cover_days: Quantiles;
  /** The same with goods in transit counted. */
  cover_days_with_pipeline: Quantiles;
  /** Days from filing for a licence to goods at the gate (range over runs); null when no licence is needed. */
  licence_lead_days?: Quantiles | null;
}

/** A step of the story that led to a stop in the median run. */
export interface StoryStep {
  /** Day of the run. */
  day: number;
  /** Calendar date, ISO 8601. */
  date: string;
  /** What happened, one sentence. */
  text: string;
}

/** How strongly a drawn parameter moves the loss of a line. */
export interface Driver {
  /** Name of the parameter in words. */
  parameter: string;
  /** Spearman rank correlation with units lost, -1 to 1. */
  rank_correlation: number;
  /** Range that was drawn, low and high, in `unit`. */
  low: number;
  /** High end of the range that was drawn. */
  high: number;
  /** Unit of the range. */
  unit: string;
  /** Basis of the range: reported, derived, estimated or assumed. */
  basis: string;
}

/** One daily series as a band: `p10[d]`, `p50[d]`, `p90[d]` for day d. */
export interface Band {
  /** What it is, for the legend and the CSV column. */
  name: string;
  /** Unit of the values. */
  unit: string;
  /** Tenth percentile per day. */
  p10: number[];
  /** Median per day. */
  p50: number[];
  /** Ninetieth percentile per day. */
  p90: number[];
}

/** What has not been made within a horizon. */
export interface HorizonLoss {
  /** Horizon [days from day 0]. */
  days: number;
  /** Units not made by then, lost or late. */
  units_missing: Quantiles;
  /** Revenue of those units. */
  revenue_missing: MoneyQuantiles;
  /** Value added of those units. */
  value_added_missing: MoneyQuantiles;
  /** Person-days idle by then. */
  person_days: Quantiles;
}

/** What the licence queue of a control did. */
export interface ControlView {
  /** Control id, e.g. `cn-2025-18`. */
  id: string;
  /** Control in words. */
  title: string;
  /** Legal citation. */
  citation: string;
  /** Issuer in words. */
  issuer: string;
  /** Issuing country, ISO alpha-3. */
  country: string;
  /** Cases filed within the horizon, all pairs of the chain and of the study. */
  applications: Quantiles;
  /** Cases approved. */
  approved: Quantiles;
  /** Cases refused explicitly. */
  refused: Quantiles;
  /** Cases without decision at the end. */
  pending: Quantiles;
  /** Calendar days from filing to decision, over all decided cases of all runs; null when none was decided. */
  days_to_decision?: Quantiles | null;
  /** Waiting times: share of decided cases by weeks from filing to decision, from week 0 on. */
  weeks_to_decision: number[];
  /** Cases without decision per day. */
  backlog: Band;
}

/** A dated event of the scenario, for markers on the charts. */
export interface EventView {
  /** Day of the run. */
  day: number;
  /** Calendar date, ISO 8601. */
  date: string;
  /** Short label. */
  label: string;
  /** Source title. */
  source: string;
}

/** Shares by country at one stage of the chain behind a line's binding input. */
export interface StageView {
  /** Stage id (mine ... product). */
  stage: string;
  /** What is made there, in words. */
  material: string;
  /** Country (ISO alpha-3) and share of world output at this stage, largest first, 0 to 1. */
  shares: [string, number][];
  /** Herfindahl-Hirschman index, 0 to 10,000. */
  hhi: number;
  /** Share of the stage's tonnes that rests on reported or derived rows, 0 to 1. */
  evidenced: number;
}

/** Daily series that belong to no single line. */
export interface SeriesView {
  /** Output of each line as a share of normal, in the order of `lines`. */
  output: Band[];
  /** Cover on hand of each line's binding input, in days. */
  cover: Band[];
  /** Cases without decision per control. */
  backlog: Band[];
  /** Controlled exports per group [t per day, 7-day mean]. */
  exports: Band[];
}

/** A price over time. */
export interface PriceView {
  /** Material. */
  material: string;
  /** In words. */
  title: string;
  /** Inside the controlling country, or outside it. */
  inside: boolean;
  /** Area in words. */
  area: string;
  /** Base price \[USD/kg\]. */
  base_usd_per_kg: number;
  /** How the elasticity came about. */
  basis: string;
  /** What the elasticity rests on. */
  note: string;
  /** Marginal price by day \[USD/kg\]. */
  marginal: Band;
  /** Contract price by day \[USD/kg\]. */
  contract: Band;
}

/** Another way in which the scenario may go on: policy, not chance. */
export interface BranchView {
  /** Key. */
  branch: string;
  /** In words. */
  title: string;
  /** What it rests on. */
  note: string;
  /** Runs. */
  runs: number;
  /** Lines. */
  lines: BranchLine[];
}

/** A line under another branch. */
export interface BranchLine {
  /** Key. */
  line: string;
  /** In words. */
  title: string;
  /** First day stopped. */
  first_stop: DayQuantiles;
  /** Days stopped. */
  days_stopped: Quantiles;
  /** Units lost. */
  units_lost: Quantiles;
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

/** The whole result of `coercivity plan`. */
export interface PlanView {
  /** Program and version. */
  program: ProgramView;
  /** blake3 over every input number. */
  data_digest: string;
  /** Study id. */
  study: string;
  /** Study in words. */
  study_title: string;
  /** Country or region whose end uses are planned for; null for a plan of lines. */
  region?: string | null;
  /** Scenario id. */
  scenario: string;
  /** Scenario in words. */
  scenario_title: string;
  /** Date of day 0, ISO 8601. */
  start_date: string;
  /** Months before day 0 at which the plan is begun. */
  ahead_months: number;
  /** Chance that the scenario comes at all within the plan's period, 0 to 1, as given. */
  likelihood: number;
  /** Weight of the tail against the mean, 0 to 1. */
  risk_aversion: number;
  /** Most that may be spent; null = no bound. */
  budget?: number | null;
  /** Seed of the draws that the plan was made on. */
  seed: number;
  /** Seed of the draws that it was simulated on. */
  fresh_seed: number;
  /** Draws per branch. */
  runs: number;
  /** Days per run. */
  days: number;
  /** `optimal` or `infeasible`. */
  status: string;
  /** Demands that cannot be met together; empty unless infeasible. */
  conflict: string[];
  /** Solvers that ran. */
  solver: string;
  /** Nothing can be cheaper than the plan by more than this share. */
  gap: number;
  /** Rounds of cuts. */
  rounds: number;
  /** How scenarios were reduced, and the error of it. */
  reduction: string;
  /** Demands and most-that-can-be-had bounds that hold the plan back. */
  binding: string[];
  /** What the plan costs. */
  cost: number;
  /** ISO 4217 code. */
  currency: string;
  /** Year of the prices. */
  price_year: number;
  /** Days over which costs run: ahead of day 0, and the horizon. */
  period_days: number;
  /** Expected loss, as the program sees it. */
  expected_loss: BeforeAfter;
  /** Mean of the worst twentieth of losses, as the program sees it. */
  cvar_95: BeforeAfter;
  /** What to buy, first needed first. */
  mix: MixView[];
  /** What a government keeps; empty for a plan of lines. */
  stockpile: StockpileView[];
  /** When and to whom it is released. */
  release_rule: string;
  /** Everything that was weighed. */
  considered: ConsideredView[];
  /** Expected loss that the program promises. */
  promised_loss: number;
  /** The same on fresh draws in the engine, the plan's events laid over the scenario. */
  simulated_loss: SimulatedView;
  /** The same with nothing bought. */
  simulated_loss_before: SimulatedView;
  /** Promised less simulated mean, as a share of the simulated loss with nothing bought. */
  promise_gap: number;
  /** Why promised and simulated differ, one sentence. */
  gap_text: string;
  /** Least loss for its cost, cheapest first. */
  frontier: FrontierPoint[];
  /** Lines. */
  lines: PlanLineView[];
  /** Branches, kept apart. */
  branches: PlanBranchView[];
  /** What bounds are worth. */
  prices: PriceOfBoundView[];
  /** Assumptions that would change the choice, strongest first. */
  sensitivity: SensitivityView[];
  /** Rules that measure what the plan changes. */
  rules: PlanRuleView[];
  /** The plan as a scenario file that `run --scenario` reads. */
  scenario_file: string;
  /** The plan in a sentence or two. */
  verdict: string;
  /** What the plan rests on. */
  assumptions: string[];
  /** Sources of the levers' numbers. */
  sources: SourceView[];
}

/** A figure without the plan and with it. */
export interface BeforeAfter {
  /** With nothing bought. */
  before: number;
  /** With the plan. */
  after: number;
}

/** Something that the plan buys. */
export interface MixView {
  /** Lever id, e.g. `stock`. */
  lever: string;
  /** Lever in words. */
  title: string;
  /** What it is for: line and item, in words. */
  subject: string;
  /** Line id. */
  line: string;
  /** Material or part. */
  item: string;
  /** How much. */
  quantity: number;
  /** Unit of the quantity. */
  unit: string;
  /** The same in days of use (stocks) or as a share of use (flows); null where it is neither. */
  of_use?: number | null;
  /** What it costs over the plan's period. */
  cost: number;
  /** The same with every number of the lever at its low end. */
  cost_low: number;
  /** The same with every number of the lever at its high end. */
  cost_high: number;
  /** Date on which it must be begun, ISO 8601. */
  starts: string;
  /** Date from which it helps, ISO 8601. */
  helps_from: string;
  /** Day of the run from which it helps; negative when before day 0. */
  helps_from_day: number;
  /** Weakest basis of its numbers. */
  basis: string;
  /** Source ids of its numbers. */
  sources: string[];
}

/** A part of a public stock: one form of one material. */
export interface StockpileView {
  /** Lever. */
  lever: string;
  /** Lever in words. */
  title: string;
  /** Magnet material that it is, or is made into. */
  material: string;
  /** Magnets that it is, or is made into \[t\]. */
  magnets_t: number;
  /** The same in days of all use in the region. */
  days_of_use: number;
  /** What is kept of rare earths and cobalt, by element \[t\]. */
  elements_t: Record<string, number>;
  /** Magnets for each end use \[t\], most value per kilogram first. */
  uses: StockpileUse[];
}

/** What an end use may draw from a public stock. */
export interface StockpileUse {
  /** End use in words. */
  end_use: string;
  /** Magnets \[t\]. */
  magnets_t: number;
  /** Value added per kilogram of magnets, in the plan's currency. */
  value_per_kg: number;
}

/** A lever that was weighed. */
export interface ConsideredView {
  /** Lever id. */
  lever: string;
  /** Lever in words. */
  title: string;
  /** What it is for, in words. */
  subject: string;
  /** Part that is taken of the most that can be had, 0 to 1. */
  taken: number;
  /** Most that can be had. */
  most: number;
  /** Unit of `most`. */
  unit: string;
  /** Cost of all of it over the plan's period. */
  cost_of_most: number;
  /** Day of the run from which it helps; null when not within the horizon. */
  helps_from_day?: number | null;
  /** Expected loss that all of it alone avoids. */
  avoids_alone: number;
  /** Why it is taken, or why not, in one sentence. */
  why: string;
}

/** Losses on fresh draws. */
export interface SimulatedView {
  /** Tenth percentile. */
  p10: number;
  /** Median. */
  p50: number;
  /** Ninetieth percentile. */
  p90: number;
  /** Mean. */
  mean: number;
}

/** A point of the frontier. */
export interface FrontierPoint {
  /** Cost. */
  cost: number;
  /** Mean of the worst twentieth of losses. */
  cvar_95: number;
  /** Expected loss. */
  expected_loss: number;
}

/** A line without the plan and with it. */
export interface PlanLineView {
  /** Line id. */
  line: string;
  /** In words. */
  title: string;
  /** First day stopped without the plan, simulated. */
  first_stop_before: DayQuantiles;
  /** First day stopped with the plan, simulated. */
  first_stop_after: DayQuantiles;
  /** Loss without the plan, simulated. */
  loss_before: MoneyQuantiles;
  /** Loss with the plan, simulated. */
  loss_after: MoneyQuantiles;
  /** Shortest freeze of exports that halves output without the plan, median in days; null = none tried does. */
  coercivity_before?: number | null;
  /** The same with the plan. */
  coercivity_after?: number | null;
}

/** A branch of the scenario under the plan. */
export interface PlanBranchView {
  /** Branch id. */
  branch: string;
  /** In words. */
  title: string;
  /** Weight given to it, 0 to 1. */
  weight: number;
  /** Expected loss with nothing bought and with the plan. */
  expected_loss: BeforeAfter;
  /** Cost and expected loss with the plan, above those of the plan made for this branch alone. */
  regret: number;
  /** What the plan for this branch alone would cost. */
  own_cost: number;
  /** Cost and expected loss with nothing bought, above those of the plan made for this branch alone. */
  regret_of_nothing: number;
}

/** What one more of something would save. */
export interface PriceOfBoundView {
  /** What binds. */
  bound: string;
  /** Saved per unit. */
  saves: number;
  /** Unit. */
  unit: string;
  /** In words. */
  text: string;
}

/** An assumption, and what the plan would be if it were otherwise. */
export interface SensitivityView {
  /** What is assumed. */
  assumption: string;
  /** Value in the plan. */
  value: number;
  /** Value tried. */
  tried: number;
  /** Unit. */
  unit: string;
  /** Share of what the plan spends that would be spent otherwise, 0 to 1. */
  moved: number;
  /** Cost of the plan then. */
  cost: number;
  /** In words. */
  text: string;
}

/** A rule without the plan and with it. */
export interface PlanRuleView {
  /** Rule id. */
  rule: string;
  /** Line id; empty for the firm. */
  line: string;
  /** Measured share before, 0 to 1. */
  before: number;
  /** Measured share with the plan. */
  after: number;
  /** Most that the rule allows. */
  threshold: number;
  /** What is measured, in words, and what is not counted. */
  text: string;
  /** True where the caller required it. */
  required: boolean;
}

/** A source that the result rests on. */
export interface SourceView {
  /** Source id. */
  id: string;
  /** Title. */
  title: string;
  /** Publisher. */
  publisher: string;
  /** Year, if known. */
  year?: number | null;
  /** Licence of the source. */
  licence: string;
  /** Address. */
  url: string;
}

/** What a run's losses cost whole economies. */
export interface RunEconomyView {
  /** Layout in which the table was found. */
  layout: string;
  /** Value added lost in all, in the table's money. */
  value_added_lost: LossQuantiles;
  /** Of it in other industries than those of the lines, in the table's money. */
  value_added_lost_elsewhere: LossQuantiles;
  /** Work lost, in years of one job; null without jobs in the table. */
  jobs?: LossQuantiles | null;
  /** Lines and their industries. */
  lines: HandedView[];
  /** What the estimate rests on. */
  assumption: string;
}

/** Losses in three cases, in the table's money. */
export interface LossQuantiles {
  /** With the output of the lines at its P90. */
  p10: number;
  /** At its median. */
  p50: number;
  /** At its P10. */
  p90: number;
}

/** A line and the industry that it was taken for a part of. */
export interface HandedView {
  /** Line. */
  line: string;
  /** Region. */
  region: string;
  /** Sector. */
  sector: string;
  /** Planned revenue of the line over the output of the industry. */
  share_of_industry: number;
}

/** One number that the result rests on. */
export interface FigureView {
  /** Table or file it comes from. */
  table: string;
  /** Row in words. */
  item: string;
  /** Value. */
  value: number;
  /** Low end, if a range is given. */
  low?: number | null;
  /** High end, if a range is given. */
  high?: number | null;
  /** Unit. */
  unit: string;
  /** Source id. */
  source: string;
  /** Year of the figure. */
  year?: number | null;
  /** reported, derived, estimated or assumed. */
  basis: string;
}
