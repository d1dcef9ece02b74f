// Which scenarios stand beside each other, as the address holds it: `april-2025,april-2025:eased`.
import type { Scenario } from "../../types/api.ts";

export interface Pick {
  scenario: string;
  branch: string | null;
}

/** More than this would not fit beside each other. */
export const MOST = 4;

export const keyOf = ({ scenario, branch }: Pick): string => (branch === null ? scenario : `${scenario}:${branch}`);

/** Picks of an address that exist; odd ones are left out. */
export function parsed(text: string | undefined, scenarios: readonly Scenario[]): Pick[] {
  const picks = (text ?? "").split(",").flatMap((part): Pick[] => {
    const [scenario = "", branch = null] = part.split(":");
    const known = scenarios.find((each) => each.scenario === scenario);
    if (known === undefined || (branch !== null && !known.branches.some((each) => each.branch === branch))) return [];
    return [{ scenario, branch }];
  });
  return unique(picks).slice(0, MOST);
}

export const written = (picks: readonly Pick[]): string => picks.map(keyOf).join(",");

function unique(picks: readonly Pick[]): Pick[] {
  return picks.filter((pick, at) => picks.findIndex((other) => keyOf(other) === keyOf(pick)) === at);
}

/** What to begin with: the chosen scenario as published, beside two of its branches or another scenario. */
export function usual(scenario: string, scenarios: readonly Scenario[]): Pick[] {
  const chosen = scenarios.find((each) => each.scenario === scenario) ?? scenarios[0];
  if (chosen === undefined) return [];
  const first: Pick = { scenario: chosen.scenario, branch: null };
  // A branch that keeps things as they are would show the same twice.
  const branches = chosen.branches.filter((each) => each.branch !== "kept").slice(0, 2);
  if (branches.length > 0) return [first, ...branches.map(({ branch }) => ({ scenario: chosen.scenario, branch }))];
  const other = scenarios.find((each) => each !== chosen);
  return other === undefined ? [first] : [first, { scenario: other.scenario, branch: null }];
}

/** Everything that can be chosen, in words. */
export function options(scenarios: readonly Scenario[]): { value: string; title: string }[] {
  return scenarios.flatMap((each) => [
    { value: each.scenario, title: each.branches.length > 0 ? `${each.title}, as published` : each.title },
    ...each.branches.map((branch) => ({ value: `${each.scenario}:${branch.branch}`, title: `${each.title}: ${branch.title}` })),
  ]);
}

export function titleOf(pick: Pick, scenarios: readonly Scenario[]): string {
  return options(scenarios).find((each) => each.value === keyOf(pick))?.title ?? keyOf(pick);
}
