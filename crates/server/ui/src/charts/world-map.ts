// The same chain on a map: circles for what a stage does where, arcs for what goes on from there.
import { geoGraticule10, geoInterpolate, geoNaturalEarth1, geoPath } from "d3-geo";
import type { FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { country } from "../countries.ts";
import { s } from "../dom.ts";
import { number, percent } from "../format.ts";
import type { Flow } from "../types/api.ts";
import { ALARM, GRID, INK, MUTED, PANEL, PAPER, countryColours } from "./colours.ts";
import type { ChartSpec, Drawing, Reading } from "./frame.ts";
import { legend, sheet, text } from "./plot.ts";

interface World {
  readonly topology: Topology<{ countries: GeometryCollection }>;
  readonly points: Readonly<Record<string, [number, number]>>;
}

let world: Promise<World> | null = null;

/** Reads the map once. */
export function loadWorld(): Promise<World> {
  world ??= fetch("/world.json").then((response) => {
    if (!response.ok) throw new Error("The map could not be read.");
    return response.json() as Promise<World>;
  });
  return world;
}

export interface MapSpec {
  readonly id: string;
  readonly title: string;
  /** Country and share of the stage. */
  readonly shares: readonly (readonly [string, number])[];
  readonly unknown: number;
  /** What goes on to the next stage. */
  readonly flows: readonly Flow[];
  readonly unit: string;
}

/** Arcs drawn; the table has all. */
const MOST_ARCS = 24;

export function worldMap(spec: MapSpec, map: World): ChartSpec {
  return {
    id: spec.id,
    title: spec.title,
    description: `Area of a circle: share of the stage done there. Arcs: the ${MOST_ARCS} largest flows to the next stage, thicker with the amount; orange-brown ones are under an export control, dashed ones are mostly assumed.${spec.unknown > 0.005 ? ` For ${percent(spec.unknown)} the country is not known and nothing is drawn.` : ""}`,
    draw: (width) => draw(spec, map, width),
    table: {
      titles: ["Country", "Share of the stage"],
      rows: [...spec.shares.map(([code, share]) => [country(code), share] as const), ["not known", spec.unknown] as const],
      words: (value) => (typeof value === "number" ? percent(value) : (value ?? "")),
    },
  };
}

function draw(spec: MapSpec, map: World, width: number): Drawing {
  const svg = sheet(width, 10);
  const key = legend(
    svg,
    [
      { words: "flow to the next stage", fill: MUTED, kind: "line" },
      { words: "under an export control", fill: ALARM, kind: "line" },
      { words: "mostly assumed", fill: MUTED, kind: "line", dash: "4 3" },
    ],
    width,
  );
  const land = feature(map.topology, map.topology.objects.countries) as FeatureCollection;
  const height = Math.round(Math.min(width * 0.5, 640));
  const projection = geoNaturalEarth1().fitExtent([[2, key + 6], [width - 2, key + height]], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  svg.append(
    s("path", { d: path(geoGraticule10()) ?? "", fill: "none", stroke: GRID, "stroke-width": 0.4 }),
    s("path", { d: path(land) ?? "", fill: PANEL, stroke: GRID, "stroke-width": 0.7 }),
  );
  const at = (code: string | null) => {
    const point = code ? map.points[code] : undefined;
    return point ? projection(point) : null;
  };
  arcs(svg, spec, map, projection);
  const largest = Math.max(14, Math.min(46, width / 22));
  const colour = countryColours(spec.shares);
  const readings: Reading[] = [];
  for (const [code, share] of [...spec.shares].sort((a, b) => b[1] - a[1])) {
    const point = at(code);
    if (!point || share <= 0) continue;
    const radius = Math.max(2, largest * Math.sqrt(share));
    svg.append(s("circle", { cx: point[0].toFixed(1), cy: point[1].toFixed(1), r: radius.toFixed(1), fill: colour(code), "fill-opacity": 0.75, stroke: INK, "stroke-width": 0.8 }));
    if (share >= 0.04) text(svg, point[0], point[1] + 4, percent(share), { anchor: "middle", fill: INK, size: 11, halo: true });
    readings.push({ x: point[0], y: point[1], title: country(code), lines: [`${percent(share)} of the stage`, ...goesTo(spec, code)] });
  }
  const bottom = key + height + 6;
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom}`);
  svg.setAttribute("height", String(bottom));
  return { svg, readings };
}

function goesTo(spec: MapSpec, code: string): string[] {
  const flows = spec.flows.filter((flow) => flow.from_country === code).sort((a, b) => b.amount_per_year - a.amount_per_year);
  return flows.slice(0, 4).map((flow) => `→ ${country(flow.to_country)}: ${number(flow.amount_per_year)} ${spec.unit}${flow.controls.length > 0 ? ", controlled" : ""}`);
}

function arcs(svg: SVGSVGElement, spec: MapSpec, map: World, projection: (point: [number, number]) => [number, number] | null): void {
  const abroad = spec.flows.filter((flow) => flow.from_country && flow.to_country && flow.from_country !== flow.to_country);
  const drawn = abroad.sort((a, b) => b.amount_per_year - a.amount_per_year).slice(0, MOST_ARCS);
  const most = drawn[0]?.amount_per_year ?? 1;
  for (const flow of drawn.reverse()) {
    const [from, to] = [map.points[flow.from_country ?? ""], map.points[flow.to_country ?? ""]];
    if (!from || !to) continue;
    const along = geoInterpolate(from, to);
    // Broken where it leaves the map at one side to come back at the other.
    let d = "";
    let last: [number, number] | null = null;
    for (let step = 0; step <= 40; step += 1) {
      const point = projection(along(step / 40));
      if (!point) continue;
      const jumps = last && Math.abs(point[0] - last[0]) > 120;
      d += `${last && !jumps ? "L" : "M"}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
      last = point;
    }
    const thick = 0.8 + 4.2 * Math.sqrt(flow.amount_per_year / most);
    const controlled = flow.controls.length > 0;
    const assumed = flow.basis === "assumed" || flow.basis === "unknown";
    svg.append(
      s("path", { d, fill: "none", stroke: PAPER, "stroke-width": thick + 1.4, "stroke-opacity": 0.5 }),
      s("path", { d, fill: "none", stroke: controlled ? ALARM : MUTED, "stroke-width": thick.toFixed(2), "stroke-opacity": 0.85, "stroke-dasharray": assumed ? `${(thick * 2 + 2).toFixed(1)} ${(thick + 2).toFixed(1)}` : null }),
    );
  }
}
