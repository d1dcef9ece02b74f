// Reading data, rules' matrix, back-tests and comparisons.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, standing, when } from "../../src/screens/backtests/score.ts";
import { parsed, usual, written } from "../../src/screens/compare/choice.ts";
import { differences, verdictOf } from "../../src/screens/compare/differences.ts";
import { matches, searched, words } from "../../src/screens/data/search.ts";
import { byLine, hidden } from "../../src/screens/exposure/matrix.ts";
import { inPlace } from "../../src/screens/product/found.ts";
import type { DataTable, Scenario } from "../../src/types/api.ts";
import type { CaseView } from "../../src/types/backtest.ts";
import type { RunView } from "../../src/types/run.ts";
import type { TraceView } from "../../src/types/trace.ts";

const table = (name: string, rows: string[][]): DataTable => ({ table: name, description: "", columns: [], rows, sources: {} });

test("search: every word, in any order, without accents or case", () => {
  assert.ok(matches(["Grünsfeld", "gallium-metal"], words("GALLIUM grunsfeld")));
  assert.ok(!matches(["gallium"], words("gallium oxide")));
  assert.ok(!matches(["ab", "cd"], words("bc")), "words do not run over cells");
  const found = searched([table("a", [["x"], ["y"]]), table("b", [["x"], ["x y"], ["z"]])], "x", 2);
  assert.equal(found.total, 3);
  assert.deepEqual([...found.byTable], [["a", 1], ["b", 2]]);
  assert.deepEqual(found.hits, [{ table: "a", row: 0 }, { table: "b", row: 0 }]);
});

const trial = (change: Partial<CaseView>): CaseView =>
  ({ title: "T", wape: 0.2, wape_persistence: 0.3, wape_trend: 0.4, no_skill: false, fitted_on: [], ...change }) as CaseView;

test("a back-test is judged against the simple forecasts there are", () => {
  assert.equal(standing(trial({})), "beats both");
  assert.equal(standing(trial({ wape_persistence: null })), "beats both");
  assert.equal(standing(trial({ wape: 0.35 })), "beats one");
  assert.equal(standing(trial({ wape: 0.3, wape_trend: 0.3 })), "loses", "as good as a simple forecast is no gain");
  assert.equal(standing(trial({ no_skill: true })), "no skill");
  assert.equal(standing(trial({ wape_persistence: null, wape_trend: null })), "nothing to compare");
  assert.deepEqual(inOrder([trial({ title: "f", fitted_on: ["x"] }), trial({ title: "u" })]).map((each) => each.title), ["u", "f"]);
});

test("months, pairs of months and days in words", () => {
  assert.deepEqual(["2025-05", "2025-01..02", "2025-05-06", "soon"].map(when), ["May 2025", "Jan–Feb 2025", "6 May 2025", "soon"]);
});

const scenarios = [
  { scenario: "april", title: "April", branches: [{ branch: "kept" }, { branch: "eased" }, { branch: "lifted" }] },
  { scenario: "freeze", title: "Freeze", branches: [] },
] as unknown as Scenario[];

test("what is compared stands in the address; odd parts are left out", () => {
  const picks = parsed("april,april:eased,april,nix,april:nix,freeze", scenarios);
  assert.equal(written(picks), "april,april:eased,freeze");
  assert.equal(written(usual("april", scenarios)), "april,april:eased,april:lifted");
  assert.equal(written(usual("freeze", scenarios)), "freeze,april");
});

const result = (stop: number | null, units: number): RunView => {
  const range = (value: number) => ({ p10: value, p50: value, p90: value });
  const money = { ...range(units), currency: "EUR", price_year: 2024 };
  const line = { line: "a", title: "A", first_stop: { p10: stop, p50: stop, p90: null, share_of_runs: 0.5 }, days_stopped: range(units), units_lost: range(units), revenue_lost: money, value_added_lost: money, person_days_lost: range(units), cost_index: range(1) };
  return { lines: [line] } as unknown as RunView;
};

test("differences are between medians, and never stopping is best", () => {
  const rows = differences([result(80, 10), result(null, 4), result(60, 10)]);
  const [stop, days] = rows;
  assert.ok(stop !== undefined && days !== undefined);
  assert.deepEqual(stop.differences, [0, null, -20]);
  assert.deepEqual([1, 2].map((at) => verdictOf(stop, at)), ["better", "worse"]);
  assert.deepEqual(days.differences, [0, -6, 0]);
  assert.deepEqual([1, 2].map((at) => verdictOf(days, at)), ["better", "same"]);
  assert.deepEqual(differences([]), []);
});

test("the matrix has a row per line and element, stages upstream first", () => {
  const stage = (name: string) => ({ stage: name, title: name, via: [{ country: "CHN", direct: 0.5, hidden: { JPN: 0.2, VNM: 0.1 } }, { country: "USA", direct: 0, hidden: { JPN: 0.2 } }] });
  const element = (name: string) => ({ element: name, stages: [stage("magnet"), stage("mine")] });
  const trace = { lines: [{ line: "a", title: "A", all: element("all"), elements: [element("Nd")] }] } as unknown as TraceView;
  const matrix = byLine(trace);
  assert.deepEqual(matrix.columns.map((each) => each.key), ["mine", "magnet"]);
  assert.deepEqual(matrix.rows.map((each) => each.key), ["a/all", "a/Nd"]);
  assert.equal(matrix.cells.length, 4);
  const way = hidden(matrix.cells[0]?.stage as Parameters<typeof hidden>[0]);
  assert.ok(Math.abs(way.share - 0.5) < 1e-12);
  assert.equal(way.through, "JPN");
});

test("notes of the command line speak of fields here", () => {
  assert.equal(inPlace("41 units a day are assumed; say how many with --units-per-day."), "41 units a day are assumed; say how many under “units a day”.");
  assert.equal(inPlace("with --other"), "with --other");
});
