// Dragging by pointer and moving by keys: both end in the same edits.
import { addDays } from "../format.ts";
import type { ScenarioDraft } from "../types/api.ts";
import { isoOf } from "./dates.ts";
import { moved, stretched, type Edited } from "./edit.ts";
import type { Placed } from "./lanes.ts";

/** An edit under way; `first` marks the one that begins a step of undo, later ones of the same gesture join it. */
export type Hold = (edited: Edited, first: boolean) => void;

type What = "move" | "stretch";

/** Pixels that a pointer may tremble before a click becomes a drag. */
const TREMBLE = 3;

export function drag(
  placed: Placed, what: What, scenario: ScenarioDraft, perDay: number, hold: Hold, select: (index: number) => void,
): (event: PointerEvent) => void {
  return (down) => {
    if (down.button !== 0) return;
    down.stopPropagation();
    let dragging = false;
    let last = 0;
    const move = (event: PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return;
      const pixels = event.clientX - down.clientX;
      if (!dragging && Math.abs(pixels) < TREMBLE) return;
      const days = Math.round(pixels / perDay);
      if (days === last) return;
      hold(edited(placed, what, scenario, days), !dragging);
      dragging = true;
      last = days;
    };
    const up = (event: PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return;
      // The drawing is renewed while it is dragged, so the window listens and not the node.
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      if (!dragging) select(placed.index);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
  };
}

export function keys(
  placed: Placed, scenario: ScenarioDraft, hold: Hold, select: (index: number | null) => void, remove: (index: number) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.shiftKey ? 7 : 1;
    const edits: Record<string, () => void> = {
      ArrowLeft: () => hold(moved(scenario, placed.index, -step), true),
      ArrowRight: () => hold(moved(scenario, placed.index, step), true),
      "+": () => hold(edited(placed, "stretch", scenario, 7), true),
      "-": () => hold(edited(placed, "stretch", scenario, -7), true),
      Enter: () => select(placed.index),
      " ": () => select(placed.index),
      Escape: () => select(null),
      Delete: () => remove(placed.index),
    };
    const edit = edits[event.key];
    if (edit === undefined || (event.key.length === 1 && "+-".includes(event.key) && !placed.stretchable)) return;
    event.preventDefault();
    edit();
  };
}

function edited(placed: Placed, what: What, scenario: ScenarioDraft, days: number): Edited {
  if (what === "move") return moved(scenario, placed.index, days);
  const until = placed.event.until ?? isoOf(placed.to);
  return stretched(scenario, placed.index, addDays(until, days));
}
