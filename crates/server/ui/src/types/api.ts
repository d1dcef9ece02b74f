// What the server sends and takes beyond the results' own schemas.

/** One defect of an input, with the place and what would be right. */
export interface Defect {
  code?: string | null;
  file?: string | null;
  row?: number | null;
  column?: string | null;
  value?: string | null;
  message: string;
  hint?: string | null;
  pointer?: string | null;
}

/** application/problem+json. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: Defect[];
}

export interface About {
  program: { name: string; version: string };
  data_digest: string;
  base_year: number;
  default_study: string;
  studies_folder: string;
  today: string;
}

export interface StudyLine {
  line: string;
  title: string;
  country: string;
  end_use: string;
  units_per_day: number;
  currency: string;
  price_year: number;
  revenue_per_unit: number;
  jobs: number;
}

export interface Study {
  study: string;
  title: string;
  /** Comes with the program and cannot be changed, only copied. */
  worked: boolean;
  scenario: string;
  runs: number;
  days: number;
  seed: number;
  lines: StudyLine[];
  files: string[];
  /** Defects of the folder; more than none means that it cannot be run. */
  problems: number;
}

/** A dated event; which of the fields it has follows from its kind. */
export interface ScenarioEvent {
  date: string;
  label: string;
  kind: string;
  source?: string;
  control?: string;
  branch?: string;
  freeze?: string;
  country?: string;
  materials?: string[];
  material?: string;
  until?: string;
  refused?: number;
  factor?: number;
  site?: string;
  availability?: number;
  quantity_t?: number;
  end_use?: string;
}

export interface ScenarioBranch {
  branch: string;
  title: string;
  note: string;
  controls: Record<string, string>;
}

/** A scenario as it is sent to be run or kept. */
export interface ScenarioDraft {
  scenario: string;
  title: string;
  description: string;
  start: string;
  events: ScenarioEvent[];
  branches: ScenarioBranch[];
}

export interface Scenario extends ScenarioDraft {
  /** Belongs to the study; otherwise it comes with the program. */
  own: boolean;
}

export interface Vocabulary {
  controls: { id: string; title: string; issuer: string; country: string; kind: string; branches: { branch: string; title: string }[] }[];
  sites: { id: string; title: string; country: string; stage: string }[];
  materials: { id: string; title: string; stage: string; controlled: string[] }[];
  countries: { code: string; name: string }[];
  end_uses: { id: string; title: string }[];
  stages: { id: string; title: string }[];
}

export interface RunRequest {
  study: string;
  scenario?: string | ScenarioDraft;
  branch?: string;
  runs?: number;
  seed?: number;
  days?: number;
  extra_cover_days?: number;
  preview?: boolean;
}

export interface CurveRequest {
  study: string;
  control?: string;
  runs?: number;
  longest?: number;
}

export interface BacktestRequest {
  cases?: string[];
  runs?: number;
  seed?: number;
}

export type Verb = "run" | "curve" | "backtest";
export type JobStatus = "queued" | "running" | "done" | "stopped" | "failed";

export interface Job {
  id: string;
  verb: Verb;
  study: string | null;
  title: string;
  request: Record<string, unknown>;
  status: JobStatus;
  done: number;
  total: number;
  seconds: number;
  created: string;
  preview: boolean;
  error?: Problem | null;
}

export interface TableColumn {
  column: string;
  description: string;
  unit: string | null;
  kind: string;
}

export interface SourceCard {
  id: string;
  title: string;
  publisher: string;
  year: number | null;
  licence: string;
  url: string;
}

export interface DataTable {
  table: string;
  description: string;
  columns: TableColumn[];
  rows: string[][];
  sources: Record<string, SourceCard>;
}

export interface BacktestCase {
  case: string;
  title: string;
  scenario: string;
  series: string;
}

/** Where what goes along the chain comes from and goes to; a null country is not known. */
export interface Flow {
  from_stage: string;
  from_country: string | null;
  to_stage: string;
  to_country: string | null;
  amount_per_year: number;
  controls: string[];
  basis: "declared" | "public" | "assumed" | "unknown";
}

export interface Grid {
  filename: string;
  sheets: string[];
  sheet: string | null;
  rows: string[][];
}

export interface BomRequest {
  filename: string;
  rows: string[][];
  mapping?: Record<string, string>;
  settings?: {
    country?: string;
    end_use?: string;
    units_per_day?: number;
    revenue_per_unit?: number;
    value_added_per_unit?: number;
    currency?: string;
    jobs?: number;
    scenario?: string;
  };
}

export interface BomCheck {
  columns: { header: string; field: string | null; how: string }[];
  fields: { field: string; title: string; needed: boolean }[];
  problems: Defect[];
  bom: import("./bom.ts").BomView | null;
}
