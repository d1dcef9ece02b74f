// Makes the map's geometry: Natural Earth at 1:110 million with ISO alpha-3
// codes as ids, and a point for every country, also for those too small for it.
import { readFile } from "node:fs/promises";
import { geoCentroid, geoArea } from "d3-geo";
import { feature } from "topojson-client";

const file = (url) => readFile(new URL(url, import.meta.url), "utf8");
const atlas = async (scale) => JSON.parse(await file(`../node_modules/world-atlas/countries-${scale}.json`));

/** Numeric to alpha-3 codes, from the data package. */
async function codes() {
  const text = await file("../../../data/package/tables/countries.csv");
  const rows = text.trim().split("\n").slice(1).map((row) => row.split(","));
  return new Map(rows.map(([iso3, , numeric]) => [numeric, iso3]));
}

/** Centre of the largest part: the middle of France is not in the Atlantic. */
function centre(geometry) {
  if (geometry.type !== "MultiPolygon") return geoCentroid(geometry);
  const parts = geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  // A speck that rounding has turned inside out would count as the rest of the globe.
  const size = (part) => Math.min(geoArea(part), 4 * Math.PI - geoArea(part));
  return geoCentroid(parts.reduce((a, b) => (size(b) > size(a) ? b : a)));
}

const rounded = ([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];

export async function worldMap() {
  const [coarse, fine, alpha] = await Promise.all([atlas("110m"), atlas("50m"), codes()]);
  const points = {};
  for (const country of feature(fine, fine.objects.countries).features) {
    const code = alpha.get(country.id);
    if (code && country.geometry) points[code] = rounded(centre(country.geometry));
  }
  // Brussels stands for the Union where figures know no member state.
  points.EUU = [4.4, 50.8];
  const geometries = coarse.objects.countries.geometries
    .filter((each) => each.id !== "010")
    .map(({ type, arcs, id }) => ({ type, arcs, id: alpha.get(id) ?? "" }));
  const { type, transform, arcs } = coarse;
  return { topology: { type, transform, arcs, objects: { countries: { type: "GeometryCollection", geometries } } }, points };
}
