// Written by scripts/types.mjs from docs/schema/criticality.json; do not edit.

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
