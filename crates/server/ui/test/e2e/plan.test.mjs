// A plan asked for, watched, read, asked again from its frontier, and run; and the same from the other side.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, downloaded, overflow, PATIENCE, SMALL, start } from "./harness.mjs";

let place;
before(async () => (place = await start()), { timeout: 60_000 });
after(() => place?.end());

const answered = (page) => page.locator(".asked-answer:not(.stale) .verdict-words").waitFor({ timeout: PATIENCE });
const find = (page) => page.getByRole("button", { name: "Find the plan" }).click();

async function readable(page) {
  assert.deepEqual(await axe(page), [], "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(300);
  assert.deepEqual(await axe(page), [], "dark");
  for (const width of [360, 2560]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(400);
    assert.ok((await overflow(page)) <= 0, `wider than the window at ${width} px`);
  }
}

test("a plan is asked for and watched; its mix, timeline and frontier can be read; a reload finds it again", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}&runs=16`);
  await page.getByText("No plan has been asked for").waitFor({ timeout: PATIENCE });
  await find(page);
  await page.locator(".asked-status .progress-text").waitFor();
  await answered(page);
  const mix = page.locator("table", { has: page.getByText("What to buy, first needed first") });
  assert.ok((await mix.locator("tbody tr").count()) >= 1);
  assert.match(await mix.locator("tbody tr").first().textContent(), /€.*20\d\d/);
  for (const title of ["What it costs", "When it is begun, and when it helps", "What more money would buy, and less", "Promised, and what came of it", "Regret by branch"]) {
    await page.locator("figure.chart", { hasText: title }).locator("svg").first().waitFor();
  }
  await page.locator(".considered > summary").click();
  assert.ok((await page.locator(".considered tbody tr").count()) > 5);
  assert.doesNotMatch(await page.locator("main").textContent(), /NaN|undefined|Infinity/);
  const verdict = await page.locator(".verdict-words").textContent();
  await page.reload();
  await answered(page);
  assert.equal(await page.locator(".verdict-words").textContent(), verdict);
  await readable(page);
  await close();
});

test("a point of the frontier asks for the plan with that budget", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}&runs=16`);
  await page.locator("#screen-title").waitFor();
  await page.locator(".plan-form").waitFor({ timeout: PATIENCE });
  if ((await page.locator(".asked-answer .verdict-words").count()) === 0) await find(page);
  await answered(page);
  const stage = page.locator("figure.chart", { hasText: "What more money would buy, and less" }).locator(".chart-stage");
  await stage.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  assert.match(await stage.locator(".chart-tip").textContent(), /Enter/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /[?&]budget=\d/.test(location.hash), null, { timeout: PATIENCE });
  await page.waitForFunction(() => /allowed/.test(document.querySelector(".asked-answer:not(.stale) .strip")?.textContent ?? ""), null, { timeout: PATIENCE });
  assert.notEqual(await page.locator('[name="budget"]').inputValue(), "");
  await page.locator('[name="budget"]').fill("12345");
  await page.locator('[name="budget"]').press("Tab");
  await page.getByText("The question has changed").waitFor();
  await close();
});

test("demands that cannot be met together are named, and one of them can be dropped", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}&runs=16&budget=10&require=eu-crma-5-65`);
  await page.locator(".plan-form").waitFor({ timeout: PATIENCE });
  await find(page);
  const notice = page.locator(".asked-answer .notice.alarm");
  await notice.waitFor({ timeout: PATIENCE });
  assert.match(await notice.textContent(), /cannot be met/);
  assert.ok((await notice.locator("li").count()) >= 1);
  assert.match(await notice.textContent(), /eu-crma-5-65/);
  assert.equal(await page.getByRole("button", { name: "Without a bound on output" }).count(), 0, "only what was asked can be dropped");
  await page.getByRole("button", { name: "Without required rules" }).click();
  await page.waitForFunction(() => !/require=/.test(location.hash));
  await page.locator(".asked-answer:not(.stale) .strip").waitFor({ timeout: PATIENCE });
  assert.equal(await notice.count(), 0);
  await close();
});

test("the work on a plan can be stopped", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}&runs=2000`);
  await page.locator(".plan-form").waitFor({ timeout: PATIENCE });
  await find(page);
  await page.locator(".asked-status .progress-text", { hasText: /\d of / }).waitFor({ timeout: PATIENCE });
  await page.locator(".asked-status").getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped; nothing of it is kept").waitFor({ timeout: PATIENCE });
  await close();
});

test("a government plans for the end uses of a magnet", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}&runs=8`);
  await page.locator('[name="for"]').selectOption("FRA");
  await page.locator('[name="material"]').selectOption("ndfeb-heavy");
  await page.waitForFunction(() => /for=FRA/.test(location.hash) && /material=ndfeb-heavy/.test(location.hash));
  await page.locator(".plan-more > summary").click();
  assert.equal(await page.getByLabel("Contract for difference for magnets made at home").count(), 1);
  assert.equal(await page.getByLabel("Stock of the bought-in part").count(), 0, "a firm's levers are not a government's");
  await find(page);
  await answered(page);
  await page.getByRole("heading", { name: "The public stock" }).waitFor();
  assert.match(await page.locator("main").textContent(), /Dy .*t/);
  assert.equal(await page.getByRole("button", { name: "Run this plan" }).count(), 0, "no study has its lines");
  assert.doesNotMatch(await page.locator("main").textContent(), /NaN|undefined|Infinity/);
  await readable(page);
  await close();
});

test("levers, rules and weights go into the question, and back to what is usual", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}`);
  await page.locator(".plan-more > summary").click();
  await page.getByLabel("Motor without permanent magnets").uncheck();
  await page.getByLabel(/Critical Raw Materials Act, article 5/).check();
  await page.waitForFunction(() => /levers=/.test(location.hash) && /require=eu-crma-5-65/.test(location.hash));
  assert.doesNotMatch(await page.evaluate(() => location.hash), /magnet-free/);
  await page.locator('[name^="weight-"]').first().fill("3");
  await page.locator('[name^="weight-"]').first().press("Tab");
  await page.waitForFunction(() => /weights=/.test(location.hash));
  await page.getByRole("button", { name: "As usual" }).click();
  await page.waitForFunction(() => !/levers=|require=|weights=/.test(location.hash));
  await close();
});

test("a plan becomes a scenario that is run and stands on the timeline", { timeout: 3 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}&runs=16`);
  await page.locator(".plan-form").waitFor({ timeout: PATIENCE });
  if ((await page.locator(".asked-answer .verdict-words").count()) === 0) await find(page);
  await answered(page);
  const file = await downloaded(page, () => page.getByRole("button", { name: "Download it as a scenario file" }).click());
  assert.match(file.bytes.toString(), /kind = "(reserve|supply|overtime|general-licence)"/);
  await page.getByRole("button", { name: "Run this plan" }).click();
  await page.waitForFunction(() => location.hash.startsWith("#/results") && /scenario=[a-z0-9-]*plan/.test(location.hash), null, { timeout: 30_000 });
  await page.locator("figure.chart svg").first().waitFor({ timeout: PATIENCE });
  await page.locator("nav.side a", { hasText: "Scenario" }).click();
  await page.locator(".timeline-event.kind-reserve, .timeline-event.kind-supply, .timeline-event.kind-overtime, .timeline-event.kind-general-licence").first().waitFor({ timeout: PATIENCE });
  assert.equal(await page.locator(".timeline-event.wrong").count(), 0);
  await close();
});

test("a line's own reserve is put on the timeline", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/scenario?study=${SMALL}&scenario=april-2025`);
  await page.locator(".palette button", { hasText: "Own reserve" }).click();
  const form = page.locator(".event-form");
  await form.waitFor();
  assert.notEqual(await form.locator('[name="item"]').inputValue(), "");
  assert.match(await form.textContent(), /Quantity\s*t/);
  assert.equal(await page.locator(".timeline-event.kind-reserve").count(), 1);
  assert.equal(await page.locator(".timeline-event.wrong").count(), 0);
  await page.waitForFunction(() => /Preview of \d+ runs of/.test(document.querySelector(".preview-status")?.textContent ?? ""), null, { timeout: PATIENCE });
  await page.getByRole("button", { name: "Back to the scenario as it was" }).click();
  await close();
});

test("the other side's view: controls, what closes them, what licence files tell", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/plan?study=${SMALL}&view=squeeze&runs=16`);
  await page.getByRole("button", { name: "Look from the other side" }).click({ timeout: PATIENCE });
  await answered(page);
  // Whether a control is worth its exports depends on a weight; with none of it one always is.
  const freely = page.getByRole("button", { name: "Count them as nothing" });
  if ((await freely.count()) > 0) {
    await freely.click();
    await page.waitForFunction(() => /[?&]weight=0/.test(location.hash));
    await page.locator(".asked-status .progress").waitFor({ state: "detached", timeout: PATIENCE });
  }
  for (const title of ["Damage against the issuer's own exports", "What closes most of it, if bought beforehand"]) {
    await page.locator("figure.chart", { hasText: title }).locator("svg").first().waitFor();
  }
  for (const title of ["More controls at once", "What licence files tell"]) await page.getByRole("heading", { name: title }).waitFor();
  assert.doesNotMatch(await page.locator("main").textContent(), /NaN|undefined|Infinity/);
  await readable(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.locator(".toggle label", { hasText: /^Plan$/ }).click();
  await page.getByRole("button", { name: "Find the plan" }).waitFor({ timeout: PATIENCE });
  await close();
});
