// What the chain's drawings take from a trace.
import type { Flow } from "../../types/api.ts";
import type { TraceElementView, TraceStageView } from "../../types/trace.ts";

/** Flows between stages; results of an older program have none. */
export function flowsOf(element: TraceElementView): readonly Flow[] {
  return (element as TraceElementView & { flows?: Flow[] }).flows ?? [];
}

/** Countries of a stage, largest first; rounding dust is left out. */
export function sharesOf(stage: TraceStageView): [string, number][] {
  return Object.entries(stage.shares)
    .filter(([, share]) => share > 1e-6)
    .sort((a, b) => b[1] - a[1]);
}
