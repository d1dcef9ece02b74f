// Top-country shares by stage, as a matrix for the heat map.
import type { TraceElementView, TraceStageView, TraceView } from "../../types/trace.ts";

export interface Cell {
  row: string;
  column: string;
  stage: TraceStageView;
}

export interface Matrix {
  rows: { key: string; title: string }[];
  columns: { key: string; title: string }[];
  cells: Cell[];
}

/** The Union's benchmark: no more than this share from one third country at a stage. Not a duty of firms. */
export { LIMIT as BENCHMARK } from "../../charts/stage-strip.ts";

/** Lines of a trace, each as a whole and by element. */
export function byLine(trace: TraceView): Matrix {
  const entries = trace.lines.flatMap((line) => [
    { key: `${line.line}/all`, title: line.title, of: line.all },
    ...line.elements.map((element) => ({ key: `${line.line}/${element.element}`, title: `${line.title} · ${element.element}`, of: element })),
  ]);
  return matrix(entries);
}

/** Elements over all lines at once: each line's share weighs as much as its tonnes. */
export function materials(traces: readonly { material: string; title: string; trace: TraceView }[]): Matrix {
  const entries = traces.flatMap(({ material, title, trace }) => {
    const line = trace.lines[0];
    // What nobody is known to make or take (goods of another base year) would be a row of question marks.
    const known = line?.all.stages.some((stage) => stage.top_country) ?? false;
    return line === undefined || !known ? [] : [{ key: material, title, of: line.all }];
  });
  return matrix(entries);
}

function matrix(entries: readonly { key: string; title: string; of: TraceElementView }[]): Matrix {
  const columns: { key: string; title: string }[] = [];
  const cells: Cell[] = [];
  for (const { key, of } of entries) {
    for (const stage of of.stages) {
      if (!columns.some((each) => each.key === stage.stage)) columns.push({ key: stage.stage, title: stage.title });
      cells.push({ row: key, column: stage.stage, stage });
    }
  }
  columns.sort((a, b) => position(a.key) - position(b.key));
  return { rows: entries.map(({ key, title }) => ({ key, title })), columns, cells };
}

const STAGES = ["mine", "separation", "refining", "metal", "intermediate", "alloy", "magnet", "component", "product"];

function position(stage: string): number {
  const at = STAGES.indexOf(stage);
  return at < 0 ? STAGES.length : at;
}

/** Share that enters through a third country, summed over countries of origin, with the largest gate. */
export function hidden(stage: TraceStageView): { share: number; through: string | null } {
  const gates = new Map<string, number>();
  let share = 0;
  for (const via of stage.via) {
    for (const [gate, amount] of Object.entries(via.hidden)) {
      share += amount;
      gates.set(gate, (gates.get(gate) ?? 0) + amount);
    }
  }
  const [through] = [...gates].sort((a, b) => b[1] - a[1])[0] ?? [null];
  return { share, through };
}
