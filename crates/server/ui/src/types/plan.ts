// Written by scripts/types.mjs from docs/schema/plan.json; do not edit.

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

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
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
