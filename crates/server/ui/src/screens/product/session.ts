// The bill of materials being taken in: its cells, what its columns mean, the settings of the line.
import type { BomCheck, BomRequest, Grid } from "../../types/api.ts";
import { withCell } from "./csv.ts";

export type Settings = NonNullable<BomRequest["settings"]>;

export interface Session {
  filename: string;
  sheets: string[];
  sheet: string | null;
  rows: string[][];
  /** Meaning of a column where the reader has chosen one; "" = not used. */
  chosen: Record<number, string>;
  settings: Settings;
  /** Name of the study to be. */
  study: string;
}

export function begun(grid: Grid, country: string): Session {
  return { filename: grid.filename, sheets: grid.sheets, sheet: grid.sheet, rows: grid.rows, chosen: {}, settings: { country, currency: "EUR" }, study: keyOf(grid.filename) };
}

/** A key that a folder may have, made of a file's name. */
export function keyOf(filename: string): string {
  const plain = filename.replace(/\.[^.]*$/, "").normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const key = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return key === "" ? "my-product" : key;
}

/** Row of the header: the one whose cells the server calls columns, else the first that is not empty. */
export function headerRow(rows: readonly (readonly string[])[], check: BomCheck | null): number {
  const names = check?.columns.map(({ header }) => header.trim()).filter((name) => name !== "") ?? [];
  const holds = (row: readonly string[]): boolean => names.length > 0 && names.every((name) => isUnused(name) || row.some((cell) => cell.trim() === name));
  const at = rows.findIndex(holds);
  return at >= 0 ? at : Math.max(0, rows.findIndex((row) => row.some((cell) => cell.trim() !== "")));
}

const UNUSED = "not used, column ";
const isUnused = (header: string): boolean => header.startsWith(UNUSED);

/**
 * The request for a check. A column that is not to be used gets a header that
 * means nothing to the reader of bills of materials; the rows stay as they are.
 */
export function requestOf(session: Session, header: number): BomRequest {
  let { rows } = session;
  const mapping: Record<string, string> = {};
  for (const [place, field] of Object.entries(session.chosen)) {
    const column = Number(place);
    const name = rows[header]?.[column] ?? "";
    if (field === "") rows = withCell(rows, header, column, `${UNUSED}${column + 1}`);
    else if (name.trim() !== "") mapping[field] = name;
  }
  return { filename: session.filename, rows, mapping, settings: session.settings };
}

/** What a column means now: the reader's choice before the server's suggestion. */
export function meaningOf(session: Session, header: readonly string[], column: number, check: BomCheck | null): string {
  const chosen = session.chosen[column];
  if (chosen !== undefined) return chosen;
  const name = (header[column] ?? "").trim();
  return check?.columns.find((each) => each.header.trim() === name)?.field ?? "";
}

/** Gives a column a meaning; the column that had it before loses it. */
export function withMeaning(session: Session, header: readonly string[], column: number, field: string, check: BomCheck | null): Session {
  const chosen = { ...session.chosen, [column]: field };
  header.forEach((_, other) => {
    if (field !== "" && other !== column && meaningOf(session, header, other, check) === field) chosen[other] = "";
  });
  return { ...session, chosen };
}

const KEY = "coercivity.bom";

/** Large files are not kept over a reload; the browser's room is small. */
const MOST_KEPT = 1_500_000;

export function keepSession(store: Pick<Storage, "setItem" | "removeItem">, session: Session | null): void {
  try {
    const text = session === null ? null : JSON.stringify(session);
    if (text === null || text.length > MOST_KEPT) store.removeItem(KEY);
    else store.setItem(KEY, text);
  } catch {
    // Without storage a reload begins anew; the screen itself loses nothing.
  }
}

export function keptSession(store: Pick<Storage, "getItem">): Session | null {
  try {
    const session = JSON.parse(store.getItem(KEY) ?? "null") as Session | null;
    return session !== null && Array.isArray(session.rows) && typeof session.filename === "string" && typeof session.settings === "object" ? session : null;
  } catch {
    return null;
  }
}
