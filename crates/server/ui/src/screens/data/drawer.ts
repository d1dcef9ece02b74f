// One row in full: every value with its unit, what it rests on, and the card of its source.
import { button, fill, h, outside } from "../../dom.ts";
import { isGuess, number } from "../../format.ts";
import type { DataTable, SourceCard } from "../../types/api.ts";
import { BASIS_WORDS } from "./load.ts";
import { cellOf } from "./search.ts";

export interface Drawer {
  node: HTMLElement;
  open: (table: DataTable, row: readonly string[]) => void;
  close: () => void;
}

/** Columns that the drawer shows in places of their own. */
const APART = new Set(["source", "basis", "year", "low", "high", "note"]);

export function drawer(): Drawer {
  const body = h("div");
  const node = h("aside", { class: "drawer", "aria-label": "Row and its source", tabindex: -1, hidden: true, onkeydown: (event: KeyboardEvent) => event.key === "Escape" && close() });
  let opener: HTMLElement | null = null;
  const close = (): void => {
    node.hidden = true;
    opener?.focus();
  };
  node.append(h("p", { class: "drawer-tools" }, button("Close", close, { class: "quiet" })), body);
  return {
    node,
    close,
    open: (table, row) => {
      opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      fill(body, ...content(table, row));
      node.hidden = false;
      node.focus();
    },
  };
}

function content(table: DataTable, row: readonly string[]): HTMLElement[] {
  const basis = cellOf(table, row, "basis");
  const note = cellOf(table, row, "note");
  const source = table.sources[cellOf(table, row, "source") ?? ""] ?? ownSource(table, row);
  const values = table.columns.flatMap((column, at) => {
    const value = row[at] ?? "";
    if (APART.has(column.column) || value === "") return [];
    return [h("dt", null, column.column), h("dd", null, value, column.unit ? ` ${column.unit}` : null, h("small", null, column.description))];
  });
  const rests = basis === undefined ? null : restsOn(table, row, basis);
  return [
    h("h2", null, `${table.table}: ${row[0] ?? ""}`),
    h("dl", { class: "row-values" }, ...values),
    ...(rests === null ? [] : [h("h3", null, "What it rests on"), rests]),
    ...(note ? [h("p", { class: "note" }, note)] : []),
    ...(source === undefined ? [] : [h("h3", null, "Source"), sourceCard(source)]),
  ];
}

function restsOn(table: DataTable, row: readonly string[], basis: string): HTMLElement {
  const [low, high, year] = ["low", "high", "year"].map((name) => cellOf(table, row, name) ?? "");
  const range = low !== "" && high !== "" ? `${number(Number(low))} to ${number(Number(high))}` : "none given";
  return h(
    "dl",
    { class: "row-values" },
    h("dt", null, "Basis"), h("dd", null, h("span", { class: isGuess(basis) ? "guess" : null }, basis), h("small", null, BASIS_WORDS[basis] ?? "")),
    h("dt", null, "Year of the figure"), h("dd", null, year === "" ? "not said" : year),
    h("dt", null, "Range, low to high"), h("dd", null, range),
  );
}

/** A row of the table of sources is a source itself. */
function ownSource(table: DataTable, row: readonly string[]): SourceCard | undefined {
  if (table.table !== "sources") return undefined;
  const cell = (name: string): string => cellOf(table, row, name) ?? "";
  return { id: row[0] ?? "", title: cell("title"), publisher: cell("publisher"), year: Number(cell("year")) || null, licence: cell("licence"), url: cell("url") };
}

/** Who says so; the address is a link that leaves only on a click. */
export function sourceCard(source: SourceCard): HTMLElement {
  return h(
    "div",
    { class: "source-card" },
    h("p", null, h("strong", null, source.title)),
    h("p", { class: "muted" }, [source.publisher, source.year, source.licence].filter(Boolean).join(" · ")),
    source.url ? h("p", null, outside(source.url, source.url)) : h("p", { class: "muted" }, "No address."),
    h("p", { class: "muted" }, `Key: ${source.id}`),
  );
}
