// The tables of a study in place: own ones can be changed, those of a worked study are read and copied.
import { problemFrom } from "../../api.ts";
import { button, fill, h } from "../../dom.ts";
import type { Context } from "../../screen.ts";
import type { Defect, Study } from "../../types/api.ts";
import { field, textInput, toggle } from "../../widgets/form.ts";
import { nothing, problemNotice } from "../../widgets/notice.ts";
import { readCsv, type Sheet, withCell, writeCsv } from "./csv.ts";
import { placed } from "./faults.ts";
import { cellGrid } from "./grid.ts";

export function studyTables(context: Context, study: Study): HTMLElement {
  const files = study.files.filter((file) => file.endsWith(".csv"));
  const host = h("div");
  const first = context.state.more["file"] ?? "lines.csv";
  const open = (file: string): void => {
    context.note({ more: { file } });
    fill(host, nothing(`Reading ${file} …`));
    context.api.text(path(study, file)).then(
      (text) => fill(host, fileGrid(context, study, file, readCsv(text))),
      (error: unknown) => fill(host, problemNotice(problemFrom(error))),
    );
  };
  const chosen = files.includes(first) ? first : (files[0] ?? null);
  if (chosen !== null) open(chosen);
  return h(
    "section",
    { class: "study-tables", "aria-label": "Tables of the study" },
    h("h2", null, study.title || study.study),
    h("p", { class: "muted" }, study.worked ? "This study comes with the program. Copy it to change it." : "A click changes a cell; each change is checked and kept at once."),
    study.worked ? copyForm(context, study) : null,
    files.length > 1 ? toggle("Table", files.map((file) => ({ value: file, title: file })), chosen ?? "", open) : null,
    host,
  );
}

const path = (study: Study, file: string): string => `/api/studies/${encodeURIComponent(study.study)}/files/${encodeURIComponent(file)}`;

function fileGrid(context: Context, study: Study, file: string, first: Sheet): HTMLElement {
  let sheet = first;
  let defects: Defect[] = [];
  let saving = 0;
  const answer = h("div", { role: "status" });
  const grid = cellGrid((row, column, value) => void keep({ ...sheet, rows: withCell(sheet.rows, row, column, value) }));

  function show(): void {
    const header = sheet.rows[0] ?? [];
    grid.show({ label: file, rows: sheet.rows, header: 0, faults: placed(defects, header, 0, () => undefined), number: (row) => String(row + 1), readOnly: study.worked });
  }

  /** Sends the table whole. A refused one stays on the screen with what is wrong; the file stays as it was. */
  async function keep(next: Sheet): Promise<void> {
    sheet = next;
    saving += 1;
    const turn = saving;
    show();
    try {
      await context.api.upload<Study>("PUT", path(study, file), writeCsv(next), "text/csv");
      if (turn !== saving) return;
      defects = [];
      fill(answer, h("p", { class: "all-well" }, "✓ Checked and kept."));
      await context.refresh();
    } catch (error) {
      if (turn !== saving) return;
      const problem = problemFrom(error);
      const here = (each: Defect): boolean => !each.file || each.file.endsWith(file);
      defects = (problem.errors ?? []).filter(here);
      const rest = (problem.errors ?? []).filter((each) => !here(each) || !each.row);
      fill(answer, problemNotice({ ...problem, title: "Not kept yet", detail: defects.length > 0 ? "Mend the marked cells; the file stays as it was until then." : problem.detail, errors: rest }));
    }
    show();
  }

  show();
  const add = (): void => {
    const width = sheet.rows[0]?.length ?? 1;
    sheet = { ...sheet, rows: [...sheet.rows, Array.from({ length: width }, (_, column) => sheet.rows.at(-1)?.[column] ?? "")] };
    show();
    grid.goTo(sheet.rows.length - 1, 0);
  };
  const drop = (): void => void keep({ ...sheet, rows: sheet.rows.slice(0, -1) });
  const tools = h(
    "p",
    { class: "actions" },
    button("Add a row like the last", add, { class: "quiet" }),
    sheet.rows.length > 2 ? button("Take out the last row", drop, { class: "quiet" }) : null,
  );
  return h("div", null, answer, grid.node, study.worked ? null : tools);
}

function copyForm(context: Context, study: Study): HTMLElement {
  let name = `my-${study.study}`;
  const answer = h("div", { "aria-live": "polite" });
  const copy = async (): Promise<void> => {
    try {
      const made = await context.api.write<Study>("POST", "/api/studies", { study: name, from: study.study });
      await context.refresh();
      context.go({ study: made.study });
    } catch (error) {
      fill(answer, problemNotice(problemFrom(error)));
    }
  };
  return h(
    "div",
    null,
    h(
      "div",
      { class: "fields" },
      field({ label: "Name of the copy", control: textInput("copy", name, (value) => (name = value.trim()), { maxlength: 60 }), hint: "Small letters, digits and hyphens." }),
      button("Copy this study", () => void copy()),
    ),
    answer,
  );
}
