// Compare: scenarios side by side.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const compare: Screen = {
  id: "compare",
  title: "Compare",
  hint: "Two or more scenarios side by side",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
