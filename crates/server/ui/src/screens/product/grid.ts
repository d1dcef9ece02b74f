// A table whose cells can be changed in place, with what is wrong marked in the cell.
import { button, fill, h, uniqueId } from "../../dom.ts";
import type { Defect } from "../../types/api.ts";
import { cellKey, type Placed } from "./faults.ts";

/** Rows drawn at first; rows with something wrong are drawn wherever they are. */
const PAGE = 150;

export interface GridProps {
  label: string;
  rows: readonly (readonly string[])[];
  /** Row that names the columns. */
  header: number;
  faults: Placed;
  /** Stands above each column, such as a choice of its meaning. */
  above?: (column: number) => HTMLElement | null;
  /** Row number shown for a row. */
  number: (row: number) => string;
  readOnly?: boolean;
}

export interface CellGrid {
  node: HTMLElement;
  show: (props: GridProps) => void;
  /** Goes to a cell, to mend it. */
  goTo: (row: number, column: number) => void;
}

export function cellGrid(edit: (row: number, column: number, value: string) => void): CellGrid {
  const node = h("div", { class: "cell-grid" });
  let props: GridProps | null = null;
  let most = PAGE;
  /** Cell that the arrow keys stand on. */
  let at: [number, number] = [0, 0];

  function show(next: GridProps): void {
    const focused = document.activeElement !== null && node.contains(document.activeElement) && document.activeElement.matches("[data-cell]");
    const { scrollLeft } = node.querySelector(".scroll") ?? { scrollLeft: 0 };
    props = next;
    fill(node, table(next), more(next));
    const box = node.querySelector(".scroll");
    if (box !== null) box.scrollLeft = scrollLeft;
    if (focused) cellNode(at)?.focus({ preventScroll: true });
  }

  function table(shown: GridProps): HTMLElement {
    const width = Math.max(1, ...shown.rows.slice(0, 2000).map((row) => row.length));
    const columns = Array.from({ length: width }, (_, column) => column);
    const indices = drawnRows(shown, most);
    const first = indices[0];
    if (first !== undefined && !indices.includes(at[0])) at = [first, 0];
    const above = shown.above === undefined ? null : h("tr", { class: "above" }, h("td"), columns.map((column) => h("td", null, shown.above?.(column))));
    const names = h("tr", null, h("th", { scope: "col" }, "Row"), columns.map((column) => headCell(shown, column)));
    return h(
      "div",
      { class: "scroll", role: "region", "aria-label": shown.label, tabindex: 0 },
      h("table", { class: "dense", onkeydown: keys }, h("thead", null, above, names), h("tbody", null, indices.map((row) => rowNode(shown, row, columns)))),
    );
  }

  function rowNode(shown: GridProps, row: number, columns: readonly number[]): HTMLElement {
    const wrong = shown.faults.rows.get(row) ?? [];
    const number = h("th", { scope: "row", class: wrong.length > 0 ? "faulty-row" : null }, shown.number(row), wrong.map((each) => h("span", { class: "field-fault" }, each.message)));
    return h("tr", null, number, columns.map((column) => bodyCell(shown, row, column)));
  }

  function bodyCell(shown: GridProps, row: number, column: number): HTMLElement {
    const wrong = shown.faults.cells.get(cellKey(row, column)) ?? [];
    const value = shown.rows[row]?.[column] ?? "";
    const describedBy = wrong.length > 0 ? uniqueId("cell-fault") : null;
    if (shown.readOnly) return h("td", null, value);
    const cell = button(value === "" ? "\u00a0" : value, () => begin(row, column), {
      class: "cell", "data-cell": cellKey(row, column), tabindex: at[0] === row && at[1] === column ? 0 : -1,
      "aria-label": `${nameOf(shown, column)}, row ${shown.number(row)}: ${value === "" ? "empty" : value}${wrong.length > 0 ? ", needs mending" : ""}`,
      "aria-describedby": describedBy,
      onfocus: () => moveTo(row, column),
    });
    return h("td", { class: wrong.length > 0 ? "faulty-cell" : null }, cell, wrong.length > 0 ? faultWords(wrong, describedBy) : null);
  }

  function moveTo(row: number, column: number): void {
    cellNode(at)?.setAttribute("tabindex", "-1");
    at = [row, column];
    cellNode(at)?.setAttribute("tabindex", "0");
  }

  /** Puts a field into the cell; Enter and leaving it take the value, Escape drops it. */
  function begin(row: number, column: number, typed?: string): void {
    const cell = cellNode([row, column]);
    if (cell === null || props === null) return;
    const old = props.rows[row]?.[column] ?? "";
    let over = false;
    const end = (take: boolean): void => {
      if (over) return;
      over = true;
      const value = input.value;
      input.replaceWith(cell);
      if (take && value !== old) edit(row, column, value);
    };
    const input = h("input", {
      class: "cell-input", value: typed ?? old, "aria-label": `${nameOf(props, column)}, row ${props.number(row)}`,
      onblur: () => end(true),
      onkeydown: (event: KeyboardEvent) => {
        event.stopPropagation();
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        end(event.key === "Enter");
        cellNode([row, column])?.focus();
      },
    });
    cell.replaceWith(input);
    input.focus();
    if (typed === undefined) input.select();
  }

  function keys(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-cell]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      neighbour(step)?.focus();
    } else if (event.key === "F2") {
      event.preventDefault();
      begin(...at);
    } else if (event.key.length === 1 && event.key !== " ") {
      event.preventDefault();
      begin(at[0], at[1], event.key);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      edit(at[0], at[1], "");
    }
  }

  function neighbour([down, right]: [number, number]): HTMLElement | null {
    if (props === null) return null;
    const indices = drawnRows(props, most);
    const row = indices[indices.indexOf(at[0]) + down];
    return row === undefined ? null : cellNode([row, at[1] + right]);
  }

  const cellNode = ([row, column]: readonly [number, number]): HTMLElement | null => node.querySelector(`[data-cell="${cellKey(row, column)}"]`);

  function more(shown: GridProps): HTMLElement | null {
    const left = shown.rows.length - 1 - drawnRows(shown, most).length;
    if (left <= 0) return null;
    const next = button(`Show ${Math.min(left, 4 * PAGE)} more of ${shown.rows.length - 1} rows`, () => {
      most += 4 * PAGE;
      show(shown);
    });
    return h("p", { class: "more" }, next);
  }

  return {
    node,
    show,
    goTo: (row, column) => {
      const cell = cellNode([row, column]) ?? cellNode([row, 0]);
      cell?.scrollIntoView({ block: "center", inline: "center" });
      cell?.focus({ preventScroll: true });
    },
  };
}

function drawnRows(props: GridProps, most: number): number[] {
  const wrong = new Set([...props.faults.rows.keys(), ...[...props.faults.cells.keys()].map((key) => Number(key.split(":")[0]))]);
  return props.rows.flatMap((row, at) => {
    if (at === props.header || (row.every((cell) => cell === "") && !wrong.has(at))) return [];
    return at <= most || wrong.has(at) ? [at] : [];
  });
}

const nameOf = (props: GridProps, column: number): string => props.rows[props.header]?.[column] || `Column ${column + 1}`;

function headCell(props: GridProps, column: number): HTMLElement {
  const wrong = props.faults.headers.get(column) ?? [];
  return h("th", { scope: "col", class: wrong.length > 0 ? "faulty-cell" : null }, nameOf(props, column), wrong.length > 0 ? faultWords(wrong, null) : null);
}

function faultWords(wrong: readonly Defect[], id: string | null): HTMLElement {
  return h("span", { class: "field-fault", id }, wrong.map((each) => h("span", { class: "fault-line" }, `⚠ ${each.message}`, each.hint ? h("small", null, each.hint) : null)));
}
