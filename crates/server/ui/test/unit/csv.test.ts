import assert from "node:assert/strict";
import { test } from "node:test";
import { csvText } from "../../src/widgets/csv.ts";
import { compare } from "../../src/widgets/table.ts";

test("cells are quoted where they must be", () => {
  assert.equal(csvText([["a", 'say "x"', "1,2"], [1.5, null, -3]]), 'a,"say ""x""","1,2"\r\n1.5,,-3\r\n');
});

test("a text that a spreadsheet would run is defused, a negative number is not", () => {
  assert.equal(csvText([["=SUM(A1)", "+1", "@x", -1]]), "'=SUM(A1),'+1,'@x,-1\r\n");
});

test("numbers sort by size, texts by what they say, what is missing last", () => {
  assert.deepEqual([10, 9, null, 1].sort(compare), [1, 9, 10, null]);
  assert.deepEqual(["item 10", "item 9"].sort(compare), ["item 9", "item 10"]);
});
