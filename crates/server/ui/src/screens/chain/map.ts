// The map beside the flows: one stage at a time, read only when it comes into sight.
import { problemFrom } from "../../api.ts";
import { chart } from "../../charts/frame.ts";
import { fill, h } from "../../dom.ts";
import type { TraceElementView } from "../../types/trace.ts";
import { selectBox } from "../../widgets/choice.ts";
import { problemNotice } from "../../widgets/notice.ts";
import { flowsOf, sharesOf } from "./view.ts";

export function mapPanel(element: TraceElementView, wanted: string, title: string, chosen: (stage: string) => void): HTMLElement {
  const host = h("div", { class: "map-host" }, h("p", { class: "note" }, "The map is drawn when it comes into sight."));
  let stage = element.stages.find((each) => each.stage === wanted) ?? element.stages[0];
  const options = element.stages.map((each) => ({ value: each.stage, title: each.title }));
  const draw = () => void show(host, element, stage?.stage ?? "", title);
  const pick = selectBox("Stage", options, stage?.stage ?? "", (value) => {
    stage = element.stages.find((each) => each.stage === value);
    chosen(value);
    draw();
  });
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    draw();
  });
  seen.observe(host);
  return h("section", null, h("h2", null, "On the map"), h("div", { class: "bar no-print" }, pick), host);
}

async function show(host: HTMLElement, element: TraceElementView, key: string, title: string): Promise<void> {
  const stage = element.stages.find((each) => each.stage === key);
  if (!stage) return;
  try {
    const { loadWorld, worldMap } = await import("../../charts/world-map.ts");
    const spec = {
      id: `map-${element.element}-${stage.stage}`,
      title: `${stage.title}: ${title}`,
      shares: sharesOf(stage),
      unknown: stage.unknown,
      flows: flowsOf(element).filter((flow) => flow.from_stage === stage.stage),
      unit: element.unit,
    };
    fill(host, chart(worldMap(spec, await loadWorld())).element);
  } catch (error) {
    fill(host, problemNotice(problemFrom(error)));
  }
}
