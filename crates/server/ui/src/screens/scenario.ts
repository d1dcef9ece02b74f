// Scenario: events on a timeline, with a live preview.
import { problemFrom } from "../api.ts";
import { button, fill, h } from "../dom.ts";
import type { Context, Screen } from "../screen.ts";
import { allFaults } from "../timeline/check.ts";
import { added, changed, fresh, removed } from "../timeline/edit.ts";
import { eventForm } from "../timeline/event-form.ts";
import { Preview, PREVIEW_RUNS } from "../timeline/preview.ts";
import { timeline, type Timeline } from "../timeline/view.ts";
import type { Scenario, Study, Vocabulary } from "../types/api.ts";
import { choice, dateInput, field, redrawn } from "../widgets/form.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { Editor } from "./scenario/editor.ts";
import { fullRun } from "./scenario/full.ts";
import { knobs } from "./scenario/knobs.ts";
import { outcome } from "./scenario/outcome.ts";
import { palette } from "./scenario/palette.ts";
import { savePanel } from "./scenario/save.ts";

export const scenario: Screen = {
  id: "scenario",
  title: "Scenario",
  hint: "Drag what happens, and watch the lines answer",
  render(host, context) {
    const study = context.study();
    if (study === null) {
      host.append(nothing("There is no such study."));
      return () => undefined;
    }
    let leave: (() => void) | null = null;
    let left = false;
    Promise.all([context.scenarios(), context.vocabulary()]).then(
      ([scenarios, vocabulary]) => {
        if (!left) leave = begin(host, context, study, baseOf(scenarios, context.scenario(), context.about.today), vocabulary);
      },
      (error: unknown) => {
        if (!left) fill(host, problemNotice(problemFrom(error)));
      },
    );
    return () => {
      left = true;
      leave?.();
    };
  },
};

/** The chosen scenario; one without events where `none` is chosen or the name is not known. */
function baseOf(scenarios: readonly Scenario[], name: string, today: string): Scenario {
  const known = scenarios.find((each) => each.scenario === name);
  return known ?? { scenario: name || "none", title: "No events", description: "Nothing happens: add what should.", start: today, own: false, events: [], branches: [] };
}

function begin(host: HTMLElement, context: Context, study: Study, base: Scenario, vocabulary: Vocabulary): () => void {
  let branch = base.branches.some((each) => each.branch === context.state.branch) ? context.state.branch : null;
  const editor = new Editor(localStorage, study.study, base, () => update());
  const shown = outcome(study, () => new Set(editor.scenario.events.filter((event) => event.kind === "note").map((event) => `${event.date} ${event.label}`)));
  const preview = new Preview(context.jobs, (state) => shown.show(state));
  const sliders = knobs(editor);
  const start = startField(editor);
  const formHost = h("div", { class: "event-form-host" });
  const tools = toolBar(editor);
  const view: Timeline = timeline({
    select: (index) => editor.select(index),
    hold: (edited, first) => editor.set({ scenario: edited.scenario }, edited.index, !first),
    remove: (index) => editor.set({ scenario: removed(editor.scenario, index) }, null),
  });
  const add = (kind: string, date: string | null): void => {
    const event = fresh(kind, date ?? editor.scenario.events.find((each) => each.kind === "control")?.date ?? editor.scenario.start, editor.scenario, vocabulary);
    const edited = added(editor.scenario, event);
    editor.set({ scenario: edited.scenario }, edited.index);
    formHost.scrollIntoView({ block: "nearest" });
  };
  const full = fullRun(context, study, () => (allFaults(editor.scenario, vocabulary).size > 0 ? null : editor.request(branch)), (result) => shown.full(result));

  function update(): void {
    const faults = allFaults(editor.scenario, vocabulary);
    view.show({ scenario: editor.scenario, vocabulary, days: study.days, faults, selected: editor.selected });
    sliders.show();
    start.show();
    tools.show();
    redrawn(formHost, () => [selectedForm(editor, vocabulary)]);
    if (faults.size > 0) {
      preview.cancel();
      shown.wait("Mend the marked events; the preview runs when nothing is marked.");
    } else {
      preview.ask({ ...editor.request(branch), runs: PREVIEW_RUNS, preview: true });
    }
  }

  const branches = branchField(base, branch, (chosen) => {
    branch = chosen;
    context.note({ branch });
    update();
  });
  host.append(
    h("p", { class: "lead" }, base.description),
    h("div", { class: "bar" }, branches, start.node, tools.node),
    palette({ add, dayAt: (x, y) => view.dayAt(x, y) }),
    view.node,
    h("p", { class: "note no-print", id: "timeline-keys" }, "Drag an event, or move it with the arrow keys (with Shift by a week); + and − lengthen and shorten it; Enter opens its form; Delete takes it out."),
    formHost,
    sliders.node,
    shown.node,
    full.node,
    savePanel(editor, study, context),
  );
  const onkey = (event: KeyboardEvent): void => undoKeys(event, editor);
  host.addEventListener("keydown", onkey);
  update();
  return () => {
    host.removeEventListener("keydown", onkey);
    view.stop();
    preview.clear();
    shown.leave();
    full.leave();
  };
}

function selectedForm(editor: Editor, vocabulary: Vocabulary): HTMLElement | null {
  const index = editor.selected;
  const event = index === null ? undefined : editor.scenario.events[index];
  if (index === null || event === undefined) return null;
  return eventForm(event, allFaults(editor.scenario, vocabulary).get(index) ?? [], vocabulary, {
    change: (change) => {
      const edited = changed(editor.scenario, index, change);
      editor.set({ scenario: edited.scenario }, edited.index);
    },
    remove: () => editor.set({ scenario: removed(editor.scenario, index) }, null),
    twin: () => {
      const { source: _source, ...copy } = event;
      const edited = added(editor.scenario, copy);
      editor.set({ scenario: edited.scenario }, edited.index);
    },
    close: () => editor.select(null),
  });
}

function toolBar(editor: Editor): { node: HTMLElement; show: () => void } {
  const undo = button("Undo", () => editor.undo());
  const redo = button("Redo", () => editor.redo());
  const restore = button("Back to the scenario as it was", () => editor.restore(), { class: "quiet" });
  const mark = h("span", { class: "changed-mark" });
  const show = (): void => {
    const same = !editor.edited && editor.draft.extraCoverDays === 0;
    undo.disabled = !editor.canUndo;
    redo.disabled = !editor.canRedo;
    restore.hidden = same;
    mark.textContent = same ? "" : "Changed, kept in this browser";
  };
  return { node: h("div", { class: "actions no-print" }, undo, redo, restore, mark), show };
}

function undoKeys(event: KeyboardEvent, editor: Editor): void {
  const typing = event.target instanceof HTMLInputElement && event.target.type !== "range";
  if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) editor.undo();
  else if (key === "y" || (key === "z" && event.shiftKey)) editor.redo();
  else return;
  event.preventDefault();
}

function branchField(base: Scenario, branch: string | null, chosen: (branch: string | null) => void): HTMLElement | null {
  if (base.branches.length === 0) return null;
  const options = base.branches.map((each) => ({ value: each.branch, title: each.title }));
  return field({
    label: "How it goes on",
    control: choice("branch", options, branch ?? "", (value) => chosen(value === "" ? null : value), "as published"),
    hint: "Policy, not chance: a branch has no probability.",
  });
}

/** Day 0: stocks stand at their targets on it. */
function startField(editor: Editor): { node: HTMLElement; show: () => void } {
  const input = dateInput("start", editor.scenario.start, (start) => {
    const first = editor.scenario.events[0]?.date;
    if (start !== "") editor.set({ scenario: { ...editor.scenario, start: first !== undefined && first < start ? first : start } });
  });
  const node = field({ label: "Day 0", control: input, hint: "Stocks are at their targets on that day; no later than the first event." });
  return { node, show: () => (input.value = editor.scenario.start) };
}
