// A part of the results with its heading.
import { type Child, h, uniqueId } from "../../dom.ts";

export class Section {
  readonly element: HTMLElement;
  private readonly heading: HTMLHeadingElement;

  constructor(
    readonly title: string,
    lead: string,
    ...children: readonly Child[]
  ) {
    const id = uniqueId("part");
    this.heading = h("h2", { id, tabindex: "-1" }, title);
    this.element = h("section", { "aria-labelledby": id, class: "part" }, this.heading, h("p", { class: "lead" }, lead), ...children);
  }

  /** Brings the part into sight, for the keyboard too. */
  show(): void {
    this.element.scrollIntoView({ block: "start" });
    this.heading.focus({ preventScroll: true });
  }
}

/** Charts beside each other where there is room. */
export const beside = (...children: readonly Child[]): HTMLElement => h("div", { class: "pair" }, ...children);
