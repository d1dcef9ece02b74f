// Verdict.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const verdict: Screen = {
  id: "verdict",
  title: "Verdict",
  hint: "When do my lines stop?",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
