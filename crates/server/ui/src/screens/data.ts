// Data: every table, searchable, each number with its source.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const data: Screen = {
  id: "data",
  title: "Data",
  hint: "Every number with its source, year and basis",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
