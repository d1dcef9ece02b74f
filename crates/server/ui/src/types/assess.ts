// Written by scripts/types.mjs from docs/schema/assess.json; do not edit.

/** The assessment. */
export interface AssessView {
  /** Program. */
  program: ProgramView;
  /** Day of the assessment. */
  as_of: string;
  /** Key of the study. */
  study: string;
  /** Study in words. */
  study_title: string;
  /** The answer in a few sentences. */
  summary: string[];
  /** blake3 over all parts below. */
  digest: string;
  /** blake3 over every input. */
  data_digest: string;
  /** What the origin rests on, by line. */
  evidence: LineEvidenceView[];
  /** Requests to suppliers. */
  requests: AskedView[];
  /** Controls that may affect supply. */
  factors: FactorView[];
  /** Stocks. */
  cover: CoverView[];
  /** Counter-measures. */
  measures: MeasureView[];
  /** Rules. */
  rules: RulesView;
  /** Origin. */
  trace: TraceView;
  /** Vulnerability: what the scenario does to the lines. */
  run: RunView;
}

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
}

/** What the origin of a line rests on, over all stages before its own. */
export interface LineEvidenceView {
  /** Line. */
  line: string;
  /** Line in words. */
  title: string;
  /** Shares of mass, averaged over the stages that suppliers do. */
  evidence: EvidenceView;
}

/** What mass or value rests on, in shares that sum to 1. */
export interface EvidenceView {
  /** A supplier, or the user, said so. */
  declared: number;
  /** Public data. */
  public: number;
  /** Assumed somewhere on the way from the stage to the line. */
  assumed: number;
  /** Not known. */
  unknown: number;
}

/** A request put to a supplier. */
export interface AskedView {
  /** Supplier. */
  supplier: string;
  /** Item. */
  item: string;
  /** Day of the first request, ISO 8601. */
  sent?: string | null;
  /** Day of the last answer. */
  answered?: string | null;
  /** open, answered, refused, or not asked. */
  state: string;
  /** Why it was refused. */
  reason: string;
}

/** A control that may affect supply of one material from one country. */
export interface FactorView {
  /** Control. */
  control: string;
  /** Control in words. */
  title: string;
  /** Kind: licence, quota, ban, technology-ban, inspection. */
  kind: string;
  /** Issuer. */
  issuer: string;
  /** Citation. */
  citation: string;
  /** Material of the line. */
  material: string;
  /** Country where it is made. */
  from: string;
  /** Country of the line. */
  to: string;
  /** What the control means for this shipment on the day. */
  verdict: string;
  /** True when it bites on the day. */
  applies: boolean;
  /** Status on the day. */
  status: string;
  /** Last day of the status; null = open. */
  status_until?: string | null;
  /** Status after that. */
  status_next?: string | null;
  /** Days from filing to licence; null where none is needed. */
  days_to_licence?: DaysView | null;
  /** Why, in words. */
  why: string;
}

/** Calendar days from filing to licence, customs apart; null = not within five years. */
export interface DaysView {
  /** One case in ten is quicker. */
  p10?: number | null;
  /** Median. */
  p50?: number | null;
  /** One case in ten is slower. */
  p90?: number | null;
  /** `statute`: the times of the law; `practice`: what was seen or is judged of practice. */
  basis: string;
  /** Phase of review on the day. */
  phase: string;
  /** The review itself, median [calendar days]. */
  review: FigureView;
  /** From the licence to clearance, in days, not in the quantiles. */
  customs: FigureView;
}

/** A number with its range and evidence. */
export interface FigureView {
  /** Most likely value. */
  value: number;
  /** Low end. */
  low: number;
  /** High end. */
  high: number;
  /** Unit of the three. */
  unit: string;
  /** reported, derived, estimated or assumed. */
  basis: string;
  /** Key of the source. */
  source: string;
  /** What it rests on. */
  note: string;
}

/** Stock of one input of one line. */
export interface CoverView {
  /** Line. */
  line: string;
  /** Material. */
  material: string;
  /** Material in words. */
  title: string;
  /** Stock, in t. */
  stock_t: RangeView;
  /** Stock in days of own use. */
  days_of_use: RangeView;
  /** The same with goods on the way, in days. */
  days_with_pipeline: RangeView;
  /** Cover that carries the line through in half of the runs, in days; null where none is enough. */
  needed_p50?: number | null;
  /** The same for nine runs of ten. */
  needed_p90?: number | null;
}

/** A number with its range. */
export interface RangeView {
  /** Low end. */
  low: number;
  /** Most likely value. */
  value: number;
  /** High end. */
  high: number;
}

/** A counter-measure, assessed for one line. */
export interface MeasureView {
  /** Line. */
  line: string;
  /** Lever. */
  lever: string;
  /** Lever in words. */
  title: string;
  /** stock, diversification, substitution, recycling or offtake. */
  kind: string;
  /** Months until it helps. */
  lead_months?: RangeView | null;
  /** Cost per year, in USD; null where no figure is known. */
  usd_per_year?: RangeView | null;
  /** Cost paid once, in USD. */
  usd_once?: RangeView | null;
  /** How much of it, in words. */
  quantity: string;
  /** What it does, and what it does not. */
  effect: string;
  /** True when it could be in place before the first stop of the median run, had it been begun on day 0. */
  in_time?: boolean | null;
  /** Weakest basis of its figures. */
  basis: string;
  /** Keys of the sources of its figures. */
  sources: string[];
}

/** Rules held against a study on a day. */
export interface RulesView {
  /** Day asked for. */
  as_of: string;
  /** True when no day was named and today's was taken. */
  as_of_is_today: boolean;
  /** Key of the study. */
  study: string;
  /** Study in words. */
  study_title: string;
  /** Branch asked for; null = as published. */
  branch?: string | null;
  /** The answer in one sentence. */
  headline: string;
  /** Verdicts by kind. */
  counts: CountsView;
  /** Verdicts: what fails first, then what is unknown, kept, not in force, and with `--all` what does not apply. */
  verdicts: VerdictView[];
  /** Disclosure forms. */
  forms: FormView[];
  /** Stock tables. */
  stocks: StockView[];
}

/** Verdicts by kind, before anything was left out. */
export interface CountsView {
  /** Broken. */
  fail: number;
  /** Cannot be told. */
  unknown: number;
  /** Kept. */
  pass: number;
  /** Do not bind on the day. */
  not_in_force: number;
  /** Do not concern the subject. */
  not_applicable: number;
}

/** What one rule says of one subject on the day. */
export interface VerdictView {
  /** Key of the rule; holds the number of the citation. */
  rule: string;
  /** `company`, a line, `line/item`, or `REGION/raw material/stage`. */
  subject: string;
  /** pass, fail, unknown, not in force or not applicable. */
  verdict: string;
  /** What was measured, in `unit`. */
  measured?: number | null;
  /** What it was compared with, in `unit`. */
  threshold?: number | null;
  /** Unit of both. */
  unit: string;
  /** Worst offender: line › item › supplier › stage: country and share. */
  path: string;
  /** What it rests on. */
  evidence: RuleEvidenceView;
  /** Legal citation. */
  citation: string;
  /** Verdict that a rule which is not in force would have given; null where that is the verdict. */
  otherwise?: string | null;
  /** Title of the rule. */
  title: string;
  /** What the text asks for, in our words. */
  text: string;
  /** Key of the source. */
  source: string;
  /** Address of the text. */
  url: string;
  /** reported where the text was read, assumed where it was not. */
  basis: string;
  /** Whose duty or aim: company, union or country. */
  who: string;
  /** binding, benchmark or proposed. */
  level: string;
  /** Region whose rule it is, ISO 3166 alpha-3 or EUU. */
  region: string;
  /** Status on the day, in words. */
  status: string;
  /** First day of the status. */
  status_from?: string | null;
  /** Last day of the status; null = open or not known. */
  status_until?: string | null;
  /** Day by which an aim is to be reached. */
  due?: string | null;
  /** Exception that spares the subject. */
  exception?: string | null;
  /** What somebody would have to state for a verdict. */
  missing: string[];
  /** Why, in words. */
  why: string;
  /** What the reader should know of the rule. */
  remark: string;
}

/** What a figure rests on, as shares that sum to 1. */
export interface RuleEvidenceView {
  /** A supplier, or the maker, said so. */
  declared: number;
  /** Public data. */
  public: number;
  /** Assumed somewhere on the way. */
  assumed: number;
  /** Not known. */
  unknown: number;
}

/** The disclosure form of one item from one supplier. */
export interface FormView {
  /** Key of the rule that asks for it. */
  rule: string;
  /** Line. */
  line: string;
  /** Item that it goes into. */
  parent: string;
  /** Item. */
  item: string;
  /** Supplier in words; may be empty. */
  supplier: string;
  /** Material in words. */
  material: string;
  /** Mass in one unit of the line, in kg. */
  kg_per_unit: number;
  /** Rows. */
  rows: FormRowView[];
}

/** One row of a disclosure form. */
export interface FormRowView {
  /** Number in the text. */
  row: string;
  /** What was done. */
  title: string;
  /** Countries, largest share first. */
  countries: CountryShareView[];
  /** Share whose country is not known. */
  unknown: number;
  /** What it rests on. */
  evidence: RuleEvidenceView;
  /** True when suppliers declared all of it. */
  complete: boolean;
}

/** A country and its share. */
export interface CountryShareView {
  /** ISO 3166 alpha-3 or region code. */
  country: string;
  /** Share of the mass. */
  share: number;
}

/** One row of a stock table. */
export interface StockView {
  /** Key of the rule that asks for it. */
  rule: string;
  /** Region. */
  region: string;
  /** Key of the raw material. */
  material: string;
  /** As the list names it. */
  title: string;
  /** Stock, in t. */
  stock_t?: number | null;
  /** Stock as a share of a year's consumption. */
  share_of_consumption?: number | null;
  /** Columns that the text asks for, as stated. */
  columns: StockColumnView[];
  /** Consumption, in t of the elements per year. */
  consumption_t?: number | null;
  /** Net imports, in t of the elements per year; below zero for a net exporter. */
  net_imports_t?: number | null;
  /** Year of the net imports. */
  net_imports_year: number;
  /** Stock in days of average daily net imports. */
  cover_days?: number | null;
}

/** One column of a stock report as stated. */
export interface StockColumnView {
  /** Fact that fills it. */
  fact: string;
  /** Value as stated; null = not stated. */
  value?: string | null;
}

/** The answer of `coercivity trace`. */
export interface TraceView {
  /** Program. */
  program: ProgramView;
  /** Key of the study; null where a country was asked about. */
  study?: string | null;
  /** What was asked, in words. */
  question: string;
  /** Base year of the flows. */
  base_year: number;
  /** Digest of all input data. */
  data_digest: string;
  /** mass or value. */
  by: string;
  /** Lines. */
  lines: TraceLineView[];
  /** What is left out or taken for granted. */
  notes: string[];
}

/** One line, or the country asked about. */
export interface TraceLineView {
  /** Key. */
  line: string;
  /** In words. */
  title: string;
  /** Country; null = the world. */
  country?: string | null;
  /** Elements, most massive first. */
  elements: TraceElementView[];
  /** All elements together. */
  all: TraceElementView;
  /** Rows of the bill of materials that are followed. */
  items: TraceItemView[];
}

/** One element, or all together. */
export interface TraceElementView {
  /** Symbol, or `all`. */
  element: string;
  /** What goes into the line; t per year, or USD per year by value. */
  amount_per_year: number;
  /** Unit of the amounts: `t/yr` or `USD/yr`. */
  unit: string;
  /** Stages, upstream first. */
  stages: TraceStageView[];
  /** Flows between stages and countries, heaviest first, before statements of suppliers; empty for single items. */
  flows: FlowView[];
  /** Heaviest ways, for reading; the shares come from all ways. */
  paths: PathView[];
  /** Sources less losses less what goes in, relative to what goes in. */
  balance_error: number;
}

/** One stage of one element. */
export interface TraceStageView {
  /** Key of the stage, e.g. separation. */
  stage: string;
  /** In words. */
  title: string;
  /** Done at this stage for what goes in, losses on the way included; t per year, or USD per year by value. */
  amount_per_year: number;
  /** Share done in each country. */
  shares: Record<string, number>;
  /** Share whose country is not known. */
  unknown: number;
  /** Country with the largest share; null where all is unknown. */
  top_country?: string | null;
  /** Its share. */
  top_share: number;
  /** Herfindahl-Hirschman index of countries, 0 to 1; what is unknown counts as spread thin. */
  hhi: number;
  /** The same if all that is unknown is done in the top country. */
  hhi_high: number;
  /** Sum of the three largest shares. */
  top_three: number;
  /** Share that is left without the top country (N - 1 supply); what is unknown is not counted. */
  without_top: number;
  /** Number of sites of the chain above 0.1 %; a country's plants of a stage are one site unless a plant has a row of its own. */
  sites: number;
  /** Largest site; null where the stage is done outside the chain. */
  top_site?: TopSiteView | null;
  /** True when one site does all that is known. */
  single_site: boolean;
  /** Share made of scrap. */
  recycled: number;
  /** What the shares rest on. */
  evidence: EvidenceView;
  /** Shares by bloc (us, china, eu, other); the grouping is assumed. */
  blocs: Record<string, number>;
  /** Ways in, one per country of `shares`, largest first. */
  via: ViaView[];
  /** Firms that are known, largest first. */
  firms: FirmView[];
}

/** The largest site of a stage. */
export interface TopSiteView {
  /** Key of the site. */
  site: string;
  /** In words. */
  title: string;
  /** Share of the stage. */
  share: number;
}

/** How the dependence on one country comes in. */
export interface ViaView {
  /** Country where the stage is done. */
  country: string;
  /** Share that comes straight from there, or is done at home. */
  direct: number;
  /** Share by the third country from which it enters. */
  hidden: Record<string, number>;
}

/** A firm that does a stage. */
export interface FirmView {
  /** Name. */
  firm: string;
  /** Country where it does it; null = not known. */
  country?: string | null;
  /** Share of the stage. */
  share: number;
}

/** What goes from an earlier to a later stage; scrap that goes back is in no flow. */
export interface FlowView {
  /** Key of the earlier stage. */
  from_stage: string;
  /** Country in which it is done; null = not known. */
  from_country?: string | null;
  /** Key of the material that goes; null for goods that the chain does not follow. */
  material?: string | null;
  /** Key of the later stage. */
  to_stage: string;
  /** Country in which it is done; null = not known. */
  to_country?: string | null;
  /** t per year, or USD per year by value. */
  amount_per_year: number;
  /** Controls whose scope holds these goods on this way, whatever their status. */
  controls: string[];
  /** What most of it rests on: declared, public, assumed or unknown. */
  basis: string;
}

/** A way from the first stage to the line. */
export interface PathView {
  /** Item of the line. */
  item: string;
  /** Supplier of the item in words. */
  supplier: string;
  /** Share of the element that comes this way. */
  share: number;
  /** True when no step of it is assumed. */
  public: boolean;
  /** Sites, downstream first. */
  steps: StepView[];
}

/** A site on a way. */
export interface StepView {
  /** Key of the site. */
  site: string;
  /** In words. */
  title: string;
  /** Country. */
  country: string;
  /** Material that it makes. */
  material: string;
}

/** One row of the bill of materials. */
export interface TraceItemView {
  /** Item that it goes into. */
  parent: string;
  /** Item. */
  item: string;
  /** Supplier in words. */
  supplier: string;
  /** Country where it is made; null = not known. */
  country?: string | null;
  /** Mass per unit of the line, in kg. */
  kg_per_unit: number;
  /** declared, public or assumed. */
  evidence: string;
  /** Elements, most massive first. */
  elements: TraceElementView[];
}

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
  /** What is assumed, one sentence each. */
  assumptions: string[];
  /** Figures used that matter most. */
  figures: FigureView2[];
  /** Sources of those figures. */
  sources: SourceView[];
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

/** One number that the result rests on. */
export interface FigureView2 {
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
