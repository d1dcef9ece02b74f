// The question of a plan in the address and as a request, and what its charts and tables work out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstDate } from "../../src/charts/plan/availability.ts";
import { chosenPoint } from "../../src/charts/plan/frontier.ts";
import { decades, moveTitle } from "../../src/charts/plan/moves.ts";
import { begins } from "../../src/charts/plan/waterfall.ts";
import { asksFor } from "../../src/jobs.ts";
import { moreOf, type Question, questionOf, requestOf, switched, USUAL, weighed } from "../../src/screens/plan/question.ts";
import { amount, isMet, ofUse } from "../../src/screens/plan/tables.ts";
import { keyed } from "../../src/screens/plan/take.ts";
import { squeezeRequest, wantedOf } from "../../src/screens/plan/wanted.ts";
import type { Job } from "../../src/types/api.ts";
import type { MoveView } from "../../src/types/squeeze.ts";
import { PLAN, SQUEEZE } from "./plan-sample.ts";

const said = (question: Question): Record<string, string> => Object.fromEntries(Object.entries(moreOf(question)).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

test("a question survives the address, and the usual one leaves no trace in it", () => {
  const question: Question = { region: "EUU", material: "ndfeb-heavy", budget: 2.5e6, risk: 0, ahead: 6, likelihood: 0.3, levers: ["stock", "second-source"], require: ["eu-crma-5-65"], weights: { eased: 2, kept: 0 }, service: 0.95, runs: 16 };
  assert.deepEqual(questionOf(said(question)), question);
  assert.deepEqual(said(USUAL), {});
  assert.deepEqual(questionOf({}), USUAL);
});

test("odd values in the address are as usual", () => {
  const odd = questionOf({ for: "<i>", budget: "-1", risk: "2", ahead: "soon", likelihood: "", levers: "stock,<b>", weights: "a:x,b:-1,c:2", runs: "1e9", service: "NaN" });
  assert.deepEqual(odd, { ...USUAL, levers: ["stock"], weights: { c: 2 } });
});

test("a request says what the form shows and leaves out what has no bound", () => {
  assert.deepEqual(requestOf(USUAL, "mine", "april"), { study: "mine", scenario: "april", risk_aversion: 0.5, ahead_months: 12, likelihood: 1 });
  const request = requestOf({ ...USUAL, budget: 0, levers: ["stock"], weights: { a: 2 } }, "mine", "april");
  assert.deepEqual([request.budget, request.levers, request.weights], [0, ["stock"], { a: 2 }]);
  const government = requestOf({ ...USUAL, region: "EUU", material: "smco" }, "mine", "april");
  assert.deepEqual([government.for, government.materials], ["EUU", ["smco"]]);
});

test("switching all levers on again is as if none had been named", () => {
  const all = ["stock", "recycling", "overtime"];
  const two = switched(all, [], "recycling", false);
  assert.deepEqual(two, ["stock", "overtime"]);
  assert.deepEqual(switched(all, two, "recycling", true), []);
  assert.deepEqual(weighed(["a", "b"], {}, "b", 3), { a: 1, b: 3 });
  assert.deepEqual(weighed(["a", "b"], { a: 1, b: 3 }, "b", 1), {});
});

test("a kept job answers the same question in any order of fields, and no other", () => {
  const job = (request: Record<string, unknown>, verb: Job["verb"] = "plan"): Job => ({ id: "1", verb, study: "mine", title: "", request, status: "done", done: 1, total: 1, seconds: 1, created: "", preview: false });
  const request = requestOf({ ...USUAL, levers: ["stock"] }, "mine", "april");
  const turned = Object.fromEntries(Object.entries(request).reverse());
  assert.ok(asksFor(job({ ...turned, budget: null }), "plan", request));
  assert.ok(!asksFor(job({ ...turned, budget: 1 }), "plan", request));
  assert.ok(!asksFor(job({ ...turned, levers: ["stock", "overtime"] }), "plan", request));
  assert.ok(!asksFor(job(turned, "run"), "plan", request));
});

test("bars of the waterfall begin where the one before ends, and end at the cost of the plan", () => {
  assert.deepEqual(begins(PLAN.mix), [0, 1_430_000]);
  assert.equal((begins(PLAN.mix).at(-1) ?? 0) + (PLAN.mix.at(-1)?.cost ?? 0), PLAN.cost);
  assert.equal(firstDate(PLAN), "2024-04-04");
  assert.equal(firstDate({ ...PLAN, mix: [] }), PLAN.start_date);
});

test("the plan is found on its frontier, or is none of its points", () => {
  assert.equal(chosenPoint(PLAN)?.cost, 2_340_000);
  assert.equal(chosenPoint({ frontier: PLAN.frontier, cost: 3e6 }), null);
  assert.equal(chosenPoint({ frontier: [], cost: 0 }), null);
});

test("axes of damage hold every value, also where there is none", () => {
  assert.deepEqual(decades([21e6, 640e6, 0]), [1e7, 1e9]);
  assert.deepEqual(decades([100]), [100, 1000]);
  assert.deepEqual(decades([0, Number.NaN]), [1, 10]);
  const move = SQUEEZE.moves[0] as MoveView;
  assert.equal(moveTitle({ ...move, to: "*" }), "Heavy magnets to all");
});

test("amounts read as people buy them", () => {
  assert.equal(amount(0.42, "t"), "0.42\u00a0t");
  assert.equal(amount(0.00071, "t per day"), "0.71\u00a0kg per day");
  assert.equal(amount(0.05, "t/yr"), "50\u00a0kg/yr");
  assert.equal(amount(0.2, "share of plan"), "20\u00a0% of plan");
  assert.equal(amount(12, "tests"), "12\u00a0tests");
  assert.equal(ofUse({ lever: "stock-oxide", of_use: 118 }), "118\u00a0days of use");
  assert.equal(ofUse({ lever: "recycling", of_use: 0.2 }), "20\u00a0% of use");
  assert.equal(ofUse({ lever: "overtime", of_use: null }), "");
  assert.ok(isMet(0.65, 0.65) && !isMet(0.651, 0.65));
});

test("a plan's file keeps its key, or gets one that a file can bear", () => {
  assert.equal(keyed(PLAN.scenario_file).key, "april-2025-with-plan");
  const odd = keyed('id = "../Evil"\ntitle = "x"\n');
  assert.deepEqual([odd.key, odd.text], ["plan", 'id = "plan"\ntitle = "x"\n']);
});

test("what is asked of the other side is read with bounds", () => {
  assert.deepEqual(squeezeRequest(wantedOf({}), "mine"), { study: "mine", issuer: "CHN", freeze_days: 180, most: 2 });
  assert.deepEqual(squeezeRequest(wantedOf({ issuer: "RUS", days: "90", most: "99", weight: "0.5", runs: "16" }), "mine"), { study: "mine", issuer: "RUS", freeze_days: 90, most: 2, weight: 0.5, runs: 16 });
});
