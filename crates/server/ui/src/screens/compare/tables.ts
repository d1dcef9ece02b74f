// Results beside each other in numbers: differences with each scenario's own range, and losses by horizon.
import { h } from "../../dom.ts";
import { dateWords, addDays, factor, horizon, joined, money, number } from "../../format.ts";
import type { RunView } from "../../types/run.ts";
import { dataTable } from "../../widgets/table.ts";
import { differences, type Row, type Side, verdictOf } from "./differences.ts";

export interface Entry {
  title: string;
  result: RunView;
}

export function differenceTable(entries: readonly Entry[], line: string): HTMLElement {
  const rows = differences(entries.map((each) => each.result)).filter((row) => row.line === line);
  const side = (row: Row, at: number): string => sideWords(row, row.sides[at], entries[at]?.result.start_date ?? "");
  return dataTable<Row>({
    caption: "Median, and below it the range of 8 runs in 10; the difference is between medians and against the first",
    file: `compare-${line}.csv`,
    rows,
    columns: [
      { title: "Measure", text: (row) => row.measure },
      ...entries.map((each, at) => ({
        title: each.title,
        numeric: true,
        text: (row: Row) => side(row, at),
        below: (row: Row) => [rangeWords(row, row.sides[at], each.result.start_date), at === 0 ? "" : differenceWords(row, at)].filter((words) => words !== "").join(" · "),
        value: (row: Row) => row.sides[at]?.p50 ?? null,
      })),
    ],
  });
}

function sideWords(row: Row, side: Side | undefined, start: string): string {
  if (side === undefined) return "–";
  if (row.unit === "day") return side.p50 === null ? "not within the horizon" : dateWords(addDays(start, side.p50));
  return side.p50 === null ? "–" : amount(row, side.p50);
}

function rangeWords(row: Row, side: Side | undefined, start: string): string {
  if (side === undefined || (row.unit !== "day" && side.p50 === null)) return "";
  if (row.unit !== "day") return joined(amount(row, side.p10 ?? 0), amount(row, side.p90 ?? 0));
  const day = (value: number | null): string => (value === null ? "not within the horizon" : dateWords(addDays(start, value)));
  return joined(day(side.p10), day(side.p90));
}

function differenceWords(row: Row, at: number): string {
  const verdict = verdictOf(row, at);
  const by = row.differences[at];
  if (verdict === "unclear") return "";
  if (verdict === "same") return "the same";
  if (by === null || by === undefined) return verdict;
  const size = row.unit === "day" ? `${number(Math.abs(by))} days ${by > 0 ? "later" : "earlier"} after its day 0` : `${amount(row, Math.abs(by))} ${by > 0 ? "more" : "less"}`;
  return `${verdict}: ${size}`;
}

function amount(row: Row, value: number): string {
  if (row.unit === "times") return `${factor(value)} times`;
  if (["units", "days", "person-days"].includes(row.unit)) return `${number(value)} ${row.unit}`;
  return money(value, row.unit);
}

interface LossRow {
  line: string;
  days: number;
  cells: (Side & { currency: string })[];
}

export function lossTable(entries: readonly Entry[]): HTMLElement | null {
  const first = entries[0]?.result;
  if (first === undefined || first.lines.every((line) => line.loss_by_horizon.length === 0)) return null;
  const rows = first.lines.flatMap((line) =>
    line.loss_by_horizon.map((loss): LossRow => ({
      line: line.title,
      days: loss.days,
      cells: entries.map(({ result }) => {
        const found = result.lines.find((each) => each.line === line.line)?.loss_by_horizon.find((each) => each.days === loss.days)?.revenue_missing;
        return { p10: found?.p10 ?? null, p50: found?.p50 ?? null, p90: found?.p90 ?? null, currency: found?.currency ?? "" };
      }),
    })),
  );
  return h(
    "section",
    null,
    h("h2", null, "Loss by horizon"),
    dataTable<LossRow>({
      caption: "Revenue not earned by then, lost or late; median and the range of 8 runs in 10",
      file: "compare-losses.csv",
      rows,
      columns: [
        { title: "Line", text: (row) => row.line },
        { title: "After", numeric: true, text: (row) => horizon(row.days), value: (row) => row.days },
        ...entries.map((each, at) => ({
          title: each.title,
          numeric: true,
          text: (row: LossRow) => money(row.cells[at]?.p50 ?? null, row.cells[at]?.currency ?? ""),
          below: (row: LossRow) => joined(money(row.cells[at]?.p10 ?? null, row.cells[at]?.currency ?? ""), money(row.cells[at]?.p90 ?? null, row.cells[at]?.currency ?? "")),
          value: (row: LossRow) => row.cells[at]?.p50 ?? null,
        })),
      ],
    }),
  );
}

/** What may be read from the differences and what may not. */
export function reading(entries: readonly Entry[]): HTMLElement {
  const seeds = new Set(entries.map(({ result }) => result.seed));
  const runs = new Set(entries.map(({ result }) => result.runs));
  const common = seeds.size === 1 && runs.size === 1;
  return h(
    "p",
    { class: "note" },
    "Each range is the scenario's own: 8 of 10 of its runs. ",
    common
      ? `All ran ${[...runs][0] ?? 0} times on the same draws (seed ${[...seeds][0] ?? 0}), so a difference of medians comes from the scenario and not from luck. `
      : "They did not all run on the same draws, so a small difference may be luck. ",
    "There is no range of the difference here; where two ranges overlap, single runs may go either way.",
  );
}

