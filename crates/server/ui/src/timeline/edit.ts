// Edits of a scenario as pure functions: a scenario in, a new one out, its events always in order of date.
import { addDays } from "../format.ts";
import type { ScenarioDraft, ScenarioEvent, Vocabulary } from "../types/api.ts";
import { dayOf } from "./dates.ts";
import { itemsOf } from "./items.ts";
import { kindOf } from "./kinds.ts";

/** A scenario after an edit, and where the edited event stands in it now. */
export interface Edited {
  scenario: ScenarioDraft;
  index: number;
}

/** Fields to change; undefined takes one away. */
export type Change = { [K in keyof ScenarioEvent]?: ScenarioEvent[K] | undefined };

/** Puts events into order of date (equal dates keep their order) and lets day 0 be no later than the first. */
export function ordered(scenario: ScenarioDraft): ScenarioDraft {
  // Sorting is stable, so events of one day stay as they were.
  const events = [...scenario.events].sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
  const first = events[0]?.date;
  const start = first !== undefined && dayOf(first) !== null && first < scenario.start ? first : scenario.start;
  return { ...scenario, start, events };
}

/** One event changed. Its source speaks of the event as it was, so a changed one has none. */
export function changed(scenario: ScenarioDraft, index: number, change: Change): Edited {
  const old = scenario.events[index];
  if (old === undefined) return { scenario, index };
  const entries = Object.entries({ ...old, source: undefined, ...change });
  // An optional field that was emptied is left out, as the reader of scenarios wants it.
  const event = Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as unknown as ScenarioEvent;
  const after = ordered({ ...scenario, events: scenario.events.map((each, at) => (at === index ? event : each)) });
  return { scenario: after, index: after.events.indexOf(event) };
}

/** Moves an event, with its end, by whole days. What the sliders set for a control goes along with it. */
export function moved(scenario: ScenarioDraft, index: number, days: number): Edited {
  const event = scenario.events[index];
  if (event === undefined || days === 0) return { scenario, index };
  const along = (each: ScenarioEvent): boolean => event.kind === "control" && isKnob(each, event);
  const events = scenario.events.map((each) => (along(each) ? { ...each, date: addDays(each.date, days) } : each));
  const until = event.until === undefined ? undefined : addDays(event.until, days);
  return changed({ ...scenario, events }, index, { date: addDays(event.date, days), until });
}

/** Stretches an event to another end; it lasts a day at least. */
export function stretched(scenario: ScenarioDraft, index: number, until: string): Edited {
  const event = scenario.events[index];
  if (event === undefined) return { scenario, index };
  const least = addDays(event.date, 1);
  return changed(scenario, index, { until: until < least ? least : until });
}

export function removed(scenario: ScenarioDraft, index: number): ScenarioDraft {
  return { ...scenario, events: scenario.events.filter((_, at) => at !== index) };
}

export function added(scenario: ScenarioDraft, event: ScenarioEvent): Edited {
  const after = ordered({ ...scenario, events: [...scenario.events, event] });
  return { scenario: after, index: after.events.indexOf(event) };
}

/** A new event of a kind with values that run at once, to be changed afterwards. */
export function fresh(kind: string, date: string, scenario: ScenarioDraft, vocabulary: Vocabulary): ScenarioEvent {
  const control = anchor(scenario)?.control ?? vocabulary.controls[0]?.id ?? "";
  const country = vocabulary.controls.find((each) => each.id === control)?.country ?? "CHN";
  const material = vocabulary.materials.find((each) => each.controlled.includes(control)) ?? vocabulary.materials[0];
  const base = { date, label: kindOf(kind).title, kind };
  switch (kind) {
    case "control":
      return { ...base, control };
    case "severity":
      return { ...base, label: "Half of all pairs refused", control, refused: 0.5 };
    case "review-factor":
      return { ...base, label: "Reviews take twice as long", control, factor: 2 };
    case "freeze":
      return { ...base, label: "Nothing leaves for 60 days", freeze: "exports", country, materials: [], until: addDays(date, 60) };
    case "outage":
      return { ...base, label: "A plant stands still", site: vocabulary.sites[0]?.id ?? "", availability: 0, until: addDays(date, 60) };
    case "release":
      return { ...base, label: "Release from a stockpile", country: "DEU", material: material?.id ?? "", quantity_t: 100 };
    case "demand-factor":
      return { ...base, label: "A tenth less demand", end_use: vocabulary.end_uses[0]?.id ?? "", factor: 0.9 };
    case "reserve":
      return { ...base, label: "A reserve of one's own", ...firstItem(vocabulary), quantity: 1 };
    case "supply":
      return { ...base, label: "Goods from elsewhere", ...firstItem(vocabulary), per_day: 0.01 };
    case "overtime":
      return { ...base, label: "A fifth more than plan", factor: 1.2 };
    case "general-licence":
      return { ...base, label: "General licences", control };
    default:
      return base;
  }
}

/** The first line and what of it is most in danger. */
function firstItem(vocabulary: Vocabulary): { line?: string; item: string } {
  const line = vocabulary.lines[0]?.id;
  return { ...(line === undefined ? {} : { line }), item: itemsOf(vocabulary, line)[0]?.id ?? "" };
}

/** First and last day that a timeline has to show: the run, and events that lie beyond it. */
export function extent(scenario: ScenarioDraft, days: number): [number, number] {
  const start = dayOf(scenario.start) ?? 0;
  const others = scenario.events.flatMap((event) => [dayOf(event.date), dayOf(event.until ?? "")]).filter((day) => day !== null);
  return [Math.min(start, ...others), Math.max(start + days, ...others)];
}

/** Whether two scenarios run alike: titles and sources do not matter, events and day 0 do. */
export function alike(a: ScenarioDraft, b: ScenarioDraft): boolean {
  const core = ({ start, events }: ScenarioDraft): string => JSON.stringify([start, events.map(canonical)]);
  return core(a) === core(b);
}

function canonical(event: ScenarioEvent): unknown[] {
  return Object.entries(event)
    .filter(([key]) => key !== "source")
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a slider sets: an event of its own on the day of the first control event. */
export type Knob = "severity" | "review-factor";

/** Value that a slider's event has now; null = as published. */
export function knob(scenario: ScenarioDraft, kind: Knob): number | null {
  const event = scenario.events[knobIndex(scenario, kind)];
  return (kind === "severity" ? event?.refused : event?.factor) ?? null;
}

/** Sets a slider's event, adds it, or with null takes it away. Without a control nothing changes. */
export function withKnob(scenario: ScenarioDraft, kind: Knob, value: number | null): ScenarioDraft {
  const at = knobIndex(scenario, kind);
  const first = anchor(scenario);
  if (first?.control === undefined) return scenario;
  if (value === null) return at < 0 ? scenario : removed(scenario, at);
  const fields =
    kind === "severity"
      ? { refused: value, label: `${Math.round(100 * value)} % of all pairs refused` }
      : { factor: value, label: `Reviews take ${value} times as long` };
  if (at >= 0) return changed(scenario, at, fields).scenario;
  return added(scenario, { date: first.date, kind, control: first.control, ...fields }).scenario;
}

/** The first control event, on whose day the sliders work. */
export function anchor(scenario: ScenarioDraft): ScenarioEvent | undefined {
  return scenario.events.find((event) => event.kind === "control");
}

function knobIndex(scenario: ScenarioDraft, kind: Knob): number {
  const first = anchor(scenario);
  return scenario.events.findIndex((event) => event.kind === kind && first !== undefined && isKnob(event, first));
}

function isKnob(event: ScenarioEvent, first: ScenarioEvent): boolean {
  return ["severity", "review-factor"].includes(event.kind) && event.control === first.control && event.date === first.date;
}
