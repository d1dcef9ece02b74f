// Written by scripts/types.mjs from docs/schema/import.json; do not edit.

/** An import. */
export interface ImportView {
  /** Program. */
  program: ProgramView;
  /** baci, comtrade, comext, usgs or ec. */
  publisher: string;
  /** Files read. */
  files: FileView[];
  /** Currency of values; null for production. */
  currency?: string | null;
  /** Years and months. */
  years: YearView[];
  /** Rows, or figures of production, that were read. */
  read: TallyView;
  /** Rows that are goods: used, unmapped or of an unknown country. */
  goods: TallyView;
  /** Rows used. */
  used: TallyView;
  /** Rows left out because they would be counted twice or say nothing, by reason. */
  dropped: NamedTally[];
  /** Rows of codes or names for which the package has no goods. */
  unmapped: TallyView;
  /** These, the ones near codes of the package first, then by value. */
  unmapped_codes: NamedTally[];
  /** How many of them are not in that list. */
  unmapped_unlisted: number;
  /** Rows of countries that no table knows. */
  unknown: TallyView;
  /** These countries. */
  unknown_countries: NamedTally[];
  /** Of the rows used: no single country named, taken as the rest of the world (XRW). */
  unspecified: TallyView;
  /** Of the rows used: a country taken for one that is gone or has no code, e.g. Taiwan for 490. */
  successors: TallyView;
  /** Of the rows used: no mass given, so that they count by value only. */
  without_mass: TallyView;
  /** Of the rows used: moved to other goods by unit value or exporter. */
  reclassified: ReclassifiedView[];
  /** What was imported, by goods. */
  imported: GoodsView[];
  /** Flows or totals written. */
  entries: number;
  /** What the reader should know. */
  notes: string[];
}

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
}

/** A file that was read. */
export interface FileView {
  /** Name without folders. */
  file: string;
  /** Size, in bytes. */
  bytes: number;
  /** blake3 of its content. */
  blake3: string;
}

/** A year and how much of it the files hold. */
export interface YearView {
  /** Calendar year. */
  year: number;
  /** Months; 12 for a whole year. */
  months: number;
}

/** Rows, mass and value that share a fate. */
export interface TallyView {
  /** Rows. */
  rows: number;
  /** Mass as declared, in t. */
  t: number;
  /** Value, in the currency of the files. */
  value: number;
  /** Share of the rows that are goods, 0 to 1. */
  share_of_rows?: number | null;
  /** Share of their mass, 0 to 1; null where the files have none. */
  share_of_mass?: number | null;
  /** Share of their value, 0 to 1; null where the files have none. */
  share_of_value?: number | null;
}

/** A code, name or reason with what it holds. */
export interface NamedTally {
  /** Code or name as published, or the reason. */
  name: string;
  /** For a code: its heading holds codes of the package, so it may be worth a row in `trade_codes`. */
  near: boolean;
  /** What it holds. */
  tally: TallyView;
}

/** Shipments of a code that were told to be other goods than its row says. */
export interface ReclassifiedView {
  /** Code as published. */
  code: string;
  /** Row of `trade_codes`: a band of unit values, or an exporter. */
  band: string;
  /** Into which material. */
  into: string;
  /** What they hold. */
  tally: TallyView;
  /** Share of the mass used under the code, 0 to 1. */
  share_of_code_mass?: number | null;
  /** Share of the value used under the code, 0 to 1. */
  share_of_code_value?: number | null;
}

/** What was imported of one kind of goods. */
export interface GoodsView {
  /** Mineral or element. */
  commodity: string;
  /** Stage. */
  stage: string;
  /** Material of the package; null = a mixture or several. */
  material?: string | null;
  /** Who counted it, or what is measured. */
  counted: string;
  /** t or share. */
  unit: string;
  /** What a tonne of content means. */
  content_of: string;
  /** Flows or countries. */
  entries: number;
  /** Mass as declared, in t; null for production. */
  t_gross?: number | null;
  /** Content, or production, in `unit`. */
  content: number;
  /** Low end of the content. */
  low: number;
  /** High end of the content. */
  high: number;
  /** Value, in the currency of the files; null for production. */
  value?: number | null;
}
