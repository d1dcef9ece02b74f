import assert from "node:assert/strict";
import { test } from "node:test";
import { countryColours } from "../../src/charts/colours.ts";
import { gathered, OTHERS } from "../../src/charts/flows.ts";
import { weeksShown } from "../../src/charts/histogram.ts";
import { dateTicks, dayTicks, path, ticks } from "../../src/charts/plot.ts";
import { nearestReading } from "../../src/charts/reading.ts";
import type { Flow } from "../../src/types/api.ts";

const flow = (from: string, to: string, amount: number, more: Partial<Flow> = {}): Flow => {
  const [from_stage = "", from_country = ""] = from.split("/");
  const [to_stage = "", to_country = ""] = to.split("/");
  return { from_stage, from_country: from_country || null, to_stage, to_country: to_country || null, amount_per_year: amount, controls: [], basis: "public", ...more };
};

test("ticks are round and cover the range", () => {
  assert.deepEqual(ticks(0, 1.1, 4), [0, 0.5, 1, 1.5]);
  assert.deepEqual(ticks(0, 70, 7), [0, 10, 20, 30, 40, 50, 60, 70]);
  assert.deepEqual(dayTicks(540, 9), [0, 60, 120, 180, 240, 300, 360, 420, 480, 540]);
});

test("dates tick on first days of months", () => {
  const found = dateTicks("2025-04-04", 540, 6);
  assert.deepEqual(found.map((tick) => tick.day), [88, 180, 272, 362, 453]);
});

test("a path is broken where a value is missing", () => {
  assert.equal(path([[0, 0], [1, 1], [Number.NaN, 2], [3, 3]]), "M0.0 0.0L1.0 1.0M3.0 3.0");
});

test("small countries become one, unknown ones stay apart", () => {
  const graph = gathered(["mine", "oxide"], [flow("mine/CHN", "oxide/CHN", 98), flow("mine/LAO", "oxide/CHN", 1), flow("mine/IND", "oxide/CHN", 1), flow("mine/", "oxide/CHN", 5)]);
  assert.deepEqual(graph.nodes.map((node) => node.country).sort(), ["CHN", "CHN", OTHERS, null].sort());
  assert.equal(graph.nodes.find((node) => node.country === OTHERS)?.merged, 2);
  assert.equal(graph.links.length, 3);
});

test("controlled and free goods stay two bands, and most of the mass names the basis", () => {
  const graph = gathered(["a", "b"], [
    flow("a/CHN", "b/DEU", 6, { controls: ["cn-1"], basis: "assumed" }),
    flow("a/CHN", "b/DEU", 4, { controls: ["cn-1"] }),
    flow("a/CHN", "b/DEU", 3),
  ]);
  assert.equal(graph.links.length, 2);
  const controlled = graph.links.find((link) => link.controls.length > 0);
  assert.equal(controlled?.amount, 10);
  assert.equal(controlled?.basis, "assumed");
  assert.equal(controlled?.basisShare, 0.6);
});

test("a flow that goes back upstream is not drawn", () => {
  assert.equal(gathered(["a", "b"], [flow("b/CHN", "a/CHN", 1), flow("a/CHN", "a/CHN", 1)]).links.length, 0);
});

test("known countries keep their hue, the largest others get the spare ones", () => {
  const colour = countryColours([["CHN", 0.5], ["MMR", 0.3], ["AUS", 0.1], ["LAO", 0.05], ["IND", 0.01]]);
  assert.equal(colour("CHN"), "var(--vermillion)");
  assert.notEqual(colour("MMR"), colour("AUS"));
  assert.equal(colour("IND"), "var(--grey)");
  assert.equal(colour(null), "var(--grey)");
});

test("the slowest hundredth is left to a remark", () => {
  assert.equal(weeksShown([0.5, 0.4, 0.092, 0.004, 0.004]), 3);
  assert.equal(weeksShown([1]), 1);
});

test("the smallest box under the pointer is meant, else the nearest dot within reach", () => {
  const reading = (x: number, y: number, size?: number) => ({ x, y, title: "", lines: [], ...(size ? { box: { x, y, width: size, height: size } } : {}) });
  const readings = [reading(0, 0, 100), reading(20, 20, 10), reading(200, 0)];
  assert.equal(nearestReading(readings, 22, 22, "box"), 1);
  assert.equal(nearestReading(readings, 80, 80, "box"), 0);
  assert.equal(nearestReading(readings, 205, 5, "box"), 2);
  assert.equal(nearestReading(readings, 400, 300, "box"), -1);
  assert.equal(nearestReading(readings, 400, 300, "x"), 2);
});
