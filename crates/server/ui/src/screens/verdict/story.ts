// How it came to the stop in the median run.
import { h } from "../../dom.ts";
import { dateWords } from "../../format.ts";
import type { LineView, RunView } from "../../types/run.ts";

export function stories(view: RunView): HTMLElement {
  const told = view.lines.filter((line) => line.story.length > 0);
  if (told.length === 0) return h("div", { hidden: true });
  return h(
    "section",
    null,
    h("h2", null, "How it comes to the stop"),
    h("p", { class: "lead" }, "One run out of all: the one whose loss lies in the middle."),
    ...told.map((line, index) => story(line, index === 0)),
  );
}

function story(line: LineView, open: boolean): HTMLElement {
  const step = (each: LineView["story"][number]) =>
    h("li", null, h("time", { datetime: each.date }, dateWords(each.date)), h("span", null, each.text));
  return h("details", { class: "story-of", open }, h("summary", null, line.title), h("ol", { class: "story" }, ...line.story.map(step)));
}
