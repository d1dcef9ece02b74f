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

/** Back-tests of the package. */
export interface BacktestBody {
  /** Cases; empty = all. */
  cases?: string[];
  /** Runs. */
  runs?: number | null;
  /** Seed. */
  seed?: number | null;
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

/** A column, and what it means. */
export interface ColumnView {
  /** Header as written. */
  header: string;
  /** Field that it holds; null = not read. */
  field?: string | null;
  /** mapping, header, looks like (a guess, not read), or empty. */
  how: string;
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

/** A country or region. */
export interface CountryWord {
  /** ISO alpha-3, EUU or XRW. */
  code: string;
  /** Name. */
  name: string;
  /** ISO numeric code with leading zeros, as world maps have it; empty for regions. */
  numeric: string;
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

/** What a column may mean. */
export interface FieldView {
  /** Key. */
  field: string;
  /** In words. */
  title: string;
  /** True for the ones without which nothing can be read. */
  needed: boolean;
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

/** A line of the study, and what goes into it. */
export interface LineWord {
  /** Key. */
  id: string;
  /** In words. */
  title: string;
  /** Materials and parts that it or its part shops take, by key. */
  items: Word[];
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

/** The cheapest way to keep running. */
export interface PlanBody {
  /** Study. */
  study: string;
  /** Scenario; none = the study's. */
  scenario?: ScenarioChoice | null;
  /** Country or region whose end uses of magnets are planned for, in place of the study's lines. */
  for?: string | null;
  /** Magnet materials that such a plan is about; empty = all. */
  materials?: string[];
  /** Most that may be spent, in the currency of the study; none = no bound. */
  budget?: number | null;
  /** Weight of the mean of the worst twentieth of losses against the mean of all, 0 to 1. */
  risk_aversion?: number | null;
  /** Months before day 0 at which the plan is begun. */
  ahead_months?: number | null;
  /** Chance that the scenario comes at all, 0 to 1. */
  likelihood?: number | null;
  /** Levers that may be used; empty = all. */
  levers?: string[];
  /** Rules that must be met. */
  require?: string[];
  /** Weight of each branch of the scenario; empty = all alike. */
  weights?: Record<string, number>;
  /** Share of the planned output that must be kept, 0 to 1; none = no bound. */
  service?: number | null;
  /** Draws per branch. */
  runs?: number | null;
  /** Seed; none = as the study says. */
  seed?: number | null;
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

/** The control that does most damage for least of the issuer's own exports. */
export interface SqueezeBody {
  /** Study. */
  study: string;
  /** Country or region whose end uses of magnets are hurt, in place of the study's lines. */
  for?: string | null;
  /** Magnet materials that these use; empty = all. */
  materials?: string[];
  /** Country that controls, ISO alpha-3. */
  issuer?: string | null;
  /** Days that the control lasts. */
  freeze_days?: number | null;
  /** Most controls at once. */
  most?: number | null;
  /** Weight of a USD of own exports against a unit of damage. */
  weight?: number | null;
  /** Most that the lines may spend on their answer, in the currency of the study; none = no bound. */
  budget?: number | null;
  /** Runs. */
  runs?: number | null;
  /** Seed; none = as the study says. */
  seed?: number | null;
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
  /** Lines of the study. */
  lines: LineWord[];
}

/** A key with its title. */
export interface Word {
  /** Key. */
  id: string;
  /** In words. */
  title: string;
}
