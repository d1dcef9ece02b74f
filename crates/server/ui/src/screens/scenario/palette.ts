// What can be put on the timeline: by a click, or dragged onto a day.
import { button, h } from "../../dom.ts";
import { KINDS } from "../../timeline/kinds.ts";

export interface PaletteActions {
  add: (kind: string, date: string | null) => void;
  dayAt: (clientX: number, clientY: number) => string | null;
}

export function palette(actions: PaletteActions): HTMLElement {
  const items = KINDS.map(({ kind, title, sign, what }) => {
    let dropped = false;
    const item = button(
      `${sign} ${title}`,
      () => {
        // The click that ends a drag is no click of its own.
        if (!dropped) actions.add(kind, null);
        dropped = false;
      },
      {
        class: `quiet kind-${kind}`,
        title: what,
        onpointerdown: (down: PointerEvent) => {
          dropped = false;
          item.setPointerCapture(down.pointerId);
        },
        onpointerup: (up: PointerEvent) => {
          const date = actions.dayAt(up.clientX, up.clientY);
          if (date === null) return;
          dropped = true;
          actions.add(kind, date);
        },
      },
    );
    return item;
  });
  return h("div", { class: "palette", role: "group", "aria-label": "Add to the timeline" }, h("span", { class: "muted" }, "Add:"), ...items);
}
