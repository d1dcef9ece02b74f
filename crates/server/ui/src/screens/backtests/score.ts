// How a back-test went, in plain words: where the model wins, where it loses.
import type { CaseView } from "../../types/backtest.ts";

export type Standing = "beats both" | "beats one" | "loses" | "no skill" | "nothing to compare";

export interface Rival {
  name: string;
  error: number | null;
}

/** The simple forecasts beside the model: nothing changes, and the trend goes on. */
export function rivals(test: CaseView): Rival[] {
  return [
    { name: "no change", error: test.wape_persistence ?? null },
    { name: "trend goes on", error: test.wape_trend ?? null },
  ];
}

/** Where the model stands. A band wider than half the base says nothing, whatever it contains. */
export function standing(test: CaseView): Standing {
  if (test.no_skill) return "no skill";
  const { wape } = test;
  const there = rivals(test).flatMap(({ error }) => (error === null ? [] : [error]));
  if (wape === null || wape === undefined || there.length === 0) return "nothing to compare";
  const beaten = there.filter((error) => wape < error).length;
  if (beaten === 0) return "loses";
  return beaten === there.length ? "beats both" : "beats one";
}

/** The standing as a sentence. */
export function sentence(test: CaseView): string {
  const fitted = test.fitted_on.length > 0 ? " Parameters were fitted to it, so a small error says little." : "";
  switch (standing(test)) {
    case "no skill":
      return `No skill: its band is wider than half the base, so that an observation lies in it says little.${fitted}`;
    case "loses":
      return `The model loses: a simple forecast would have been nearer.${fitted}`;
    case "beats one":
      return `The model beats one simple forecast and loses to the other.${fitted}`;
    case "beats both":
      return `The model is nearer than ${rivals(test).every(({ error }) => error !== null) ? "both simple forecasts" : "the simple forecast there is"}.${fitted}`;
    default:
      return `There is no simple forecast to compare it with.${fitted}`;
  }
}

/** Unfitted cases first, then by name: only the unfitted ones tell how far to trust a run. */
export function inOrder(cases: readonly CaseView[]): CaseView[] {
  return [...cases].sort((a, b) => Number(a.fitted_on.length > 0) - Number(b.fitted_on.length > 0));
}

/** First month of a label such as `2025-05`, `2025-01..02` or `2025-05-06`, in words. */
export function when(month: string): string {
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const [, year, first, rest] = /^(\d{4})-(\d{2})(.*)$/.exec(month) ?? [];
  const name = names[Number(first) - 1];
  if (year === undefined || name === undefined) return month;
  const last = /^\.\.(\d{2})$/.exec(rest ?? "")?.[1];
  if (last !== undefined) return `${name}–${names[Number(last) - 1] ?? last} ${year}`;
  const day = /^-(\d{2})$/.exec(rest ?? "")?.[1];
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}
