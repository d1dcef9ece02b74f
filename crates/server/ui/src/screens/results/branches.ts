// Branches side by side: how the scenario may go on. Policy, not chance, so there is no range over them.
import { country } from "../../countries.ts";
import { h } from "../../dom.ts";
import { capitalised, dayRange, firstDay, number, percent, range } from "../../format.ts";
import type { Context } from "../../screen.ts";
import type { BranchLine, RunView } from "../../types/run.ts";
import { dataTable } from "../../widgets/table.ts";
import { Section } from "./section.ts";

interface Row {
  readonly branch: string;
  readonly title: string;
  readonly note: string;
  readonly own: boolean;
  readonly line: BranchLine;
}

export function branchSection(context: Context, view: RunView): Section | null {
  if (view.branches.length === 0) return null;
  const own = view.lines.map((line): Row => ({ branch: view.branch, title: capitalised(view.branch), note: "what is shown above", own: true, line }));
  const others = view.branches.flatMap((each) => each.lines.map((line): Row => ({ branch: each.branch, title: each.title, note: each.note, own: false, line })));
  const rows = [...own, ...others];
  const titles = view.lines.map((line) => line.line);
  rows.sort((a, b) => titles.indexOf(a.line.line) - titles.indexOf(b.line.line));
  const place = (row: Row) => view.lines.find((line) => line.line === row.line.line)?.country;
  const table = dataTable<Row>({
    caption: "Each line under each branch: median, with 8 of 10 runs below",
    file: "branches.csv",
    rows,
    mark: (row) => (row.own ? "own" : ""),
    columns: [
      { title: "Line", text: (row) => row.line.title, below: (row) => country(place(row)) },
      {
        title: "How it goes on",
        text: (row) => row.title,
        below: (row) => row.note,
        cell: (row) => (row.own ? h("strong", null, row.title) : h("a", { href: context.href({ branch: row.branch }) }, row.title)),
      },
      { title: "First stop", text: (row) => firstDay(view.start_date, row.line.first_stop), below: (row) => dayRange(view.start_date, row.line.first_stop), value: (row) => row.line.first_stop.p50 ?? null, numeric: true },
      { title: "Runs", text: (row) => percent(row.line.first_stop.share_of_runs), value: (row) => row.line.first_stop.share_of_runs, numeric: true },
      { title: "Days stopped", text: (row) => number(row.line.days_stopped.p50), below: (row) => range(row.line.days_stopped), value: (row) => row.line.days_stopped.p50, numeric: true },
      { title: "Units lost", text: (row) => number(row.line.units_lost.p50), below: (row) => range(row.line.units_lost), value: (row) => row.line.units_lost.p50, numeric: true },
    ],
  });
  return new Section("Branches", "How the scenario may go on after the known record. These are policies, not chances: none has a probability, and no range spans them.", table);
}
