// A table that can be sorted and saved as CSV.
import { type Child, button, download, fill, h } from "../dom.ts";
import { csvText } from "./csv.ts";

export interface Column<Row> {
  readonly title: string;
  /** Text of the cell; also what is searched and sorted unless `value` is given. */
  readonly text: (row: Row) => string;
  /** Exact value for sorting and for the CSV. */
  readonly value?: (row: Row) => number | string | null;
  /** What stands in the cell instead of the text. */
  readonly cell?: (row: Row) => Child;
  /** Smaller words below the text, such as a range. */
  readonly below?: (row: Row) => string;
  readonly numeric?: boolean;
}

export interface TableSpec<Row> {
  readonly caption: string;
  /** File name of the CSV; without one there is no button. */
  readonly file?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Rows shown before a button asks for more. */
  readonly most?: number;
  readonly dense?: boolean;
  /** Class names of a row. */
  readonly mark?: (row: Row) => string;
}

interface Order {
  column: number;
  descending: boolean;
}

/** The table with its caption, in a box that scrolls sideways where it must. */
export function dataTable<Row>(spec: TableSpec<Row>): HTMLElement {
  let order: Order | null = null;
  let most = spec.most ?? Number.POSITIVE_INFINITY;
  const body = h("tbody");
  const heads = spec.columns.map((column, index) => head(column, () => sortBy(index)));
  const more = button("", () => {
    most = Number.POSITIVE_INFINITY;
    draw();
  });
  const moreRow = h("p", { class: "more no-print" }, more);

  function sortBy(index: number): void {
    const numeric = spec.columns[index]?.numeric ?? false;
    const again = order?.column === index;
    order = { column: index, descending: again ? !order?.descending : numeric };
    heads.forEach((cell, at) => {
      if (at === index) cell.setAttribute("aria-sort", order?.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    draw();
  }

  function draw(): void {
    const rows = sorted(spec, order);
    fill(body, ...rows.slice(0, most).map((row) => tableRow(spec, row)));
    moreRow.hidden = rows.length <= most;
    more.textContent = `Show all ${rows.length} rows`;
  }

  draw();
  const table = h(
    "table",
    { class: spec.dense ? "dense" : null },
    h("caption", null, spec.caption),
    h("thead", null, h("tr", null, ...heads)),
    body,
  );
  const save = spec.file ? saveButton(spec, spec.file) : null;
  return h(
    "div",
    { class: "table" },
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": spec.caption }, table),
    moreRow,
    save,
  );
}

function head<Row>(column: Column<Row>, onclick: () => void): HTMLTableCellElement {
  return h("th", { scope: "col", class: column.numeric ? "n" : null }, button(column.title, onclick, { class: "sort" }));
}

function tableRow<Row>(spec: TableSpec<Row>, row: Row): HTMLTableRowElement {
  const cells = spec.columns.map((column, index) => {
    const below = column.below?.(row);
    const children = [column.cell ? column.cell(row) : column.text(row), below ? h("small", null, below) : null];
    const attributes = { class: column.numeric ? "n" : null };
    return index === 0 ? h("th", { scope: "row", ...attributes }, ...children) : h("td", attributes, ...children);
  });
  return h("tr", { class: spec.mark?.(row) || null }, ...cells);
}

const valueOf = <Row>(column: Column<Row>, row: Row): number | string | null =>
  column.value ? column.value(row) : column.text(row);

function sorted<Row>(spec: TableSpec<Row>, order: Order | null): readonly Row[] {
  const column = order ? spec.columns[order.column] : undefined;
  if (!order || !column) return spec.rows;
  const sign = order.descending ? -1 : 1;
  // What is missing stands last both ways.
  const known = (row: Row) => valueOf(column, row) !== null;
  const present = spec.rows.filter(known).sort((a, b) => sign * compare(valueOf(column, a), valueOf(column, b)));
  return [...present, ...spec.rows.filter((row) => !known(row))];
}

/** Numbers by size, texts by alphabet, what is missing last. */
export function compare(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

/** The rows as CSV, exact values, in the order of the data. */
export function tableCsv<Row>(spec: TableSpec<Row>): string {
  const titles = spec.columns.map((column) => column.title);
  return csvText([titles, ...spec.rows.map((row) => spec.columns.map((column) => valueOf(column, row)))]);
}

function saveButton<Row>(spec: TableSpec<Row>, file: string): HTMLElement {
  const save = button("CSV", () => download(file, tableCsv(spec), "text/csv"), {
    class: "quiet",
    "aria-label": `Save as CSV: ${spec.caption}`,
  });
  return h("p", { class: "table-tools no-print" }, save);
}
