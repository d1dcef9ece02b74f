// What became of the list: parts taken as materials, what was assumed, what is left out.
import { h } from "../../dom.ts";
import { number, percent } from "../../format.ts";
import type { BomView } from "../../types/bom.ts";
import { nothing } from "../../widgets/notice.ts";
import { dataTable } from "../../widgets/table.ts";

type Taken = BomView["taken"][number];

/** `mass`: words of the material keys, for people. */
export function foundPanel(bom: BomView, materialTitle: (key: string) => string): HTMLElement {
  return h(
    "section",
    { class: "found", "aria-label": "What was found" },
    h("h2", null, "What was found"),
    bom.taken.length === 0
      ? nothing("No part of the list is a material that is followed. Give a part a material by a column `Material`, or words like “NdFeB magnet” in its description.")
      : takenTable(bom.taken, materialTitle),
    h("p", null, leftOut(bom)),
    bom.notes.length === 0 ? null : h("div", null, h("h3", null, "Assumed or passed over"), h("ul", { class: "guess-list" }, bom.notes.map((note) => h("li", null, inPlace(note))))),
  );
}

function takenTable(taken: readonly Taken[], materialTitle: (key: string) => string): HTMLElement {
  const mass = (each: Taken): string => {
    const range = each.mass_low_kg != null && each.mass_high_kg != null ? ` (${number(each.mass_low_kg)} to ${number(each.mass_high_kg)})` : "";
    return `${number(each.mass_kg)} kg${range}`;
  };
  const assumed = (each: Taken): string =>
    [each.material_assumed ? "material or grade" : "", each.mass_assumed ? "mass" : "", each.origin_assumed ? "origin" : ""].filter((word) => word !== "").join(", ");
  return dataTable<Taken>({
    caption: "Parts taken as materials of the chain",
    file: "parts-taken.csv",
    rows: taken,
    columns: [
      { title: "Part", text: (each) => each.item, below: (each) => each.description },
      { title: "Row", numeric: true, text: (each) => (each.row === 0 ? "" : String(each.row)), value: (each) => each.row },
      { title: "Taken as", text: (each) => materialTitle(each.material), below: (each) => each.how },
      { title: "Mass in one", numeric: true, text: mass, below: (each) => each.parent, value: (each) => each.mass_kg },
      { title: "From", text: (each) => each.suppliers.join("; ") },
      { title: "Assumed", text: assumed, cell: (each) => (assumed(each) === "" ? h("span", null, "nothing") : h("span", { class: "guess" }, assumed(each))) },
    ],
  });
}

function leftOut({ left_out: out }: BomView): string {
  if (out.parts === 0) return "Every part of the list is followed.";
  const share = out.followed_share == null ? "" : ` ${percent(out.followed_share)} of the known mass is followed.`;
  const without = out.parts_without_mass > 0 ? ` ${out.parts_without_mass} of them have no mass in the list.` : "";
  return `${out.parts} ${out.parts === 1 ? "part is" : "parts are"} not followed and taken to be always there (steel, copper, screws), ${number(out.mass_kg)} kg in one of each product.${without}${share}`;
}

/** The program's notes name flags of its command line; here the same is said by fields. */
const FIELDS: Readonly<Record<string, string>> = {
  "--country": "the country of the line", "--end-use": "what it is for", "--units-per-day": "units a day",
  "--revenue-per-unit": "revenue per unit", "--value-added-per-unit": "value added per unit", "--currency": "currency", "--mapping": "the selects above the columns",
};

export function inPlace(note: string): string {
  return note.replaceAll(/with (--[a-z-]+)/g, (whole, flag: string) => (flag in FIELDS ? `under “${FIELDS[flag] ?? ""}”` : whole));
}
