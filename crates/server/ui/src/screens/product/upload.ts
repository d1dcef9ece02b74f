// From a file to a study: cells, columns, settings, what was found, a name.
import { problemFrom } from "../../api.ts";
import { button, fill, h } from "../../dom.ts";
import type { Context } from "../../screen.ts";
import type { BomCheck, Defect, Grid, Scenario, Study, Vocabulary } from "../../types/api.ts";
import { choice, field, textInput } from "../../widgets/form.ts";
import { nothing, problemNotice } from "../../widgets/notice.ts";
import { withCell } from "./csv.ts";
import { placed, type Placed } from "./faults.ts";
import { foundPanel } from "./found.ts";
import { type CellGrid, cellGrid } from "./grid.ts";
import { begun, headerRow, keepSession, keptSession, meaningOf, requestOf, type Session, withMeaning } from "./session.ts";
import { settingsForm } from "./settings.ts";
import { startPanel } from "./start.ts";

/** Wait after a change before the list is checked again [ms]. */
const CALM = 250;

/** Things to mend that are listed; more of them are marked only. */
const MOST_PLACES = 8;

export interface Upload {
  node: HTMLElement;
  leave: () => void;
}

export function upload(context: Context, vocabulary: Vocabulary, scenarios: readonly Scenario[]): Upload {
  const work = new Work(context, vocabulary, scenarios);
  return { node: work.node, leave: () => work.leave() };
}

class Work {
  readonly node = h("div", { class: "upload" });
  private session: Session | null = keptSession(sessionStorage);
  private check: BomCheck | null = null;
  private file: File | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private asking: AbortController | null = null;
  private asked = 0;
  private readonly grid: CellGrid = cellGrid((row, column, value) => this.change((old) => ({ ...old, rows: withCell(old.rows, row, column, value) })));
  private readonly notice = h("div");
  private readonly problems = h("div", { class: "bom-problems", role: "status" });
  private readonly settings = h("div");
  private readonly found = h("div");
  private readonly naming = h("div");

  constructor(
    private readonly context: Context,
    private readonly vocabulary: Vocabulary,
    private readonly scenarios: readonly Scenario[],
  ) {
    this.draw();
    if (this.session !== null) void this.ask();
  }

  leave(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.asking?.abort();
  }

  /** The steps as far as they have come. */
  private draw(): void {
    const { session } = this;
    if (session === null) {
      const start = startPanel({ take: (file) => void this.take(file, null), refuse: (words) => fill(this.notice, nothing(words)) });
      fill(this.node, start, this.notice);
      return;
    }
    this.drawSettings();
    fill(
      this.node,
      h("p", { class: "actions" }, h("strong", null, session.filename), this.sheetField(session), button("Take another file", () => this.forget(), { class: "quiet" })),
      this.notice,
      h("h2", null, "1. The list"),
      h("p", { class: "muted" }, "The select above a column says what it means. A click changes a cell; what is wrong is marked and checked again at once."),
      this.problems,
      this.grid.node,
      h("h2", null, "2. The line"),
      this.settings,
      this.found,
      this.naming,
    );
    this.show();
  }

  private forget(): void {
    this.leave();
    [this.session, this.check, this.file] = [null, null, null];
    keepSession(sessionStorage, null);
    fill(this.notice);
    this.draw();
  }

  private async take(file: File, sheet: string | null): Promise<void> {
    fill(this.notice, nothing(`Reading ${file.name} …`));
    try {
      const query = { filename: file.name, sheet };
      const grid = await this.context.api.upload<Grid>("POST", "/api/bom/grid", file, "application/octet-stream", query);
      this.file = file;
      this.session = begun(grid, this.context.study()?.lines[0]?.country ?? "DEU");
      keepSession(sessionStorage, this.session);
      fill(this.notice);
      this.draw();
      await this.ask();
    } catch (error) {
      fill(this.notice, problemNotice(problemFrom(error)));
    }
  }

  private sheetField(session: Session): HTMLElement | null {
    const { file } = this;
    if (session.sheets.length < 2 || file === null) return null;
    return field({ label: "Sheet", control: choice("sheet", session.sheets.map((each) => ({ value: each, title: each })), session.sheet ?? "", (sheet) => void this.take(file, sheet)) });
  }

  private change(next: (session: Session) => Session): void {
    if (this.session === null) return;
    this.session = next(this.session);
    keepSession(sessionStorage, this.session);
    this.show();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), CALM);
  }

  private drawSettings(): void {
    if (this.session === null) return;
    const form = settingsForm(this.session.settings, this.vocabulary, this.scenarios, (settings) => this.change((old) => ({ ...old, settings })));
    fill(this.settings, form);
  }

  /** Asks the server for its verdict on the list as it stands. */
  private async ask(): Promise<void> {
    const { session } = this;
    if (session === null) return;
    this.asked += 1;
    const question = this.asked;
    this.node.classList.add("checking");
    try {
      const request = requestOf(session, headerRow(session.rows, this.check));
      const check = await this.context.api.write<BomCheck>("POST", "/api/bom/check", request);
      if (question !== this.asked) return;
      this.check = check;
      fill(this.notice);
    } catch (error) {
      if (question === this.asked) fill(this.notice, problemNotice(problemFrom(error)));
    }
    if (question !== this.asked) return;
    this.node.classList.remove("checking");
    this.show();
  }

  private show(): void {
    const { session, check } = this;
    if (session === null) return;
    const header = headerRow(session.rows, check);
    const names = session.rows[header] ?? [];
    const headerOf = (wanted: string): string | undefined => names.find((_, column) => meaningOf(session, names, column, check) === wanted);
    const faults = placed(check?.problems ?? [], names, header, headerOf);
    this.grid.show({ label: session.filename, rows: session.rows, header, faults, above: (column) => this.meaning(column, names), number: (row) => String(row + 1) });
    fill(this.problems, this.problemList(faults, check));
    fill(this.found, check?.bom ? foundPanel(check.bom, (key) => this.vocabulary.materials.find((each) => each.id === key)?.title ?? key) : null);
    fill(this.naming, check?.bom ? this.namePanel(session) : null);
  }

  private meaning(column: number, names: readonly string[]): HTMLElement {
    const { session, check } = this;
    const options = (check?.fields ?? []).map((each) => ({ value: each.field, title: each.needed ? `${each.title} (needed)` : each.title }));
    const value = session === null ? "" : meaningOf(session, names, column, check);
    const select = choice(`meaning-${column}`, options, value, (chosen) => this.change((old) => withMeaning(old, names, column, chosen, this.check)), "not used");
    select.setAttribute("aria-label", `Meaning of column ${names[column] ?? column + 1}`);
    return select;
  }

  private problemList(faults: Placed, check: BomCheck | null): HTMLElement {
    if (check === null) return h("p", { class: "note" }, "Checking …");
    const { problems } = check;
    if (problems.length === 0) return h("p", { class: "all-well" }, "✓ Nothing is wrong with the list.");
    const places = faultyCells(faults);
    return h(
      "div",
      { class: "notice alarm" },
      h("p", { class: "notice-title" }, problems.length === 1 ? "One thing to mend" : `${problems.length} things to mend`),
      h(
        "ul",
        { class: "fault-list" },
        places.slice(0, MOST_PLACES).map(({ row, column, defect }) => h("li", null, button(placeWords(defect), () => this.grid.goTo(row, column), { class: "row-link" }), ` ${defect.message}`)),
        places.length > MOST_PLACES ? h("li", null, `and ${places.length - MOST_PLACES} more, marked in the list`) : null,
        // What has no cell is said here alone.
        faults.rest.map((each: Defect) => h("li", null, each.message, each.hint ? ` ${each.hint}` : "")),
      ),
    );
  }

  private namePanel(session: Session): HTMLElement {
    const answer = h("div", { "aria-live": "polite" });
    const input = textInput("study", session.study, (value) => this.change((old) => ({ ...old, study: value.trim() })), { maxlength: 60 });
    const save = button("Save the study and see its verdict", () => void this.save(input.value.trim(), answer, save), { class: "primary" });
    return h(
      "section",
      { class: "naming", "aria-label": "Save" },
      h("h2", null, "3. Save it as a study"),
      h("div", { class: "fields" }, field({ label: "Name of the study", control: input, hint: "Small letters, digits and hyphens, at most 60. A folder of that name is made." }), save),
      answer,
    );
  }

  private async save(study: string, answer: HTMLElement, save: HTMLButtonElement): Promise<void> {
    const { session, context } = this;
    if (session === null) return;
    if (!/^[a-z0-9-]{1,60}$/.test(study)) {
      fill(answer, h("p", { class: "field-fault" }, "The name takes small letters, digits and hyphens only."));
      return;
    }
    save.disabled = true;
    try {
      const made = await context.api.write<Study>("POST", "/api/bom/study", { study, ...requestOf(session, headerRow(session.rows, this.check)) });
      keepSession(sessionStorage, null);
      await context.refresh();
      context.announce(`Saved as ${made.study}.`);
      context.go({ screen: "verdict", study: made.study });
    } catch (error) {
      save.disabled = false;
      fill(answer, problemNotice(problemFrom(error)));
    }
  }
}

interface FaultyCell {
  row: number;
  column: number;
  defect: Defect;
}

/** Cells and rows with something wrong, in reading order. */
function faultyCells(faults: Placed): FaultyCell[] {
  const cells = [...faults.cells].flatMap(([key, defects]) => {
    const [row = "0", column = "0"] = key.split(":");
    return defects.map((defect) => ({ row: Number(row), column: Number(column), defect }));
  });
  const rows = [...faults.rows].flatMap(([row, defects]) => defects.map((defect) => ({ row, column: 0, defect })));
  return [...cells, ...rows].sort((a, b) => a.row - b.row || a.column - b.column);
}

const placeWords = ({ row, column }: Defect): string => [row ? `row ${row}` : "", column ?? ""].filter((each) => each !== "").join(", ");
