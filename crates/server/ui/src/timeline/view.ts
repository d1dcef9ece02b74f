// The timeline drawn: an axis of months, a lane per control or kind, bars to take hold of.
import { css, fill, h, s } from "../dom.ts";
import { dateRange, dateWords } from "../format.ts";
import type { ScenarioDraft, Vocabulary } from "../types/api.ts";
import type { Fault } from "./check.ts";
import { dayOf, isoOf, monthTicks } from "./dates.ts";
import { drag, keys, type Hold } from "./gesture.ts";
import { kindOf } from "./kinds.ts";
import { lanes, type Lane, type Placed } from "./lanes.ts";
import { extent } from "./edit.ts";

const AXIS = 26;
const TITLE = 20;
const ROW = 30;
/** Notes have no length to take hold of, so they may stand closer. */
const NOTE_ROW = 22;
const GAP = 6;
const MARGIN = 12;
/** Mean width of a letter of a label [px]. */
const LETTER = 6.4;
/** Days kept free at both ends, so that an event can be dragged beyond the run. */
const AIR = 12;

export interface TimelineProps {
  scenario: ScenarioDraft;
  vocabulary: Vocabulary;
  days: number;
  faults: ReadonlyMap<number, Fault[]>;
  selected: number | null;
}

export interface TimelineActions {
  select: (index: number | null) => void;
  /** A move or stretch under way or done; `from` is the scenario when it began. */
  hold: Hold;
  remove: (index: number) => void;
}

export interface Timeline {
  node: HTMLElement;
  show: (props: TimelineProps) => void;
  /** Day under a point of the screen; null outside the drawing. */
  dayAt: (clientX: number, clientY: number) => string | null;
  stop: () => void;
}

interface Scale {
  from: number;
  to: number;
  width: number;
  x: (day: number) => number;
  perDay: number;
}

export function timeline(actions: TimelineActions): Timeline {
  const svg = s("svg", { class: "timeline-drawing", role: "group", "aria-label": "Timeline of the scenario" });
  const node = h("div", { class: "timeline" }, svg);
  let props: TimelineProps | null = null;
  let scale: Scale = scaleOf(0, 1, 600);
  const draw = (): void => {
    if (props === null) return;
    const width = Math.max(280, node.clientWidth);
    const [from, to] = extent(props.scenario, props.days);
    scale = scaleOf(from - AIR, to + AIR, width);
    const focused = focusedIndex(svg);
    paint(svg, props, scale, actions);
    if (focused !== null) focusEvent(svg, props.selected ?? focused);
  };
  const observer = new ResizeObserver(draw);
  observer.observe(node);
  return {
    node,
    show: (next) => {
      props = next;
      draw();
    },
    dayAt: (clientX, clientY) => {
      const box = svg.getBoundingClientRect();
      const inside = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
      return inside ? isoOf(Math.round(scale.from + (clientX - box.left - MARGIN) / scale.perDay)) : null;
    },
    stop: () => observer.disconnect(),
  };
}

function scaleOf(from: number, to: number, width: number): Scale {
  const perDay = (width - 2 * MARGIN) / Math.max(1, to - from);
  return { from, to, width, perDay, x: (day) => MARGIN + (day - from) * perDay };
}

function paint(svg: SVGSVGElement, props: TimelineProps, scale: Scale, actions: TimelineActions): void {
  const { scenario, vocabulary, days } = props;
  const start = dayOf(scenario.start) ?? scale.from;
  const end = start + days;
  const all = lanes(scenario, vocabulary, Math.max(end, scale.to - AIR), scale.perDay);
  const heights = all.map((lane) => TITLE + lane.rows * rowOf(lane) + GAP);
  const height = AXIS + heights.reduce((sum, each) => sum + each, 0) + 4;
  svg.setAttribute("viewBox", `0 0 ${scale.width} ${height}`);
  css(svg, { height: `${height}px` });
  let top = AXIS;
  const bands = all.map((lane, at) => {
    const band = laneNode(lane, top, heights[at] ?? 0, props, scale, actions);
    top += heights[at] ?? 0;
    return band;
  });
  fill(svg, axis(scale, height, start, end), bands);
}

const rowOf = (lane: Lane): number => (lane.key === "note" ? NOTE_ROW : ROW);

function axis(scale: Scale, height: number, start: number, end: number): SVGElement {
  const ticks = monthTicks(scale.from, scale.to, scale.width).map((tick) =>
    s("g", { class: tick.year ? "tick year" : "tick" },
      s("line", { x1: scale.x(tick.day), x2: scale.x(tick.day), y1: AXIS - 8, y2: height }),
      s("text", { x: scale.x(tick.day) + 3, y: AXIS - 10 }, tick.label),
    ),
  );
  const beyond = scale.x(end);
  return s("g", { class: "timeline-axis", "aria-hidden": "true" },
    s("rect", { class: "outside", x: 0, y: AXIS - 4, width: Math.max(0, scale.x(start)), height: height - AXIS }),
    s("rect", { class: "outside", x: beyond, y: AXIS - 4, width: Math.max(0, scale.width - beyond), height: height - AXIS }),
    ticks,
    s("line", { class: "day-zero", x1: scale.x(start), x2: scale.x(start), y1: AXIS - 8, y2: height }),
  );
}

function laneNode(lane: Lane, top: number, height: number, props: TimelineProps, scale: Scale, actions: TimelineActions): SVGElement {
  return s("g", { class: "lane", role: "group", "aria-label": lane.title },
    s("rect", { class: "lane-band", x: 0, y: top, width: scale.width, height: height - GAP, rx: 4 }),
    s("text", { class: "lane-title", x: MARGIN, y: top + 14 }, clipped(lane.title, scale.width - 2 * MARGIN)),
    lane.events.map((placed) => eventNode(placed, top + TITLE + placed.row * rowOf(lane), rowOf(lane), props, scale, actions)),
    // Shortened labels are for the eye; the events' own names say it in full.
    lane.events.map((placed) => labelNode(placed, top + TITLE + placed.row * rowOf(lane) + rowOf(lane) / 2 + 1, props, scale)),
  );
}

function clipped(text: string, width: number): string {
  const most = Math.max(4, Math.floor(width / LETTER));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function eventNode(placed: Placed, y: number, room: number, props: TimelineProps, scale: Scale, actions: TimelineActions): SVGElement {
  const { event, index } = placed;
  const kind = kindOf(event.kind);
  const left = scale.x(placed.from);
  const length = Math.max(0, scale.x(placed.to) - left);
  const wrong = props.faults.has(index);
  const name = [
    "timeline-event", `kind-${kind.kind}`, wrong ? "wrong" : "", props.selected === index ? "selected" : "", placed.open ? "open-ended" : "",
  ];
  const label = `${kind.title}: ${event.label}, ${words(placed)}${wrong ? ". Needs mending" : ""}`;
  const node = s("g", {
      class: name.filter((each) => each !== "").join(" "), tabindex: 0, role: "button", "data-index": index,
      "aria-pressed": String(props.selected === index), "aria-label": label, "aria-describedby": "timeline-keys",
      onkeydown: keys(placed, props.scenario, actions.hold, actions.select, actions.remove),
      onpointerdown: drag(placed, "move", props.scenario, scale.perDay, actions.hold, actions.select),
    },
    s("title", null, `${label}${kind.what === "" ? "" : `. ${kind.what}`}`),
    s("rect", { class: "event-bar", x: left, y, width: Math.max(length, 3), height: room - 6, rx: 3 }),
    s("rect", { class: "grip", x: left - 9, y, width: Math.max(18, 22 + Math.min(200, LETTER * event.label.length)), height: room - 6 }),
  );
  if (placed.stretchable && !placed.open) node.append(handle(placed, scale.x(placed.to), y, props, scale, actions));
  return node;
}

function labelNode(placed: Placed, y: number, props: TimelineProps, scale: Scale): SVGElement {
  const { event, index } = placed;
  const left = scale.x(placed.from);
  const wrong = props.faults.has(index);
  const { words: text, ...place } = labelPlace(left, event.label, scale);
  return s("g", { class: wrong ? "timeline-label wrong" : "timeline-label", "aria-hidden": "true" },
    s("text", { class: "sign", x: left + 5, y }, wrong ? "⚠" : kindOf(event.kind).sign),
    s("text", { class: "label", ...place, y }, text),
  );
}

/** A label stands behind its sign, or before it where there is more room; what does not fit is cut. */
function labelPlace(left: number, label: string, scale: Scale): { x: number; "text-anchor": string; words: string } {
  const wanted = Math.min(220, LETTER * label.length);
  const [after, before] = [scale.width - left - 22, left - 6];
  if (after >= wanted || after >= before) return { x: left + 20, "text-anchor": "start", words: clipped(label, Math.min(220, after)) };
  return { x: left - 4, "text-anchor": "end", words: clipped(label, Math.min(220, before)) };
}

function handle(placed: Placed, right: number, y: number, props: TimelineProps, scale: Scale, actions: TimelineActions): SVGElement {
  return s("rect", {
      class: "handle", x: right - 5, y: y - 1, width: 10, height: ROW - 4, rx: 3,
      onpointerdown: drag(placed, "stretch", props.scenario, scale.perDay, actions.hold, actions.select),
    },
    s("title", null, "Drag to change the end"),
  );
}

function words(placed: Placed): string {
  if (placed.open) return `from ${dateWords(placed.event.date)} on`;
  if (placed.from === placed.to) return dateWords(placed.event.date);
  return dateRange(placed.event.date, isoOf(placed.to));
}

function focusedIndex(svg: SVGSVGElement): number | null {
  const { activeElement } = document;
  if (!(activeElement instanceof SVGElement) || !svg.contains(activeElement)) return null;
  const index = activeElement.getAttribute("data-index");
  return index === null ? null : Number(index);
}

function focusEvent(svg: SVGSVGElement, index: number): void {
  const node = svg.querySelector<SVGGElement>(`[data-index="${index}"]`);
  node?.focus({ preventScroll: true });
}
