// Output of each line over time, with the events that move it.
import { fan } from "../../charts/fan.ts";
import { chart } from "../../charts/frame.ts";
import { h } from "../../dom.ts";
import { dateWords, percent } from "../../format.ts";
import type { EventView, LineView, RunView } from "../../types/run.ts";
import { Section, beside } from "./section.ts";

export function outputSection(view: RunView, lines: readonly LineView[]): Section {
  const most = Math.max(1, ...lines.flatMap((line) => line.output.p90));
  const fans = lines.map((line) =>
    chart(
      fan({
        id: `output-${line.line}`,
        title: `Output of ${line.title}`,
        description: "Share of planned output per day. The mark below the axis is the range of the first stop.",
        start: view.start_date,
        unit: "share of plan",
        words: percent,
        bands: [{ name: line.title, band: line.output }],
        events: view.events,
        stop: line.first_stop,
        most,
      }),
    ).element,
  );
  return new Section(
    "Output",
    "100 % is what the line makes by plan. Eight runs of ten lie within the shaded band on any day; the line is the median of that day, not one run.",
    lines.length > 1 ? beside(...fans) : fans,
    eventKey(view.events),
  );
}

/** What the numbers above the plots mean. */
function eventKey(events: readonly EventView[]): HTMLElement | null {
  if (events.length === 0) return h("p", { class: "nothing" }, "The scenario has no events.");
  const item = (event: EventView) => h("li", { title: event.source || null }, h("time", { datetime: event.date }, dateWords(event.date)), ` ${event.label}`);
  return h("ol", { class: "event-key", "aria-label": "Events of the scenario" }, ...events.map(item));
}
