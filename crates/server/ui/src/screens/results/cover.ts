// Cover: what is on hand against how long a licence takes, and how it runs down.
import { coverBars } from "../../charts/cover-bars.ts";
import { VERMILLION } from "../../charts/colours.ts";
import { fan } from "../../charts/fan.ts";
import { chart } from "../../charts/frame.ts";
import { type HeatStep, heatMap } from "../../charts/heat-map.ts";
import { explained, h } from "../../dom.ts";
import { addDays, counted, dateWords, joined, number } from "../../format.ts";
import type { Band, LineView, RunView } from "../../types/run.ts";
import { Section, beside } from "./section.ts";

const STEPS: readonly HeatStep[] = [
  { from: 0, words: "<1 day", opacity: 1 },
  { from: 1, words: "<7 days", opacity: 0.72 },
  { from: 7, words: "<14 days", opacity: 0.48 },
  { from: 14, words: "<30 days", opacity: 0.28 },
  { from: 30, words: "<60 days", opacity: 0.12 },
  { from: 60, words: "≥60 days", opacity: 0 },
];

export function coverSection(view: RunView, lines: readonly LineView[]): Section {
  const fans = lines.map((line) =>
    chart(
      fan({
        id: `cover-${line.line}`,
        title: `${line.cover.name} on hand: ${line.title}`,
        description: "Days of normal use on hand of the input that binds or is most exposed.",
        start: view.start_date,
        unit: "days",
        words: (value) => counted(value, "day"),
        bands: [{ name: line.cover.name, band: line.cover }],
        events: view.events,
        height: 140,
      }),
    ).element,
  );
  return new Section(
    "Cover",
    "A line lives on what it holds while it waits for a licence.",
    chart(coverBars(lines, view.days)).element,
    chart(weeks(view, lines)).element,
    lines.length > 1 ? h("details", { class: "more-charts" }, h("summary", null, "Cover day by day"), beside(...fans)) : fans,
    h(
      "div",
      { class: "terms no-print" },
      explained("cover", "How many days of normal use are on hand. Firms hold two to twelve weeks, rarely a year, and stop when one critical input runs out."),
      explained("licence lead time", "Days from filing for an export licence to goods at your gate: acceptance, review, decision, customs and transit. Where fewer than nine runs of ten see a licence, the band reaches to the end of the run."),
    ),
  );
}

/** Cover by input and week, median of all runs. */
function weeks(view: RunView, lines: readonly LineView[]) {
  const count = Math.ceil(view.days / 7);
  const lowest = (values: readonly number[], week: number) => Math.min(...values.slice(week * 7, week * 7 + 7));
  const band = (row: number): Band | undefined => lines[row]?.cover;
  return heatMap({
    id: "cover-by-week",
    title: "Cover by input and week",
    description: "Lowest day of each week, median of all runs, of the input that binds each line. The darker, the less is left.",
    rows: lines.map((line) => `${line.title}: ${line.cover.name}`),
    columns: Array.from({ length: count }, (_, week) => dateWords(addDays(view.start_date, week * 7))),
    cell: (row, week) => {
      const days = band(row);
      if (!days) return { value: null };
      const range = joined(number(lowest(days.p10, week)), number(lowest(days.p90, week)));
      return { value: lowest(days.p50, week), label: String(Math.round(lowest(days.p50, week))), lines: [`8 of 10 runs ${range} days`, `week ${week + 1}`] };
    },
    words: (value) => counted(value, "day"),
    colour: VERMILLION,
    steps: STEPS,
    rowHeight: 34,
    unit: "Cover P50, lowest day of the week [days]",
    rowTitle: "Line and input",
    columnTitle: "Week from",
  });
}
