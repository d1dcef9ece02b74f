// One table, searched and filtered, a hundred rows at a time; each row opens its source.
import { button, download, fill, h } from "../../dom.ts";
import { isGuess } from "../../format.ts";
import type { DataTable } from "../../types/api.ts";
import { csvText } from "../../widgets/csv.ts";
import { nothing } from "../../widgets/notice.ts";
import { cellOf, matches, words } from "./search.ts";

const PAGE = 100;

/** Long remarks are for the drawer. */
const HIDDEN = new Set(["note", "low", "high", "url"]);

export interface Filter {
  query: string;
  basis: string;
}

/** Rows that hold every word and have the basis. */
export function filtered(table: DataTable, filter: Filter): string[][] {
  const wanted = words(filter.query);
  return table.rows.filter((row) => (filter.basis === "" || cellOf(table, row, "basis") === filter.basis) && matches(row, wanted));
}

export function tableView(table: DataTable, filter: Filter, open: (row: readonly string[]) => void): HTMLElement {
  const rows = filtered(table, filter);
  const columns = table.columns.map((column, at) => ({ column, at })).filter(({ column }) => !HIDDEN.has(column.column));
  const body = h("tbody");
  const more = button("", () => show());
  const moreRow = h("p", { class: "more" }, more);
  let shown = 0;
  function show(): void {
    const next = rows.slice(shown, shown + PAGE);
    shown += next.length;
    body.append(...next.map((row) => rowNode(row)));
    moreRow.hidden = shown >= rows.length;
    more.textContent = `Show ${Math.min(PAGE, rows.length - shown)} more of ${rows.length}`;
  }
  function rowNode(row: readonly string[]): HTMLElement {
    const cells = columns.map(({ column, at }, position) => {
      const value = row[at] ?? "";
      const attributes = { class: numeric(value) ? "n" : column.column === "basis" && isGuess(value) ? "guess" : null };
      if (position > 0) return h("td", attributes, value);
      return h("th", { scope: "row" }, button(value === "" ? "(empty)" : value, () => open(row), { class: "row-link", "aria-label": `${value}: row and its source` }));
    });
    return h("tr", null, ...cells);
  }
  show();
  const head = columns.map(({ column }) => h("th", { scope: "col", title: column.description }, column.column, column.unit ? h("small", null, column.unit) : null));
  const caption = `${rows.length === table.rows.length ? "" : `${rows.length} of `}${table.rows.length} rows. The first cell opens the row with its source.`;
  const save = button("CSV", () => download(`${table.table}.csv`, csvText([table.columns.map(({ column }) => column), ...rows]), "text/csv"), { class: "quiet", "aria-label": `Save as CSV: ${table.table}` });
  const section = h("section", { class: "data-table" }, h("h2", null, table.table), h("p", null, table.description));
  if (rows.length === 0) {
    section.append(nothing("No row holds these words with that basis."));
    return section;
  }
  const grid = h("table", { class: "dense" }, h("caption", null, caption), h("thead", null, h("tr", null, ...head)), body);
  section.append(h("div", { class: "table" }, h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.table }, grid), moreRow, h("p", { class: "table-tools no-print" }, save)));
  section.append(columnsHelp(table));
  return section;
}

const numeric = (value: string): boolean => value !== "" && Number.isFinite(Number(value));

function columnsHelp(table: DataTable): HTMLElement {
  const rows = table.columns.map(({ column, description, unit }) => h("tr", null, h("th", { scope: "row" }, column), h("td", null, unit ?? ""), h("td", null, description)));
  const list = h("table", { class: "dense" }, h("thead", null, h("tr", null, ...["Column", "Unit", "Meaning"].map((title) => h("th", { scope: "col" }, title)))), h("tbody", null, ...rows));
  return h("details", null, h("summary", null, "What the columns mean"), list);
}

/** Words found, marked in the text. */
export function marked(text: string, wanted: readonly string[]): HTMLElement {
  const node = h("span");
  const folded = text.toLowerCase();
  let at = 0;
  while (at < text.length) {
    const next = wanted.map((word) => ({ word, from: folded.indexOf(word, at) })).filter(({ from }) => from >= 0).sort((a, b) => a.from - b.from)[0];
    if (next === undefined) break;
    node.append(text.slice(at, next.from), h("mark", null, text.slice(next.from, next.from + next.word.length)));
    at = next.from + next.word.length;
  }
  node.append(text.slice(at));
  return node;
}

/** Hits over all tables, with the words marked. */
export function hitList(hits: readonly { table: DataTable; row: readonly string[] }[], query: string, open: (table: DataTable, row: readonly string[]) => void): HTMLElement {
  const wanted = words(query);
  const items = hits.map(({ table, row }) => {
    const text = row.filter((cell) => cell !== "").join(" · ");
    const item = button("", () => open(table, row), { class: "hit" });
    fill(item, h("span", { class: "hit-table" }, table.table), marked(text.length > 240 ? `${text.slice(0, 239)}…` : text, wanted));
    return h("li", null, item);
  });
  return h("ul", { class: "hits" }, ...items);
}
