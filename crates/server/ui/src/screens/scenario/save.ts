// Keeps a changed scenario: in the study if it is one's own, else in a copy of it.
import { problemFrom } from "../../api.ts";
import { button, fill, h } from "../../dom.ts";
import type { Context } from "../../screen.ts";
import type { Scenario, ScenarioDraft, Study } from "../../types/api.ts";
import { field, textInput } from "../../widgets/form.ts";
import { problemNotice } from "../../widgets/notice.ts";
import type { Editor } from "./editor.ts";

interface Wanted {
  study: string;
  scenario: string;
  title: string;
}

export function savePanel(editor: Editor, study: Study, context: Context): HTMLElement {
  const { base } = editor;
  const wanted: Wanted = {
    study: study.worked ? `my-${study.study}` : study.study,
    scenario: base.own ? base.scenario : `${base.scenario}-changed`,
    title: base.own ? base.title : `${base.title}, changed`,
  };
  const answer = h("div", { "aria-live": "polite" });
  const save = button(study.worked ? "Copy the study and save" : "Save", () => void work(), { class: "primary" });
  const work = async (): Promise<void> => {
    const faults = keyFaults(wanted);
    fill(answer, faults === null ? null : h("p", { class: "field-fault" }, faults));
    if (faults !== null) return;
    save.disabled = true;
    try {
      await kept(context, study, wanted, editor.scenario);
      editor.restore();
      await context.refresh();
      context.announce("Saved.");
      context.go({ study: wanted.study, scenario: wanted.scenario });
    } catch (error) {
      fill(answer, problemNotice(problemFrom(error)));
      save.disabled = false;
    }
  };
  const text = (name: keyof Wanted, label: string, hint: string): HTMLElement =>
    field({ label, hint, control: textInput(name, wanted[name], (value) => (wanted[name] = value.trim()), { maxlength: name === "title" ? 200 : 60 }) });
  return h(
    "details",
    { class: "panel save" },
    h("summary", null, "Save as an own scenario"),
    study.worked ? h("p", { class: "muted" }, "This study comes with the program and stays as it is. A copy of it will be yours, with the scenario in it.") : null,
    h(
      "div",
      { class: "fields" },
      study.worked ? text("study", "Name of the copy", KEY_HINT) : null,
      text("scenario", "Key of the scenario", `${KEY_HINT} The same key overwrites an own scenario.`),
      text("title", "Title", "Stands over every chart."),
    ),
    h("p", { class: "actions" }, save, base.own ? deletion(base, study, context, answer) : null),
    answer,
  );
}

const KEY_HINT = "Small letters, digits and hyphens, at most 60.";

function keyFaults({ study, scenario, title }: Wanted): string | null {
  const key = /^[a-z0-9-]{1,60}$/;
  if (!key.test(study)) return `Name of the copy: ${KEY_HINT}`;
  if (!key.test(scenario)) return `Key of the scenario: ${KEY_HINT}`;
  return title === "" ? "Title: give it a few words." : null;
}

async function kept(context: Context, study: Study, wanted: Wanted, draft: ScenarioDraft): Promise<void> {
  const { api, studies } = context;
  if (study.worked && !studies.some((each) => each.study === wanted.study && !each.worked)) {
    await api.write<Study>("POST", "/api/studies", { study: wanted.study, from: study.study });
  }
  const path = `/api/studies/${encodeURIComponent(wanted.study)}/scenarios/${encodeURIComponent(wanted.scenario)}`;
  await api.write<Scenario>("PUT", path, { ...draft, scenario: wanted.scenario, title: wanted.title });
}

/** Asks once more before an own scenario is deleted. */
function deletion(base: Scenario, study: Study, context: Context, answer: HTMLElement): HTMLElement {
  let sure = false;
  const remove = button("Delete this scenario", () => void work(), { class: "quiet danger" });
  const work = async (): Promise<void> => {
    if (!sure) {
      sure = true;
      remove.textContent = "Really delete it? There is no undo";
      return;
    }
    try {
      await context.api.write<null>("DELETE", `/api/studies/${encodeURIComponent(study.study)}/scenarios/${encodeURIComponent(base.scenario)}`);
      await context.refresh();
      context.go({ scenario: null, branch: null });
    } catch (error) {
      fill(answer, problemNotice(problemFrom(error)));
    }
  };
  return remove;
}
