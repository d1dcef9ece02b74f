// What can happen in a scenario: one table that feeds the palette, the form, the checks and the drawing.

export type FieldName =
  | "control" | "branch" | "freeze" | "country" | "materials" | "until" | "refused" | "factor"
  | "site" | "availability" | "material" | "quantity_t" | "end_use" | "to" | "line" | "item" | "quantity" | "per_day";

export interface Field {
  name: FieldName;
  title: string;
  needed: boolean;
  hint: string;
  /** Bounds and unit of a number. */
  number?: { least: number; most: number; step: number; unit: string; percent?: boolean };
}

export interface Kind {
  kind: string;
  title: string;
  /** What it does, in one sentence. */
  what: string;
  /** Lane of the timeline; kinds of one control share the control's own lane. */
  lane: "control" | "freeze" | "outage" | "release" | "demand" | "own" | "note";
  /** Sign in the lane, so that kinds differ by shape and not by colour alone. */
  sign: string;
  fields: readonly Field[];
}

const control: Field = { name: "control", title: "Control", needed: true, hint: "Choose the export control it belongs to." };
const until: Field = { name: "until", title: "Until", needed: false, hint: "First day on which it is over; empty = it stays." };
const item: Field = { name: "item", title: "Item", needed: true, hint: "A material or part that goes into the lines." };
const line: Field = { name: "line", title: "Line", needed: false, hint: "Empty = all lines that use it, by their use." };
const percent = { least: 0, most: 1, step: 0.01, unit: "%", percent: true } as const;

export const KINDS: readonly Kind[] = [
  {
    kind: "control", title: "Control takes effect", lane: "control", sign: "▮",
    what: "From this day on an export control follows its published course.",
    fields: [control, { name: "branch", title: "How it goes on", needed: false, hint: "Empty = as published." }],
  },
  {
    kind: "severity", title: "Share refused", lane: "control", sign: "✕",
    what: "This share of all pairs of exporter and buyer gets no licence, whatever the control's own record says.",
    fields: [control, { name: "refused", title: "Share refused", needed: true, hint: "0 % to 100 % of pairs.", number: percent }],
  },
  {
    kind: "review-factor", title: "Review time", lane: "control", sign: "◷",
    what: "Review times of a control are multiplied from this day on.",
    fields: [
      control,
      { name: "factor", title: "Times as long", needed: true, hint: "Above 0, at most 100; 1 = as it is.", number: { least: 0.05, most: 100, step: 0.05, unit: "times" } },
    ],
  },
  {
    kind: "freeze", title: "Freeze", lane: "freeze", sign: "❄",
    what: "Nothing leaves a country, or its authority decides nothing while valid licences still ship.",
    fields: [
      { name: "freeze", title: "What stops", needed: true, hint: "Exports: nothing leaves. Decisions: valid licences still ship." },
      { name: "country", title: "Country", needed: true, hint: "Where the goods are made." },
      { name: "materials", title: "Materials", needed: false, hint: "None chosen = all materials." },
      { name: "to", title: "Destinations", needed: false, hint: "None chosen = all countries." },
      until,
    ],
  },
  {
    kind: "outage", title: "Outage", lane: "outage", sign: "⚡",
    what: "A plant runs at a part of its capacity; above 100 % it is an expansion.",
    fields: [
      { name: "site", title: "Plant", needed: true, hint: "Choose a plant of the chain." },
      { name: "availability", title: "Capacity left", needed: true, hint: "0 % = stands still.", number: { least: 0, most: 100, step: 0.05, unit: "%", percent: true } },
      until,
    ],
  },
  {
    kind: "release", title: "Stock release", lane: "release", sign: "▼",
    what: "Tonnes from a stockpile go to all buyers of a material in a country, by their use, on that day.",
    fields: [
      { name: "country", title: "Country of the buyers", needed: true, hint: "Who gets it." },
      { name: "material", title: "Material", needed: true, hint: "What is released." },
      { name: "quantity_t", title: "Quantity", needed: true, hint: "Tonnes in all.", number: { least: 0, most: 1e12, step: 1, unit: "t" } },
    ],
  },
  {
    kind: "demand-factor", title: "Demand", lane: "demand", sign: "↕",
    what: "Final demand of an end use is multiplied from this day on; your own lines keep their plan.",
    fields: [
      { name: "end_use", title: "End use", needed: true, hint: "Whose demand changes." },
      { name: "country", title: "Country", needed: false, hint: "Empty = everywhere." },
      { name: "factor", title: "Times as much", needed: true, hint: "1 = as it is.", number: { least: 0, most: 100, step: 0.05, unit: "times" } },
    ],
  },
  {
    kind: "reserve", title: "Own reserve", lane: "own", sign: "■",
    what: "Goods set aside for a line: drawn on when its stock on hand falls short.",
    fields: [
      item, line,
      { name: "quantity", title: "Quantity", needed: true, hint: "What lies there on that day.", number: { least: 0, most: 1e12, step: 0.001, unit: "t or pieces" } },
      { name: "per_day", title: "Most drawn", needed: false, hint: "Empty = no bound.", number: { least: 0, most: 1e12, step: 0.001, unit: "t or pieces a day" } },
    ],
  },
  {
    kind: "supply", title: "Further supply", lane: "own", sign: "➜",
    what: "Goods that reach a line every day beside its usual suppliers, who get as much less of its orders.",
    fields: [item, line, { name: "per_day", title: "Every day", needed: true, hint: "From the day of the event on.", number: { least: 0, most: 1e12, step: 0.001, unit: "t or pieces a day" } }, until],
  },
  {
    kind: "overtime", title: "Overtime", lane: "own", sign: "⊕",
    what: "A line can exceed its plan by another factor to make up what it owes.",
    fields: [
      { ...line, hint: "Empty = all lines." },
      { name: "factor", title: "Of its plan", needed: true, hint: "1 = no overtime.", number: { least: 1, most: 100, step: 0.05, unit: "times" } },
    ],
  },
  {
    kind: "general-licence", title: "General licence", lane: "control", sign: "✓",
    what: "What lines buy under a control gets general licences, from the first day on which there are any.",
    fields: [control, { ...line, hint: "Empty = all lines." }],
  },
  { kind: "note", title: "Note", lane: "note", sign: "✎", what: "A mark on the charts, without effect.", fields: [] },
];

/** The kind of that name; a note where the server sends one that this page does not know. */
export function kindOf(kind: string): Kind {
  return KINDS.find((each) => each.kind === kind) ?? { kind, title: kind, what: "", lane: "note", sign: "•", fields: [] };
}
