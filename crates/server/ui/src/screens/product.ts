// My product: a bill of materials becomes a study.
import { h } from "../dom.ts";
import type { Screen } from "../screen.ts";

export const product: Screen = {
  id: "product",
  title: "My product",
  hint: "From a bill of materials to a verdict",
  render(host) {
    host.append(h("p", null, "Being written."));
    return () => undefined;
  },
};
