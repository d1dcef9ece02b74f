// Edits of a scenario: order, ends, sliders, undo, faults, lanes, and what is kept in the browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allFaults, faults } from "../../src/timeline/check.ts";
import { dayOf, isoOf, monthTicks } from "../../src/timeline/dates.ts";
import { added, alike, changed, extent, fresh, knob, moved, removed, stretched, withKnob } from "../../src/timeline/edit.ts";
import { begun, redone, stepped, undone } from "../../src/timeline/history.ts";
import { itemsOf, unitOf } from "../../src/timeline/items.ts";
import { KINDS } from "../../src/timeline/kinds.ts";
import { lanes } from "../../src/timeline/lanes.ts";
import { keep, kept } from "../../src/timeline/store.ts";
import type { ScenarioDraft, Vocabulary } from "../../src/types/api.ts";

const vocabulary: Vocabulary = {
  controls: [{ id: "cn-18", title: "Announcement 18", issuer: "Ministry", country: "CHN", kind: "licence", effective: "2025-04-04", branches: [{ branch: "eased", title: "Eased" }] }],
  sites: [{ id: "magnet-JPN", title: "Magnets, Japan", country: "JPN", stage: "magnet" }],
  materials: [
    { id: "steel", title: "Steel", stage: "refining", controlled: [] },
    { id: "ndfeb-heavy", title: "Heavy magnets", stage: "magnet", controlled: ["cn-18"] },
  ],
  countries: [{ code: "CHN", name: "China", numeric: "156" }, { code: "DEU", name: "Germany", numeric: "276" }],
  end_uses: [{ id: "ev-traction", title: "Traction" }],
  stages: [],
  lines: [
    { id: "front", title: "Front motor", items: [{ id: "steel", title: "Steel" }, { id: "ndfeb-heavy", title: "Heavy magnets" }, { id: "rotor", title: "rotor" }] },
    { id: "rear", title: "Rear motor", items: [{ id: "steel", title: "Steel" }] },
  ],
};

const april: ScenarioDraft = {
  scenario: "april",
  title: "April",
  description: "",
  start: "2025-04-04",
  branches: [],
  events: [
    { date: "2025-04-04", label: "In force", kind: "control", control: "cn-18", source: "gazette" },
    { date: "2025-05-12", label: "Truce", kind: "note", source: "wire" },
    { date: "2025-06-01", label: "Freeze", kind: "freeze", freeze: "exports", country: "CHN", materials: [], until: "2025-07-01" },
  ],
};

test("days and dates are inverse, and days that no calendar has are none", () => {
  assert.equal(dayOf("1970-01-02"), 1);
  assert.equal(isoOf(dayOf("2024-02-29") ?? 0), "2024-02-29");
  for (const odd of ["2025-02-29", "2025-13-01", "2025-4-4", "", "soon"]) assert.equal(dayOf(odd), null, odd);
});

test("ticks name years and keep apart", () => {
  const [from, to] = [dayOf("2025-04-01") ?? 0, dayOf("2026-09-26") ?? 0];
  const wide = monthTicks(from, to, 1200);
  assert.deepEqual(wide.filter((tick) => tick.year).map((tick) => tick.label), ["2026"]);
  assert.ok(monthTicks(from, to, 300).length <= Math.ceil(300 / 44));
  assert.ok(monthTicks(from, to, 300).length < wide.length);
});

test("a moved event takes its end along, loses its source and finds its place", () => {
  const { scenario, index } = moved(april, 1, 30);
  assert.equal(index, 2);
  assert.deepEqual(scenario.events[2], { date: "2025-06-11", label: "Truce", kind: "note" });
  assert.equal(april.events[1]?.source, "wire", "the scenario before is untouched");
  const freeze = moved(april, 2, -10).scenario.events.find((event) => event.kind === "freeze");
  assert.deepEqual([freeze?.date, freeze?.until], ["2025-05-22", "2025-06-21"]);
});

test("day 0 follows an event that is dragged before it, and only then", () => {
  assert.equal(moved(april, 0, -14).scenario.start, "2025-03-21");
  assert.equal(moved(april, 0, 14).scenario.start, "2025-04-04");
});

test("an end cannot come before the beginning", () => {
  assert.equal(stretched(april, 2, "2025-01-01").scenario.events[2]?.until, "2025-06-02");
  assert.equal(stretched(april, 2, "2025-09-01").scenario.events[2]?.until, "2025-09-01");
});

test("an emptied field is left out", () => {
  const event = changed(april, 2, { until: undefined }).scenario.events[2];
  assert.ok(event !== undefined && !("until" in event));
});

test("sliders add, change and take away one event, which goes along with its control", () => {
  assert.equal(knob(april, "severity"), null);
  const half = withKnob(april, "severity", 0.5);
  assert.equal(knob(half, "severity"), 0.5);
  assert.equal(half.events.length, 4);
  const all = withKnob(half, "severity", 0);
  assert.equal(knob(all, "severity"), 0, "nobody refused is not the same as as published");
  assert.equal(all.events.length, 4);
  const later = moved(half, 0, 20).scenario;
  assert.equal(knob(later, "severity"), 0.5);
  assert.ok(alike(withKnob(half, "severity", null), april));
  const none = { ...april, events: april.events.slice(1) };
  assert.equal(withKnob(none, "severity", 0.5), none, "without a control there is nothing to refuse");
});

test("alike looks at what runs, not at words about it", () => {
  assert.ok(alike(april, { ...april, title: "Other", description: "x" }));
  assert.ok(!alike(april, { ...april, start: "2025-04-01" }));
  assert.ok(!alike(april, removed(april, 1)));
});

test("what the palette adds can run at once", () => {
  for (const { kind } of KINDS) {
    const edited = added(april, fresh(kind, "2025-08-01", april, vocabulary));
    const event = edited.scenario.events[edited.index];
    assert.ok(event !== undefined && event.kind === kind);
    assert.deepEqual(faults(event, edited.scenario, vocabulary), [], kind);
  }
});

test("faults name the field", () => {
  const fields = (change: Parameters<typeof changed>[2], index = 2): string[] => {
    const { scenario, index: at } = changed(april, index, change);
    return (allFaults(scenario, vocabulary).get(at) ?? []).map((fault) => fault.field);
  };
  assert.deepEqual(fields({ country: "XXX" }), ["country"]);
  assert.deepEqual(fields({ country: undefined }), ["country"]);
  assert.deepEqual(fields({ until: "2025-05-01" }), ["until"]);
  assert.deepEqual(fields({ materials: ["gold"] }), ["materials"]);
  assert.deepEqual(fields({ label: " " }), ["label"]);
  assert.deepEqual(fields({ branch: "eased" }, 0), []);
  assert.deepEqual(fields({ branch: "harsh" }, 0), ["branch"]);
});

test("a share refused needs its control before it, and stays within bounds", () => {
  const early = added(april, { date: "2025-04-01", label: "Half", kind: "severity", control: "cn-18", refused: 0.5 });
  assert.deepEqual((allFaults(early.scenario, vocabulary).get(early.index) ?? []).map((fault) => fault.field), ["control"]);
  const much = added(april, { date: "2025-05-01", label: "Much", kind: "severity", control: "cn-18", refused: 1.01 });
  assert.deepEqual((allFaults(much.scenario, vocabulary).get(much.index) ?? []).map((fault) => fault.field), ["refused"]);
});

test("undo goes back step by step, and joined moves are one step", () => {
  let history = begun(0);
  history = stepped(history, 1);
  history = stepped(history, 2, true);
  history = stepped(history, 3);
  assert.equal(undone(history).now, 2);
  assert.equal(undone(undone(history)).now, 0);
  assert.equal(undone(undone(undone(history))).now, 0);
  assert.equal(redone(undone(history)).now, 3);
  assert.equal(redone(stepped(undone(history), 9)).now, 9, "a new step forgets what was undone");
});

test("lanes: one per control, no two labels over each other in a row", () => {
  const crowded = [1, 2, 3].reduce((all, day) => added(all, { date: `2025-05-1${day}`, label: "A rather long note on something", kind: "note" }).scenario, april);
  const found = lanes(crowded, vocabulary, dayOf("2026-09-26") ?? 0, 2);
  assert.deepEqual(found.map((lane) => lane.title), ["Announcement 18", "Freezes", "Notes"]);
  const notes = found.find((lane) => lane.key === "note");
  assert.equal(notes?.rows, 4);
  assert.equal(new Set(notes?.events.map((placed) => placed.row)).size, 4);
  const freeze = found.find((lane) => lane.key === "freeze")?.events[0];
  assert.deepEqual([freeze?.stretchable, freeze?.open], [true, false]);
});

test("the timeline shows the run and what lies beyond it", () => {
  const late = added(april, { date: "2027-01-01", label: "Late", kind: "note" }).scenario;
  assert.deepEqual(extent(april, 540).map(isoOf), ["2025-04-04", "2026-09-26"]);
  assert.deepEqual(extent(late, 540).map(isoOf), ["2025-04-04", "2027-01-01"]);
});

test("a kept draft comes back; a spoilt or refused one does no harm", () => {
  const memory = new Map<string, string>();
  const store = { getItem: (key: string) => memory.get(key) ?? null, setItem: (key: string, value: string) => void memory.set(key, value), removeItem: (key: string) => void memory.delete(key) };
  const draft = { scenario: withKnob(april, "severity", 0.4), extraCoverDays: 10 };
  keep(store, "ev", "april", draft);
  assert.deepEqual(kept(store, "ev", "april"), draft);
  assert.equal(kept(store, "ev", "freeze"), null);
  keep(store, "ev", "april", null);
  assert.equal(kept(store, "ev", "april"), null);
  for (const spoilt of ["{", "[]", '{"scenario":{"events":[1]}}', '{"extraCoverDays":1}']) {
    memory.set("coercivity.draft.ev.april", spoilt);
    assert.equal(kept(store, "ev", "april"), null, spoilt);
  }
  const refusing = { getItem: (): never => { throw new Error("no"); }, setItem: (): never => { throw new Error("no"); }, removeItem: (): never => { throw new Error("no"); } };
  keep(refusing, "ev", "april", draft);
  assert.equal(kept(refusing, "ev", "april"), null);
});

test("a line's own measures begin with its controlled material and are checked against its items", () => {
  const reserve = fresh("reserve", "2025-04-04", april, vocabulary);
  assert.deepEqual([reserve.line, reserve.item, reserve.quantity], ["front", "ndfeb-heavy", 1]);
  const message = (event: typeof reserve): string[] => faults(event, april, vocabulary).map((each) => each.field);
  assert.deepEqual(message(reserve), []);
  assert.deepEqual(message({ ...reserve, line: "rear" }), ["item"]);
  assert.deepEqual(message({ ...reserve, line: "none" }), ["line", "item"].reverse());
  assert.deepEqual(message({ ...fresh("overtime", "2025-04-04", april, vocabulary), factor: 0.9 }), ["factor"]);
  const freeze = april.events[2];
  assert.ok(freeze);
  assert.deepEqual(message({ ...freeze, to: ["DEU"] }), []);
  assert.deepEqual(message({ ...freeze, to: ["DEU", "XXX"] }), ["to"]);
});

test("amounts of a material are tonnes, of a part pieces", () => {
  assert.equal(unitOf("ndfeb-heavy", vocabulary), "t");
  assert.equal(unitOf("rotor", vocabulary), "pieces");
  assert.deepEqual(itemsOf(vocabulary, undefined).map((each) => each.id), ["ndfeb-heavy", "steel", "rotor"]);
});

test("measures of the lines share a lane, a general licence stands with its control", () => {
  const kinds = ["reserve", "supply", "overtime", "general-licence"];
  const events = kinds.map((kind) => fresh(kind, "2025-04-04", april, vocabulary));
  const found = lanes({ ...april, events }, vocabulary, (dayOf("2025-04-04") ?? 0) + 100, 2);
  assert.deepEqual(found.map((lane) => [lane.key, lane.events.length]), [["control:cn-18", 1], ["own", 3]]);
});
