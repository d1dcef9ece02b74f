// What goes into the lines of a study, for events that name a line or an item.
import type { Vocabulary, Word } from "../types/api.ts";

/** Materials and parts of a line, or of all lines; controlled materials first. */
export function itemsOf(vocabulary: Vocabulary, line: string | undefined): Word[] {
  const items = new Map<string, Word>();
  for (const each of vocabulary.lines) {
    if (line === undefined || line === each.id) for (const item of each.items) items.set(item.id, item);
  }
  const controlled = new Set(vocabulary.materials.filter((each) => each.controlled.length > 0).map((each) => each.id));
  return [...items.values()].sort((a, b) => Number(controlled.has(b.id)) - Number(controlled.has(a.id)));
}

/** Unit in which an item is counted. */
export function unitOf(item: string | undefined, vocabulary: Vocabulary): string {
  if (item === undefined || item === "") return "t or pieces";
  return vocabulary.materials.some((each) => each.id === item) ? "t" : "pieces";
}
