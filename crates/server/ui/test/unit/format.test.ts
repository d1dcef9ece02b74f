import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "../../src/format.ts";

const J = format.JOIN;

test("numbers read as in the report", () => {
  assert.equal(format.number(0), "0");
  assert.equal(format.number(0.0001), "<0.001");
  assert.equal(format.number(0.4249), "0.42");
  assert.equal(format.number(9.96), "10");
  assert.equal(format.number(999.4), "999");
  assert.equal(format.number(4213), "4,210");
  assert.equal(format.number(53147.5), "53,100");
  assert.equal(format.number(1_234_567), `1.23${J}million`);
  assert.equal(format.number(-12), "−12");
  assert.equal(format.number(null), "–");
  assert.equal(format.number(Number.NaN), "–");
});

test("money carries its currency", () => {
  assert.equal(format.money(23_916_383.9, "EUR"), `€23.9${J}m`);
  assert.equal(format.money(850_000, "USD"), "$850,000");
  assert.equal(format.money(1.2e9, "SEK"), `SEK${J}1.2${J}bn`);
});

test("a possible thing is neither 0 % nor 100 %", () => {
  assert.equal(format.percent(0.001), `<1${J}%`);
  assert.equal(format.percent(0.999), `>99${J}%`);
  assert.equal(format.percent(1), `100${J}%`);
  assert.equal(format.percent(0), `0${J}%`);
  assert.equal(format.percent(0.675), `68${J}%`);
});

test("days become dates across leap years and month ends", () => {
  assert.equal(format.addDays("2024-02-28", 1), "2024-02-29");
  assert.equal(format.addDays("2025-04-04", 86), "2025-06-29");
  assert.equal(format.daysBetween("2025-04-04", "2025-06-29"), 86);
  assert.equal(format.dateWords("2025-06-29"), `29${J}Jun${J}2025`);
  assert.equal(format.dateWords("soon"), "soon");
  assert.equal(format.dateRange("2025-06-23", "2025-07-04"), `23${J}Jun to 4${J}Jul${J}2025`);
  assert.equal(format.dateRange("2025-12-30", "2026-01-02"), `30${J}Dec${J}2025 to 2${J}Jan${J}2026`);
});

test("a day that never comes is said so", () => {
  const never = { p10: null, p50: null, p90: null, share_of_runs: 0 };
  const seldom = { p10: 10, p50: null, p90: null, share_of_runs: 0.3 };
  assert.equal(format.firstDay("2025-04-04", never), "not within the horizon");
  assert.equal(format.dayRange("2025-04-04", never), "not within the horizon");
  assert.equal(format.firstDay("2025-04-04", seldom), `in 30${J}% of runs only`);
  assert.equal(format.dayRange("2025-04-04", seldom), `14${J}Apr${J}2025 to beyond the horizon`);
});

test("weeks count from one", () => {
  assert.equal(format.weekOf(0), 1);
  assert.equal(format.weekOf(6), 1);
  assert.equal(format.weekOf(86), 13);
  assert.equal(format.horizon(91), `13${J}weeks`);
  assert.equal(format.horizon(30), `30${J}days`);
});
