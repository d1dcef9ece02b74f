// The frame of every chart: title, drawing, read-out, table, exports. It draws
// anew for each width, so that letters stay as large as letters are.
import { button, css, download, fill, h } from "../dom.ts";
import { number } from "../format.ts";
import { csvText } from "../widgets/csv.ts";
import { dataTable } from "../widgets/table.ts";
import { savePng, svgText } from "./export.ts";
import { type Reading, nearestReading } from "./reading.ts";

export type { Reading } from "./reading.ts";

export interface Drawing {
  readonly svg: SVGSVGElement;
  /** In reading order. */
  readonly readings: readonly Reading[];
  /** Readings from one row to the next, for the up and down keys. */
  readonly stride?: number;
  /** `x`: the nearest across is meant wherever the pointer is; otherwise the box or the nearest dot. */
  readonly nearest?: "x" | "box";
}

export type Value = string | number | null;

export interface ChartTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** How a value of a column is written; the CSV keeps all digits. */
  readonly words?: (value: Value, column: number) => string;
}

export interface ChartSpec {
  /** Name of exported files. */
  readonly id: string;
  readonly title: string;
  /** What is drawn and how it is read, one or two sentences. */
  readonly description: string;
  readonly draw: (width: number) => Drawing;
  readonly table: ChartTable;
}

export interface Chart {
  readonly element: HTMLElement;
  update(spec: ChartSpec): void;
}

/** Width of A4 less its margins, for print [px]. */
const PRINT_WIDTH = 680;

let printing = false;
const redraws = new Set<WeakRef<() => void>>();

/** Unfolds everything and redraws all charts for paper, and takes both back afterwards. */
function listenToPrint(): void {
  let unfolded: HTMLDetailsElement[] = [];
  const all = (now: boolean) => () => {
    printing = now;
    if (now) unfolded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open]):not(.explained)")];
    for (const each of unfolded) each.open = now;
    for (const each of redraws) {
      const redraw = each.deref();
      if (redraw) redraw();
      else redraws.delete(each);
    }
  };
  addEventListener("beforeprint", all(true));
  addEventListener("afterprint", all(false));
}
listenToPrint();

/** A chart with everything around it. */
export function chart(first: ChartSpec): Chart {
  return new Frame(first);
}

class Frame implements Chart {
  readonly element = h("figure", { class: "chart" });
  private readonly stage = h("div", { class: "chart-stage", tabindex: "0", role: "group" });
  private readonly tip = h("div", { class: "chart-tip", hidden: true });
  private readonly mark = h("div", { class: "chart-mark", hidden: true });
  private readonly spoken = h("div", { class: "visually-hidden", "aria-live": "polite" });
  private readonly caption = h("figcaption");
  private readonly heading = h("p", { class: "chart-title" });
  private readonly table = h("div", { class: "chart-table", hidden: true });
  private readonly tableButton = button("Table", () => this.toggleTable(), { class: "quiet", "aria-expanded": "false" });
  private drawing: Drawing | null = null;
  private width = 0;
  private at = -1;
  /** What was read before the pointer came down: a finger reads first and acts on the second tap. */
  private before = -1;
  private readonly redraw = () => this.draw(true);

  constructor(private spec: ChartSpec) {
    this.element.append(this.heading, this.stage, this.caption, this.tools(), this.table, this.spoken);
    this.listen();
    this.words();
    redraws.add(new WeakRef(this.redraw));
    new ResizeObserver(() => this.draw(false)).observe(this.stage);
  }

  update(spec: ChartSpec): void {
    this.spec = spec;
    this.words();
    this.draw(true);
    if (!this.table.hidden) this.fillTable();
  }

  private words(): void {
    this.heading.textContent = this.spec.title;
    this.caption.textContent = this.spec.description;
    this.stage.setAttribute("aria-label", `${this.spec.title}. ${this.spec.description} Arrow keys read the values.`);
  }

  private draw(always: boolean): void {
    const width = printing ? PRINT_WIDTH : Math.floor(this.stage.clientWidth);
    if (width < 40 || (!always && width === this.width)) return;
    this.width = width;
    this.drawing = this.spec.draw(width);
    this.drawing.svg.setAttribute("aria-hidden", "true");
    this.stage.replaceChildren(this.drawing.svg, this.mark, this.tip);
    this.show(-1);
  }

  private tools(): HTMLElement {
    const save = (what: string, act: () => void) =>
      button(what, act, { class: "quiet", "aria-label": `Save as ${what}` });
    return h(
      "div",
      { class: "chart-tools no-print" },
      this.tableButton,
      save("CSV", () => download(`${this.spec.id}.csv`, csvText([this.spec.table.titles, ...this.spec.table.rows]), "text/csv")),
      save("SVG", () => this.withSvg((svg) => download(`${this.spec.id}.svg`, svgText(svg, this.spec), "image/svg+xml"))),
      save("PNG", () => this.withSvg((svg) => void savePng(`${this.spec.id}.png`, svg, this.spec))),
    );
  }

  private withSvg(use: (svg: SVGSVGElement) => void): void {
    if (this.drawing) use(this.drawing.svg);
  }

  private toggleTable(): void {
    this.table.hidden = !this.table.hidden;
    this.tableButton.setAttribute("aria-expanded", String(!this.table.hidden));
    if (!this.table.hidden) this.fillTable();
  }

  private fillTable(): void {
    const { titles, rows, words } = this.spec.table;
    const plain = (value: Value) => (typeof value === "number" ? number(value) : (value ?? "–"));
    const columns = titles.map((title, index) => ({
      title,
      numeric: rows.some((row) => typeof row[index] === "number"),
      text: (row: readonly Value[]) => (words ?? plain)(row[index] ?? null, index),
      value: (row: readonly Value[]) => row[index] ?? null,
    }));
    fill(this.table, dataTable({ caption: this.spec.title, columns, rows, dense: true, most: 60 }));
  }

  private listen(): void {
    this.stage.addEventListener("pointermove", (event) => this.show(this.under(event)));
    this.stage.addEventListener("pointerdown", (event) => {
      this.before = this.at;
      this.show(this.under(event));
    });
    this.stage.addEventListener("click", (event) => this.click(event));
    this.stage.addEventListener("pointerleave", () => this.show(-1));
    this.stage.addEventListener("blur", () => this.show(-1));
    this.stage.addEventListener("keydown", (event) => this.key(event));
  }

  private under(event: PointerEvent): number {
    const readings = this.drawing?.readings ?? [];
    const box = this.drawing?.svg.getBoundingClientRect();
    if (!box) return -1;
    const scale = this.width / Math.max(box.width, 1);
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    return nearestReading(readings, x, y, this.drawing?.nearest ?? "box");
  }

  private click(event: MouseEvent): void {
    const finger = event instanceof PointerEvent && event.pointerType === "touch";
    if (!finger || this.before === this.at) this.drawing?.readings[this.at]?.act?.();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Enter") this.drawing?.readings[this.at]?.act?.();
    const last = (this.drawing?.readings.length ?? 0) - 1;
    const stride = this.drawing?.stride ?? 1;
    const moves: Record<string, number> = {
      ArrowRight: this.at + 1,
      ArrowLeft: this.at < 0 ? last : this.at - 1,
      ArrowDown: this.at < 0 ? 0 : this.at + stride,
      ArrowUp: this.at < 0 ? last : this.at - stride,
      PageDown: this.at + 4 * Math.max(stride, 7),
      PageUp: this.at - 4 * Math.max(stride, 7),
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (event.key === "Escape") return this.show(-1);
    if (next === undefined || last < 0) return;
    event.preventDefault();
    this.show(Math.min(Math.max(next, 0), last));
    const reading = this.drawing?.readings[this.at];
    if (reading) this.spoken.textContent = [reading.title, ...reading.lines].join(". ");
  }

  private show(index: number): void {
    this.at = index;
    const reading = this.drawing?.readings[index];
    this.tip.hidden = this.mark.hidden = !reading;
    this.stage.classList.toggle("acts", reading?.act !== undefined);
    if (!reading) return;
    fill(this.tip, h("strong", null, reading.title), ...reading.lines.map((line) => h("span", null, line)));
    const box = reading.box ?? { x: reading.x - 4, y: reading.y - 4, width: 8, height: 8 };
    this.mark.classList.toggle("dot", !reading.box);
    css(this.mark, { left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` });
    const room = this.tip.offsetWidth;
    const right = reading.x + 14 + room <= this.width;
    const left = right ? reading.x + 14 : Math.max(0, reading.x - room - 14);
    const top = Math.max(0, reading.y - this.tip.offsetHeight - 8);
    css(this.tip, { left: `${left}px`, top: `${top}px` });
  }
}
