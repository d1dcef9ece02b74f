import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleLinear, scaleLog } from "../../src/charts/scale.ts";

test("a linear scale runs from edge to edge, and on unless it is held", () => {
  const y = scaleLinear([0, 10], [200, 0]);
  assert.equal(y(0), 200);
  assert.equal(y(5), 100);
  assert.equal(y(20), -200);
  assert.equal(scaleLinear([0, 10], [200, 0], true)(20), 0);
});

test("an empty domain does not divide by zero", () => {
  assert.ok(Number.isFinite(scaleLinear([3, 3], [0, 100])(3)));
});

test("equal ratios are equal distances on a logarithmic scale", () => {
  const y = scaleLog([1, 100], [0, 100]);
  assert.ok(Math.abs(y(10) - 50) < 1e-9);
});
