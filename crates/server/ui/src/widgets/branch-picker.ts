// How a scenario goes on after the known record: policy, not chance, so it is chosen and not averaged.
import { fill, h, uniqueId } from "../dom.ts";
import type { Context } from "../screen.ts";
import type { ScenarioBranch } from "../types/api.ts";

/** A select box; empty where the scenario has no branches. */
export function branchPicker(context: Context): HTMLElement {
  const host = h("div", { class: "branch-picker no-print" });
  context.scenarios().then((scenarios) => {
    const branches = scenarios.find((each) => each.scenario === context.scenario())?.branches ?? [];
    if (branches.length > 0) fill(host, ...picker(context, branches));
  }, () => undefined);
  return host;
}

function picker(context: Context, branches: readonly ScenarioBranch[]): HTMLElement[] {
  const id = uniqueId("branch");
  const chosen = context.state.branch;
  const select = h(
    "select",
    { id, onchange: () => context.go({ branch: select.value || null }) },
    h("option", { value: "", selected: chosen === null }, "As published"),
    ...branches.map((each) => h("option", { value: each.branch, selected: each.branch === chosen }, each.title)),
  );
  const note = branches.find((each) => each.branch === chosen)?.note ?? "the published record, its last terms going on";
  return [h("label", { for: id }, "How it goes on"), select, h("small", null, note)];
}
