// A plan and a squeeze as the program would answer them, small.
import type { PlanView } from "../../src/types/plan.ts";
import type { SqueezeView } from "../../src/types/squeeze.ts";

const program = { name: "coercivity", version: "0.1.0" };
const item = { line: "front", item: "ndfeb-heavy", basis: "assumed", sources: ["own-assumption"], unit: "t" };

export const PLAN: PlanView = {
  program, data_digest: "ab", study: "mine", study_title: "Mine", region: null, stockpile: [], release_rule: "", scenario: "april-2025", scenario_title: "April 2025", start_date: "2025-04-04",
  ahead_months: 12, likelihood: 1, risk_aversion: 0.5, budget: 3e6, seed: 1, fresh_seed: 2, runs: 16, days: 540, status: "optimal", conflict: [],
  solver: "Clarabel", gap: 0.001, rounds: 4, reduction: "none", binding: [], cost: 2_340_000, currency: "EUR", price_year: 2024, period_days: 905,
  expected_loss: { before: 24e6, after: 5e6 }, cvar_95: { before: 61e6, after: 14e6 },
  mix: [
    { ...item, lever: "second-source", title: "Second source", subject: "Front motor: magnets", quantity: 0.2, of_use: 0.2, cost: 1_430_000, cost_low: 700_000, cost_high: 2_600_000, starts: "2024-04-04", helps_from: "2025-10-04", helps_from_day: 183 },
    { ...item, lever: "stock", title: "Stock", subject: "Front motor: magnets", quantity: 0.42, of_use: 118, cost: 910_000, cost_low: 550_000, cost_high: 1_500_000, starts: "2025-01-04", helps_from: "2025-04-04", helps_from_day: 0 },
  ],
  considered: [], promised_loss: 5e6, simulated_loss: { p10: 0, p50: 4e6, p90: 13e6, mean: 5.6e6 }, simulated_loss_before: { p10: 8e6, p50: 23e6, p90: 49e6, mean: 25e6 },
  promise_gap: -0.024, gap_text: "", frontier: [{ cost: 0, cvar_95: 61e6, expected_loss: 24e6 }, { cost: 2_340_000, cvar_95: 14e6, expected_loss: 5e6 }, { cost: 8e6, cvar_95: 10e6, expected_loss: 4e6 }],
  lines: [], branches: [], prices: [], sensitivity: [], rules: [], scenario_file: '# April with a plan\n\nid = "april-2025-with-plan"\ntitle = "April"\n', verdict: "Buy.", assumptions: [], sources: [],
};

const choice = { moves: [0], text: "Heavy magnets to Germany", exports_usd: 21e6, damage: 19e6, damage_answered: 7e6, answer_cost: 1.5e6, answer: ["Stock"], worth: 5e6 };

export const SQUEEZE: SqueezeView = {
  program, study: "mine", study_title: "Mine", issuer: "CHN", freeze_days: 180, days: 540, runs: 16, seed: 1, most_moves: 2, weight_of_exports: 0.03, currency: "EUR", price_year: 2024,
  moves: [{ material: "ndfeb-heavy", title: "Heavy magnets", stage: "magnet", to: "DEU", exports_usd: 21e6, exports_t: 410, damage: 19e6, damage_per_usd: 0.9, first_line: "front", first_stop_day: 47 }],
  chosen: choice, simulated_damage: { p10: 14e6, p50: 19e6, p90: 25e6 }, by_size: [choice], closers: [], learnt: [], search: "1 of 1", verdict: "Refuse.", assumptions: [],
};
