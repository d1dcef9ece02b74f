// One search box over all tables: every word must stand somewhere in a row.
import type { DataTable } from "../../types/api.ts";

export interface Hit {
  table: string;
  /** Position of the row in its table. */
  row: number;
}

export interface Found {
  hits: Hit[];
  /** Rows found in all, of which `hits` may hold only the first. */
  total: number;
  byTable: Map<string, number>;
}

/** Lower case without accents, so that `gruneberg` finds `Grüneberg`. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

export function words(query: string): string[] {
  return folded(query).split(/\s+/).filter((word) => word !== "");
}

/** Whether a row, with the titles of its sources, holds every word. */
export function matches(cells: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const text = folded(cells.join("\u0001"));
  return wanted.every((word) => text.includes(word));
}

export function searched(tables: readonly DataTable[], query: string, most: number): Found {
  const wanted = words(query);
  const found: Found = { hits: [], total: 0, byTable: new Map() };
  for (const table of tables) {
    let count = 0;
    table.rows.forEach((cells, row) => {
      if (!matches(cells, wanted)) return;
      count += 1;
      if (found.hits.length < most) found.hits.push({ table: table.table, row });
    });
    if (count > 0) found.byTable.set(table.table, count);
    found.total += count;
  }
  return found;
}

/** Value of a named column in a row; undefined where the table has no such column. */
export function cellOf(table: DataTable, row: readonly string[], column: string): string | undefined {
  const at = table.columns.findIndex((each) => each.column === column);
  return at < 0 ? undefined : row[at];
}
