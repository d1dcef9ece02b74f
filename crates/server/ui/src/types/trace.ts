// Written by scripts/types.mjs from docs/schema/trace.json; do not edit.

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

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
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
