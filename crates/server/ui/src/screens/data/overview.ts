// The list of tables with what they rest on, and what the figures are worth as a whole.
import { button, css, h } from "../../dom.ts";
import { isGuess, number, percent } from "../../format.ts";
import { dataTable } from "../../widgets/table.ts";
import { BASES, BASIS_WORDS, type DataSummary, type TableSummary } from "./load.ts";

export function tableList(summary: DataSummary, counts: ReadonlyMap<string, number> | null, open: (table: string) => void): HTMLElement {
  return dataTable<TableSummary>({
    caption: "Tables of the data package and of the study",
    file: "tables.csv",
    dense: true,
    rows: counts === null ? summary.tables : summary.tables.filter((each) => counts.has(each.table)),
    columns: [
      { title: "Table", text: (each) => each.table, cell: (each) => button(each.table, () => open(each.table), { class: "row-link" }) },
      { title: "What it holds", text: (each) => each.description },
      ...(counts === null ? [] : [{ title: "Rows found", numeric: true, text: (each: TableSummary) => number(counts.get(each.table) ?? 0), value: (each: TableSummary) => counts.get(each.table) ?? 0 }]),
      { title: "Rows", numeric: true, text: (each) => number(each.rows), value: (each) => each.rows },
      { title: "Years", text: (each) => (each.vintage === null ? "" : each.vintage[0] === each.vintage[1] ? String(each.vintage[0]) : `${each.vintage[0]} to ${each.vintage[1]}`) },
      { title: "Basis", text: basisText, cell: (each) => basisBar(each.basis) },
      { title: "Sources", numeric: true, text: (each) => (each.sources === 0 ? "" : number(each.sources)), value: (each) => each.sources },
    ],
  });
}

function basisText({ basis }: TableSummary): string {
  return BASES.filter((each) => (basis[each] ?? 0) > 0).map((each) => `${each} ${basis[each] ?? 0}`).join(", ");
}

/** Shares of rows by basis; the words stand beside the bar, so that nothing hangs on its colours. */
function basisBar(basis: Readonly<Record<string, number>>): HTMLElement | null {
  const total = Object.values(basis).reduce((sum, each) => sum + each, 0);
  if (total === 0) return null;
  const parts = BASES.filter((each) => (basis[each] ?? 0) > 0);
  const bar = h("span", { class: "basis-bar", "aria-hidden": "true" });
  for (const each of parts) {
    const part = h("span", { class: `basis-${each}` });
    css(part, { flex: `${basis[each] ?? 0} 0 0` });
    bar.append(part);
  }
  return h("span", null, bar, h("small", null, parts.map((each) => `${each} ${percent((basis[each] ?? 0) / total)}`).join(", ")));
}

export function worth(summary: DataSummary): HTMLElement {
  return h(
    "div",
    { class: "worth" },
    h(
      "p",
      null,
      `Base year ${summary.base_year}. `,
      `${percent(summary.share_reported_or_derived)} of the figures are reported or derived; of the tonnes that flow, ${percent(summary.share_of_tonnes_reported_or_derived)}. The rest is estimated or assumed, and carries a range.`,
    ),
    h("dl", { class: "basis-key" }, ...BASES.flatMap((each) => [h("dt", { class: isGuess(each) ? "guess" : null }, h("span", { class: `basis-swatch basis-${each}` }), each), h("dd", null, BASIS_WORDS[each] ?? "")])),
  );
}
