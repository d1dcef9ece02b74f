// Verdict: the first screen. What stops, when, what it costs, what to do and to find out.
import { chart } from "../charts/frame.ts";
import { h } from "../dom.ts";
import { counted } from "../format.ts";
import type { Context, Screen } from "../screen.ts";
import type { Job } from "../types/api.ts";
import type { RunView } from "../types/run.ts";
import { runFrame } from "../widgets/run-frame.ts";
import { nothing } from "../widgets/notice.ts";
import { lineCards } from "./verdict/cards.ts";
import { background } from "./verdict/background.ts";
import { stopTimes } from "./verdict/stop-times.ts";
import { stories } from "./verdict/story.ts";
import { strip } from "./verdict/strip.ts";

export const verdict: Screen = {
  id: "verdict",
  title: "Verdict",
  hint: "When do my lines stop, what does it cost, and what helps?",
  render(host, context) {
    host.append(welcome(context));
    return runFrame(host, context, (body, view, job) => draw(body, context, view, job));
  },
};

/** Says what this is to someone who sees it for the first time. */
function welcome(context: Context): HTMLElement {
  const study = context.study();
  if (!study?.worked) return h("div", { class: "welcome", hidden: true });
  return h(
    "p",
    { class: "welcome no-print" },
    `You see a worked example: ${study.title} (${counted(study.lines.length, "line")}). `,
    h("a", { href: context.href({ screen: "product" }) }, "Put in your own product"),
    " or ",
    h("a", { href: context.href({ screen: "scenario" }) }, "change what happens"),
    ".",
  );
}

function draw(body: HTMLElement, context: Context, view: RunView, job: Job): (() => void) | undefined {
  const [worst] = view.lines;
  body.append(h("p", { class: "verdict-words" }, view.verdict));
  if (!worst) {
    body.append(nothing("The study has no production lines, so nothing can stop. ", h("a", { href: context.href({ screen: "product" }) }, "Add a product")));
    return undefined;
  }
  body.append(strip(context, view, worst));
  body.append(
    h("section", { "aria-labelledby": "lines-head" }, h("h2", { id: "lines-head" }, "Your lines, the most exposed first"), chart(stopTimes(view)).element, lineCards(context, view)),
  );
  if (!job.preview) body.append(stories(view), background(view));
  return undefined;
}
