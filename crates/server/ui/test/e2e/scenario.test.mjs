// The scenario: dragged, moved by keys, changed by sliders and forms, kept, run in full, stopped, saved.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PATIENCE, SMALL, start } from "./harness.mjs";

let place;
before(async () => (place = await start()), { timeout: 60_000 });
after(() => place?.end());

/** The screen with its first preview drawn. */
async function scenario(options) {
  const opened = await place.open("/#/scenario?study=ev-motor&scenario=april-2025", options);
  await previewed(opened.page);
  return opened;
}

const previewed = (page) => page.waitForFunction(() => /Preview of \d+ runs of/.test(document.querySelector(".preview-status")?.textContent ?? "") && document.querySelector(".outcome-charts svg"), null, { timeout: PATIENCE });
/** Shapes of the first fan; its words and axes stay when only dates change. */
const fan = (page) => page.locator(".outcome-charts .chart-stage svg").first().evaluate((svg) => [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d")).join(" "));
const control = (page) => page.locator(".timeline-event.kind-control").first();

/** Waits for another preview than the one that was drawn before. */
async function redrawn(page, before) {
  await page.waitForFunction((old) => {
    const paths = [...(document.querySelector(".outcome-charts .chart-stage svg")?.querySelectorAll("path") ?? [])];
    return paths.map((path) => path.getAttribute("d")).join(" ") !== old;
  }, before, { timeout: PATIENCE });
}

test("an event is dragged: the fan changes, the former one stays as a ghost, a reload keeps it", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await scenario();
  const before = await fan(page);
  const label = await control(page).getAttribute("aria-label");
  const box = await control(page).locator(".event-bar").boundingBox();
  await page.mouse.move(box.x + 12, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  const moved = await control(page).getAttribute("aria-label");
  assert.notEqual(moved, label);
  await redrawn(page, before);
  await previewed(page);
  await assertGhost(page);
  await page.reload();
  await previewed(page);
  assert.equal(await control(page).getAttribute("aria-label"), moved);
  assert.match(await page.locator(".changed-mark").textContent(), /Changed/);
  await page.getByRole("button", { name: "Back to the scenario as it was" }).click();
  assert.equal(await control(page).getAttribute("aria-label"), label);
  await close();
});

async function assertGhost(page) {
  assert.match(await page.locator(".preview-status").textContent(), /dashed outline/);
  const legend = await page.locator(".outcome-charts .chart-stage svg").first().textContent();
  assert.match(legend, /before the change/);
}

test("keys do what the pointer does, and undo takes it back", { timeout: PATIENCE }, async () => {
  const { page, close } = await scenario();
  const first = await control(page).getAttribute("aria-label");
  await control(page).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.match(await control(page).getAttribute("aria-label"), /12.Apr.2025/);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.equal(await control(page).getAttribute("aria-label"), first);
  const events = await page.locator(".timeline-event").count();
  await page.locator(".timeline-event.kind-note").first().focus();
  await page.keyboard.press("Delete");
  assert.equal(await page.locator(".timeline-event").count(), events - 1);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await page.locator(".timeline-event").count(), events);
  await close();
});

test("a slider sets its event, and the numbers are set against those before", { timeout: PATIENCE }, async () => {
  const { page, close } = await scenario();
  const slider = page.getByLabel("Licences refused", { exact: true });
  await slider.fill("100");
  assert.match(await page.locator(".timeline-event.kind-severity").getAttribute("aria-label"), /100 %/);
  await page.waitForFunction(() => /before: /.test(document.querySelector(".outcome table")?.textContent ?? ""), null, { timeout: PATIENCE });
  await page.getByRole("button", { name: "Reset Licences refused: as published" }).click();
  assert.equal(await page.locator(".timeline-event.kind-severity").count(), 0);
  await close();
});

test("an event is added, marked where it is wrong, mended and taken out", { timeout: PATIENCE }, async () => {
  const { page, close } = await scenario();
  await page.locator(".palette button", { hasText: "Freeze" }).click();
  const form = page.locator(".event-form");
  await form.waitFor();
  await form.locator('[name="country"]').fill("XXX");
  await form.locator('[name="country"]').press("Tab");
  await page.waitForSelector(".event-form .field-fault");
  assert.match(await page.locator(".preview-status").textContent(), /Mend/);
  assert.equal(await page.locator(".timeline-event.wrong").count(), 1);
  await form.locator('[name="country"]').fill("CHN");
  await form.locator('[name="country"]').press("Tab");
  await page.waitForFunction(() => !document.querySelector(".event-form .field-fault"));
  await form.getByRole("button", { name: "Take it out" }).click();
  assert.equal(await page.locator(".timeline-event.kind-freeze").count(), 0);
  await close();
});

test("an end is stretched by its handle", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/scenario?study=${SMALL}&scenario=freeze`);
  const freeze = page.locator(".timeline-event.kind-freeze").first();
  await freeze.waitFor();
  const label = await freeze.getAttribute("aria-label");
  const box = await freeze.locator(".handle").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 50, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const longer = await freeze.getAttribute("aria-label");
  assert.notEqual(longer, label);
  assert.equal(longer.split(" to ")[0], label.split(" to ")[0], "the beginning stays");
  await close();
});

test("an ensemble is watched and stopped", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await scenario();
  await page.getByLabel("Number of runs").fill("10000");
  await page.getByLabel("Number of runs").press("Tab");
  await page.getByRole("button", { name: "Run in full" }).click();
  const section = page.locator(".full-run");
  await section.locator(".progress-text", { hasText: /\d of 10,\d+ runs/ }).waitFor({ timeout: PATIENCE });
  await section.getByRole("button", { name: "Stop" }).click();
  await section.getByText(/Stopped after/).waitFor({ timeout: PATIENCE });
  assert.ok(await page.getByRole("button", { name: "Run in full" }).isEnabled());
  await close();
});

test("a run in full takes the place of the preview", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await scenario();
  await page.getByLabel("Number of runs").fill("24");
  await page.getByLabel("Number of runs").press("Tab");
  await page.getByRole("button", { name: "Run in full" }).click();
  await page.locator(".full-run").getByText(/runs done/).waitFor({ timeout: PATIENCE });
  assert.match(await page.locator(".preview-status").textContent(), /in full/);
  await close();
});

test("a changed scenario is saved into a copy of the study", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await scenario();
  await page.getByLabel("Review time", { exact: true }).fill("8");
  await page.locator(".save > summary").click();
  await page.locator('.save [name="study"]').fill("e2e-copy");
  await page.locator('.save [name="scenario"]').fill("slow-reviews");
  await page.locator('.save [name="title"]').fill("Slow reviews");
  await page.getByRole("button", { name: "Copy the study and save" }).click();
  await page.waitForFunction(() => location.hash.includes("scenario=slow-reviews") && location.hash.includes("study=e2e-copy"), null, { timeout: 30_000 });
  await page.locator(".timeline-event.kind-review-factor").waitFor();
  assert.match(await page.locator("#scenario-picker").evaluate((select) => select.selectedOptions[0].textContent), /Slow reviews \(own\)/);
  assert.equal(await page.locator(".changed-mark").textContent(), "");
  await page.reload();
  await page.locator(".timeline-event.kind-review-factor").waitFor();
  await close();
});

test("on a phone the timeline is there and can be moved", { timeout: PATIENCE }, async () => {
  const { page, close } = await scenario({ width: 360, height: 740 });
  const box = await page.locator(".timeline").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360);
  await control(page).focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await control(page).getAttribute("aria-label"), /5.Apr.2025/);
  await close();
});
