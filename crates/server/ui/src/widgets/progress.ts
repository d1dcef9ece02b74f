// How far a job has come, and a way to stop it.
import { button, css, h } from "../dom.ts";
import { duration, number } from "../format.ts";
import type { Job } from "../types/api.ts";

export interface Progress {
  readonly element: HTMLElement;
  update(job: Job): void;
}

/** A bar with words; the words are spoken at every quarter only. */
export function progressBar(words: string, stop: (() => void) | null): Progress {
  const bar = h("div", { class: "progress-bar" });
  const track = h("div", { class: "progress-track", role: "progressbar", "aria-label": words, "aria-valuemin": 0, "aria-valuemax": 100 }, bar);
  const text = h("span", { class: "progress-text" }, words);
  const spoken = h("span", { class: "visually-hidden", "aria-live": "polite" });
  const element = h(
    "div",
    { class: "progress" },
    h("div", { class: "progress-line" }, text, stop ? button("Stop", stop, { class: "quiet" }) : null),
    track,
    spoken,
  );
  let quarter = -1;
  function update(job: Job): void {
    const share = job.total > 0 ? job.done / job.total : 0;
    css(bar, { "inline-size": `${(share * 100).toFixed(1)}%` });
    track.setAttribute("aria-valuenow", String(Math.round(share * 100)));
    text.textContent = `${words}: ${progressWords(job)}`;
    if (Math.floor(share * 4) !== quarter) {
      quarter = Math.floor(share * 4);
      spoken.textContent = text.textContent;
    }
  }
  return { element, update };
}

/** `120 of 200 runs, about 8 seconds left`. */
export function progressWords(job: Job): string {
  if (job.status === "queued") return "waiting for its turn";
  // Solvers come after the last draw and cannot tell how far they are.
  if (job.total > 0 && job.done >= job.total && job.verb !== "run") return "putting the answer together";
  const noun = job.verb === "run" ? "runs" : "steps";
  const left = job.done > 0 && job.seconds > 0.5 ? (job.seconds / job.done) * (job.total - job.done) : null;
  const words = job.total > 0 ? `${number(job.done)} of ${number(job.total)} ${noun}` : "starting";
  return left !== null && left >= 1 ? `${words}, about ${duration(left)} left` : words;
}
