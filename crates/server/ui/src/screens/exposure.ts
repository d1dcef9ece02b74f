// Exposure: concentration by stage, rules, trace.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const exposure: Screen = {
  id: "exposure",
  title: "Exposure",
  hint: "How much hangs on one country, stage by stage, and which rules that breaks",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
