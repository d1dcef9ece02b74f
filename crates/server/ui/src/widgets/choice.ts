// One out of a few, all in sight.
import { h, uniqueId } from "../dom.ts";

export interface Option<T extends string> {
  readonly value: T;
  readonly title: string;
}

/** Radio buttons that look like a switch. */
export function toggle<T extends string>(label: string, options: readonly Option<T>[], chosen: T, change: (value: T) => void): HTMLFieldSetElement {
  const name = uniqueId("toggle");
  const one = ({ value, title }: Option<T>) =>
    h(
      "label",
      null,
      h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => change(value) }),
      h("span", null, title),
    );
  return h("fieldset", { class: "toggle" }, h("legend", null, label), ...options.map(one));
}

/** A select box with its label. */
export function selectBox<T extends string>(label: string, options: readonly Option<T>[], chosen: T, change: (value: T) => void): HTMLLabelElement {
  const select = h(
    "select",
    { onchange: () => change(select.value as T) },
    ...options.map(({ value, title }) => h("option", { value, selected: value === chosen }, title)),
  );
  return h("label", { class: "field" }, h("span", null, label), select);
}
