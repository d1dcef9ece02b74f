// Every export control of the data, with its status today and the text it comes from; and the runs that rest on all this.
import { fill, h, outside } from "../../dom.ts";
import { dateWords } from "../../format.ts";
import type { Context } from "../../screen.ts";
import type { ControlsView } from "../../types/controls.ts";
import type { Job } from "../../types/api.ts";
import type { RunView } from "../../types/run.ts";
import { dataTable } from "../../widgets/table.ts";

type Control = ControlsView["controls"][number];

export function controlTable(view: ControlsView): HTMLElement {
  const until = (control: Control): string => (control.status_until ? `until ${dateWords(control.status_until)}` : "");
  return h(
    "section",
    null,
    h("h2", null, "Controls"),
    h("p", null, view.headline),
    dataTable<Control>({
      caption: "Export controls of the data, on the day",
      file: "controls.csv",
      rows: view.controls,
      columns: [
        { title: "Control", text: (each) => each.title, below: (each) => each.control },
        { title: "Country", text: (each) => each.country },
        { title: "Kind", text: (each) => each.kind },
        { title: "Status", text: (each) => each.status, below: until },
        { title: "In force from", text: (each) => (each.effective ? dateWords(each.effective) : ""), value: (each) => each.effective ?? null },
        { title: "Text", text: (each) => each.citation, cell: (each) => links(each) },
      ],
    }),
  );
}

function links(control: Control): HTMLElement {
  const [source] = control.sources.filter((each) => each.url);
  return source ? outside(source.url, control.citation) : h("span", null, control.citation);
}

/** Hash of the data, and of kept runs: equal hashes mean equal results to the last bit. */
export function hashes(context: Context, digest: string): HTMLElement {
  const runs = h("div");
  const study = context.study();
  if (study !== null) {
    context.jobs.kept(study.study).then(
      (jobs) => fill(runs, runTable(context, jobs.filter((job) => job.verb === "run" && job.status === "done"))),
      () => fill(runs),
    );
  }
  return h(
    "section",
    null,
    h("h2", null, "Hashes"),
    h("p", null, "Equal hashes mean equal inputs, or equal results, to the last bit."),
    h("p", null, "Data: ", h("code", { class: "hash" }, digest)),
    runs,
  );
}

function runTable(context: Context, jobs: readonly Job[]): HTMLElement | null {
  if (jobs.length === 0) return null;
  return dataTable<Job>({
    caption: "Kept runs of this study",
    rows: jobs,
    most: 10,
    dense: true,
    columns: [
      { title: "Run", text: (job) => job.title },
      { title: "Made", text: (job) => dateWords(job.created), value: (job) => job.created },
      { title: "Question", text: (job) => job.id, cell: (job) => h("code", { class: "hash" }, job.id) },
      { title: "Result", text: () => "", cell: (job) => resultHash(context, job) },
    ],
  });
}

/** A result is about a megabyte, so its hash is read when somebody asks. */
function resultHash(context: Context, job: Job): HTMLElement {
  const host = h("span");
  const show = h("button", { type: "button", class: "quiet", "aria-label": `Hash of the result: ${job.title}`, onclick: () => void read() }, "Show");
  const read = async (): Promise<void> => {
    try {
      fill(host, h("code", { class: "hash" }, (await context.jobs.result<RunView>(job.id)).digest));
    } catch {
      fill(host, "not readable");
    }
  };
  host.append(show);
  return host;
}
