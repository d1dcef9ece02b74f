// Scenario: events on a timeline, with a live preview.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const scenario: Screen = {
  id: "scenario",
  title: "Scenario",
  hint: "Drag what happens, and watch the lines answer",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
