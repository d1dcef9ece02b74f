// Where the problems of a file belong in its grid.
import type { Defect } from "../../types/api.ts";

/** Problems by cell; a problem without a cell stands in `rest`. */
export interface Placed {
  cells: Map<string, Defect[]>;
  rows: Map<number, Defect[]>;
  headers: Map<number, Defect[]>;
  rest: Defect[];
}

export const cellKey = (row: number, column: number): string => `${row}:${column}`;

/**
 * Sorts problems into the cells of a grid. A problem's `row` counts as a
 * spreadsheet does (1 = first row of the grid); its `column` is a header of the
 * grid, or a meaning that `headerOf` knows the header of.
 */
export function placed(problems: readonly Defect[], header: readonly string[], headerRow: number, headerOf: (field: string) => string | undefined): Placed {
  const found: Placed = { cells: new Map(), rows: new Map(), headers: new Map(), rest: [] };
  for (const problem of problems) {
    const row = problem.row === null || problem.row === undefined ? null : problem.row - 1;
    const column = columnOf(problem, header, headerOf);
    if (row === null && column === null) found.rest.push(problem);
    else if (row === null || row === headerRow) {
      if (column === null) found.rest.push(problem);
      else push(found.headers, column, problem);
    } else if (column === null) push(found.rows, row, problem);
    else push(found.cells, cellKey(row, column), problem);
  }
  return found;
}

function columnOf(problem: Defect, header: readonly string[], headerOf: (field: string) => string | undefined): number | null {
  const name = problem.column;
  if (name === null || name === undefined || name === "") return null;
  const direct = header.findIndex((each) => same(each, name));
  if (direct >= 0) return direct;
  const mapped = headerOf(name);
  const at = mapped === undefined ? -1 : header.findIndex((each) => same(each, mapped));
  return at < 0 ? null : at;
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function push<K>(map: Map<K, Defect[]>, key: K, problem: Defect): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [problem]);
  else list.push(problem);
}
