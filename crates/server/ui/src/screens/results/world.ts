// World output at each stage behind the binding inputs.
import { chart } from "../../charts/frame.ts";
import { stageStrip } from "../../charts/stage-strip.ts";
import type { RunView } from "../../types/run.ts";
import { Section } from "./section.ts";

export function worldSection(view: RunView): Section | null {
  if (view.stages.length === 0) return null;
  return new Section(
    "World output",
    "The stages behind the binding inputs, for the whole world. Where your own line's material comes from stands on Chain.",
    chart(
      stageStrip({
        id: "stages",
        title: "Share of world output by country",
        description: "A first block that passes the dashed line means that one country makes more than 65 % of the world's output. Hatched: the share of the tonnes that rests on estimates or assumptions.",
        stages: view.stages,
      }),
    ).element,
  );
}
