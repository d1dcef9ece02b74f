// Colours of charts: names of the page's own, so that a theme changes them all.
export const PAPER = "var(--paper)";
export const PANEL = "var(--panel)";
export const INK = "var(--ink)";
export const MUTED = "var(--muted)";
export const GRID = "var(--grid)";
export const LINK = "var(--link)";
export const ALARM = "var(--alarm)";
export const CALM = "var(--calm)";
export const BLUE = "var(--blue)";
export const SKY = "var(--sky)";
export const GREEN = "var(--green)";
export const YELLOW = "var(--yellow)";
export const ORANGE = "var(--orange)";
export const VERMILLION = "var(--vermillion)";
export const PURPLE = "var(--purple)";
export const GREY = "var(--grey)";
/** Text on any hue but blue, on light and dark paper alike. */
export const ON_HUE = "var(--on-hue)";

/** Hues to tell series apart, in the order in which they are given out. */
export const SERIES = [BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY] as const;

/** Dashes that go with them: nothing is told by hue alone. */
export const DASHES = ["", "7 4", "2 3", "9 3 2 3", "4 2", "1 2"] as const;

/** Countries so frequent in this field that they always look the same. */
const OWN: Readonly<Record<string, string>> = { CHN: VERMILLION, USA: SKY, EUU: GREEN, XRW: GREY };

const SPARE = [YELLOW, PURPLE, ORANGE] as const;

/** Gives each country its hue; spare ones go to the countries with the largest totals, small ones stay grey. */
export function countryColours(shares: Iterable<readonly [string, number]>): (code: string | null) => string {
  const totals = new Map<string, number>();
  for (const [code, share] of shares) {
    if (!(code in OWN)) totals.set(code, (totals.get(code) ?? 0) + share);
  }
  const largest = [...totals].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  return (code) => {
    if (code === null) return GREY;
    return OWN[code] ?? SPARE[largest.indexOf(code)] ?? GREY;
  };
}
