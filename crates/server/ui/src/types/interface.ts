// Written by scripts/types.mjs from docs/openapi.json; do not edit.

/** What this server is. */
export interface AboutView {
  /** Program. */
  program: ProgramView;
  /** blake3 over the default package. */
  data_digest: string;
  /** Base year of the default package. */
  base_year: number;
  /** Study shown first. */
  default_study: string;
  /** Folder of the studies. */
  studies_folder: string;
  /** Today in UTC, ISO 8601. */
  today: string;
}

/** What one control means for the shipment. */
export interface AnswerView {
  /** Key of the control. */
  control: string;
  /** In words. */
  title: string;
  /** Issuer. */
  issuer: string;
  /** Issuing country, ISO 3166 alpha-3. */
  country: string;
  /** licence, quota, ban, technology-ban or inspection. */
  kind: string;
  /** Legal citation. */
  citation: string;
  /** Law under which it was issued. */
  framework?: string | null;
  /** Status on the day; `not yet announced` before the first. */
  status: string;
  /** First day of the status. */
  status_from?: string | null;
  /** Last day of the status; null = open. */
  status_until?: string | null;
  /** The status that follows. */
  status_next?: string | null;
  /** Remark on the status. */
  status_note: string;
  /** Day of publication. */
  announced: string;
  /** Day of effect. */
  effective: string;
  /** licence needed, refused in principle, banned, quota, inspected, technology only, suspended, not yet in force, expired or does not apply. */
  verdict: string;
  /** True when the goods do not simply leave. */
  applies: boolean;
  /** True when the rule would reach the shipment, were the goods on the list. */
  on_its_way: boolean;
  /** True when the rule reaches the goods and exempts their use. */
  exempt: boolean;
  /** Why, in words. */
  why: string;
  /** Holds only where these are so, because the question left them open. */
  conditions: string[];
  /** Limb that reaches goods made abroad; null = at the border of the issuing country. */
  beyond_border?: LimbView | null;
  /** What an exporter needs; null without a licence to ask for. */
  needs?: NeedsView | null;
  /** Days from filing to licence; null without a licence to wait for. */
  days_to_licence?: DaysView | null;
  /** Share of pairs of exporter and buyer that is granted in the end. */
  granted?: FigureView | null;
  /** Tonnes of the period; null without a quota on the day. */
  quota?: QuotaView | null;
  /** Hold under the common customs code. */
  inspection?: InspectionView | null;
  /** Content against the threshold; null where no content was compared. */
  composition?: ThresholdView | null;
  /** Rules on the class of the end use. */
  end_use: EndUseView[];
  /** Entries that name the goods. */
  items: ItemView[];
  /** What was seen of practice by the day. */
  practices: StatementView[];
  /** Ways in which it may go on. */
  branches: BranchView[];
  /** Sources of all of this. */
  sources: SourceView[];
}

/** Back-tests of the package. */
export interface BacktestBody {
  /** Cases; empty = all. */
  cases?: string[];
  /** Runs. */
  runs?: number | null;
  /** Seed. */
  seed?: number | null;
}

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

/** What the readers say of a form. */
export interface BomCheckView {
  /** Columns. */
  columns: ColumnView[];
  /** What columns may mean. */
  fields: FieldView[];
  /** Defects; empty when it can be saved. */
  problems: ProblemView[];
  /** What the study would hold; null while there are defects. */
  bom?: BomView | null;
}

/** A grid with what its columns mean. */
export interface BomForm {
  /** File. */
  filename: string;
  /** Rows; the header is one of the first. */
  rows: string[][];
  /** Header by field. */
  mapping?: Record<string, string>;
  /** What the file does not say. */
  settings?: SettingsForm;
}

/** A line of the new study. */
export interface BomLineView {
  /** Key. */
  line: string;
  /** In words. */
  title: string;
  /** Country, ISO 3166-1 alpha-3. */
  country: string;
  /** End use of the data package. */
  end_use: string;
  /** Output, in units per day. */
  units_per_day: number;
  /** The output is assumed. */
  units_assumed: boolean;
  /** Materials of the chain in one unit, in kg. */
  followed_kg: number;
}

/** A new study from a bill of materials. */
export interface BomStudyBody {
  /** Name: lower-case letters, digits and hyphens. */
  study: string;
  /** File. */
  filename: string;
  /** Rows; the header is one of the first. */
  rows: string[][];
  /** Header by field. */
  mapping?: Record<string, string>;
  /** What the file does not say. */
  settings?: SettingsForm;
}

/** A bill of materials that became a study. */
export interface BomView {
  /** File read. */
  file: string;
  /** Sheet read; empty for CSV. */
  sheet: string;
  /** `indented` or `parent-child`. */
  layout: string;
  /** Rows with items. */
  rows: number;
  /** Folder of the study. */
  folder: string;
  /** Files written. */
  files: string[];
  /** Lines of the study. */
  lines: BomLineView[];
  /** Parts taken as materials of the chain. */
  taken: TakenView[];
  /** What is not followed. */
  left_out: LeftOutView;
  /** What was assumed or passed over, in sentences. */
  notes: string[];
}

/** One way in which a scenario may go on. */
export interface BranchForm {
  /** Key. */
  branch: string;
  /** In words. */
  title: string;
  /** What it rests on. */
  note?: string;
  /** Branch of each control that differs. */
  controls: Record<string, string>;
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

/** A way in which a control may go on. */
export interface BranchView {
  /** Key, for `--branch`. */
  branch: string;
  /** In words. */
  title: string;
  /** What it rests on. */
  note: string;
  /** First day on which it differs. */
  from?: string | null;
  /** Status under it on the day asked for; null = not yet announced. */
  status_on_day?: string | null;
  /** Statuses from that day on. */
  statuses: StatusView[];
  /** Key of the source, if any. */
  source?: string | null;
}

/** Another way in which the scenario may go on: policy, not chance. */
export interface BranchView2 {
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

/** A branch of a control. */
export interface BranchWord {
  /** Key. */
  branch: string;
  /** In words. */
  title: string;
}

/** A case that can be back-tested. */
export interface CaseInfo {
  /** Case. */
  case: string;
  /** Scenario that it runs. */
  scenario: string;
  /** In words. */
  title: string;
  /** First and last day to which parameters were fitted; null = not fitted. */
  fitted_on?: [string, string] | null;
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

/** All cases. */
export interface CasesView {
  /** Cases. */
  cases: CaseInfo[];
}

/** A column of a table. */
export interface ColumnInfo {
  /** Name. */
  name: string;
  /** Unit, or empty. */
  unit: string;
  /** Meaning. */
  description: string;
}

/** A column, and what it means. */
export interface ColumnView {
  /** Header as written. */
  header: string;
  /** Field that it holds; null = not read. */
  field?: string | null;
  /** mapping, header, looks like (a guess, not read), or empty. */
  how: string;
}

/** A mass fraction of an element. */
export interface ContentView {
  /** Symbol. */
  element: string;
  /** Mass fraction, in t/t. */
  fraction: number;
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

/** A control. */
export interface ControlWord {
  /** Key. */
  id: string;
  /** In words. */
  title: string;
  /** Issuer in words. */
  issuer: string;
  /** Issuing country. */
  country: string;
  /** licence, quota, ban, technology ban or inspection. */
  kind: string;
  /** Date of effect. */
  effective: string;
  /** Ways in which it may go on. */
  branches: BranchWord[];
}

/** The answer to a question about a shipment. */
export interface ControlsView {
  /** Day asked for. */
  as_of: string;
  /** True when no day was named and today's was taken. */
  as_of_is_today: boolean;
  /** Branch asked for; null = as published. */
  branch?: string | null;
  /** Shipment; null = none was asked about, every control is listed. */
  shipment?: ShipmentView | null;
  /** True when a control stops the goods, or sets terms, on the day. */
  applies: boolean;
  /** Strictest verdict, or `free`. */
  verdict: string;
  /** The answer in one sentence. */
  headline: string;
  /** Controls looked at. */
  looked_at: number;
  /** What the data cannot settle. */
  notes: string[];
  /** Controls that apply, then those set aside or to come, strictest first; with `--all` those that do not apply too. */
  controls: AnswerView[];
}

/** A new study. */
export interface CopyBody {
  /** Name: lower-case letters, digits and hyphens. */
  study: string;
  /** Study to copy; none = the one shown first. */
  from?: string | null;
}

/** A country and its share. */
export interface CountryShareView {
  /** ISO 3166 alpha-3 or region code. */
  country: string;
  /** Share of the mass. */
  share: number;
}

/** A country or region. */
export interface CountryWord {
  /** ISO alpha-3, EUU or XRW. */
  code: string;
  /** Name. */
  name: string;
  /** ISO numeric code with leading zeros, as world maps have it; empty for regions. */
  numeric: string;
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

/** P50 and P90 of the days of cover that would have prevented the stop. */
export interface CoverNeeded {
  /** Enough in half of the runs [days of normal use on hand]. */
  p50: number;
  /** Enough in nine runs of ten [days of normal use on hand]. */
  p90: number;
}

/** GeoPolRisk of a material for a country in a year. */
export interface CriticalityCell {
  /** Country or region that needs the material. */
  country: string;
  /** Material; for the default package with the stage at which it is bought, as `cobalt/refining`. */
  material: string;
  /** Calendar year. */
  year: number;
  /** Score, 0 to 1; null where it cannot be told. */
  score?: number | null;
  /** Characterisation factor, in kg of copper per kg. */
  factor?: number | null;
  /** Concentration of world production, 0 to 1. */
  hhi?: number | null;
  /** Import risk, 0 to 1. */
  import_risk?: number | null;
  /** Price, in USD per kg; unit value of imports where trade has values. */
  price?: number | null;
  /** Imports, in t per year. */
  imports_t: number;
  /** Domestic production, in t per year. */
  domestic_t: number;
  /** Share of imports from exporters without a figure of stability, which count as 0.5. */
  unrated_share?: number | null;
  /** What the reader should know; may be empty. */
  note: string;
}

/** The result of a method. */
export interface CriticalityView {
  /** Method: geopolrisk, ec or crma. */
  method: string;
  /** What the method measures. */
  title: string;
  /** Its formula, one line each. */
  formula: string[];
  /** Where the method is published. */
  citation: string;
  /** `package` or `files`. */
  data: string;
  /** Files read; empty for the package. */
  read: FileReadView[];
  /** Rows of GeoPolRisk. */
  cells: CriticalityCell[];
  /** Rows of the Commission's method. */
  ec: EcRow[];
  /** Rows of the benchmarks. */
  crma: CrmaRow[];
  /** Concentration by stage, for every method. */
  stages: StageConcentrationView[];
  /** What the reader should know of the whole. */
  notes: string[];
  /** Keys of the sources in the package. */
  sources: string[];
}

/** A stage of a commodity against the benchmarks of Article 5. */
export interface CrmaRow {
  /** Commodity. */
  material: string;
  /** strategic, critical or none. */
  list: string;
  /** Stage. */
  stage: string;
  /** Base year. */
  year: number;
  /** Capacity of sites in the Union, in t of the elements per year. */
  capacity_t: number;
  /** Use in the Union at the last stage followed, in t of the elements per year. */
  consumption_t: number;
  /** Purchases of the Union at this stage, in t of the elements per year. */
  purchases_t: number;
  /** Capacity over consumption; null without consumption. */
  capacity_share?: number | null;
  /** Benchmark for it; null where the article sets none for the stage. */
  capacity_benchmark?: number | null;
  /** met, not met, or unknown; null without benchmark. */
  capacity_verdict?: string | null;
  /** Third country from which most is bought; null without purchases. */
  largest_country?: string | null;
  /** Its share of purchases. */
  largest_share?: number | null;
  /** Share of purchases from countries without a row of their own. */
  unknown_share?: number | null;
  /** Whether the largest share is within 0.65: met, not met, unknown, or no purchases. */
  dependence_verdict: string;
  /** What the reader should know; may be empty. */
  note: string;
}

/** Coercivity of the lines of a study. */
export interface CurveBody {
  /** Study. */
  study: string;
  /** Control whose goods are squeezed; none = the first of the study's scenario. */
  control?: string | null;
  /** Runs. */
  runs?: number | null;
  /** Longest squeeze tried, in days. */
  longest?: number | null;
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

/** The package in numbers. */
export interface DataResponse {
  /** Base year. */
  base_year: number;
  /** blake3 over all files. */
  data_digest: string;
  /** Tables. */
  tables: TableSummary[];
  /** Share of all figures that are reported or derived. */
  share_reported_or_derived: number;
  /** The same by tonnes on links. */
  share_of_tonnes_reported_or_derived: number;
  /** Controls. */
  controls: string[];
  /** Scenarios. */
  scenarios: string[];
  /** Worked studies. */
  studies: string[];
  /** Figures held back from the fit. */
  held_back: Residual[];
  /** Largest differences of the figures used in the fit. */
  largest_residuals: Residual[];
  /** Sources: key, title, publisher, licence. */
  sources: [string, string, string, string][];
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

/** Supply risk and economic importance of a material, beside the published scores. */
export interface EcRow {
  /** Material or group, as the Commission's study names it. */
  material: string;
  /** Stage with the higher supply risk: extraction or processing; empty for a group. */
  stage: string;
  /** Supply risk computed here. */
  supply_risk: number;
  /** Published supply risk of 2023; that of the group for a single rare earth. */
  published_supply_risk?: number | null;
  /** Economic importance computed here; null where no uses are published. */
  economic_importance?: number | null;
  /** Published economic importance of 2023, likewise. */
  published_economic_importance?: number | null;
  /** Group in which the scores are published; null for a material of its own. */
  published_as?: string | null;
  /** Weighted concentration of world supply at the stage; null for a group. */
  global_concentration?: number | null;
  /** Weighted concentration of the Union's sourcing; null where none is published. */
  union_concentration?: number | null;
  /** Import reliance, 0 to 1; null for a group. */
  import_reliance?: number | null;
  /** End-of-life recycling input rate, 0 to 1; null for a group. */
  eol_rir?: number | null;
  /** True when both scores computed here reach the thresholds, 1 and 2.8. */
  critical?: boolean | null;
  /** What is assumed and why the scores differ. */
  note: string;
}

/** A rule on the class of the end use. */
export interface EndUseView {
  /** Class. */
  class: string;
  /** refused, case-by-case or exempt. */
  rule: string;
  /** In words. */
  text: string;
  /** Key of the source. */
  source: string;
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

/** Why a request was not met. */
export interface Failure {
  /** Kind of problem; `about:blank` = what the status says. */
  type: string;
  /** In short. */
  title: string;
  /** HTTP status. */
  status: number;
  /** What is wrong and what would be right. */
  detail: string;
  /** Defects of files or of the body, all at once. */
  errors?: FieldError[];
}

/** One defect, with its place in a file or in the body of the request. */
export interface FieldError {
  /** Code of the check. */
  code: string;
  /** File. */
  file: string;
  /** Row, from 1, if it has one. */
  row?: number | null;
  /** Column by header, or setting, if it has one. */
  column?: string | null;
  /** Value as written. */
  value?: string | null;
  /** What is wrong. */
  message: string;
  /** What would be right. */
  hint: string;
  /** JSON pointer into the body, if it has one. */
  pointer?: string | null;
}

/** What a column may mean. */
export interface FieldView {
  /** Key. */
  field: string;
  /** In words. */
  title: string;
  /** True for the ones without which nothing can be read. */
  needed: boolean;
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

/** A file that was read. */
export interface FileReadView {
  /** Its name. */
  file: string;
  /** Rows read. */
  rows: number;
  /** Of these, rows that entered. */
  used: number;
  /** Why the others did not. */
  note: string;
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

/** A file as cells. */
export interface GridView {
  /** File. */
  filename: string;
  /** Sheets of a workbook; empty for CSV. */
  sheets: string[];
  /** Sheet shown; empty for CSV. */
  sheet: string;
  /** Rows as in the file, empty ones too, so that positions are its row numbers. */
  rows: string[][];
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

/** Goods under the customs code of controlled ones are held. */
export interface InspectionView {
  /** Share held. */
  share: FigureView;
  /** How long, in days. */
  hold: FigureView;
}

/** An entry of the list that names the goods. */
export interface ItemView {
  /** In words. */
  what: string;
  /** Export control code. */
  code?: string | null;
  /** Customs codes. */
  hs: string[];
  /** Elements. */
  elements: string[];
  /** Forms. */
  forms: string[];
  /** reported, derived, estimated or assumed. */
  basis: string;
  /** Key of the source. */
  source: string;
  /** Remark. */
  note: string;
}

/** Long work that was asked for. */
export interface Job {
  /** Digest of the question and of the data under it. */
  id: string;
  /** run, curve or backtest. */
  verb: string;
  /** Study; null for the package's own. */
  study?: string | null;
  /** In words. */
  title: string;
  /** What was asked. */
  request: unknown;
  /** How far it is. */
  status: Status;
  /** Runs, or parts, done. */
  done: number;
  /** Runs, or parts, in all. */
  total: number;
  /** Time at work, in seconds. */
  seconds: number;
  /** When it was asked for, ISO 8601 in UTC. */
  created: string;
  /** True for one that is not kept. */
  preview: boolean;
  /** Why it failed. */
  error?: Failure | null;
}

/** Jobs. */
export interface JobsView {
  /** Newest first; previews are left out. */
  jobs: Job[];
}

/** What of the file is not followed. */
export interface LeftOutView {
  /** Parts that are not followed: steel, copper, screws. */
  parts: number;
  /** Of these, parts whose mass the file does not give. */
  parts_without_mass: number;
  /** Known mass of the rest in one unit of each product, in kg. */
  mass_kg: number;
  /** Share of the known mass that is followed, 0 to 1; null where no mass is known. */
  followed_share?: number | null;
}

/** A production line, as its study describes it. */
export interface LibraryLine {
  /** Line id. */
  line: string;
  /** In words. */
  title: string;
  /** Country, ISO alpha-3. */
  country: string;
  /** End use id. */
  end_use: string;
  /** Planned output, in units per day. */
  units_per_day: number;
  /** Currency of the amounts, ISO 4217. */
  currency: string;
  /** Year of the prices. */
  price_year: number;
  /** Revenue per unit. */
  revenue_per_unit: number;
  /** Jobs on the line. */
  jobs: number;
}

/** A kind of licence that is to be had on the day. */
export interface LicenceTypeView {
  /** Key. */
  id: string;
  /** In words. */
  text: string;
  /** Longest validity by law, in months. */
  validity_months?: number | null;
  /** Key of the source. */
  source: string;
}

/** Limb of a rule that reaches beyond the border. */
export interface LimbView {
  /** Key. */
  limb: string;
  /** In words. */
  text: string;
  /** First day. */
  from: string;
  /** Key of the source. */
  source: string;
  /** Uses that need no licence. */
  exempt: string[];
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

/** One cell of the coercivity map. */
export interface MapCell {
  /** Share of pairs stopped, 0 to 1. */
  severity: number;
  /** Length of the squeeze \[days\]. */
  duration_days: number;
  /** Share of runs in which output falls below half, 0 to 1. */
  share_of_runs: number;
}

/** A material. */
export interface MaterialWord {
  /** Key. */
  id: string;
  /** In words. */
  title: string;
  /** Stage. */
  stage: string;
  /** Controls whose scope it is in when it leaves the issuing country. */
  controlled: string[];
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

/** What an exporter needs. */
export interface NeedsView {
  /** Way of a case through the authorities. */
  path: string;
  /** Kinds of licence. */
  licence_types: LicenceTypeView[];
  /** Papers. */
  papers: StatementView[];
  /** How long a single licence is used, in days. */
  validity: FigureView;
  /** Share of pairs of exporter and buyer with a general licence; null = none on the day. */
  general_licences?: FigureView | null;
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

/** One line. */
export interface PreviewLine {
  /** Line id. */
  line: string;
  /** Line in words. */
  title: string;
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
  /** Output as a share of normal, per day. */
  output: Band;
  /** Cover on hand of the most exposed input, in days. */
  cover: Band;
}

/** A run in short: one ensemble, without what stands beside it. */
export interface PreviewView {
  /** Study id. */
  study: string;
  /** Scenario id. */
  scenario: string;
  /** Scenario in words. */
  scenario_title: string;
  /** Branch of the scenario; `as published` where none was chosen. */
  branch: string;
  /** Date of day 0, ISO 8601. */
  start_date: string;
  /** Seed. */
  seed: number;
  /** Runs. */
  runs: number;
  /** Days per run. */
  days: number;
  /** Cover of the study's sites beyond that of the study, in days. */
  extra_cover_days: number;
  /** blake3 over the results. */
  digest: string;
  /** blake3 over every input number of package, study and scenario. */
  data_digest: string;
  /** Dated events of the scenario. */
  events: EventView[];
  /** Lines, in the order of the study. */
  lines: PreviewLine[];
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

/** A defect of a cell. */
export interface ProblemView {
  /** Code of the check. */
  code: string;
  /** File. */
  file: string;
  /** Row, from 1, if it has one. */
  row?: number | null;
  /** Column by header, or setting, if it has one. */
  column?: string | null;
  /** Value as written. */
  value?: string | null;
  /** What is wrong. */
  message: string;
  /** What would be right. */
  hint: string;
}

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
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

/** Tonnes of a period. */
export interface QuotaView {
  /** First day. */
  from: string;
  /** Last day. */
  until: string;
  /** Element whose tonnes count; null = tonnes of goods. */
  element?: string | null;
  /** Quantity, in t. */
  quantity: FigureView;
}

/** A published figure beside its fitted value. */
export interface Residual {
  /** Kind: total, cell, held back, check. */
  kind: string;
  /** Item. */
  item: string;
  /** Published. */
  published: number;
  /** In the package. */
  fitted: number;
  /** Unit of both. */
  unit: string;
  /** Difference [%]; none where nothing was published. */
  difference_percent?: number | null;
  /** Used in the fit. */
  used_in_fit: boolean;
  /** Source. */
  source: string;
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

/** A run of a study. */
export interface RunBody {
  /** Study. */
  study: string;
  /** Scenario; none = the study's. */
  scenario?: ScenarioChoice | null;
  /** Branch of the scenario; none = as published. */
  branch?: string | null;
  /** Runs; none = as the study says. */
  runs?: number | null;
  /** Seed; none = as the study says. */
  seed?: number | null;
  /** Days per run; none = as the study says. */
  days?: number | null;
  /** Cover of the study's sites beyond that of the study, in days. */
  extra_cover_days?: number | null;
  /** Only what happens to the lines, at once, and not kept. */
  preview?: boolean;
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
  branches: BranchView2[];
  /** Back-tests of the scenario, where they were asked for. */
  backtests: CaseView[];
  /** Coercivity map of the lines, where it was asked for. */
  curve?: CurveView | null;
  /** What is assumed, one sentence each. */
  assumptions: string[];
  /** Figures used that matter most. */
  figures: FigureView2[];
  /** Sources of those figures. */
  sources: SourceView2[];
}

/** A scenario by name, or as a form. */
export type ScenarioChoice = string | ScenarioForm;

/** A scenario. Events hold `date`, `label`, `kind` and the fields of that kind, as in a scenario file. */
export interface ScenarioForm {
  /** Key. */
  scenario: string;
  /** In words. */
  title: string;
  /** What it is for. */
  description?: string;
  /** Date of day 0 when there are no events; else that of the first event. */
  start?: string | null;
  /** True for one of the study's own; not read. */
  own?: boolean;
  /** Events in date order. */
  events: Record<string, unknown>[];
  /** Branches. */
  branches?: BranchForm[];
}

/** Scenarios that a study can run. */
export interface ScenariosView {
  /** Own ones first, then those of the package, by key. */
  scenarios: ScenarioForm[];
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

/** What the file does not say. */
export interface SettingsForm {
  /** Country of the lines. */
  country?: string | null;
  /** End use. */
  end_use?: string | null;
  /** Output of each line, in units per day. */
  units_per_day?: number | null;
  /** Revenue per unit. */
  revenue_per_unit?: number | null;
  /** Value added per unit. */
  value_added_per_unit?: number | null;
  /** ISO 4217 code. */
  currency?: string | null;
  /** Jobs on each line. */
  jobs?: number | null;
  /** Scenario run by default. */
  scenario?: string | null;
}

/** The shipment asked about; null = any. */
export interface ShipmentView {
  /** Goods, way and use in words. */
  words: string;
  /** Material of the package. */
  material?: string | null;
  /** Symbol of the element asked for. */
  element?: string | null;
  /** Form. */
  form?: string | null;
  /** Content: of the material, or as asked. */
  content: ContentView[];
  /** Customs code asked for. */
  hs?: string | null;
  /** National customs code under which the material passes. */
  customs_hs?: string | null;
  /** Country where the goods were made. */
  from?: string | null;
  /** Destination. */
  to?: string | null;
  /** End use as asked. */
  end_use?: string | null;
  /** Class of the end use; civil where nothing was said. */
  class: string;
  /** True when no end use was named and civil use was taken. */
  class_assumed: boolean;
  /** Share of value that is controlled material of the issuing country. */
  value_share?: number | null;
  /** Made abroad with know-how of the issuing country. */
  technology: boolean;
  /** Goods of the issuing country sent on from abroad. */
  re_export: boolean;
  /** Share of the buyer owned by a listed party. */
  owner_share?: number | null;
  /** The buyer is a listed party. */
  listed: boolean;
}

/** A site. */
export interface SiteWord {
  /** Key. */
  id: string;
  /** In words. */
  title: string;
  /** Country. */
  country: string;
  /** Stage of its process. */
  stage: string;
}

/** A source of the package. */
export interface SourceInfo {
  /** Title. */
  title: string;
  /** Publisher. */
  publisher: string;
  /** Year. */
  year?: number | null;
  /** Licence. */
  licence: string;
  /** Address. */
  url: string;
}

/** A source. */
export interface SourceView {
  /** Key. */
  id: string;
  /** Title. */
  title: string;
  /** Address. */
  url: string;
}

/** A source that the result rests on. */
export interface SourceView2 {
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

/** How few hands a stage is in. */
export interface StageConcentrationView {
  /** Material. */
  material: string;
  /** Stage. */
  stage: string;
  /** Calendar year. */
  year: number;
  /** Sum of squared shares of countries, 0 to 1. */
  hhi: number;
  /** Country with the largest share. */
  top_country: string;
  /** Its share, 0 to 1. */
  top_share: number;
  /** Amount over which shares are taken, in `unit` per year; null where only shares are published. */
  amount?: number | null;
  /** Unit of the amount. */
  unit: string;
  /** What the reader should know; may be empty. */
  note: string;
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

/** A statement with its source: a paper, or what was seen of practice. */
export interface StatementView {
  /** In words. */
  text: string;
  /** Licence type that asks for it; null = all. Papers only. */
  licence_type?: string | null;
  /** First day; null = always. */
  from?: string | null;
  /** reported, derived, estimated or assumed. */
  basis: string;
  /** Key of the source. */
  source: string;
}

/** How far a job is. */
export type Status = "queued" | "running" | "done" | "stopped" | "failed";

/** A status from a day on. */
export interface StatusView {
  /** First day. */
  from: string;
  /** Status. */
  status: string;
  /** In words. */
  note: string;
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

/** One column of a stock report as stated. */
export interface StockColumnView {
  /** Fact that fills it. */
  fact: string;
  /** Value as stated; null = not stated. */
  value?: string | null;
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

/** A step of the story that led to a stop in the median run. */
export interface StoryStep {
  /** Day of the run. */
  day: number;
  /** Calendar date, ISO 8601. */
  date: string;
  /** What happened, one sentence. */
  text: string;
}

/** All studies. */
export interface StudiesView {
  /** Own studies, then worked ones, by name. */
  studies: StudyView[];
}

/** A study in short. */
export interface StudyView {
  /** Name: that of its folder, or of a worked study. */
  study: string;
  /** In words. */
  title: string;
  /** True for a study that came with the program and cannot be changed. */
  worked: boolean;
  /** Scenario run by default. */
  scenario: string;
  /** Runs. */
  runs: number;
  /** Days per run. */
  days: number;
  /** Seed. */
  seed: number;
  /** Lines; empty when the study has defects. */
  lines: LibraryLine[];
  /** Files. */
  files: string[];
  /** Number of defects that keep it from being run. */
  problems: number;
}

/** A table with the sources that its rows name. */
export interface TableResponse {
  /** Table. */
  table: string;
  /** What it holds. */
  description: string;
  /** Columns with unit and meaning. */
  columns: ColumnInfo[];
  /** Rows as written. */
  rows: string[][];
  /** Sources by key. */
  sources: Record<string, SourceInfo>;
}

/** A table in numbers. */
export interface TableSummary {
  /** Name. */
  table: string;
  /** Meaning. */
  description: string;
  /** Rows. */
  rows: number;
  /** Earliest and latest year of its figures, if it has years. */
  vintage?: [number, number] | null;
  /** Rows by basis; empty for tables without figures. */
  basis: Record<string, number>;
  /** Sources used. */
  sources: number;
}

/** A part taken as a material of the chain. */
export interface TakenView {
  /** Row of the file; 0 where the file does not name the part. */
  row: number;
  /** Part number. */
  item: string;
  /** Description. */
  description: string;
  /** Part number of what it goes into. */
  parent: string;
  /** Material of the data package. */
  material: string;
  /** Mass in one of the parent, in kg. */
  mass_kg: number;
  /** Low end of an assumed mass, in kg. */
  mass_low_kg?: number | null;
  /** High end of an assumed mass, in kg. */
  mass_high_kg?: number | null;
  /** How it was known. */
  how: string;
  /** Kind or grade are assumed. */
  material_assumed: boolean;
  /** The mass is assumed. */
  mass_assumed: boolean;
  /** Where it comes from is assumed. */
  origin_assumed: boolean;
  /** Suppliers with country and share of the material in this parent. */
  suppliers: string[];
}

/** Content against the threshold of a control. */
export interface ThresholdView {
  /** Mass fraction of the listed elements together; null = not stated. */
  fraction?: number | null;
  /** Above this the goods are taken as controlled, in t/t. */
  threshold: FigureView;
  /** Above this they are controlled by the text, in t/t. */
  by_law: number;
  /** True when the goods are free by trade practice, not by law. */
  free_by_practice: boolean;
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

/** How the dependence on one country comes in. */
export interface ViaView {
  /** Country where the stage is done. */
  country: string;
  /** Share that comes straight from there, or is done at home. */
  direct: number;
  /** Share by the third country from which it enters. */
  hidden: Record<string, number>;
}

/** All words of a study and the package under it. */
export interface VocabularyView {
  /** Controls. */
  controls: ControlWord[];
  /** Sites. */
  sites: SiteWord[];
  /** Materials. */
  materials: MaterialWord[];
  /** Countries and regions. */
  countries: CountryWord[];
  /** End uses. */
  end_uses: Word[];
  /** Stages, upstream first. */
  stages: Word[];
}

/** A key with its title. */
export interface Word {
  /** Key. */
  id: string;
  /** In words. */
  title: string;
}
