// The licence queue of each control, and the exports it lets through.
import { GREEN, PURPLE } from "../../charts/colours.ts";
import { fan } from "../../charts/fan.ts";
import { chart } from "../../charts/frame.ts";
import { waitingWeeks } from "../../charts/histogram.ts";
import { number, range } from "../../format.ts";
import type { ControlView, Quantiles, RunView } from "../../types/run.ts";
import { dataTable } from "../../widgets/table.ts";
import { Section, beside } from "./section.ts";

export function queueSection(view: RunView): Section | null {
  if (view.controls.length === 0) return null;
  const waited = view.controls.filter((control) => control.backlog.p90.some((cases) => cases > 0));
  return new Section(
    "Licences",
    "Every order of controlled goods becomes a case: accepted, reviewed, decided or left open. These are all cases of the chain, not only yours.",
    cases(view),
    ...waited.map((control) =>
      beside(backlog(view, control), control.weeks_to_decision.length > 0 ? chart(waitingWeeks(control)).element : null),
    ),
    beside(...exports_(view)),
  );
}

function backlog(view: RunView, control: ControlView): HTMLElement {
  return chart(
    fan({
      id: `backlog-${control.id}`,
      title: `Cases without decision: ${control.title}`,
      description: `${control.citation}, ${control.issuer}.`,
      start: view.start_date,
      unit: "cases",
      words: number,
      bands: [{ name: control.title, band: control.backlog, colour: PURPLE }],
      events: view.events,
    }),
  ).element;
}

function exports_(view: RunView): HTMLElement[] {
  return view.series.exports.map((band, index) =>
    chart(
      fan({
        id: `exports-${index + 1}`,
        title: band.name,
        description: `Exports, ${band.unit}.`,
        start: view.start_date,
        unit: band.unit,
        words: number,
        bands: [{ name: band.name, band, colour: GREEN }],
        events: view.events,
      }),
    ).element,
  );
}

function cases(view: RunView): HTMLElement {
  const column = (title: string, of: (control: ControlView) => Quantiles | null | undefined) => ({
    title,
    text: (control: ControlView) => number(of(control)?.p50),
    below: (control: ControlView) => {
      const quantiles = of(control);
      return quantiles ? range(quantiles) : "";
    },
    value: (control: ControlView) => of(control)?.p50 ?? null,
    numeric: true,
  });
  return dataTable<ControlView>({
    caption: "Cases under each control: median, with 8 of 10 runs below",
    file: "cases.csv",
    rows: view.controls,
    columns: [
      { title: "Control", text: (control) => control.title, below: (control) => control.citation },
      column("Filed", (control) => control.applications),
      column("Approved", (control) => control.approved),
      column("Refused", (control) => control.refused),
      column("Open at the end", (control) => control.pending),
      column("Days to decision", (control) => control.days_to_decision),
    ],
  });
}
