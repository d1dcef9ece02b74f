// Back-tests: the model against what was observed.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const backtests: Screen = {
  id: "backtests",
  title: "Back-tests",
  hint: "How far to trust a run: the model against what was observed",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
