// What the data screen reads: the summary of `coercivity data`, and tables one by one.
import type { Api } from "../../api.ts";
import type { DataTable } from "../../types/api.ts";

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

/** Tables already read, by study; the whole package is about two megabytes. */
export class Tables {
  private readonly known = new Map<string, Promise<DataTable>>();

  constructor(private readonly api: Api, private readonly study: string) {}

  get(table: string): Promise<DataTable> {
    const known = this.known.get(table);
    if (known !== undefined) return known;
    const asked = this.api.get<DataTable>(`/api/data/${encodeURIComponent(table)}`, { study: this.study });
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
