// What the data screen reads: the summary of `coercivity data`, and tables one by one.
import type { Api } from "../../api.ts";
import type { DataTable, SourceCard } from "../../types/api.ts";

export interface TableSummary {
  table: string;
  description: string;
  rows: number;
  /** First and last year of its figures. */
  vintage: [number, number] | null;
  /** Rows by basis. */
  basis: Record<string, number>;
  sources: number;
}

export interface DataSummary {
  base_year: number;
  data_digest: string;
  tables: TableSummary[];
  share_reported_or_derived: number;
  share_of_tonnes_reported_or_derived: number;
}

/** A table as the server writes it: as `data show --json`, with the sources that its rows name. */
interface TableAnswer {
  table: string;
  description: string;
  columns: { name: string; description: string; unit: string }[];
  rows: string[][];
  sources: Record<string, Omit<SourceCard, "id">>;
}

function tableOf({ columns, sources, ...rest }: TableAnswer): DataTable {
  return {
    ...rest,
    columns: columns.map(({ name, description, unit }) => ({ column: name, description, unit: unit || null, kind: "" })),
    sources: Object.fromEntries(Object.entries(sources).map(([id, source]) => [id, { ...source, id }])),
  };
}

/** Tables already read, by study; the whole package is about two megabytes. */
export class Tables {
  private readonly known = new Map<string, Promise<DataTable>>();

  constructor(private readonly api: Api, private readonly study: string) {}

  get(table: string): Promise<DataTable> {
    const known = this.known.get(table);
    if (known !== undefined) return known;
    const asked = this.api.get<TableAnswer>(`/api/data/${encodeURIComponent(table)}`, { study: this.study }).then(tableOf);
    this.known.set(table, asked);
    asked.catch(() => this.known.delete(table));
    return asked;
  }

  /** Reads all tables, a few at a time, telling how many are there. */
  async all(names: readonly string[], progress: (done: number) => void): Promise<DataTable[]> {
    const found: DataTable[] = [];
    const waiting = [...names];
    const take = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        found.push(await this.get(name));
        progress(found.length);
      }
    };
    await Promise.all([take(), take(), take(), take()]);
    return names.flatMap((name) => found.filter((each) => each.table === name));
  }
}

export const BASES = ["reported", "derived", "estimated", "assumed"] as const;

export const BASIS_WORDS: Readonly<Record<string, string>> = {
  reported: "somebody published it",
  derived: "follows by arithmetic from published figures",
  estimated: "an estimate with a range",
  assumed: "nobody knows; a guess with a range",
};
