// Stage strip: who does each stage, as one stacked bar per stage with the 65 % line.
import { country, shortCountry } from "../countries.ts";
import { capitalised, number, percent } from "../format.ts";
import { INK, MUTED, ON_HUE, PANEL, PAPER, countryColours } from "./colours.ts";
import type { ChartSpec, Drawing, Reading } from "./frame.ts";
import { fitted, hatching, line, rect, sheet, text, textWidth } from "./plot.ts";

/** Share of one country above which the European Union calls a stage too concentrated. */
export const LIMIT = 0.65;

const BAR = 24;

export interface StripStage {
  readonly stage: string;
  readonly material: string;
  readonly shares: readonly (readonly [string | null, number])[];
  /** 0 to 10,000. */
  readonly hhi: number;
  /** Share that rests on reported, derived, declared or public figures. */
  readonly evidenced: number;
}

export interface StripSpec {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly stages: readonly StripStage[];
}

export function stageStrip(spec: StripSpec): ChartSpec {
  return {
    ...spec,
    draw: (width) => draw(spec.stages, width),
    table: {
      titles: ["Stage", "What is made", "Country", "Share", "HHI of the stage", "Evidenced"],
      rows: spec.stages.flatMap((stage) =>
        stage.shares.map(([code, share]) => [stage.stage, stage.material, country(code), share, stage.hhi, stage.evidenced]),
      ),
      words: (value, column) =>
        typeof value !== "number" ? (value ?? "") : column === 4 ? number(value) : percent(value),
    },
  };
}

function draw(stages: readonly StripStage[], width: number): Drawing {
  const svg = sheet(width, 10);
  const hatch = hatching(svg, MUTED, 5);
  const known = stages.flatMap(({ shares }) => shares).filter((each): each is [string, number] => each[0] !== null);
  const colour = countryColours(known);
  const narrow = width < 560;
  const left = narrow ? 0 : 196;
  const span = width - left - 2;
  const pitch = narrow ? 72 : 56;
  text(svg, left + span * LIMIT, 11, "65 % from one country", { fill: INK, anchor: narrow ? "end" : "middle" });
  const readings: Reading[] = [];
  stages.forEach((stage, index) => {
    const y = 22 + index * pitch + (narrow ? 22 : 0);
    heading(svg, stage, y, narrow, width);
    rect(svg, left, y, span, BAR, PANEL);
    let sum = 0;
    const names: (() => void)[] = [];
    for (const [code, share] of stage.shares) {
      const x = left + span * sum;
      sum += Math.max(share, 0);
      // A hairline of paper keeps neighbours apart without relying on hue.
      rect(svg, x, y, span * share - 1, BAR, colour(code));
      names.push(() => name(svg, code, share, x, x + span * share, y, left + span * LIMIT));
      const lines = [`${percent(share)} of ${stage.material}`, `HHI of the stage ${number(stage.hhi)}`, `${percent(1 - stage.evidenced)} not evidenced`];
      readings.push({ x: x + (span * share) / 2, y, box: { x, y, width: Math.max(span * share - 1, 3), height: BAR }, title: `${capitalised(stage.stage)}: ${country(code)}`, lines });
    }
    evidence(svg, stage.evidenced, left, span, y + BAR + 2, hatch);
    line(svg, [left + span * LIMIT, y - 5], [left + span * LIMIT, y + BAR], PAPER, { "stroke-width": 4 });
    line(svg, [left + span * LIMIT, y - 5], [left + span * LIMIT, y + BAR], INK, { "stroke-width": 1.8, "stroke-dasharray": "4 2" });
    for (const write of names) write();
  });
  const height = 22 + stages.length * pitch;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", String(height));
  return { svg, readings };
}

function heading(svg: SVGSVGElement, stage: StripStage, y: number, narrow: boolean, width: number): void {
  const title = capitalised(stage.stage);
  const index = `HHI ${number(stage.hhi)}`;
  if (narrow) {
    text(svg, 0, y - 7, title, { bold: true, fill: INK });
    text(svg, width, y - 7, index, { anchor: "end" });
    const from = textWidth(title, 12, true) + 8;
    text(svg, from, y - 7, fitted(stage.material, width - from - textWidth(index) - 10));
  } else {
    text(svg, 0, y + 13, title, { bold: true, fill: INK });
    text(svg, 182, y + 13, index, { anchor: "end" });
    text(svg, 0, y + 28, fitted(stage.material, 184));
  }
}

/** The longest name that fits a block, moved right of the 65 % line where it would cross it. */
function name(svg: SVGSVGElement, code: string | null, share: number, from: number, to: number, y: number, limit: number): void {
  const choices = [`${country(code)} ${percent(share)}`, `${shortCountry(code)} ${percent(share)}`, shortCountry(code)];
  for (const words of choices) {
    const room = textWidth(words);
    const clear = (start: number) => start + room <= to - 3 && (start + room <= limit - 3 || start >= limit + 3);
    const start = [from + 4, limit + 5].find((each) => each >= from + 4 && clear(each));
    if (start !== undefined) {
      text(svg, start, y + 16.5, words, { fill: ON_HUE });
      return;
    }
  }
}

/** The strip of what nobody has reported. */
function evidence(svg: SVGSVGElement, evidenced: number, left: number, span: number, y: number, hatch: string): void {
  const guess = 1 - evidenced;
  if (guess <= 0.005) return;
  rect(svg, left + span * evidenced, y, span * guess, 6, hatch);
  const words = `${percent(guess)} not evidenced`;
  if (span * evidenced > textWidth(words, 11) + 8) text(svg, left + span * evidenced - 6, y + 8, words, { anchor: "end", size: 11 });
  else {
    const room = textWidth(words, 11) + 8;
    rect(svg, left + span - room, y, room, 8, PAPER);
    text(svg, left + span, y + 8, words, { anchor: "end", size: 11 });
  }
}
