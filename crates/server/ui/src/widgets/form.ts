// Fields of a form: a label, a control, what to write, and what is wrong with it.
import { append, button, type Child, h, uniqueId } from "../dom.ts";

export interface Option {
  value: string;
  title: string;
}

export interface FieldSpec {
  label: string;
  control: HTMLElement;
  hint?: string;
  fault?: string | null | undefined;
  /** Stands behind the control, such as a unit. */
  unit?: string;
}

/** A labelled control. Hint and fault are read out with it. */
export function field({ label, control, hint, fault, unit }: FieldSpec): HTMLElement {
  const target = control.matches("input, select, textarea") ? control : (control.querySelector("input, select, textarea") ?? control);
  if (target.id === "") target.id = uniqueId("field");
  const hintNode = hint ? h("span", { class: "field-hint", id: uniqueId("hint") }, hint) : null;
  const faultNode = fault ? h("span", { class: "field-fault", id: uniqueId("fault") }, fault) : null;
  const described = [faultNode, hintNode].flatMap((node) => (node === null ? [] : [node.id])).join(" ");
  if (described !== "") target.setAttribute("aria-describedby", described);
  if (fault) target.setAttribute("aria-invalid", "true");
  return h(
    "div",
    { class: fault ? "field faulty" : "field" },
    h("label", { for: target.id }, label),
    h("span", { class: "field-control" }, control, unit ? h("span", { class: "field-unit" }, unit) : null),
    faultNode,
    hintNode,
  );
}

/** One of a short list. `empty` is the title of no choice at all. */
export function choice(name: string, options: readonly Option[], value: string, chosen: (value: string) => void, empty?: string): HTMLSelectElement {
  const known = options.some((option) => option.value === value) || (value === "" && empty !== undefined);
  const select = h(
    "select",
    { name, onchange: () => chosen(select.value) },
    empty === undefined ? null : h("option", { value: "" }, empty),
    // A value that is not in the list stays visible instead of turning into another one.
    known ? null : h("option", { value }, value === "" ? "Choose…" : `${value} (unknown)`),
    options.map((option) => h("option", { value: option.value }, option.title)),
  );
  select.value = value;
  return select;
}

/** One of a long list, by typing a part of it. The key is what counts; its words stand below. */
export function picker(name: string, options: readonly Option[], value: string, chosen: (value: string) => void, empty = ""): HTMLElement {
  const list = h("datalist", { id: uniqueId("list") }, options.map((option) => h("option", { value: option.value }, option.title)));
  const words = (key: string): string => options.find((option) => option.value === key)?.title ?? (key === "" ? empty : "");
  const below = h("span", { class: "lookup-words" }, words(value));
  const input = h("input", {
    name, value, list: list.id, autocomplete: "off", spellcheck: "false",
    oninput: () => (below.textContent = words(input.value.trim())),
    onchange: () => chosen(input.value.trim()),
  });
  return h("span", { class: "lookup" }, input, below, list);
}

/** Several of a long list. */
export function severalOf(name: string, options: readonly Option[], values: readonly string[], chosen: (values: string[]) => void, none: string): HTMLElement {
  const title = (key: string): string => options.find((option) => option.value === key)?.title ?? key;
  const chips = values.map((key) =>
    button(`${title(key)} ×`, () => chosen(values.filter((each) => each !== key)), { class: "chip", "aria-label": `Take out ${title(key)}` }),
  );
  const rest = options.filter((option) => !values.includes(option.value));
  const add = choice(name, rest, "", (key) => key !== "" && chosen([...values, key]), values.length === 0 ? none : "Add one more…");
  return h("span", { class: "several" }, ...chips, add);
}

export interface NumberSpec {
  name: string;
  value: number | null;
  least?: number;
  most?: number;
  step?: number;
  /** Shown and typed as a percentage, kept as a share of one. */
  percent?: boolean;
}

/** A number; an empty field is null. */
export function numberInput({ name, value, least, most, step, percent }: NumberSpec, chosen: (value: number | null) => void): HTMLInputElement {
  const scale = percent ? 100 : 1;
  const shown = (bound: number | null | undefined): number | null => (bound === null || bound === undefined ? null : Number((bound * scale).toPrecision(12)));
  const input = h("input", {
    type: "number", name, value: shown(value), min: shown(least), max: shown(most), step: step === undefined ? "any" : shown(step), inputmode: "decimal",
    onchange: () => chosen(input.value === "" ? null : Number(input.value) / scale),
  });
  return input;
}

export function dateInput(name: string, value: string, chosen: (value: string) => void): HTMLInputElement {
  const input = h("input", { type: "date", name, value, onchange: () => chosen(input.value) });
  return input;
}

export function textInput(name: string, value: string, chosen: (value: string) => void, attributes: Record<string, string | number | boolean> = {}): HTMLInputElement {
  const input = h("input", { type: "text", name, value, ...attributes, onchange: () => chosen(input.value) });
  return input;
}

/**
 * Draws a form anew after a change, a moment later: the browser has then moved
 * the focus, and it is put back on the field of the same name.
 */
export function redrawn(host: HTMLElement, draw: () => readonly Child[]): void {
  setTimeout(() => {
    const { activeElement } = document;
    const name = activeElement !== null && host.contains(activeElement) ? activeElement.getAttribute("name") : null;
    host.replaceChildren();
    append(host, draw());
    if (name !== null) host.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
  });
}

/** One of a few, all in sight. */
export function toggle(legend: string, options: readonly Option[], value: string, chosen: (value: string) => void): HTMLElement {
  const name = uniqueId("toggle");
  return h(
    "fieldset",
    { class: "toggle" },
    h("legend", null, legend),
    options.map((option) =>
      h(
        "label",
        null,
        h("input", { type: "radio", name, value: option.value, checked: option.value === value, onchange: () => chosen(option.value) }),
        h("span", null, option.title),
      ),
    ),
  );
}
