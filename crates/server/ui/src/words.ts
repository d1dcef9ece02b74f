// Short texts that several screens share, as the report has them.
import { country } from "./countries.ts";
import { JOIN, NONE, factor, isGuess, joined, money, percent } from "./format.ts";
import type { Driver, InputView, LineView } from "./types/run.ts";

/** The material that stops a line, in words. */
export function bindingTitle(line: LineView): string | null {
  const material = line.binding_input ?? null;
  if (material === null) return null;
  return line.inputs.find((input) => input.material === material)?.title ?? material;
}

/**
 * What to find out first: the strongest driver that nobody's report backs, since
 * it is the cheapest to improve; where every driver is backed, the strongest one.
 * Luck cannot be found out.
 */
export function cheapestKnowledge(line: LineView): Driver | null {
  const known = line.drivers.filter((driver) => driver.unit !== "quantile");
  return known.find((driver) => isGuess(driver.basis)) ?? known[0] ?? null;
}

/** `China 92 %, Japan 8 %`. */
export function suppliers(input: InputView): string {
  const parts = input.suppliers.map(([code, share]) => `${country(code)}${JOIN}${percent(share)}`);
  return parts.length > 0 ? parts.join(", ") : NONE;
}

/** How a control touches an input, in a few words. */
export function controlWords(input: InputView): string {
  if (input.controls.length > 0) return input.controls.join(", ");
  return input.held_for_inspection ? "held for inspection" : "no licence needed";
}

/** True where the median cost of the inputs differs from base prices by more than a hundredth. */
export const costsOtherwise = (line: LineView): boolean => Math.abs(line.cost_index.p50 - 1) > 0.01;

/** What the priced inputs of a line cost; nothing where it is within a hundredth of base prices. */
export function costSentence(line: LineView): string | null {
  if (!costsOtherwise(line)) return null;
  const { cost_index: index, extra_cost_usd: extra } = line;
  const more = `${money(Math.abs(extra.p50), "USD")} ${extra.p50 < 0 ? "less" : "more"}`;
  const ranges = [joined(factor(index.p10), factor(index.p90)), joined(money(extra.p10, "USD"), money(extra.p90, "USD"))];
  return `What goes into it costs ${factor(index.p50)} times base prices, weighted by volume (${ranges[0]}); ${more} (${ranges[1]}).`;
}
