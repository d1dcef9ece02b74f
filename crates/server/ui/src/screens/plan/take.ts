// A plan becomes a scenario of a study: run in full, changed on the timeline, or taken along as a file.
import { problemFrom } from "../../api.ts";
import { button, download, fill, h } from "../../dom.ts";
import type { Context } from "../../screen.ts";
import type { Job, Study } from "../../types/api.ts";
import type { PlanView } from "../../types/plan.ts";
import { problemNotice } from "../../widgets/notice.ts";

/** Key of a scenario file, and its text; where the key is none that a file can bear, it becomes `plan`. */
export function keyed(file: string): { key: string; text: string } {
  const found = /^id\s*=\s*"([^"]*)"/m.exec(file)?.[1] ?? "";
  if (/^[a-z0-9-]{1,60}$/.test(found)) return { key: found, text: file };
  return { key: "plan", text: file.replace(/^id\s*=.*$/m, 'id = "plan"') };
}

export function takeAlong(view: PlanView, job: Job, study: Study, context: Context): HTMLElement {
  const { key, text } = keyed(view.scenario_file);
  const target = study.worked ? `my-${study.study}` : study.study;
  const answer = h("div", { "aria-live": "polite" });
  const open = (words: string, screen: string, attributes: Record<string, string>): HTMLButtonElement => {
    const go = button(words, () => void work(), attributes);
    const work = async (): Promise<void> => {
      go.disabled = true;
      try {
        await save(context, study, target, key, text);
        await context.refresh();
        context.go({ screen, study: target, scenario: key, branch: null });
      } catch (error) {
        fill(answer, problemNotice(problemFrom(error)));
        go.disabled = false;
      }
    };
    return go;
  };
  const where = study.worked ? `in ${target}, a copy of this study that is yours` : "in this study";
  return h(
    "div",
    { class: "take no-print" },
    h(
      "p",
      { class: "actions" },
      open("Run this plan", "results", { class: "primary" }),
      open("Open it on the timeline", "scenario", {}),
      button("Download it as a scenario file", () => download(`${key}.toml`, text, "application/toml")),
      reportButton(job, context, `${key}.html`, answer),
    ),
    h("p", { class: "note" }, `The plan becomes the scenario “${key}” ${where}; one of that name is replaced.`),
    answer,
  );
}

/** Saves the answer of a job as one file to print or pass on. */
export function reportButton(job: Job, context: Context, name: string, faults: HTMLElement): HTMLButtonElement {
  return button("Save the report", () => {
    context.api.text(`/api/jobs/${encodeURIComponent(job.id)}/report`).then(
      (page) => download(name, page, "text/html"),
      (error: unknown) => fill(faults, problemNotice(problemFrom(error))),
    );
  });
}

async function save(context: Context, study: Study, target: string, key: string, file: string): Promise<void> {
  if (study.worked && !context.studies.some((each) => each.study === target && !each.worked)) {
    await context.api.write<Study>("POST", "/api/studies", { study: target, from: study.study });
  }
  await context.api.upload<Study>("PUT", `/api/studies/${encodeURIComponent(target)}/files/scenarios/${key}.toml`, file, "text/plain");
}
