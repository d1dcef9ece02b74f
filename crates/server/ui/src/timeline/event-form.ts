// The form of one event: every field with a list to choose from, and what is wrong beside the field.
import { button, h } from "../dom.ts";
import { choice, dateInput, field, numberInput, type Option, picker, severalOf, textInput } from "../widgets/form.ts";
import type { ScenarioEvent, Vocabulary } from "../types/api.ts";
import type { Fault } from "./check.ts";
import type { Change } from "./edit.ts";
import { itemsOf, unitOf } from "./items.ts";
import { type Field, kindOf } from "./kinds.ts";

export interface EventFormActions {
  change: (change: Change) => void;
  remove: () => void;
  twin: () => void;
  close: () => void;
}

export function eventForm(event: ScenarioEvent, faults: readonly Fault[], vocabulary: Vocabulary, actions: EventFormActions): HTMLElement {
  const kind = kindOf(event.kind);
  const fault = (name: string): string | undefined => faults.find((each) => each.field === name)?.message;
  return h(
    "section",
    { class: "event-form panel", "aria-label": `${kind.title}: ${event.label}` },
    h("h3", null, `${kind.sign} ${kind.title}`),
    h("p", { class: "muted" }, kind.what),
    h(
      "div",
      { class: "fields" },
      field({ label: "Date", control: dateInput("date", event.date, (date) => actions.change({ date })), fault: fault("date") }),
      field({ label: "Words on the charts", control: textInput("label", event.label, (label) => actions.change({ label }), { maxlength: 120 }), fault: fault("label") }),
      ...kind.fields.map((each) =>
        field({
          label: each.title,
          control: controlOf(each, event, vocabulary, actions.change),
          hint: each.hint,
          fault: fault(each.name),
          ...unitWords(each, event, vocabulary),
        }),
      ),
    ),
    event.source === undefined
      ? h("p", { class: "muted" }, "Without a source: a what-if.")
      : h("p", { class: "muted" }, `Source: ${event.source}. A changed event no longer has it.`),
    h(
      "p",
      { class: "actions" },
      button("Close", actions.close),
      button("Double it", actions.twin, { class: "quiet" }),
      button("Take it out", actions.remove, { class: "quiet danger" }),
    ),
  );
}

function controlOf(spec: Field, event: ScenarioEvent, vocabulary: Vocabulary, change: (change: Change) => void): HTMLElement {
  const { name } = spec;
  const value = event[name];
  const text = typeof value === "string" ? value : "";
  const set = (next: string): void => change({ [name]: next === "" ? undefined : next });
  switch (name) {
    case "control":
      // A branch belongs to its control, so another control has none yet.
      return picker(name, controls(vocabulary), text, (control) => change(event.branch === undefined ? { control } : { control, branch: undefined }));
    case "branch":
      return choice(name, branches(event, vocabulary), text, set, "as published");
    case "freeze":
      return choice(name, [{ value: "exports", title: "exports: nothing leaves" }, { value: "decisions", title: "decisions: valid licences still ship" }], text, set);
    case "country":
      return picker(name, countries(vocabulary), text, set, spec.needed ? "" : "everywhere");
    case "materials":
      return severalOf(name, materials(vocabulary), event.materials ?? [], (next) => change({ materials: next }), "all materials");
    case "material":
      return picker(name, materials(vocabulary), text, set);
    case "site":
      return picker(name, vocabulary.sites.map(({ id, title }) => ({ value: id, title })), text, set);
    case "end_use":
      return choice(name, vocabulary.end_uses.map(({ id, title }) => ({ value: id, title })), text, set);
    case "to":
      return severalOf(name, countries(vocabulary), event.to ?? [], (next) => change({ to: next.length === 0 ? undefined : next }), "all countries");
    case "line":
      return vocabulary.lines.length === 0 ? textInput(name, text, set) : choice(name, vocabulary.lines.map(({ id, title }) => ({ value: id, title })), text, set, "all lines");
    case "item":
      return vocabulary.lines.length === 0 ? textInput(name, text, set) : choice(name, itemsOf(vocabulary, event.line).map(({ id, title }) => ({ value: id, title })), text, set);
    case "until":
      return dateInput(name, text, set);
    default: {
      const { least, most, percent } = spec.number ?? {};
      const bounds = { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }), ...(percent === undefined ? {} : { percent }) };
      return numberInput({ name, value: typeof value === "number" ? value : null, ...bounds }, (next) => change({ [name]: next ?? undefined }));
    }
  }
}

function controls(vocabulary: Vocabulary): Option[] {
  return vocabulary.controls.map(({ id, title }) => ({ value: id, title }));
}

function countries(vocabulary: Vocabulary): Option[] {
  return vocabulary.countries.map(({ code, name }) => ({ value: code, title: name }));
}

/** Unit of a number: that of the item where it is an amount of one. */
function unitWords({ name, number }: Field, event: ScenarioEvent, vocabulary: Vocabulary): { unit?: string } {
  if (number === undefined) return {};
  if (name !== "quantity" && name !== "per_day") return { unit: number.unit };
  const unit = unitOf(event.item, vocabulary);
  return { unit: name === "per_day" ? `${unit} a day` : unit };
}

function branches(event: ScenarioEvent, vocabulary: Vocabulary): Option[] {
  const control = vocabulary.controls.find((each) => each.id === event.control);
  return (control?.branches ?? []).map(({ branch, title }) => ({ value: branch, title }));
}

/** Controlled materials first: they are what most events are about. */
function materials(vocabulary: Vocabulary): Option[] {
  const sorted = [...vocabulary.materials].sort((a, b) => Number(b.controlled.length > 0) - Number(a.controlled.length > 0));
  return sorted.map(({ id, title }) => ({ value: id, title }));
}
