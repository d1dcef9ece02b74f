// Written by scripts/types.mjs from docs/schema/bom.json; do not edit.

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
