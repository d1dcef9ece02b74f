// Reads and writes the small CSV tables of a study, so that a cell can be changed and nothing else in the file.

export interface Sheet {
  separator: "," | ";" | "\t";
  rows: string[][];
}

/** Reads CSV text: quotes, doubled quotes, line breaks in quotes; the separator is that of the first line. */
export function readCsv(text: string): Sheet {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const separator = separatorOf(body);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = (): void => {
    row.push(cell);
    cell = "";
  };
  for (let at = 0; at < body.length; at += 1) {
    const sign = body.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (body.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === separator) endCell();
    else if (sign === "\n") {
      endCell();
      rows.push(row);
      row = [];
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.length > 0) {
    endCell();
    rows.push(row);
  }
  return { separator, rows };
}

function separatorOf(text: string): Sheet["separator"] {
  const line = text.split("\n", 1)[0] ?? "";
  const count = (sign: string): number => line.split(sign).length;
  if (count("\t") > Math.max(count(","), count(";"))) return "\t";
  return count(";") > count(",") ? ";" : ",";
}

/** Writes rows as CSV, quoting only where it is needed. */
export function writeCsv({ separator, rows }: Sheet): string {
  const cell = (text: string): string => (/["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(separator)}\n`).join("");
}

/** The rows with one cell changed; short rows are filled up with empty cells. */
export function withCell(rows: readonly string[][], row: number, column: number, value: string): string[][] {
  return rows.map((cells, at) => {
    if (at !== row) return cells;
    const filled = [...cells];
    while (filled.length <= column) filled.push("");
    filled[column] = value;
    return filled;
  });
}
