// What is asked of a plan: kept in the address, shown in the form, sent to the server.
import type { PlanRequest } from "../../types/api.ts";

export interface Question {
  /** Country or region that a government plans for; null = the lines of the study. */
  readonly region: string | null;
  /** Magnet material that such a plan is about; null = all. */
  readonly material: string | null;
  /** Most that may be spent, in the study's currency; null = no bound. */
  readonly budget: number | null;
  /** Weight of the worst twentieth of losses against the mean, 0 to 1. */
  readonly risk: number;
  /** Months before day 0 at which it is begun. */
  readonly ahead: number;
  /** Chance that the scenario comes at all, 0 to 1. */
  readonly likelihood: number;
  /** Levers that may be used; empty = all. */
  readonly levers: readonly string[];
  /** Rules that must be met. */
  readonly require: readonly string[];
  /** Weights of branches; empty = all alike. */
  readonly weights: Readonly<Record<string, number>>;
  /** Share of planned output that must be kept; null = no bound. */
  readonly service: number | null;
  /** Draws per branch; null = as many as usual. */
  readonly runs: number | null;
}

export const USUAL: Question = { region: null, material: null, budget: null, risk: 0.5, ahead: 12, likelihood: 1, levers: [], require: [], weights: {}, service: null, runs: null };

type More = Readonly<Record<string, string>>;

/** Reads a question from the address; anything odd is as usual. */
export function questionOf(more: More): Question {
  return {
    region: /^[A-Z]{3}$/.test(more["for"] ?? "") ? (more["for"] ?? null) : null,
    material: keys(more["material"])[0] ?? null,
    budget: bounded(more["budget"], 0, 1e15, USUAL.budget),
    risk: bounded(more["risk"], 0, 1, USUAL.risk),
    ahead: bounded(more["ahead"], 0, 120, USUAL.ahead),
    likelihood: bounded(more["likelihood"], 0, 1, USUAL.likelihood),
    levers: keys(more["levers"]),
    require: keys(more["require"]),
    weights: weightsOf(more["weights"]),
    service: bounded(more["service"], 0, 1, USUAL.service),
    runs: whole(bounded(more["runs"], 1, 2000, USUAL.runs)),
  };
}

const whole = (value: number | null): number | null => (value === null ? null : Math.round(value));

function bounded<T extends number | null>(text: string | undefined, least: number, most: number, usual: T): number | T {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return value >= least && value <= most ? value : usual;
}

const keys = (text: string | undefined): string[] => (text ?? "").split(",").filter((key) => /^[a-z0-9-]{1,60}$/.test(key));

function weightsOf(text: string | undefined): Record<string, number> {
  const pairs = (text ?? "").split(",").map((pair) => pair.split(":"));
  return Object.fromEntries(
    pairs.flatMap(([branch = "", weight = ""]) => {
      const value = weight === "" ? Number.NaN : Number(weight);
      return /^[a-z0-9-]{1,60}$/.test(branch) && value >= 0 && value <= 1e6 ? [[branch, value] as const] : [];
    }),
  );
}

/** A question as part of the address; what is usual is left out. */
export function moreOf(question: Question): Record<string, string | null> {
  const number = (value: number | null, usual: number | null): string | null => (value === null || value === usual ? null : String(value));
  const list = (values: readonly string[]): string | null => (values.length === 0 ? null : values.join(","));
  return {
    for: question.region,
    material: question.region === null ? null : question.material,
    budget: number(question.budget, USUAL.budget),
    risk: number(question.risk, USUAL.risk),
    ahead: number(question.ahead, USUAL.ahead),
    likelihood: number(question.likelihood, USUAL.likelihood),
    levers: list(question.levers),
    require: list(question.require),
    weights: list(Object.entries(question.weights).map(([branch, weight]) => `${branch}:${weight}`)),
    service: number(question.service, USUAL.service),
    runs: number(question.runs, USUAL.runs),
  };
}

/** A question as it is sent. What the form shows is said, so that no other default can creep in. */
export function requestOf(question: Question, study: string, scenario: string): PlanRequest {
  const { budget, service, runs, levers, require, weights } = question;
  return {
    study,
    scenario,
    ...(question.region === null ? {} : { for: question.region, ...(question.material === null ? {} : { materials: [question.material] }) }),
    risk_aversion: question.risk,
    ahead_months: question.ahead,
    likelihood: question.likelihood,
    ...(budget === null ? {} : { budget }),
    ...(service === null ? {} : { service }),
    ...(runs === null ? {} : { runs }),
    ...(levers.length === 0 ? {} : { levers: [...levers] }),
    ...(require.length === 0 ? {} : { require: [...require] }),
    ...(Object.keys(weights).length === 0 ? {} : { weights: { ...weights } }),
  };
}

/** What may be used after one lever is switched; all of them are written as none. */
export function switched(all: readonly string[], used: readonly string[], lever: string, on: boolean): string[] {
  const before = used.length === 0 ? all : used;
  const after = all.filter((each) => (each === lever ? on : before.includes(each)));
  return after.length === all.length ? [] : after;
}

/** Weights after one is set; equal ones are written as none. */
export function weighed(branches: readonly string[], weights: Readonly<Record<string, number>>, branch: string, weight: number): Record<string, number> {
  const after = Object.fromEntries(branches.map((each) => [each, each === branch ? weight : (weights[each] ?? 1)]));
  return new Set(Object.values(after)).size <= 1 ? {} : after;
}
