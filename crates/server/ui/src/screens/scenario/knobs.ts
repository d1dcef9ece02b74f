// Three sliders that need no timeline: share refused, review time, days of cover more.
import { button, h, uniqueId } from "../../dom.ts";
import { counted, percent } from "../../format.ts";
import { anchor, knob, type Knob, withKnob } from "../../timeline/edit.ts";
import type { Editor } from "./editor.ts";

/** Steps of the review slider: as many below one as above, evenly to the ear of a ratio. */
const FACTORS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 6, 8];
const NEUTRAL = FACTORS.indexOf(1);
const MOST_COVER = 180;

interface Slider {
  title: string;
  what: string;
  least: number;
  most: number;
  step: number;
  /** Where the thumb stands when there is no value. */
  resting: number;
  /** What no value means. */
  none: string;
  words: (value: number) => string;
  /** Where the thumb stands; null = no value. */
  value: () => number | null;
  set: (value: number | null, join: boolean) => void;
  needsControl: boolean;
}

/** The sliders; `show` follows the editor in place, so that a thumb under the finger is not replaced. */
export function knobs(editor: Editor): { node: HTMLElement; show: () => void } {
  const all = sliders(editor).map((slider) => sliderNode(slider, () => anchor(editor.scenario)?.control !== undefined));
  const show = (): void => all.forEach((each) => each.show());
  show();
  return { node: h("div", { class: "knobs" }, ...all.map((each) => each.node)), show };
}

function sliders(editor: Editor): Slider[] {
  const set = (kind: Knob, value: number | null, join: boolean): void =>
    editor.set({ scenario: withKnob(editor.scenario, kind, value) }, null, join);
  return [
    {
      title: "Licences refused",
      what: "Share of all pairs of exporter and buyer that get no licence, in place of the published record.",
      least: 0, most: 100, step: 5, resting: 0, none: "as published", needsControl: true,
      words: (value) => percent(value / 100),
      value: () => share(knob(editor.scenario, "severity")),
      set: (value, join) => set("severity", value === null ? null : value / 100, join),
    },
    {
      title: "Review time",
      what: "Review times against the published ones.",
      least: 0, most: FACTORS.length - 1, step: 1, resting: NEUTRAL, none: "as published", needsControl: true,
      words: (value) => `${FACTORS[value] ?? 1} times`,
      value: () => nearest(knob(editor.scenario, "review-factor")),
      set: (value, join) => set("review-factor", value === null || value === NEUTRAL ? null : (FACTORS[value] ?? 1), join),
    },
    {
      title: "Extra cover",
      what: "Days of normal use on hand on day 0, on top of what the study says, for every bought-in material.",
      least: 0, most: MOST_COVER, step: 5, resting: 0, none: "none", needsControl: false,
      words: (value) => counted(value, "day"),
      value: () => editor.draft.extraCoverDays || null,
      set: (value, join) => editor.set({ extraCoverDays: value ?? 0 }, editor.selected, join),
    },
  ];
}

const share = (value: number | null): number | null => (value === null ? null : Math.round(100 * value));

function nearest(factor: number | null): number | null {
  if (factor === null || factor <= 0) return null;
  const distance = (each: number): number => Math.abs(Math.log(each / factor));
  return FACTORS.reduce((best, each, at) => (distance(each) < distance(FACTORS[best] ?? 1) ? at : best), 0);
}

function sliderNode(slider: Slider, hasControl: () => boolean): { node: HTMLElement; show: () => void } {
  const id = uniqueId("slider");
  const output = h("output", { for: id });
  const what = h("small", { id: `${id}-what` });
  let joined = false;
  const input = h("input", {
    id, type: "range", name: slider.title, min: slider.least, max: slider.most, step: slider.step, "aria-describedby": what.id,
    oninput: () => {
      slider.set(Number(input.value), joined);
      joined = true;
    },
    onchange: () => (joined = false),
  });
  const reset = button(
    "Reset",
    () => {
      input.focus();
      slider.set(null, false);
    },
    { class: "quiet", "aria-label": `${slider.title}: ${slider.none}` },
  );
  const show = (): void => {
    const value = slider.value();
    const words = value === null ? slider.none : slider.words(value);
    const able = !slider.needsControl || hasControl();
    input.value = String(value ?? slider.resting);
    input.disabled = !able;
    input.setAttribute("aria-valuetext", words);
    output.textContent = words;
    reset.hidden = value === null;
    what.textContent = able ? slider.what : "No control takes effect in this scenario; add one to the timeline.";
  };
  const node = h("div", { class: "knob" }, h("div", { class: "knob-line" }, h("label", { for: id }, slider.title), output, reset), input, what);
  return { node, show };
}
