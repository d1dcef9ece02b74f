// What the server sends and takes beyond the results' own schemas: types written from its description, and
// those that the page knows more closely than the description says.
import type {
  AboutView, BacktestBody, BomCheckView, BomForm, BranchForm, CaseInfo, CurveBody, GridView, LibraryLine, PlanBody, SqueezeBody, StudyView, VocabularyView, Word as VocabularyWord,
} from "./interface.ts";
import type { FlowView } from "./trace.ts";

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

export type About = AboutView;

export type StudyLine = LibraryLine;

export type Study = StudyView;

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
  to?: string[];
  line?: string;
  item?: string;
  quantity?: number;
  per_day?: number;
}

export type ScenarioBranch = BranchForm;

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

export type Vocabulary = VocabularyView;

export type Word = VocabularyWord;

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

export type CurveRequest = CurveBody;

export type BacktestRequest = BacktestBody;

export type PlanRequest = PlanBody;

export type SqueezeRequest = SqueezeBody;

export type Verb = "run" | "curve" | "backtest" | "plan" | "squeeze";
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

export type BacktestCase = CaseInfo;

export type Flow = FlowView;

export type Grid = GridView;

export type BomRequest = BomForm;

export type BomCheck = BomCheckView;
