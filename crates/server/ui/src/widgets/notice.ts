// Says what went wrong and what would be right.
import { type Child, h } from "../dom.ts";
import type { Defect, Problem } from "../types/api.ts";
import { dataTable } from "./table.ts";

/** A problem as the server told it, with every defect on a row of its own. */
export function problemNotice(problem: Problem, ...actions: readonly Child[]): HTMLElement {
  const defects = problem.errors ?? [];
  return h(
    "section",
    { class: "notice alarm", role: "alert" },
    h("p", { class: "notice-title" }, problem.title),
    problem.detail && problem.detail !== problem.title ? h("p", null, problem.detail) : null,
    defects.length > 0 ? defectTable(defects) : null,
    actions.length > 0 ? h("p", { class: "actions" }, ...actions) : null,
  );
}

/** A quiet remark. */
export function remark(...text: readonly Child[]): HTMLElement {
  return h("p", { class: "notice" }, ...text);
}

/** What is shown where there is nothing to show, and why. */
export function nothing(...text: readonly Child[]): HTMLElement {
  return h("p", { class: "nothing" }, ...text);
}

/** Defects of an input with file, row, column and what to do. */
export function defectTable(defects: readonly Defect[]): HTMLElement {
  const place = (defect: Defect) =>
    [defect.file, defect.row ? `row ${defect.row}` : null, defect.column ?? defect.pointer].filter(Boolean).join(", ");
  return dataTable<Defect>({
    caption: defects.length === 1 ? "One thing to mend" : `${defects.length} things to mend`,
    file: "problems.csv",
    rows: defects,
    columns: [
      { title: "Where", text: place },
      { title: "What", text: (defect) => defect.message },
      { title: "Found", text: (defect) => defect.value ?? "" },
      { title: "Mend it so", text: (defect) => defect.hint ?? "" },
      { title: "Code", text: (defect) => defect.code ?? "" },
    ],
  });
}
