// Results.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const results: Screen = {
  id: "results",
  title: "Results",
  hint: "What a run says, with its ranges",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
