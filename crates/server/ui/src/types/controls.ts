// Written by scripts/types.mjs from docs/schema/controls.json; do not edit.

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

/** A mass fraction of an element. */
export interface ContentView {
  /** Symbol. */
  element: string;
  /** Mass fraction, in t/t. */
  fraction: number;
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

/** Goods under the customs code of controlled ones are held. */
export interface InspectionView {
  /** Share held. */
  share: FigureView;
  /** How long, in days. */
  hold: FigureView;
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

/** A status from a day on. */
export interface StatusView {
  /** First day. */
  from: string;
  /** Status. */
  status: string;
  /** In words. */
  note: string;
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
