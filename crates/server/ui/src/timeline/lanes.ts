// Which lane and row each event of a timeline stands in, so that no label hides another.
import type { ScenarioDraft, ScenarioEvent, Vocabulary } from "../types/api.ts";
import { dayOf } from "./dates.ts";
import { kindOf } from "./kinds.ts";

export interface Placed {
  index: number;
  event: ScenarioEvent;
  /** First and last day of the bar; equal for a mark without length. */
  from: number;
  to: number;
  /** True where the event stays to the end of the run. */
  open: boolean;
  /** True where its end can be dragged. */
  stretchable: boolean;
  row: number;
}

export interface Lane {
  key: string;
  title: string;
  rows: number;
  events: Placed[];
}

const TITLES: Record<string, string> = {
  freeze: "Freezes", outage: "Plants", release: "Stock releases", demand: "Demand", own: "What the lines do", note: "Notes",
};
const ORDER = ["freeze", "outage", "release", "demand", "own", "note"];

/** Lanes from top to bottom: one per control, then freezes, plants, releases, demand, what the lines do, notes. */
export function lanes(scenario: ScenarioDraft, vocabulary: Vocabulary, end: number, pixelsPerDay: number): Lane[] {
  const groups = new Map<string, Placed[]>();
  scenario.events.forEach((event, index) => {
    const placed = place(event, index, end);
    const list = groups.get(laneKey(event));
    if (list === undefined) groups.set(laneKey(event), [placed]);
    else list.push(placed);
  });
  const controls = [...groups.keys()].filter((key) => key.startsWith("control:"));
  const keys = [...controls, ...ORDER.filter((key) => groups.has(key))];
  return keys.map((key) => {
    const events = groups.get(key) ?? [];
    return { key, title: laneTitle(key, vocabulary), rows: pack(events, pixelsPerDay), events };
  });
}

function laneKey(event: ScenarioEvent): string {
  const { lane } = kindOf(event.kind);
  return lane === "control" ? `control:${event.control ?? ""}` : lane;
}

function laneTitle(key: string, vocabulary: Vocabulary): string {
  if (!key.startsWith("control:")) return TITLES[key] ?? key;
  const id = key.slice("control:".length);
  return vocabulary.controls.find((each) => each.id === id)?.title ?? id;
}

function place(event: ScenarioEvent, index: number, end: number): Placed {
  const from = dayOf(event.date) ?? 0;
  const until = dayOf(event.until ?? "");
  const stretchable = kindOf(event.kind).fields.some((field) => field.name === "until");
  const lasting = stretchable || !["note", "release"].includes(event.kind);
  const to = until ?? (lasting ? Math.max(from, end) : from);
  return { index, event, from, to, open: until === null && lasting, stretchable, row: 0 };
}

/** Width that a label of a mark takes, roughly, in px. */
function labelWidth(label: string): number {
  return Math.min(220, 22 + 6.4 * label.length);
}

/** Gives each event the first row where it fits; answers how many rows there are. */
function pack(events: Placed[], pixelsPerDay: number): number {
  const ends: number[] = [];
  for (const placed of [...events].sort((a, b) => a.from - b.from || a.index - b.index)) {
    const left = placed.from * pixelsPerDay;
    const right = Math.max(placed.to * pixelsPerDay, left + labelWidth(placed.event.label));
    const free = ends.findIndex((end) => end <= left);
    placed.row = free < 0 ? ends.length : free;
    ends[placed.row] = right + 4;
  }
  return Math.max(1, ends.length);
}
