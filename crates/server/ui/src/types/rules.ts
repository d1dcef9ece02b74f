// Written by scripts/types.mjs from docs/schema/rules.json; do not edit.

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
