// What a bill of materials does not say: where the line stands, what it makes a day, what that is worth.
import { h } from "../../dom.ts";
import type { Scenario, Vocabulary } from "../../types/api.ts";
import { choice, field, numberInput, picker, textInput } from "../../widgets/form.ts";
import type { Settings } from "./session.ts";

/** Countries most readers will look for stand first. */
export function settingsForm(settings: Settings, vocabulary: Vocabulary, scenarios: readonly Scenario[], change: (settings: Settings) => void): HTMLElement {
  const set = <K extends keyof Settings>(name: K, value: Settings[K] | null | ""): void => {
    const next = { ...settings };
    if (value === null || value === "" || value === undefined) delete next[name];
    else next[name] = value;
    change(next);
  };
  const number = (name: "units_per_day" | "revenue_per_unit" | "value_added_per_unit" | "jobs"): HTMLInputElement =>
    numberInput({ name, value: settings[name] ?? null, least: 0 }, (value) => set(name, value));
  const countries = vocabulary.countries.map(({ code, name }) => ({ value: code, title: name }));
  return h(
    "div",
    { class: "fields" },
    field({ label: "Country of the line", control: picker("country", countries, settings.country ?? "", (value) => set("country", value.toUpperCase())), hint: "Three letters; type a name to find them." }),
    field({ label: "What it is for", control: choice("end_use", vocabulary.end_uses.map(({ id, title }) => ({ value: id, title })), settings.end_use ?? "", (value) => set("end_use", value), "assume it from the name"), hint: "Decides how licences are granted." }),
    field({ label: "Units a day", control: number("units_per_day"), hint: "On every calendar day: a year's plan / 365. Empty = assumed." }),
    field({ label: "Revenue per unit", control: number("revenue_per_unit"), unit: settings.currency ?? "EUR", hint: "Empty = losses count in units only." }),
    field({ label: "Value added per unit", control: number("value_added_per_unit"), unit: settings.currency ?? "EUR" }),
    field({ label: "Currency", control: textInput("currency", settings.currency ?? "EUR", (value) => set("currency", value.trim().toUpperCase()), { maxlength: 3, size: 4 }) }),
    field({ label: "Jobs on the line", control: number("jobs"), hint: "People whose work stops with it." }),
    field({ label: "Scenario to begin with", control: choice("scenario", scenarios.filter((each) => !each.own).map((each) => ({ value: each.scenario, title: each.title })), settings.scenario ?? "", (value) => set("scenario", value), "the usual one") }),
  );
}
