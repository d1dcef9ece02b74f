// Prices inside and outside the controlling country.
import { BLUE, INK, MUTED, VERMILLION } from "../../charts/colours.ts";
import { fan } from "../../charts/fan.ts";
import { chart } from "../../charts/frame.ts";
import { h } from "../../dom.ts";
import { money } from "../../format.ts";
import type { PriceView, RunView } from "../../types/run.ts";
import { Section, beside } from "./section.ts";

/** Materials drawn at once; the others are unfolded. */
const MOST = 4;

interface Pair {
  readonly outside: PriceView | undefined;
  readonly inside: PriceView | undefined;
}

export function priceSection(view: RunView): Section | null {
  const pairs = byMaterial(view.prices);
  if (pairs.length === 0) return null;
  const draw = (list: readonly Pair[]) => beside(...list.map((pair) => priceFan(view, pair)));
  return new Section(
    "Prices",
    "Contract volume barely moves; the few tonnes outside that need no licence go up. The marginal price is what the last buyer pays.",
    draw(pairs.slice(0, MOST)),
    pairs.length > MOST ? h("details", { class: "more-charts" }, h("summary", null, `${pairs.length - MOST} more, which move less`), draw(pairs.slice(MOST))) : null,
  );
}

/** Both prices of each material, in the order in which their median moves, most first. */
function byMaterial(prices: readonly PriceView[]): Pair[] {
  const keys = [...new Set(prices.map((price) => price.material))];
  const pairs = keys.map((material) => {
    const find = (inside: boolean) => prices.find((price) => price.material === material && price.inside === inside);
    return { outside: find(false), inside: find(true) };
  });
  return pairs.sort((a, b) => moved(b) - moved(a));
}

function moved({ outside, inside }: Pair): number {
  const of = (price: PriceView | undefined) =>
    price ? Math.max(0, ...price.marginal.p50.map((value) => Math.abs(Math.log(value / price.base_usd_per_kg))).filter(Number.isFinite)) : 0;
  return Math.max(of(outside), of(inside));
}

function priceFan(view: RunView, { outside, inside }: Pair): HTMLElement | null {
  const first = outside ?? inside;
  if (!first) return null;
  const bands = [
    ...(outside ? [{ name: `marginal, ${outside.area}`, band: outside.marginal, colour: VERMILLION }] : []),
    ...(inside ? [{ name: `marginal, ${inside.area}`, band: inside.marginal, colour: BLUE, dash: "6 3" }] : []),
  ];
  const days = first.marginal.p50.length;
  const levels = [
    { name: "base price", values: Array.from({ length: days }, () => first.base_usd_per_kg), colour: MUTED, dash: "2 3" },
    ...(outside ? [{ name: `contract, ${outside.area}, median`, values: outside.contract.p50, colour: INK, dash: "5 4" }] : []),
  ];
  return chart(
    fan({
      id: `price-${first.material}`,
      title: `Price of ${first.title}, USD/kg`,
      description: `How strongly the price answers is ${first.basis}: ${first.note}.`,
      start: view.start_date,
      unit: "USD/kg",
      words: (value) => money(value, "USD"),
      bands,
      levels,
      events: view.events,
      log: true,
    }),
  ).element;
}
