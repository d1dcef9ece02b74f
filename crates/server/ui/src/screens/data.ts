// Data: every number with its source, year, basis and range.
import { problemFrom } from "../api.ts";
import { fill, h } from "../dom.ts";
import { number } from "../format.ts";
import type { Context, Screen } from "../screen.ts";
import type { DataTable } from "../types/api.ts";
import type { ControlsView } from "../types/controls.ts";
import { choice, field } from "../widgets/form.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { controlTable, hashes } from "./data/controls.ts";
import { drawer } from "./data/drawer.ts";
import { BASES, type DataSummary, Tables } from "./data/load.ts";
import { tableList, worth } from "./data/overview.ts";
import { cellOf, searched } from "./data/search.ts";
import { type Filter, hitList, tableView } from "./data/table.ts";

/** Rows found that are shown beside the list of tables. */
const HITS = 60;

/** Wait after the last letter before a search [ms]. */
const CALM = 180;

export const data: Screen = {
  id: "data",
  title: "Data",
  hint: "Every number, where it comes from and how sure it is",
  render(host, context) {
    let left = false;
    host.append(nothing("Reading the tables …"));
    Promise.all([context.api.get<DataSummary>("/api/data"), context.api.get<ControlsView>("/api/controls", { all: true })]).then(
      ([summary, controls]) => {
        if (!left) begin(host, context, summary, controls);
      },
      (error: unknown) => {
        if (!left) fill(host, problemNotice(problemFrom(error)));
      },
    );
    return () => {
      left = true;
    };
  },
};

function begin(host: HTMLElement, context: Context, summary: DataSummary, controls: ControlsView): void {
  const { more } = context.state;
  const filter: Filter = { query: more["q"] ?? "", basis: more["basis"] ?? "" };
  let chosen = more["table"] ?? null;
  const tables = new Tables(context.api, context.study()?.study ?? context.about.default_study);
  const side = drawer();
  const main = h("div", { class: "data-main" });
  const status = h("p", { class: "note", role: "status" });
  let asked = 0;

  const openTable = (name: string | null): void => {
    chosen = name;
    side.close();
    show();
    if (name !== null) main.scrollIntoView({ block: "nearest" });
  };

  function show(): void {
    asked += 1;
    const question = asked;
    context.note({ more: { q: filter.query || null, basis: filter.basis || null, table: chosen } });
    const still = (): boolean => question === asked;
    const failed = (error: unknown): void => {
      if (still()) fill(main, problemNotice(problemFrom(error)));
    };
    status.textContent = "";
    if (chosen !== null) showTable(chosen, still).catch(failed);
    else if (filter.query.trim() !== "" || filter.basis !== "") search(still).catch(failed);
    else fill(main, tableList(summary, null, openTable), controlTable(controls), hashes(context, summary.data_digest));
  }

  async function showTable(name: string, still: () => boolean): Promise<void> {
    const table = await tables.get(name);
    if (!still()) return;
    const back = h("p", null, h("button", { type: "button", class: "quiet", onclick: () => openTable(null) }, "← All tables"));
    fill(main, back, tableView(table, filter, (row) => side.open(table, row)));
  }

  async function search(still: () => boolean): Promise<void> {
    const names = summary.tables.map((each) => each.table);
    const all = await tables.all(names, (done) => {
      if (still()) status.textContent = `Reading the tables: ${done} of ${names.length}`;
    });
    if (!still()) return;
    const found = searched(ofBasis(all, filter.basis), filter.query, HITS);
    const total = number(found.total);
    status.textContent = `${total} ${found.total === 1 ? "row" : "rows"} in ${found.byTable.size} of ${names.length} tables${found.total > found.hits.length ? `; the first ${found.hits.length} are listed, and each table shows its own` : ""}.`;
    const hits = found.hits.flatMap(({ table, row }) => {
      const whole = ofBasis(all, filter.basis).find((each) => each.table === table);
      const cells = whole?.rows[row];
      return whole === undefined || cells === undefined ? [] : [{ table: whole, row: cells }];
    });
    fill(main, found.total === 0 ? nothing("No row holds these words.") : [tableList(summary, found.byTable, openTable), h("h2", null, "Rows"), hitList(hits, filter.query, side.open)]);
  }

  host.replaceChildren();
  host.append(
    worth(summary),
    searchBar(filter, show),
    status,
    h("div", { class: "data-columns" }, main, side.node),
  );
  show();
}

/** The tables with only the rows of a basis. */
function ofBasis(tables: readonly DataTable[], basis: string): DataTable[] {
  if (basis === "") return [...tables];
  return tables.map((table) => ({ ...table, rows: table.rows.filter((row) => cellOf(table, row, "basis") === basis) }));
}

function searchBar(filter: Filter, show: () => void): HTMLElement {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const input = h("input", {
    type: "search", name: "search", value: filter.query, autocomplete: "off", placeholder: "gallium, Lynas, ndfeb-heavy CHN …",
    oninput: () => {
      filter.query = input.value;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(show, CALM);
    },
  });
  const basis = choice("basis", BASES.map((each) => ({ value: each, title: each })), filter.basis, (value) => {
    filter.basis = value;
    show();
  }, "any");
  return h(
    "div",
    { class: "bar", role: "search" },
    field({ label: "Search all tables", control: input, hint: "Every word must stand in the row." }),
    field({ label: "Basis", control: basis }),
  );
}
