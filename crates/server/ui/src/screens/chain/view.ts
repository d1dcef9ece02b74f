// What the chain's drawings take from a trace.
import type { Flow } from "../../types/api.ts";
import type { TraceElementView, TraceStageView } from "../../types/trace.ts";

/** Flows between stages; anything that the page does not know as a basis counts as not known. */
export function flowsOf(element: TraceElementView): readonly Flow[] {
  return element.flows.map((flow) => ({
    ...flow,
    from_country: flow.from_country ?? null,
    to_country: flow.to_country ?? null,
    material: flow.material ?? null,
    basis: BASES.find((basis) => basis === flow.basis) ?? "unknown",
  }));
}

const BASES = ["declared", "public", "assumed", "unknown"] as const;

/** Countries of a stage, largest first; rounding dust is left out. */
export function sharesOf(stage: TraceStageView): [string, number][] {
  return Object.entries(stage.shares)
    .filter(([, share]) => share > 1e-6)
    .sort((a, b) => b[1] - a[1]);
}
