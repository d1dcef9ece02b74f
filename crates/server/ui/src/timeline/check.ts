// What is wrong with an event, said where it can be mended; the server checks again.
import type { ScenarioDraft, ScenarioEvent, Vocabulary } from "../types/api.ts";
import { dayOf } from "./dates.ts";
import { itemsOf } from "./items.ts";
import { kindOf, type Field } from "./kinds.ts";

export interface Fault {
  field: string;
  message: string;
}

export function faults(event: ScenarioEvent, scenario: ScenarioDraft, vocabulary: Vocabulary): Fault[] {
  const found: Fault[] = [];
  if (dayOf(event.date) === null) found.push({ field: "date", message: "Write a date as year-month-day." });
  if (event.label.trim() === "") found.push({ field: "label", message: "Give it a few words; they stand on every chart." });
  for (const field of kindOf(event.kind).fields) {
    const message = faultOf(field, event, vocabulary);
    if (message !== null) found.push({ field: field.name, message });
  }
  if (needsControl(event) && !controlBefore(event, scenario)) {
    found.push({ field: "control", message: "This control does not take effect in the scenario by that day, so the event changes nothing." });
  }
  return found;
}

function faultOf(field: Field, event: ScenarioEvent, vocabulary: Vocabulary): string | null {
  const value = event[field.name];
  if (value === undefined || value === "") return field.needed ? `Missing. ${field.hint}` : null;
  if (field.number !== undefined) {
    const { least, most, unit, percent } = field.number;
    const number = Number(value);
    const scale = percent ? 100 : 1;
    return Number.isFinite(number) && number >= least && number <= most ? null : `Between ${least * scale} and ${most * scale} ${unit}.`;
  }
  if (field.name === "until") {
    if (dayOf(String(value)) === null) return "Write a date as year-month-day, or leave it empty.";
    return String(value) <= event.date ? "The end lies before the beginning." : null;
  }
  return known(field, value, event, vocabulary) ? null : "Not in the data. Choose one of the list.";
}

function known(field: Field, value: unknown, event: ScenarioEvent, vocabulary: Vocabulary): boolean {
  switch (field.name) {
    case "control":
      return vocabulary.controls.some((each) => each.id === value);
    case "branch":
      return vocabulary.controls.some((each) => each.id === event.control && each.branches.some(({ branch }) => branch === value));
    case "country":
      return vocabulary.countries.some((each) => each.code === value);
    case "material":
      return vocabulary.materials.some((each) => each.id === value);
    case "materials":
      return Array.isArray(value) && value.every((id) => vocabulary.materials.some((each) => each.id === id));
    case "site":
      return vocabulary.sites.some((each) => each.id === value);
    case "end_use":
      return vocabulary.end_uses.some((each) => each.id === value);
    case "to":
      return Array.isArray(value) && value.every((code) => vocabulary.countries.some((each) => each.code === code));
    case "line":
      return vocabulary.lines.length === 0 || vocabulary.lines.some((each) => each.id === value);
    case "item":
      // Without lines to look at, only the server can tell.
      return vocabulary.lines.length === 0 || itemsOf(vocabulary, event.line).some((each) => each.id === value);
    case "freeze":
      return value === "exports" || value === "decisions";
    default:
      return true;
  }
}

function needsControl(event: ScenarioEvent): boolean {
  return event.kind === "severity" || event.kind === "review-factor";
}

function controlBefore(event: ScenarioEvent, scenario: ScenarioDraft): boolean {
  return scenario.events.some((each) => each.kind === "control" && each.control === event.control && each.date <= event.date);
}

/** All faults of a scenario, by position of the event. */
export function allFaults(scenario: ScenarioDraft, vocabulary: Vocabulary): Map<number, Fault[]> {
  const found = new Map<number, Fault[]>();
  scenario.events.forEach((event, index) => {
    const list = faults(event, scenario, vocabulary);
    if (list.length > 0) found.set(index, list);
  });
  return found;
}
