// The same chain on a map: circles for what a stage does where, arcs for what goes on from there.
import { geoGraticule, geoNaturalEarth1, geoPath } from "d3-geo";
import type { FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { country } from "../countries.ts";
import { s } from "../dom.ts";
import { number, percent } from "../format.ts";
import type { Flow } from "../types/api.ts";
import { ALARM, GRID, INK, MUTED, ON_HUE, PAPER, countryColours } from "./colours.ts";
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

/** What has to be on the map: no mine lies beyond it. */
const INHABITED: GeoJSON.MultiPoint = { type: "MultiPoint", coordinates: [[-29.9, 0], [-30.1, 0], [150, 77], [150, -56], [-70, -55], [20, 70], [-130, 70]] };

/** Arcs drawn; the table has all. */
const MOST_ARCS = 24;

export function worldMap(spec: MapSpec, map: World): ChartSpec {
  return {
    id: spec.id,
    title: spec.title,
    description: `Area of a circle: share of the stage done there. Arcs: the ${MOST_ARCS} largest flows to the next stage, thicker with the amount; those under an export control have a colour of their own, dashed ones are mostly assumed.${spec.unknown > 0.005 ? ` For ${percent(spec.unknown)} the country is not known and nothing is drawn.` : ""}`,
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
  const height = Math.round(Math.min(width * 0.44, 620));
  // Cut in the Atlantic: most of what goes abroad crosses the Pacific or Asia.
  const projection = geoNaturalEarth1().rotate([-150, 0]).fitExtent([[4, key + 6], [width - 4, key + height]], INHABITED);
  const path = geoPath(projection).digits(1);
  const grid = geoGraticule().extent([[-180, -60], [180.1, 80.1]])();
  svg.append(
    s("path", { d: path(grid) ?? "", fill: "none", stroke: GRID, "stroke-width": 0.4 }),
    s("path", { d: path(land) ?? "", fill: GRID, stroke: PAPER, "stroke-width": 0.7 }),
  );
  const at = (code: string | null) => {
    const point = code ? map.points[code] : undefined;
    return point ? projection(point) : null;
  };
  arcs(svg, spec, map, projection);
  const largest = Math.max(14, Math.min(46, width / 22));
  const colour = countryColours(spec.shares);
  const readings: Reading[] = [];
  const names: (() => void)[] = [];
  for (const [code, share] of [...spec.shares].sort((a, b) => b[1] - a[1])) {
    const point = at(code);
    if (!point || share <= 0) continue;
    const radius = Math.max(2, largest * Math.sqrt(share));
    svg.append(s("circle", { cx: point[0].toFixed(1), cy: point[1].toFixed(1), r: radius.toFixed(1), fill: colour(code), "fill-opacity": 0.75, stroke: INK, "stroke-width": 0.8 }));
    if (radius >= 17) text(svg, point[0], point[1] + 4, percent(share), { anchor: "middle", fill: ON_HUE, size: 11, bold: true });
    if (share >= 0.02) names.push(() => text(svg, point[0] + radius + 4, point[1] + 4, radius >= 17 ? country(code) : `${country(code)} ${percent(share)}`, { fill: INK, size: 11, halo: true }));
    readings.push({ x: point[0], y: point[1], title: country(code), lines: [`${percent(share)} of the stage`, ...goesTo(spec, code)] });
  }
  for (const write of names) write();
  const bottom = key + height + 6;
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom}`);
  svg.setAttribute("height", String(bottom));
  return { svg, readings };
}

function goesTo(spec: MapSpec, code: string): string[] {
  const flows = spec.flows.filter((flow) => flow.from_country === code).sort((a, b) => b.amount_per_year - a.amount_per_year);
  return flows.slice(0, 4).map((flow) => `→ ${country(flow.to_country)}: ${number(flow.amount_per_year)} ${spec.unit}${flow.controls.length > 0 ? ", controlled" : ""}`);
}

/** A curve that bends to the north, so that the way there and the way back do not lie on each other. */
function bow([x0, y0]: [number, number], [x1, y1]: [number, number]): string {
  const bend = 0.2 * Math.hypot(x1 - x0, y1 - y0);
  const side = x1 > x0 ? 0.25 : -0.25;
  const [x, y] = [(x0 + x1) / 2 + side * bend, (y0 + y1) / 2 - bend];
  return [`M${x0.toFixed(1)} ${y0.toFixed(1)}`, `Q${x.toFixed(1)} ${y.toFixed(1)}`, `${x1.toFixed(1)} ${y1.toFixed(1)}`].join(" ");
}

function arcs(svg: SVGSVGElement, spec: MapSpec, map: World, projection: (point: [number, number]) => [number, number] | null): void {
  const abroad = spec.flows.filter((flow) => flow.from_country && flow.to_country && flow.from_country !== flow.to_country);
  const drawn = abroad.sort((a, b) => b.amount_per_year - a.amount_per_year).slice(0, MOST_ARCS);
  const most = drawn[0]?.amount_per_year ?? 1;
  for (const flow of drawn.reverse()) {
    const [from, to] = [map.points[flow.from_country ?? ""], map.points[flow.to_country ?? ""]];
    if (!from || !to) continue;
    const ends = [projection(from), projection(to)];
    if (!ends[0] || !ends[1]) continue;
    const d = bow(ends[0], ends[1]);
    const thick = 0.8 + 4.2 * Math.sqrt(flow.amount_per_year / most);
    const controlled = flow.controls.length > 0;
    const assumed = flow.basis === "assumed" || flow.basis === "unknown";
    svg.append(
      s("path", { d, fill: "none", stroke: PAPER, "stroke-width": thick + 1.4, "stroke-opacity": 0.5 }),
      s("path", { d, fill: "none", stroke: controlled ? ALARM : MUTED, "stroke-width": thick.toFixed(2), "stroke-opacity": 0.85, "stroke-dasharray": assumed ? `${(thick * 2 + 2).toFixed(1)} ${(thick + 2).toFixed(1)}` : null }),
    );
  }
}
