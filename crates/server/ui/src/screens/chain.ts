// Chain.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const chain: Screen = {
  id: "chain",
  title: "Chain",
  hint: "Where each stage of what your lines need is done",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
