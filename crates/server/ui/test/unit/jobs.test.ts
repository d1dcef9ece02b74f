import assert from "node:assert/strict";
import { test } from "node:test";
import { answers } from "../../src/jobs.ts";
import type { Job, Study } from "../../src/types/api.ts";

const study: Study = { study: "ev-motor", title: "", worked: true, scenario: "april-2025", runs: 500, days: 540, seed: 7, lines: [], files: [], problems: 0 };

const job = (request: Record<string, unknown>, more: Partial<Job> = {}): Job => ({
  id: "1", verb: "run", study: "ev-motor", title: "", request, status: "done", done: 1, total: 1, seconds: 1, created: "", preview: false, ...more,
});

test("a run that names the study's own numbers answers the plain question", () => {
  assert.ok(answers(job({ study: "ev-motor" }), study, "april-2025", null));
  assert.ok(answers(job({ study: "ev-motor", scenario: "april-2025", runs: 500, seed: 7, days: 540 }), study, "april-2025", null));
  assert.ok(answers(job({ scenario: "freeze", branch: "kept" }), study, "freeze", "kept"));
});

test("any other question is another one", () => {
  assert.ok(!answers(job({ runs: 200 }), study, "april-2025", null));
  assert.ok(!answers(job({ extra_cover_days: 10 }), study, "april-2025", null));
  assert.ok(!answers(job({ branch: "kept" }), study, "april-2025", null));
  assert.ok(!answers(job({ scenario: { title: "own" } }), study, "april-2025", null));
  assert.ok(!answers(job({}, { preview: true }), study, "april-2025", null));
  assert.ok(!answers(job({}, { verb: "curve" }), study, "april-2025", null));
  assert.ok(!answers(job({}, { study: "other" }), study, "april-2025", null));
});
