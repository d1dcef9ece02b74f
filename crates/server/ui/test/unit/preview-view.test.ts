import assert from "node:assert/strict";
import { test } from "node:test";
import { isPreviewView, runOfPreview, type PreviewLine, type PreviewView } from "../../src/preview-view.ts";

const quantiles = { p10: 1, p50: 2, p90: 3 };
const money = { ...quantiles, currency: "EUR", price_year: 2024 };
const band = { name: "", unit: "", p10: [1], p50: [1], p90: [1] };

const line = (key: string, day: number | null, share: number): PreviewLine => ({
  line: key, title: key, first_stop: { p10: day, p50: day, p90: day, share_of_runs: share }, first_curtailed: { p10: day, p50: day, p90: day, share_of_runs: share },
  days_stopped: quantiles, units_lost: quantiles, units_delayed: quantiles, revenue_lost: money, value_added_lost: money, output: band, cover: band,
});

const preview = (...lines: PreviewLine[]): PreviewView => ({
  study: "s", scenario: "x", scenario_title: "X", branch: "as published", start_date: "2025-04-04", seed: 1, runs: 200, days: 540, digest: "", data_digest: "", events: [], lines,
});

test("the most exposed line comes first, as in a run", () => {
  const view = runOfPreview(preview(line("never", null, 0), line("late", 90, 1), line("early", 80, 1)), "S", []);
  assert.deepEqual(view.lines.map((each) => each.line), ["early", "late", "never"]);
  assert.match(view.verdict, /^2 of 3.lines stop in most runs\. First: early, 23.Jun.2025/);
});

test("what a preview does not work out is no number", () => {
  const [first] = runOfPreview(preview(line("a", 80, 1)), "S", []).lines;
  assert.ok(first && Number.isNaN(first.cover_needed.p90));
  assert.equal(first?.loss_by_horizon.length, 0);
});

test("no stop is said so", () => {
  assert.equal(runOfPreview(preview(line("a", null, 0)), "S", []).verdict, "No line stops in any run.");
  assert.match(runOfPreview(preview(line("a", null, 0.3)), "S", []).verdict, /^No line stops in most runs\. a does in 30.% of them\.$/);
});

test("a whole run is told from a preview", () => {
  const view = preview(line("a", 1, 1));
  assert.ok(isPreviewView(view));
  assert.ok(!isPreviewView(runOfPreview(view, "S", [])));
});
