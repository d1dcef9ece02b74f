// Gathers flows into the nodes and bands that a drawing can show: small countries of a stage become one.
import type { Flow } from "../types/api.ts";

/** Key of the countries of a stage that are too small to be drawn by themselves. */
export const OTHERS = "_others";

/** Share of a stage below which a country is drawn among the others. */
const SMALL = 0.015;

export interface ChainNode {
  readonly id: string;
  readonly stage: string;
  readonly country: string | null;
  readonly total: number;
  /** Share of what goes through the stage. */
  readonly share: number;
  /** Countries in it. */
  readonly merged: number;
}

export interface ChainLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly amount: number;
  readonly controls: readonly string[];
  /** Materials that go, the most first. */
  readonly goods: readonly string[];
  /** What most of it rests on, and how much of it. */
  readonly basis: Flow["basis"];
  readonly basisShare: number;
}

export interface ChainGraph {
  readonly nodes: readonly ChainNode[];
  readonly links: readonly ChainLink[];
}

const nodeKey = (stage: string, country: string | null): string => `${stage}/${country ?? "?"}`;

interface Through {
  readonly stage: string;
  readonly country: string | null;
  readonly into: number;
  readonly out: number;
}

/** What goes through a country at a stage: the larger of what comes and what goes. */
function throughs(flows: readonly Flow[]): Map<string, Through> {
  const all = new Map<string, Through>();
  const add = (stage: string, country: string | null, into: number, out: number) => {
    const key = nodeKey(stage, country);
    const known = all.get(key);
    all.set(key, { stage, country, into: (known?.into ?? 0) + into, out: (known?.out ?? 0) + out });
  };
  for (const flow of flows) {
    add(flow.from_stage, flow.from_country ?? null, 0, flow.amount_per_year);
    add(flow.to_stage, flow.to_country ?? null, flow.amount_per_year, 0);
  }
  return all;
}

export function gathered(stages: readonly string[], flows: readonly Flow[]): ChainGraph {
  const order = new Map(stages.map((stage, index) => [stage, index]));
  // Only what goes downstream can be drawn; a loop back would have no place.
  const known = flows.filter((flow) => {
    const [from, to] = [order.get(flow.from_stage), order.get(flow.to_stage)];
    return flow.amount_per_year > 0 && from !== undefined && to !== undefined && from < to;
  });
  const all = throughs(known);
  const totals = new Map<string, number>();
  const size = (each: Through) => Math.max(each.into, each.out);
  for (const each of all.values()) totals.set(each.stage, (totals.get(each.stage) ?? 0) + size(each));
  const drawn = (stage: string, country: string | null): string | null => {
    if (country === null) return null;
    const each = all.get(nodeKey(stage, country));
    return each && size(each) < SMALL * (totals.get(stage) ?? 0) ? OTHERS : country;
  };
  return { nodes: nodesOf(all, totals, drawn, size), links: linksOf(known, drawn) };
}

function nodesOf(all: ReadonlyMap<string, Through>, totals: ReadonlyMap<string, number>, drawn: (stage: string, country: string | null) => string | null, size: (each: Through) => number): ChainNode[] {
  const nodes = new Map<string, ChainNode>();
  for (const each of all.values()) {
    const country = drawn(each.stage, each.country);
    const id = nodeKey(each.stage, country);
    const before = nodes.get(id);
    const total = (before?.total ?? 0) + size(each);
    nodes.set(id, { id, stage: each.stage, country, total, share: total / Math.max(totals.get(each.stage) ?? 0, 1e-12), merged: (before?.merged ?? 0) + 1 });
  }
  return [...nodes.values()];
}

function linksOf(flows: readonly Flow[], drawn: (stage: string, country: string | null) => string | null): ChainLink[] {
  const gatheredFlows = new Map<string, { source: string; target: string; bases: Map<Flow["basis"], number>; goods: Map<string, number>; controls: Set<string> }>();
  for (const flow of flows) {
    const source = nodeKey(flow.from_stage, drawn(flow.from_stage, flow.from_country ?? null));
    const target = nodeKey(flow.to_stage, drawn(flow.to_stage, flow.to_country ?? null));
    // Controlled and free goods between the same two places stay two bands.
    const key = `${source}>${target}>${flow.controls.length > 0}`;
    const link = gatheredFlows.get(key) ?? { source, target, bases: new Map(), goods: new Map(), controls: new Set<string>() };
    link.bases.set(flow.basis, (link.bases.get(flow.basis) ?? 0) + flow.amount_per_year);
    if (flow.material) link.goods.set(flow.material, (link.goods.get(flow.material) ?? 0) + flow.amount_per_year);
    for (const control of flow.controls) link.controls.add(control);
    gatheredFlows.set(key, link);
  }
  return [...gatheredFlows.values()].map(({ source, target, bases, goods, controls }) => {
    const amount = [...bases.values()].reduce((sum, each) => sum + each, 0);
    const [basis, most] = [...bases].sort((a, b) => b[1] - a[1])[0] ?? (["unknown", 0] as const);
    const ordered = [...goods].sort((a, b) => b[1] - a[1]).map(([material]) => material);
    return { source, target, value: amount, amount, goods: ordered, controls: [...controls].sort(), basis, basisShare: most / Math.max(amount, 1e-12) };
  });
}
