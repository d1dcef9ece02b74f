// The chain as flows: a node per stage and country, a band per flow between them.
import { type SankeyLink, type SankeyNode, sankey as layoutSankey } from "d3-sankey";
import { country, shortCountry } from "../countries.ts";
import { s } from "../dom.ts";
import { number, percent } from "../format.ts";
import type { Flow } from "../types/api.ts";
import { ALARM, GREY, INK, MUTED, PAPER, countryColours } from "./colours.ts";
import type { ChartSpec, Drawing, Reading } from "./frame.ts";
import { type ChainGraph, type ChainLink, type ChainNode, OTHERS, gathered } from "./flows.ts";
import { fitted, hatching, legend, sheet, text, textWidth, wrapped } from "./plot.ts";

export interface SankeySpec {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Stages in order, upstream first. */
  readonly stages: readonly {
    readonly stage: string;
    readonly title: string;
    /** Share done in each country, and where the country is not known. */
    readonly shares: Readonly<Record<string, number>>;
    readonly unknown: number;
  }[];
  readonly flows: readonly Flow[];
  /** A material in words. */
  readonly goods: (material: string) => string;
}

type Node = SankeyNode<ChainNode, ChainLink>;
type Link = SankeyLink<ChainNode, ChainLink>;

/** From this width on the chain runs from left to right, below it from top to bottom. */
const WIDE = 640;

export function sankey(spec: SankeySpec): ChartSpec {
  const title = (stage: string) => spec.stages.find((each) => each.stage === stage)?.title ?? stage;
  return {
    id: spec.id,
    title: spec.title,
    description:
      "A band is what goes from a stage in one country to the next stage in another; its breadth is the amount. Colour: where it comes from. A line along a band: an export control bites there. Hatched: mostly assumed. Grey with a question mark: country not known.",
    draw: (width) => draw(spec, width),
    table: {
      titles: ["From stage", "From country", "To stage", "To country", "Goods", `Amount [${spec.unit}]`, "Controls", "Basis"],
      rows: spec.flows.map((flow) => [
        title(flow.from_stage), country(flow.from_country), title(flow.to_stage), country(flow.to_country), flow.material ? spec.goods(flow.material) : "",
        flow.amount_per_year, flow.controls.join(" "), flow.basis,
      ]),
    },
  };
}

function draw(spec: SankeySpec, width: number): Drawing {
  const wide = width >= WIDE;
  const graph = withShares(gathered(spec.stages.map((each) => each.stage), spec.flows), spec);
  const columns = spec.stages.filter((each) => graph.nodes.some((node) => node.stage === each.stage));
  const svg = sheet(width, 10);
  const colour = countryColours(graph.nodes.filter((node) => node.country && node.country !== OTHERS).map((node) => [node.country ?? "", node.total] as const));
  const assumed = new Map<string, string>();
  const hatch = (hue: string) => {
    const known = assumed.get(hue) ?? hatching(svg, hue, 7);
    assumed.set(hue, known);
    return known;
  };
  const key = legend(
    svg,
    [
      { words: "declared or public", fill: MUTED, opacity: 0.45 },
      { words: "mostly assumed", fill: hatching(svg, MUTED, 7) },
      { words: "under an export control", fill: ALARM, kind: "line" },
      { words: "country not known", fill: GREY, opacity: 0.35, stroke: MUTED, dash: "2 2" },
    ],
    width,
  );
  const top = key + (wide ? 46 : 20);
  const length = wide ? width - lastLabels(graph.nodes, columns.at(-1)?.stage) : Math.max(420, columns.length * 110);
  const breadth = wide ? Math.max(340, Math.min(560, width * 0.46)) : width - 2;
  const layout = layoutSankey<ChainNode, ChainLink>()
    .nodeId((node) => node.id)
    .nodeAlign((node) => columns.findIndex((each) => each.stage === node.stage))
    .nodeWidth(wide ? 16 : 18)
    .nodePadding(wide ? 13 : 8)
    .nodeSort((a, b) => rank(a) - rank(b))
    .extent([[1, 1], [length, breadth]]);
  const { nodes, links } = layout({ nodes: graph.nodes.map((each) => ({ ...each })), links: graph.links.map((each) => ({ ...each })) });
  const place = wide ? (x: number, y: number): [number, number] => [x, top + y] : (x: number, y: number): [number, number] => [y, top + x];
  const readings: Reading[] = [];
  for (const link of links) drawLink(svg, link, place, colour, hatch);
  headings(svg, columns, nodes, place, wide, width);
  for (const node of nodes) {
    drawNode(svg, node, place, colour, wide);
    readings.push(nodeReading(node, spec, columns, place, wide));
  }
  for (const link of links) readings.push(linkReading(link, spec, place));
  const height = top + (wide ? breadth : length) + (wide ? 6 : 22);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", String(height));
  return { svg, readings, stride: 1 };
}

/** Shares as the stage has them: on the way in and out of a stage there are losses. */
function withShares({ nodes, links }: ChainGraph, spec: SankeySpec): ChainGraph {
  const shared = nodes.map((node) => {
    const stage = spec.stages.find((each) => each.stage === node.stage);
    if (!stage) return node;
    if (node.country === null) return { ...node, share: stage.unknown };
    if (node.country !== OTHERS) return { ...node, share: stage.shares[node.country] ?? node.share };
    const drawn = nodes.filter((each) => each.stage === node.stage && each.country !== OTHERS && each.country !== null);
    const others = Object.entries(stage.shares).filter(([code]) => !drawn.some((each) => each.country === code));
    return { ...node, share: others.reduce((sum, [, share]) => sum + share, 0) };
  });
  return { nodes: shared, links };
}

/** Room at the right for the names of the last stage. */
function lastLabels(nodes: readonly ChainNode[], stage: string | undefined): number {
  const names = nodes.filter((node) => node.stage === stage).map((node) => textWidth(label(node), 11.5));
  return Math.max(70, ...names) + 12;
}

/** Large ones first, then the others, then what is not known. */
const rank = (node: ChainNode): number => (node.country === null ? 2e15 : node.country === OTHERS ? 1e15 : -node.total);

const nodeOf = (end: Link["source"]): Node | null => (typeof end === "object" ? end : null);

type Place = (x: number, y: number) => [number, number];

/** A band between two nodes as an area, so that it can be hatched. */
function area(link: Link, place: Place): string {
  const [from, to] = [nodeOf(link.source), nodeOf(link.target)];
  const [x0, x1] = [from?.x1 ?? 0, to?.x0 ?? 0];
  const [y0, y1, half] = [link.y0 ?? 0, link.y1 ?? 0, (link.width ?? 1) / 2];
  const middle = (x0 + x1) / 2;
  const at = (x: number, y: number) => place(x, y).map((each) => each.toFixed(1)).join(" ");
  return (
    `M${at(x0, y0 - half)}C${at(middle, y0 - half)} ${at(middle, y1 - half)} ${at(x1, y1 - half)}` +
    `L${at(x1, y1 + half)}C${at(middle, y1 + half)} ${at(middle, y0 + half)} ${at(x0, y0 + half)}Z`
  );
}

function spine(link: Link, place: Place): string {
  const [from, to] = [nodeOf(link.source), nodeOf(link.target)];
  const [x0, x1] = [from?.x1 ?? 0, to?.x0 ?? 0];
  const middle = (x0 + x1) / 2;
  const at = (x: number, y: number) => place(x, y).map((each) => each.toFixed(1)).join(" ");
  const [y0, y1] = [link.y0 ?? 0, link.y1 ?? 0];
  return `M${at(x0, y0)}C${at(middle, y0)} ${at(middle, y1)} ${at(x1, y1)}`;
}

function drawLink(svg: SVGSVGElement, link: Link, place: Place, colour: (code: string | null) => string, hatch: (hue: string) => string): void {
  const from = nodeOf(link.source)?.country ?? null;
  const hue = from === OTHERS ? GREY : colour(from);
  const unknown = from === null || nodeOf(link.target)?.country === null || link.basis === "unknown";
  const d = area(link, place);
  if (unknown) svg.append(s("path", { d, fill: GREY, "fill-opacity": 0.3, stroke: MUTED, "stroke-width": 0.7, "stroke-dasharray": "2 2" }));
  else if (link.basis === "assumed") svg.append(s("path", { d, fill: hue, "fill-opacity": 0.12 }), s("path", { d, fill: hatch(hue), "fill-opacity": 0.75 }));
  else svg.append(s("path", { d, fill: hue, "fill-opacity": 0.45 }));
  if (link.controls.length > 0) {
    const line = spine(link, place);
    svg.append(
      s("path", { d: line, fill: "none", stroke: PAPER, "stroke-width": 3.6, "stroke-opacity": 0.8 }),
      s("path", { d: line, fill: "none", stroke: ALARM, "stroke-width": 1.8 }),
    );
  }
}

function drawNode(svg: SVGSVGElement, node: Node, place: Place, colour: (code: string | null) => string, wide: boolean): void {
  const [x, y] = place(node.x0 ?? 0, node.y0 ?? 0);
  const [right, bottom] = place(node.x1 ?? 0, node.y1 ?? 0);
  const fill = node.country === null || node.country === OTHERS ? GREY : colour(node.country);
  svg.append(s("rect", { x, y, width: Math.max(right - x, 1), height: Math.max(bottom - y, 1), fill, stroke: INK, "stroke-width": 0.6, "stroke-dasharray": node.country === null ? "2 2" : null }));
  if (wide) {
    if (bottom - y > 5 || node.share > 0.03) text(svg, right + 5, (y + bottom) / 2 + 4, label(node), { fill: INK, halo: true, size: 11.5 });
    return;
  }
  const code = node.country === OTHERS ? "…" : shortCountry(node.country);
  if (textWidth(code, 11) < right - x + 4) text(svg, (x + right) / 2, (y + bottom) / 2 + 4, code, { anchor: "middle", fill: "var(--on-hue)", size: 11 });
}

const label = (node: ChainNode): string => `${nodeName(node)} ${percent(node.share)}`;

const nodeName = (node: ChainNode): string =>
  node.country === OTHERS ? `${number(node.merged)} others` : node.country === null ? "? not known" : country(node.country);

function headings(svg: SVGSVGElement, columns: SankeySpec["stages"], nodes: readonly Node[], place: Place, wide: boolean, width: number): void {
  columns.forEach((column, index) => {
    const node = nodes.find((each) => each.stage === column.stage);
    const [x, y] = place(node?.x0 ?? 0, 0);
    if (!wide) {
      text(svg, 0, y - 5, fitted(column.title, width, 12, true), { bold: true, fill: INK, halo: true });
      return;
    }
    const next = nodes.find((each) => each.stage === columns[index + 1]?.stage);
    const room = (next ? (place(next.x0 ?? 0, 0)[0]) : width) - x - 8;
    const lines = wrapped(column.title, room, 2, 12, true);
    lines.forEach((words, row) => text(svg, x, y - 10 - (lines.length - 1 - row) * 15, words, { bold: true, fill: INK }));
  });
}

function nodeReading(node: Node, spec: SankeySpec, columns: SankeySpec["stages"], place: Place, wide: boolean): Reading {
  const [x, y] = place(node.x0 ?? 0, node.y0 ?? 0);
  const [right, bottom] = place(node.x1 ?? 0, node.y1 ?? 0);
  const stage = columns.find((each) => each.stage === node.stage)?.title ?? node.stage;
  return {
    x: wide ? right : (x + right) / 2,
    y,
    box: { x: x - 1, y: y - 1, width: right - x + 2, height: bottom - y + 2 },
    title: `${stage}: ${nodeName(node)}`,
    lines: [`${percent(node.share)} of the stage`, `${number(node.total)} ${spec.unit}`],
  };
}

function linkReading(link: Link, spec: SankeySpec, place: Place): Reading {
  const [from, to] = [nodeOf(link.source), nodeOf(link.target)];
  const middle = ((from?.x1 ?? 0) + (to?.x0 ?? 0)) / 2;
  const [x, y] = place(middle, ((link.y0 ?? 0) + (link.y1 ?? 0)) / 2);
  const lines = [`${number(link.amount)} ${spec.unit}`, `basis: ${link.basis}${link.basisShare < 0.999 ? ` for ${percent(link.basisShare)} of it` : ""}`];
  if (link.goods.length > 0) lines.push(link.goods.slice(0, 4).map(spec.goods).join(", ") + (link.goods.length > 4 ? " and more" : ""));
  if (link.controls.length > 0) lines.push(`under ${link.controls.join(", ")}`);
  return { x, y, title: `${from ? nodeName(from) : "?"} → ${to ? nodeName(to) : "?"}`, lines };
}
