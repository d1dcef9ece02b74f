// From a file to a study: CSV in and out, problems in their cells, meanings of columns.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readCsv, withCell, writeCsv } from "../../src/screens/product/csv.ts";
import { cellKey, placed } from "../../src/screens/product/faults.ts";
import { begun, headerRow, keepSession, keptSession, keyOf, meaningOf, requestOf, withMeaning } from "../../src/screens/product/session.ts";
import type { BomCheck } from "../../src/types/api.ts";

test("CSV: quotes, line breaks, semicolons, a byte order mark, Windows ends of line", () => {
  assert.deepEqual(readCsv('a,b\n"x, ""y""","1\n2"\n').rows, [["a", "b"], ['x, "y"', "1\n2"]]);
  assert.deepEqual(readCsv("\uFEFFa;b\r\n1,5;2\r\n"), { separator: ";", rows: [["a", "b"], ["1,5", "2"]] });
  assert.deepEqual(readCsv("a\tb\n1\t2").rows, [["a", "b"], ["1", "2"]]);
  assert.deepEqual(readCsv("").rows, []);
});

test("CSV: what is written reads as it was", () => {
  const sheet = { separator: "," as const, rows: [["a", "b"], ['say "x"', "1,5"], ["line\nbreak", ""]] };
  assert.deepEqual(readCsv(writeCsv(sheet)), sheet);
  assert.equal(writeCsv({ separator: ";", rows: [["1,5", "a;b"]] }), '1,5;"a;b"\n');
});

test("one cell changes and no other", () => {
  const rows = [["a", "b"], ["1"]];
  assert.deepEqual(withCell(rows, 1, 1, "2"), [["a", "b"], ["1", "2"]]);
  assert.deepEqual(rows, [["a", "b"], ["1"]]);
});

test("problems stand in their cells; the rest is said apart", () => {
  const defect = (row: number | null, column: string | null) => ({ row, column, message: "wrong" });
  const found = placed([defect(4, "Unit"), defect(4, "quantity"), defect(5, null), defect(null, "Unit"), defect(null, null), defect(1, "Unit")], ["Menge", "Unit"], 0, (field) => (field === "quantity" ? "Menge" : undefined));
  assert.deepEqual([...found.cells.keys()], [cellKey(3, 1), cellKey(3, 0)]);
  assert.deepEqual([...found.rows.keys()], [4]);
  assert.equal(found.headers.get(1)?.length, 2);
  assert.equal(found.rest.length, 1);
});

const grid = { filename: "Größe Motor (v2).xlsx", sheets: [], sheet: "", rows: [["Bill of materials"], ["Stufe", "Teil", "Menge"], ["1", "M", "1"]] };
const check: BomCheck = {
  columns: [{ header: "Stufe", field: "level", how: "by its name" }, { header: "Teil", field: "item", how: "by its name" }, { header: "Menge", field: "quantity", how: "by its name" }],
  fields: [],
  problems: [],
  bom: null,
};

test("the header is the row that the server read as one, below titles too", () => {
  assert.equal(headerRow(grid.rows, null), 0);
  assert.equal(headerRow(grid.rows, check), 1);
  assert.equal(headerRow([[""], ["a"]], null), 1);
});

test("a meaning is given to one column only, and not used means not used", () => {
  const names = grid.rows[1] ?? [];
  let session = begun(grid, "DEU");
  assert.equal(meaningOf(session, names, 1, check), "item");
  session = withMeaning(session, names, 0, "item", check);
  assert.equal(meaningOf(session, names, 0, check), "item");
  assert.equal(meaningOf(session, names, 1, check), "");
  const request = requestOf(session, 1);
  assert.deepEqual(request.mapping, { item: "Stufe" });
  assert.notEqual(request.rows[1]?.[1], "Teil");
  assert.equal(session.rows[1]?.[1], "Teil", "the reader's own cells stay");
});

test("names of files become names of folders", () => {
  assert.equal(keyOf(grid.filename), "grosse-motor-v2");
  assert.equal(keyOf("***.csv"), "my-product");
  assert.ok(keyOf(`${"long".repeat(40)}.csv`).length <= 60);
});

test("a reload finds the list again unless it is too large", () => {
  const memory = new Map<string, string>();
  const store = { getItem: (key: string) => memory.get(key) ?? null, setItem: (key: string, value: string) => void memory.set(key, value), removeItem: (key: string) => void memory.delete(key) };
  const session = begun(grid, "DEU");
  keepSession(store, session);
  assert.deepEqual(keptSession(store), session);
  keepSession(store, { ...session, rows: [["x".repeat(2_000_000)]] });
  assert.equal(keptSession(store), null);
  memory.set("coercivity.bom", "{");
  assert.equal(keptSession(store), null);
});
